import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { DATABASE_ROLES } from '../roles.js';
import { asOwner } from './as-owner.js';

/**
 * Smaller partitions, and a second table that full ones can be moved to: `es.archived_events`. `es.every_event` shows
 * both as one, and is what is read, so that nothing that was recorded is ever out of sight.
 */
export class ArchiveByDetach1764028800022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const readers = Object.values(DATABASE_ROLES).join(', ');
    await asOwner(runner, [
      PARTITION_SIZE,
      ARCHIVED_EVENTS,
      ARCHIVED_AT_INDEX,
      `SELECT es.protect('archived_events', 'UPDATE OR DELETE OR TRUNCATE')`,
      PARTITIONS,
      EVERY_EVENT,
      `GRANT SELECT ON es.archived_events, es.every_event, es.partitions TO ${readers}`,
      'DROP FUNCTION es.add_partition',
      ADD_PARTITION,
      PREPARE_PARTITION,
      SHRINK_FIRST_PARTITION,
      MARK_BOUNDS,
      CHECK_BOUNDS,
      ARCHIVE_PARTITION,
      'REVOKE ALL ON FUNCTION es.partition_size, es.add_partition, es.mark_bounds, es.check_bounds, es.archive_partition FROM PUBLIC',
    ]);
  }

  /** @throws Error always: what was archived would be out of sight for the older program. */
  down(): Promise<void> {
    return Promise.reject(new Error('An archive cannot be taken back: restore the database from before instead'));
  }
}

/*
 * How many positions a partition spans. Its two indexes over random keys are what an append has to find in memory: at ten
 * million events they come to about 600 MB, and those of full partitions are touched by readers alone.
 */
const PARTITION_SIZE = `
  CREATE FUNCTION es.partition_size() RETURNS bigint LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS 'SELECT 10000000::bigint'`;

const ARCHIVED_EVENTS = `
  CREATE TABLE es.archived_events (LIKE es.events INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (position))
    PARTITION BY RANGE (position)`;

const ARCHIVED_AT_INDEX =
  'CREATE INDEX archived_events_recorded_at ON es.archived_events USING brin (recorded_at) WITH (pages_per_range = 32)';

const PARTITIONS = `
  CREATE VIEW es.partitions AS
    SELECT p.name, p.is_archived, p.bounds[1]::bigint AS first_position, p.bounds[2]::bigint - 1 AS last_position,
           pg_total_relation_size(p.oid) AS bytes
      FROM (SELECT c.oid, c.relname AS name, i.inhparent = 'es.archived_events'::regclass AS is_archived,
                   regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''(\\d+)''\\) TO \\(''(\\d+)''\\)') AS bounds
              FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent IN ('es.events'::regclass, 'es.archived_events'::regclass)) p`;

const EVERY_EVENT = `
  CREATE VIEW es.every_event AS SELECT * FROM es.archived_events UNION ALL SELECT * FROM es.events`;

// Attached ready-made: attaching lets appends go on, creating in place would hold them up.
const ADD_PARTITION = `
  CREATE FUNCTION es.add_partition(first_position bigint) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    name constant text := 'events_' || (SELECT count(*) FROM es.partitions);
  BEGIN
    EXECUTE format('CREATE TABLE es.%I (LIKE es.events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
    EXECUTE format('CREATE UNIQUE INDEX %I ON es.%I (stream_pk, revision)', name || '_stream', name);
    EXECUTE format('CREATE UNIQUE INDEX %I ON es.%I (event_id)', name || '_event_id', name);
    PERFORM es.protect(name, 'UPDATE OR DELETE OR TRUNCATE');
    EXECUTE format('ALTER TABLE es.events ATTACH PARTITION es.%I FOR VALUES FROM (%s) TO (%s)',
                   name, first_position, first_position + es.partition_size());
    RETURN name;
  END $$`;

// Called by es.append now and then; safe to call at any time. Answers the name of what it made, or nothing.
const PREPARE_PARTITION = `
  CREATE OR REPLACE FUNCTION es.prepare_partition() RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    head_position bigint;
    newest bigint;
  BEGIN
    SELECT h.position INTO STRICT head_position FROM es.head h FOR UPDATE;
    SELECT max(p.last_position) INTO STRICT newest FROM es.partitions p;
    IF head_position + es.partition_size() / 2 <= newest THEN RETURN NULL; END IF;
    RETURN es.add_partition(newest + 1);
  END $$`;

// A store that was made just now, or has not outgrown the smaller size, gets it; a larger one keeps the partitions it has.
const SHRINK_FIRST_PARTITION = `
  DO $$ BEGIN
    IF (SELECT count(*) = 1 FROM es.partitions) AND (SELECT h.position < es.partition_size() / 2 FROM es.head h FOR UPDATE) THEN
      ALTER TABLE es.events DETACH PARTITION es.events_0;
      EXECUTE format('ALTER TABLE es.events ATTACH PARTITION es.events_0 FOR VALUES FROM (0) TO (%s)', es.partition_size());
    END IF;
  END $$`;

/*
 * The steps to the archive, each in a transaction of its own. The first two say as a constraint what the bounds say, so that
 * the third need not read the partition again while everybody waits: the first needs the partition for a moment, and the
 * second reads all of it while others read it too.
 */
const MARK_BOUNDS = `
  CREATE FUNCTION es.mark_bounds(partition_name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    marked es.partitions;
  BEGIN
    SELECT * INTO STRICT marked FROM es.partitions p WHERE p.name = partition_name AND NOT p.is_archived;
    IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = format('es.%I', partition_name)::regclass AND c.conname = 'bounds') THEN
      RETURN;
    END IF;
    EXECUTE format('ALTER TABLE es.%I ADD CONSTRAINT bounds CHECK (position >= %s AND position <= %s) NOT VALID',
                   partition_name, marked.first_position, marked.last_position);
  END $$`;

const CHECK_BOUNDS = `
  CREATE FUNCTION es.check_bounds(partition_name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    EXECUTE format('ALTER TABLE es.%I VALIDATE CONSTRAINT bounds', partition_name);
  END $$`;

/*
 * The last step moves a partition from one table to the other, whole and at once: only the oldest, so that the archive has
 * no gaps, and only a full one.
 */
const ARCHIVE_PARTITION = `
  CREATE FUNCTION es.archive_partition(partition_name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    oldest es.partitions;
  BEGIN
    SELECT * INTO STRICT oldest FROM es.partitions p WHERE NOT p.is_archived ORDER BY p.first_position LIMIT 1;
    IF oldest.name <> partition_name THEN
      RAISE EXCEPTION 'es.% is not the oldest partition: es.% is', partition_name, oldest.name USING ERRCODE = '55000';
    END IF;
    IF (SELECT h.position <= oldest.last_position FROM es.head h) THEN
      RAISE EXCEPTION 'es.% is not full yet', partition_name USING ERRCODE = '55000';
    END IF;
    EXECUTE format('ALTER TABLE es.events DETACH PARTITION es.%I', partition_name);
    EXECUTE format('ALTER TABLE es.archived_events ATTACH PARTITION es.%I FOR VALUES FROM (%s) TO (%s)',
                   partition_name, oldest.first_position, oldest.last_position + 1);
    EXECUTE format('ALTER TABLE es.%I DROP CONSTRAINT bounds', partition_name);
  END $$`;
