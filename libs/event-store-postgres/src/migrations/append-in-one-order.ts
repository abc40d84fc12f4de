import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { asOwner } from './as-owner.js';

/** `es.append`: the one way in. Whoever may run it needs no right to any table. */
export class AppendInOneOrder1764028800004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(runner, [NOW, OUTCOME, PURPOSE_AFTER, APPEND, 'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA es FROM PUBLIC']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, ['DROP FUNCTION es.append, es.purpose_after, es.now', 'DROP TYPE es.outcome']);
  }
}

const NOW = `
  CREATE FUNCTION es.now() RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    SELECT date_trunc('milliseconds', coalesce((SELECT h.clock FROM es.head h), clock_timestamp()))
  $$`;

// Of a conflict only the revision is known: the last one of the stream, -1 for none.
const OUTCOME = `
  CREATE TYPE es.outcome AS (
    status text, command_id uuid, digest bytea, stream text, revision integer, count integer, position bigint, recorded_at timestamptz
  )`;

// Event 0 says what the store is for; a store whose owner has named its purpose beforehand may do without.
const PURPOSE_AFTER = `
  CREATE FUNCTION es.purpose_after(head es.head, types text[], first_data bytea) RETURNS text
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    declared text;
  BEGIN
    IF 'StoreCreated' = ANY (CASE WHEN head.position < 0 THEN types[2:] ELSE types END) THEN
      RAISE EXCEPTION 'A store is created once: StoreCreated can only be its first event' USING ERRCODE = '23514';
    END IF;
    IF head.position >= 0 THEN RETURN head.purpose; END IF;
    IF types[1] = 'StoreCreated' THEN
      declared := convert_from(first_data, 'UTF8')::jsonb ->> 'purpose';
      IF coalesce(declared, '') NOT IN ('production', 'demonstration', 'test') THEN
        RAISE EXCEPTION 'StoreCreated must say a purpose: production, demonstration or test' USING ERRCODE = '23514';
      END IF;
      IF declared = 'production' AND head.latest_setting IS NOT NULL THEN
        RAISE EXCEPTION 'The clock of this store was set, so it cannot become a production store' USING ERRCODE = '23514';
      END IF;
      RETURN declared;
    END IF;
    IF head.purpose IS NULL THEN
      RAISE EXCEPTION 'The first event of a store must be StoreCreated, not %', types[1] USING ERRCODE = '23514';
    END IF;
    RETURN head.purpose;
  END $$`;

/*
 * The head row is locked first, so appends come one after another, and each statement after it sees all that was
 * committed before (READ COMMITTED). Arrays of requests, then arrays of their events in the same order; counts tell how
 * many belong to each. The plan is pinned: statistics of a young table once made it scan for each event.
 */
const APPEND = `
  CREATE FUNCTION es.append(
    streams text[], expected text[], commands uuid[], digests bytea[], counts integer[],
    event_ids uuid[], types text[], schema_versions integer[], effective_on date[], partnerships text[],
    correlation_ids uuid[], causation_ids uuid[], persons text[], agencies text[], roles text[],
    key_ids text[], data bytea[], hashes bytea[]
  ) RETURNS SETOF es.outcome
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
  DECLARE
    head es.head;
    start bigint;
    instant timestamptz;
    outcome es.outcome;
    pk bigint;
    actual integer;
    first integer;
    next integer := 1;
  BEGIN
    IF cardinality(event_ids) <> (SELECT coalesce(sum(c), 0) FROM unnest(counts) AS c) THEN
      RAISE EXCEPTION 'The requests count % events, but % were given', counts, cardinality(event_ids) USING ERRCODE = '22023';
    END IF;
    -- What is acknowledged is on disk, whatever the session was set to.
    IF current_setting('synchronous_commit') = 'off' THEN PERFORM set_config('synchronous_commit', 'on', true); END IF;
    SELECT * INTO STRICT head FROM es.head FOR UPDATE;
    start := head.position;
    instant := greatest(es.now(), head.recorded_at);

    FOR i IN 1 .. cardinality(commands) LOOP
      first := next;
      next := first + counts[i];
      SELECT CASE WHEN c.digest = digests[i] THEN 'repeated' ELSE 'command-reused' END,
             c.command_id, c.digest, s.stream, c.revision, c.count, c.position, c.recorded_at
        INTO outcome
        FROM es.commands c JOIN es.streams s ON s.stream_pk = c.stream_pk WHERE c.command_id = commands[i];
      IF NOT FOUND THEN
        SELECT s.revision INTO actual FROM es.streams s WHERE s.stream = streams[i];
        actual := coalesce(actual, -1);
        IF expected[i] IN ('any', actual::text) OR expected[i] = (CASE WHEN actual < 0 THEN 'none' ELSE 'exists' END) THEN
          IF counts[i] > 0 THEN head.purpose := es.purpose_after(head, types[first : next - 1], data[first]); END IF;
          INSERT INTO es.streams AS s (stream, revision) VALUES (streams[i], actual + counts[i])
            ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision RETURNING s.stream_pk INTO pk;
          INSERT INTO es.events (position, stream_pk, recorded_at, revision, event_id, command_id, type, schema_version, effective_on,
                                 partnership, correlation_id, causation_id, actor_person, actor_agency, actor_role, key_ids, data, sha256)
            SELECT head.position + e.ordinal, pk, instant, actual + e.ordinal, e.id, commands[i], e.type, e.schema_version, e.effective_on,
                   e.partnership, e.correlation_id, e.causation_id, e.person, e.agency, e.role,
                   ARRAY(SELECT jsonb_array_elements_text(e.key_ids::jsonb)), e.data, e.hash
              FROM unnest(event_ids[first : next - 1], types[first : next - 1], schema_versions[first : next - 1],
                          effective_on[first : next - 1], partnerships[first : next - 1], correlation_ids[first : next - 1],
                          causation_ids[first : next - 1], persons[first : next - 1], agencies[first : next - 1],
                          roles[first : next - 1], key_ids[first : next - 1], data[first : next - 1], hashes[first : next - 1])
                   WITH ORDINALITY AS e(id, type, schema_version, effective_on, partnership, correlation_id, causation_id,
                                        person, agency, role, key_ids, data, hash, ordinal);
          head.position := head.position + counts[i];
          outcome := ('appended', commands[i], digests[i], streams[i], actual + counts[i], counts[i], head.position, instant);
          INSERT INTO es.commands (command_id, stream_pk, position, recorded_at, revision, count, digest)
            VALUES (commands[i], pk, head.position, instant, outcome.revision, counts[i], digests[i]);
        ELSE
          outcome := ('conflict', commands[i], NULL, streams[i], actual, NULL, NULL, NULL);
        END IF;
      END IF;
      RETURN NEXT outcome;
    END LOOP;

    IF head.position > start THEN
      UPDATE es.head AS h SET position = head.position, recorded_at = instant, purpose = head.purpose;
      IF head.position / 1000000 > start / 1000000 THEN PERFORM es.prepare_partition(); END IF;
    END IF;
  END $$`;
