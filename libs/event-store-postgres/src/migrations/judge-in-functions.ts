import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { APPEND, APPEND_ONE } from './append-functions.js';
import { asOwner } from './as-owner.js';
import { TAKE_IN } from './take-in-copies.js';

/**
 * Lets the functions that append, and the one that takes in a copy, judge what they write to streams, commands and head,
 * where a constraint of the table cost each append more than its rows. What an event is keeps being judged by its table,
 * whoever writes it; `store check` finds a command or an event whose stream is not there.
 */
export class JudgeInFunctions1764028800023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(runner, [
      APPEND_ONE,
      APPEND,
      TAKE_IN,
      'ALTER TABLE es.commands DROP CONSTRAINT commands_stream_pk_fkey, DROP CONSTRAINT commands_count_check, DROP CONSTRAINT commands_digest_check',
      'ALTER TABLE es.streams DROP CONSTRAINT streams_stream_check, DROP CONSTRAINT streams_revision_check',
      'ALTER TABLE es.head DROP CONSTRAINT head_only_row_check, DROP CONSTRAINT head_purpose_check',
      'DROP TRIGGER forbid ON es.head',
      `SELECT es.protect('head', 'INSERT OR DELETE OR TRUNCATE')`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, [
      'DROP TRIGGER forbid ON es.head',
      `SELECT es.protect('head', 'DELETE OR TRUNCATE')`,
      `ALTER TABLE es.head ADD CHECK (only_row), ADD CHECK (purpose IN ('production', 'demonstration', 'test'))`,
      `ALTER TABLE es.streams ADD CHECK (stream <> ''), ADD CHECK (revision >= -1)`,
      'ALTER TABLE es.commands ADD FOREIGN KEY (stream_pk) REFERENCES es.streams, ADD CHECK (count >= 0), ADD CHECK (octet_length(digest) = 32)',
    ]);
  }
}
