import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { OWNER } from '../roles.js';
import { asOwner } from './as-owner.js';

/** Where events, their streams and the commands that made them lie, and the one row that gives positions out. */
export class CreateEventTables1764028800002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA es AUTHORIZATION ${OWNER}`);
    await asOwner(runner, [HEAD, 'INSERT INTO es.head DEFAULT VALUES', STREAMS, EVENTS, RECORDED_AT_INDEX, COMMANDS]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, ['DROP SCHEMA es CASCADE']);
  }
}

// One row that every append locks: its lock is the order of the store. The free space keeps each update in its page.
const HEAD = `
  CREATE TABLE es.head (
    only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position       bigint NOT NULL DEFAULT -1,
    recorded_at    timestamptz(3),
    purpose        text CHECK (purpose IN ('production', 'demonstration', 'test')),
    clock          timestamptz(3),
    latest_setting timestamptz(3)
  ) WITH (fillfactor = 10)`;

// The revision is not indexed, so that raising it stays in the page.
const STREAMS = `
  CREATE TABLE es.streams (
    stream_pk bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream    text COLLATE "C" NOT NULL UNIQUE CHECK (stream <> ''),
    revision  integer NOT NULL CHECK (revision >= -1)
  ) WITH (fillfactor = 70)`;

// Partitions (es.add_partition) carry what a partitioned table cannot: unique (stream_pk, revision) and unique event_id.
const EVENTS = `
  CREATE TABLE es.events (
    position       bigint NOT NULL PRIMARY KEY,
    stream_pk      bigint NOT NULL,
    recorded_at    timestamptz(3) NOT NULL,
    revision       integer NOT NULL CHECK (revision >= 0),
    schema_version integer NOT NULL CHECK (schema_version >= 1),
    effective_on   date,
    event_id       uuid NOT NULL,
    command_id     uuid NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id   uuid,
    type           text COLLATE "C" NOT NULL CHECK (type <> ''),
    partnership    text COLLATE "C",
    actor_person   text COLLATE "C" NOT NULL,
    actor_agency   text COLLATE "C" NOT NULL,
    actor_role     text COLLATE "C" NOT NULL,
    key_ids        text[] NOT NULL,
    data           bytea NOT NULL,
    sha256         bytea NOT NULL,
    CONSTRAINT sha256_is_of_data CHECK (sha256 = sha256(data))
  ) PARTITION BY RANGE (position)`;

const RECORDED_AT_INDEX = 'CREATE INDEX events_recorded_at ON es.events USING brin (recorded_at) WITH (pages_per_range = 32)';

const COMMANDS = `
  CREATE TABLE es.commands (
    command_id  uuid PRIMARY KEY,
    stream_pk   bigint NOT NULL REFERENCES es.streams,
    position    bigint NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    revision    integer NOT NULL,
    count       integer NOT NULL CHECK (count >= 0),
    digest      bytea NOT NULL CHECK (octet_length(digest) = 32)
  )`;
