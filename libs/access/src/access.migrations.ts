import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who people are and what they are appointed to. Belongs to `goldenthread_owner`; it and the other roles are made by the
 * migrations of the event store, which run before.
 */
class AccessRecords1795700000000 implements MigrationInterface {
  readonly name = 'AccessRecords1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema access cascade');
  }
}

/** Lay members may be appointed. */
class LayMembers1795700003000 implements MigrationInterface {
  readonly name = 'LayMembers1795700003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table access.appointment drop constraint appointment_role_check');
    await runner.query(`alter table access.appointment add constraint appointment_role_check check (role in (${WITH_LAY_MEMBERS}))`);
  }

  /** Fails where somebody is a lay member: an appointment is never thrown away. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table access.appointment drop constraint appointment_role_check');
    await runner.query(`alter table access.appointment add constraint appointment_role_check check (role in (${AT_FIRST}))`);
  }
}

const AT_FIRST = `'agency-author', 'agency-lead', 'coordinator', 'paqa-member', 'scrutineer', 'data-protection-lead', 'operator'`;
const WITH_LAY_MEMBERS = `${AT_FIRST}, 'lay-member'`;

export const accessMigrations = [AccessRecords1795700000000, LayMembers1795700003000];

const UP = [
  `create schema access authorization goldenthread_owner`,

  `create table access.person (
     id uuid primary key,
     name text,
     email text,
     erased_at timestamptz,
     constraint named_until_erased check ((name is null) = (erased_at is not null)),
     constraint no_email_once_erased check (email is null or erased_at is null)
   )`,

  `create table access.sign_in (
     issuer text not null,
     subject text not null,
     person_id uuid not null references access.person (id),
     primary key (issuer, subject)
   )`,
  `create index sign_in_of_person on access.sign_in (person_id)`,

  `create table access.appointment (
     id uuid primary key,
     person_id uuid not null references access.person (id),
     partnership uuid,
     agency uuid not null,
     role text not null check (role in (
       'agency-author', 'agency-lead', 'coordinator', 'paqa-member', 'scrutineer', 'data-protection-lead', 'operator'
     )),
     from_day date not null,
     until_day date check (until_day >= from_day)
   )`,
  `comment on column access.appointment.until_day is 'The last day it holds'`,
  `create index appointment_of_person on access.appointment (person_id)`,

  ...['person', 'sign_in', 'appointment'].map((table) => `alter table access.${table} owner to goldenthread_owner`),
  `grant usage on schema access to goldenthread_writer, goldenthread_reader`,
  `grant select, insert, update on access.person, access.sign_in, access.appointment to goldenthread_writer`,
  `grant select on access.person, access.sign_in, access.appointment to goldenthread_reader`,
];
