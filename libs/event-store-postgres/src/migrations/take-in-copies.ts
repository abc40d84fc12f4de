import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { NAMELESS, NO_DIGEST } from './append-functions.js';
import { asOwner } from './as-owner.js';

/**
 * `es.take_in`: fills a store with a copy of another, as the owner alone may. Copied events keep the moment they were
 * recorded at, and remember the positions they had before.
 */
export class TakeInCopies1764028800020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(runner, [
      'ALTER TABLE es.events ADD COLUMN former_positions bigint[]',
      TAKE_IN,
      'REVOKE ALL ON FUNCTION es.take_in FROM PUBLIC',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, ['DROP FUNCTION es.take_in', 'ALTER TABLE es.events DROP COLUMN former_positions']);
  }
}

/*
 * Takes in whole commands, in order, in one transaction: a list of {command_id, digest, stream, events}. The head row is
 * locked as by es.append. Only a store that holds nothing but a copy may be filled: once anything was recorded here, its
 * moments are this server's, and nothing is dated back any more.
 */
export const TAKE_IN = `
  CREATE OR REPLACE FUNCTION es.take_in(copied json) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
  DECLARE
    head es.head;
    start bigint;
    command record;
    known bytea;
    pk bigint;
    actual integer;
    count integer;
  BEGIN
    SELECT * INTO STRICT head FROM es.head FOR UPDATE;
    start := head.position;
    IF EXISTS (SELECT FROM es.events e WHERE e.position = head.position AND e.former_positions IS NULL) THEN
      RAISE EXCEPTION 'This store holds something else than a copy: its newest event was recorded here' USING ERRCODE = '55000';
    END IF;

    FOR command IN SELECT * FROM json_to_recordset(copied) AS c(command_id uuid, digest bytea, stream text, events json) LOOP
      SELECT c.digest INTO known FROM es.commands c WHERE c.command_id = command.command_id;
      CONTINUE WHEN known = command.digest;
      IF command.stream = '' THEN ${NAMELESS} END IF;
      IF octet_length(command.digest) <> 32 THEN ${NO_DIGEST} END IF;
      SELECT s.revision INTO actual FROM es.streams s WHERE s.stream = command.stream;
      actual := coalesce(actual, -1);
      count := json_array_length(command.events);
      IF known IS NOT NULL OR count = 0 OR (command.events -> 0 ->> 'revision')::integer <> actual + 1 OR EXISTS (
        SELECT FROM json_to_recordset(command.events) AS e(recorded_at timestamptz) WHERE e.recorded_at < head.recorded_at
      ) THEN
        RAISE EXCEPTION 'This store holds something else than a copy: see % at revision %', command.stream, actual + 1
          USING ERRCODE = '55000';
      END IF;
      head.purpose := es.purpose_after(
        head, ARRAY(SELECT e ->> 'type' FROM json_array_elements(command.events) AS e), (command.events -> 0 ->> 'data')::bytea);
      INSERT INTO es.streams AS s (stream, revision) VALUES (command.stream, actual + count)
        ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision RETURNING s.stream_pk INTO pk;
      INSERT INTO es.events (position, stream_pk, recorded_at, revision, event_id, command_id, type, schema_version, effective_on,
                             partnership, correlation_id, causation_id, actor_person, actor_agency, actor_role, key_ids, data, sha256,
                             former_positions)
        SELECT head.position + e.ordinal, pk, e.recorded_at, actual + e.ordinal, e.id, command.command_id, e.type, e.schema_version,
               e.effective_on, e.partnership, e.correlation_id, e.causation_id, e.person, e.agency, e.role, e.key_ids, e.data, e.sha256,
               e.former_positions
          FROM ROWS FROM (json_to_recordset(command.events) AS (
                 id uuid, type text, schema_version integer, recorded_at timestamptz, effective_on date, partnership text,
                 correlation_id uuid, causation_id uuid, person text, agency text, role text, key_ids text[], data bytea, sha256 bytea,
                 former_positions bigint[]))
               WITH ORDINALITY AS e(id, type, schema_version, recorded_at, effective_on, partnership, correlation_id, causation_id,
                                    person, agency, role, key_ids, data, sha256, former_positions, ordinal);
      head.position := head.position + count;
      SELECT e.recorded_at INTO STRICT head.recorded_at FROM es.events e WHERE e.position = head.position;
      INSERT INTO es.commands (command_id, stream_pk, position, recorded_at, revision, count, digest)
        VALUES (command.command_id, pk, head.position, head.recorded_at, actual + count, count, command.digest);
    END LOOP;

    IF head.position > start THEN
      UPDATE es.head AS h SET position = head.position, recorded_at = head.recorded_at, purpose = head.purpose;
      IF head.position / 1000000 > start / 1000000 THEN PERFORM es.prepare_partition(); END IF;
    END IF;
  END $$`;
