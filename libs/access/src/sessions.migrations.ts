import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The visits of people to the console. Runs after the migrations of the event store, which make the roles. */
class ConsoleSessions1795700001000 implements MigrationInterface {
  readonly name = 'ConsoleSessions1795700001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema console cascade');
  }
}

export const sessionMigrations = [ConsoleSessions1795700001000];

const UP = [
  `create schema console authorization goldenthread_owner`,
  `create table console.session (
     id_hash bytea primary key check (length(id_hash) = 32),
     content bytea not null,
     person_id uuid references access.person (id),
     started_at timestamptz not null default now(),
     last_seen_at timestamptz not null default now()
   )`,
  `comment on column console.session.id_hash is 'SHA-256 of the id, which only the browser keeps'`,
  `comment on column console.session.content is 'Sealed with a key that follows from the id: unreadable here'`,
  `create index session_last_seen on console.session (last_seen_at)`,
  `create index session_of_person on console.session (person_id)`,
  `alter table console.session owner to goldenthread_owner`,
  `grant usage on schema console to goldenthread_writer`,
  `grant select, insert, update, delete on console.session to goldenthread_writer`,
];
