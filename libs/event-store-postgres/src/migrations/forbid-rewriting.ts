import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { asOwner } from './as-owner.js';

/**
 * What is stored stays: triggers refuse update, delete and truncate to everyone, also where a privilege would allow it and
 * where replication mode would skip ordinary triggers. Every partition gets its own, since statements may name it.
 */
export class ForbidRewriting1764028800003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(runner, [
      FORBID,
      PROTECT,
      ADD_PARTITION,
      PREPARE_PARTITION,
      `SELECT es.protect('events', 'UPDATE OR DELETE OR TRUNCATE')`,
      `SELECT es.protect('commands', 'UPDATE OR DELETE OR TRUNCATE')`,
      `SELECT es.protect('streams', 'DELETE OR TRUNCATE')`,
      `SELECT es.protect('head', 'DELETE OR TRUNCATE')`,
      'SELECT es.add_partition(0)',
      'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA es FROM PUBLIC',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, ['DROP FUNCTION es.prepare_partition, es.add_partition, es.protect', 'DROP FUNCTION es.forbid CASCADE']);
  }
}

const FORBID = `
  CREATE FUNCTION es.forbid() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION '% of es.% is forbidden: what is stored is never changed', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
  END $$`;

const PROTECT = `
  CREATE FUNCTION es.protect(table_name text, operations text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    EXECUTE format('CREATE TRIGGER forbid BEFORE %s ON es.%I FOR EACH STATEMENT EXECUTE FUNCTION es.forbid()', operations, table_name);
    EXECUTE format('ALTER TABLE es.%I ENABLE ALWAYS TRIGGER forbid', table_name);
  END $$`;

// Attached ready-made: attaching lets appends go on, creating in place would hold them up.
const ADD_PARTITION = `
  CREATE FUNCTION es.add_partition(number bigint) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    size constant bigint := 50000000;
    name constant text := 'events_' || number;
  BEGIN
    EXECUTE format('CREATE TABLE es.%I (LIKE es.events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
    EXECUTE format('CREATE UNIQUE INDEX %I ON es.%I (stream_pk, revision)', name || '_stream', name);
    EXECUTE format('CREATE UNIQUE INDEX %I ON es.%I (event_id)', name || '_event_id', name);
    PERFORM es.protect(name, 'UPDATE OR DELETE OR TRUNCATE');
    EXECUTE format('ALTER TABLE es.events ATTACH PARTITION es.%I FOR VALUES FROM (%s) TO (%s)', name, number * size, (number + 1) * size);
    RETURN name;
  END $$`;

// Called by es.append now and then; safe to call at any time. Answers the name of what it made, or nothing.
const PREPARE_PARTITION = `
  CREATE FUNCTION es.prepare_partition() RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    size constant bigint := 50000000;
    head_position bigint;
    last_number bigint;
  BEGIN
    SELECT h.position INTO STRICT head_position FROM es.head h FOR UPDATE;
    SELECT max(substring(c.relname from '[0-9]+$')::bigint) INTO last_number
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'es.events'::regclass;
    IF head_position + size / 10 < (last_number + 1) * size THEN RETURN NULL; END IF;
    RETURN es.add_partition(last_number + 1);
  END $$`;
