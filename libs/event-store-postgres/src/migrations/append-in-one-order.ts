import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { asOwner } from './as-owner.js';

/** `es.append`: the one way in. Whoever may run it needs no right to any table. */
export class AppendInOneOrder1764028800004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(runner, [NOW, PURPOSE_AFTER, APPEND_ONE, APPEND, 'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA es FROM PUBLIC']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, ['DROP FUNCTION es.append, es.append_one, es.purpose_after, es.now']);
  }
}

const NOW = `
  CREATE FUNCTION es.now() RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    SELECT date_trunc('milliseconds', coalesce((SELECT h.clock FROM es.head h), clock_timestamp()))
  $$`;

// Event 0 says what the store is for; a store whose owner has named its purpose beforehand may do without.
const PURPOSE_AFTER = `
  CREATE FUNCTION es.purpose_after(head_position bigint, types text[], first_data bytea) RETURNS text
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    head es.head;
    declared text;
  BEGIN
    SELECT * INTO STRICT head FROM es.head;
    IF 'StoreCreated' = ANY (CASE WHEN head_position < 0 THEN types[2:] ELSE types END) THEN
      RAISE EXCEPTION 'A store is created once: StoreCreated can only be its first event' USING ERRCODE = '23514';
    END IF;
    IF head_position >= 0 THEN RETURN head.purpose; END IF;
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

const EVENT_COLUMNS = `position, stream_pk, recorded_at, revision, event_id, command_id, type, schema_version, effective_on,
               partnership, correlation_id, causation_id, actor_person, actor_agency, actor_role, key_ids, data, sha256`;

const COMMAND_COLUMNS = 'command_id, stream_pk, position, recorded_at, revision, count, digest';

/*
 * Both functions lock the head row first, so calls come one after another, and each statement after it sees all that was
 * committed before (READ COMMITTED). They move it at once as if all they are given were to be accepted, which spares a
 * statement, and set it right at the end where it was not. What is acknowledged is on disk, whatever the session was set
 * to. Plans are pinned: statistics of a young table once made one scan for each event.
 *
 * What is expected of a stream is its last revision (-1: no events yet), or -2 for any, or -3 for some.
 */
const GUARDS = `
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off`;

const WAIT_FOR_THE_DISK = `
    IF current_setting('synchronous_commit') = 'off' THEN PERFORM set_config('synchronous_commit', 'on', true); END IF;`;

/** @param count how many positions and keys of streams the call may need. */
function moveHead(events: string, streams: string): string {
  return `
    UPDATE es.head AS h
       SET position = h.position + ${events}, last_stream_pk = h.last_stream_pk + ${streams}, recorded_before = h.recorded_at,
           recorded_at = greatest(date_trunc('milliseconds', coalesce(h.clock, clock_timestamp())), h.recorded_at)
    RETURNING h.position - ${events}, h.last_stream_pk - ${streams}, h.recorded_at, h.recorded_before
      INTO STRICT start, key_before, instant, instant_before;`;
}

const MILLISECONDS = '(extract(epoch from instant) * 1000)::bigint';

/*
 * One request of one event, which is all that an idle store is asked for at a time: a third cheaper than the same by
 * arrays. Answers as es.append does.
 */
const APPEND_ONE = `
  CREATE FUNCTION es.append_one(
    stream text, expected integer, command uuid, digest bytea,
    event_id uuid, type text, schema_version integer, effective_on date, partnership text,
    correlation_id uuid, causation_id uuid, person text, agency text, role text, key_ids text[], data bytea, hash bytea
  ) RETURNS bigint[]${GUARDS} AS $$
  #variable_conflict use_variable
  DECLARE
    start bigint;
    key_before bigint;
    instant timestamptz;
    instant_before timestamptz;
    known_digest bytea;
    key bigint;
    actual integer;
  BEGIN${WAIT_FOR_THE_DISK}${moveHead('1', '1')}
    SELECT (SELECT c.digest FROM es.commands c WHERE c.command_id = append_one.command), s.stream_pk, coalesce(s.revision, -1)
      INTO known_digest, key, actual
      FROM (SELECT) AS this LEFT JOIN es.streams s ON s.stream = append_one.stream;
    IF known_digest IS NULL AND (expected IN (actual, -2) OR (expected = -3 AND actual >= 0)) THEN
      IF start < 0 OR type = 'StoreCreated' THEN
        UPDATE es.head AS h SET purpose = es.purpose_after(start, ARRAY[type], data);
      END IF;
      IF key IS NULL THEN
        key := key_before + 1;
        INSERT INTO es.streams (stream_pk, stream, revision) VALUES (key, stream, 0);
      ELSE
        UPDATE es.streams AS s SET revision = actual + 1 WHERE s.stream_pk = key;
      END IF;
      INSERT INTO es.events (${EVENT_COLUMNS})
        VALUES (start + 1, key, instant, actual + 1, event_id, command, type, schema_version, effective_on,
                partnership, correlation_id, causation_id, person, agency, role, key_ids, data, hash);
      INSERT INTO es.commands (${COMMAND_COLUMNS}) VALUES (command, key, start + 1, instant, actual + 1, 1, digest);
      IF (start + 1) % 100000 = 0 THEN PERFORM es.prepare_partition(); END IF;
      RETURN ARRAY[${MILLISECONDS}, 0, actual + 1, start + 1];
    END IF;
    UPDATE es.head AS h SET position = start, recorded_at = instant_before;
    RETURN ARRAY[0, CASE WHEN known_digest IS NULL THEN 3 WHEN known_digest = digest THEN 1 ELSE 2 END, actual, start];
  END $$`;

/*
 * Arrays of requests, then arrays of their events in the same order; counts tell how many belong to each. Answers one
 * array: when it was recorded (milliseconds since 1970), then of all requests the status (0 appended, 1 the command is
 * known, 2 it is known with another digest, 3 the stream is not as expected), then the last revision of each stream, then
 * the position. Where all were appended, each as it expected, just the time and the position before the first event.
 *
 * Requests that say the revision exactly are first taken all together, in the hope that each stream is as expected and
 * each command new: every index is then descended once for each row. The unique constraints and the number of streams that
 * moved tell whether it was so; where it was not, that attempt is undone and the requests are worked off one by one, as
 * are those that leave the revision open.
 */
const APPEND = `
  CREATE FUNCTION es.append(
    streams text[], expected integer[], commands uuid[], digests bytea[], counts integer[],
    event_ids uuid[], types text[], schema_versions integer[], effective_on date[], partnerships text[],
    correlation_ids uuid[], causation_ids uuid[], persons text[], agencies text[], roles text[],
    key_ids text[], data bytea[], hashes bytea[]
  ) RETURNS bigint[]${GUARDS} AS $$
  DECLARE
    n constant integer := cardinality(streams);
    total constant integer := cardinality(event_ids);
    start bigint;               -- the position before this call's first event
    key_before bigint;          -- the newest key of a stream before this call
    instant timestamptz;
    instant_before timestamptz;
    keys bigint[];              -- of each request its stream's
    places integer[];           -- of each event its request's
    ordinals integer[];         -- of each event its own in its request
    statuses integer[];
    revisions integer[];        -- after each request
    positions bigint[];         -- after each request
    accepted bigint := 0;       -- events so far
    last integer := 0;          -- the place of the request's last event among the call's
    count integer;
    known_digest bytea;
    key bigint;
    actual integer;
  BEGIN${WAIT_FOR_THE_DISK}${moveHead('total', 'n')}

    IF n > 1 AND start >= 0 AND -1 <= ALL (expected) AND 'StoreCreated' <> ALL (types) THEN
      BEGIN
        INSERT INTO es.streams (stream_pk, stream, revision)
          SELECT key_before + r.place, r.stream, r.count - 1
            FROM (SELECT unnest(streams) AS stream, unnest(expected) AS expected, unnest(counts) AS count, generate_series(1, n) AS place) r
           WHERE r.expected = -1;
        IF 0 <= ANY (expected) THEN
          WITH grown AS (
            UPDATE es.streams AS s SET revision = r.expected + r.count
              FROM (SELECT unnest(streams) AS stream, unnest(expected) AS expected, unnest(counts) AS count,
                           generate_series(1, n) AS place) r
             WHERE s.stream = r.stream AND s.revision = r.expected AND r.expected >= 0
            RETURNING r.place, s.stream_pk)
          SELECT array_agg(k.key ORDER BY k.place) INTO keys
            FROM (SELECT g.place, g.stream_pk AS key FROM grown g
                  UNION ALL
                  SELECT r.place, key_before + r.place FROM unnest(expected) WITH ORDINALITY AS r(expected, place) WHERE r.expected = -1) k;
        ELSE
          keys := ARRAY(SELECT generate_series(key_before + 1, key_before + n));
        END IF;
        IF coalesce(cardinality(keys), 0) < n THEN RAISE SQLSTATE 'ES001'; END IF;
          SELECT array_agg(r.place), array_agg(r.ordinal) INTO places, ordinals
            FROM (SELECT r.place, generate_series(1, r.count) AS ordinal
                    FROM (SELECT unnest(counts) AS count, generate_series(1, n) AS place) r) r;
          IF coalesce(cardinality(places), 0) <> total THEN RAISE SQLSTATE 'ES001'; END IF;
          ${insertEvents(
            {
              position: 'start + e.number',
              key: 'keys[e.place]',
              revision: 'expected[e.place] + e.ordinal',
              command: 'commands[e.place]',
            },
            '',
            ['unnest(places) AS place', 'unnest(ordinals) AS ordinal', 'generate_series(1, total) AS number'],
          )};
        INSERT INTO es.commands (${COMMAND_COLUMNS})
          SELECT r.command, r.key, start + sum(r.count) OVER (ROWS UNBOUNDED PRECEDING), instant, r.expected + r.count, r.count, r.digest
            FROM (SELECT unnest(commands) AS command, unnest(keys) AS key, unnest(expected) AS expected, unnest(counts) AS count,
                         unnest(digests) AS digest) r;
        IF total = 0 THEN UPDATE es.head AS h SET recorded_at = instant_before; END IF;
        IF (start + total) / 100000 > start / 100000 THEN PERFORM es.prepare_partition(); END IF;
        RETURN ARRAY[${MILLISECONDS}, start];
      EXCEPTION WHEN unique_violation OR SQLSTATE 'ES001' THEN NULL;
      END;
    END IF;

    IF total <> (SELECT coalesce(sum(c), 0) FROM unnest(counts) AS c) THEN
      RAISE EXCEPTION 'The requests count % events, but % were given', counts, total USING ERRCODE = '22023';
    END IF;
    FOR i IN 1 .. n LOOP
      count := counts[i];
      last := last + count;
      SELECT (SELECT c.digest FROM es.commands c WHERE c.command_id = commands[i]), s.stream_pk, coalesce(s.revision, -1)
        INTO known_digest, key, actual
        FROM (SELECT) AS this LEFT JOIN es.streams s ON s.stream = streams[i];
      IF known_digest IS NOT NULL THEN
        statuses[i] := CASE WHEN known_digest = digests[i] THEN 1 ELSE 2 END;
      ELSIF expected[i] IN (actual, -2) OR (expected[i] = -3 AND actual >= 0) THEN
        statuses[i] := 0;
        IF count > 0 AND (start + accepted < 0 OR 'StoreCreated' = ANY (types)) THEN
          UPDATE es.head AS h SET purpose = es.purpose_after(start + accepted, types[last - count + 1 : last], data[last - count + 1]);
        END IF;
        IF key IS NULL THEN
          key := key_before + i;
          INSERT INTO es.streams (stream_pk, stream, revision) VALUES (key, streams[i], actual + count);
        ELSIF count > 0 THEN
          UPDATE es.streams AS s SET revision = actual + count WHERE s.stream_pk = key;
        END IF;
        IF count > 0 THEN
          ${insertEvents(
            { position: 'start + accepted + e.ordinal', key: 'key', revision: 'actual + e.ordinal', command: 'commands[i]' },
            '[last - count + 1 : last]',
            ['generate_series(1, count) AS ordinal'],
          )};
        END IF;
        actual := actual + count;
        accepted := accepted + count;
        INSERT INTO es.commands (${COMMAND_COLUMNS})
          VALUES (commands[i], key, start + accepted, instant, actual, count, digests[i]);
      ELSE
        statuses[i] := 3;
      END IF;
      revisions[i] := actual;
      positions[i] := start + accepted;
    END LOOP;

    IF accepted < total OR accepted = 0 THEN
      UPDATE es.head AS h
         SET position = start + accepted, recorded_at = CASE WHEN accepted = 0 THEN instant_before ELSE instant END;
    END IF;
    IF (start + accepted) / 100000 > start / 100000 THEN PERFORM es.prepare_partition(); END IF;
    RETURN ${MILLISECONDS} || statuses::bigint[] || revisions::bigint[] || positions;
  END $$`;

/**
 * Inserts a row for each event of the parameters, or for a slice of them.
 *
 * @param of what the function finds out about an event `e`.
 * @param beside more columns of `e`, each with as many rows as there are events.
 */
function insertEvents(of: { position: string; key: string; revision: string; command: string }, slice: string, beside: string[]): string {
  const arrays = {
    id: 'event_ids',
    type: 'types',
    schema_version: 'schema_versions',
    effective_on: 'effective_on',
    partnership: 'partnerships',
    correlation_id: 'correlation_ids',
    causation_id: 'causation_ids',
    person: 'persons',
    agency: 'agencies',
    role: 'roles',
    key_ids: 'key_ids',
    data: 'data',
    hash: 'hashes',
  };
  const columns = Object.entries(arrays).map(([column, array]) => `unnest(${array}${slice}) AS ${column}`);
  return `
            INSERT INTO es.events (${EVENT_COLUMNS})
              SELECT ${of.position}, ${of.key}, instant, ${of.revision}, e.id, ${of.command}, e.type, e.schema_version, e.effective_on,
                     e.partnership, e.correlation_id, e.causation_id, e.person, e.agency, e.role, e.key_ids::text[], e.data, e.hash
                FROM (SELECT ${[...columns, ...beside].join(', ')}) e`;
}
