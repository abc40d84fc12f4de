import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { DATABASE_ROLES } from '../roles.js';
import { asOwner } from './as-owner.js';

/**
 * Makes `es.append` take many requests at once by sets instead of one after another, and adds `es.append_one` for a single
 * one. Tables, their constraints and their triggers stay what they are: they judge every row as before.
 */
export class AppendTogether1764028800007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { writer } = DATABASE_ROLES;
    await asOwner(runner, [
      'DROP FUNCTION es.append',
      'DROP TYPE es.outcome',
      APPEND_ONE,
      APPEND,
      'REVOKE ALL ON FUNCTION es.append, es.append_one FROM PUBLIC',
      `GRANT EXECUTE ON FUNCTION es.append, es.append_one TO ${writer}`,
    ]);
  }

  /** @throws Error always: what the older program called cannot be brought back without it. */
  down(): Promise<void> {
    return Promise.reject(new Error('The function that this replaced is not kept: restore the database from before instead'));
  }
}

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

/** @param events how many positions the call may need. */
function moveHead(events: string): string {
  return `
    UPDATE es.head AS h
       SET position = h.position + ${events},
           recorded_at = greatest(date_trunc('milliseconds', coalesce(h.clock, clock_timestamp())), h.recorded_at)
    RETURNING h.position - ${events}, h.recorded_at INTO STRICT start, instant;`;
}

/** Where nothing was accepted, the head says again what the newest event says. */
const MOVE_HEAD_BACK = `
    UPDATE es.head AS h SET position = start, recorded_at = (SELECT e.recorded_at FROM es.events e WHERE e.position = start);`;

/** @param before the position before the first of these events. */
function judgePurpose(before: string, types: string, firstData: string): string {
  return `
      SELECT * INTO STRICT head FROM es.head;
      head.position := ${before};
      UPDATE es.head AS h SET purpose = es.purpose_after(head, ${types}, ${firstData});`;
}

const MILLISECONDS = '(extract(epoch from instant) * 1000)::bigint';

/** @param last the position of the call's last event. */
function preparePartition(last: string): string {
  return `IF (${last}) / 1000000 > start / 1000000 THEN PERFORM es.prepare_partition(); END IF;`;
}

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
    head es.head;
    start bigint;
    instant timestamptz;
    known_digest bytea;
    key bigint;
    actual integer;
  BEGIN${WAIT_FOR_THE_DISK}${moveHead('1')}
    SELECT (SELECT c.digest FROM es.commands c WHERE c.command_id = append_one.command), s.stream_pk, coalesce(s.revision, -1)
      INTO known_digest, key, actual
      FROM (SELECT) AS this LEFT JOIN es.streams s ON s.stream = append_one.stream;
    IF known_digest IS NULL AND (expected IN (actual, -2) OR (expected = -3 AND actual >= 0)) THEN
      IF start < 0 OR type = 'StoreCreated' THEN${judgePurpose('start', 'ARRAY[type]', 'data')}
      END IF;
      IF key IS NULL THEN
        INSERT INTO es.streams AS s (stream, revision) VALUES (stream, 0) RETURNING s.stream_pk INTO key;
      ELSE
        UPDATE es.streams AS s SET revision = actual + 1 WHERE s.stream_pk = key;
      END IF;
      INSERT INTO es.events (${EVENT_COLUMNS})
        VALUES (start + 1, key, instant, actual + 1, event_id, command, type, schema_version, effective_on,
                partnership, correlation_id, causation_id, person, agency, role, key_ids, data, hash);
      INSERT INTO es.commands (${COMMAND_COLUMNS}) VALUES (command, key, start + 1, instant, actual + 1, 1, digest);
      ${preparePartition('start + 1')}
      RETURN ARRAY[${MILLISECONDS}, 0, actual + 1, start + 1];
    END IF;${MOVE_HEAD_BACK}
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
    head es.head;
    start bigint;               -- the position before this call's first event
    instant timestamptz;
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
  BEGIN
    IF total <> (SELECT coalesce(sum(c), 0) FROM unnest(counts) AS c) THEN
      RAISE EXCEPTION 'The requests count % events, but % were given', counts, total USING ERRCODE = '22023';
    END IF;${WAIT_FOR_THE_DISK}${moveHead('total')}

    IF n > 1 AND total > 0 AND start >= 0 AND -1 <= ALL (expected) AND 'StoreCreated' <> ALL (types) THEN
      BEGIN
        WITH grown AS (
          UPDATE es.streams AS s SET revision = r.expected + r.count
            FROM (SELECT unnest(streams) AS stream, unnest(expected) AS expected, unnest(counts) AS count,
                         generate_series(1, n) AS place) r
           WHERE s.stream = r.stream AND s.revision = r.expected AND r.expected >= 0
          RETURNING r.place, s.stream_pk)
        SELECT array_agg(k.key ORDER BY k.place) INTO keys
          FROM (SELECT g.place, g.stream_pk AS key FROM grown g
                UNION ALL
                SELECT r.place, nextval('es.streams_stream_pk_seq')
                  FROM unnest(expected) WITH ORDINALITY AS r(expected, place) WHERE r.expected = -1) k;
        IF coalesce(cardinality(keys), 0) < n THEN RAISE SQLSTATE 'ES001'; END IF;
        IF -1 = ANY (expected) THEN
          INSERT INTO es.streams (stream_pk, stream, revision) OVERRIDING SYSTEM VALUE
            SELECT r.key, r.stream, r.count - 1
              FROM (SELECT unnest(keys) AS key, unnest(streams) AS stream, unnest(expected) AS expected, unnest(counts) AS count) r
             WHERE r.expected = -1;
        END IF;
        SELECT array_agg(r.place), array_agg(r.ordinal) INTO places, ordinals
          FROM (SELECT r.place, generate_series(1, r.count) AS ordinal
                  FROM (SELECT unnest(counts) AS count, generate_series(1, n) AS place) r) r;
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
        ${preparePartition('start + total')}
        RETURN ARRAY[${MILLISECONDS}, start];
      EXCEPTION WHEN unique_violation OR SQLSTATE 'ES001' THEN NULL;
      END;
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
        IF count > 0 AND (start + accepted < 0 OR 'StoreCreated' = ANY (types)) THEN${judgePurpose(
          'start + accepted',
          'types[last - count + 1 : last]',
          'data[last - count + 1]',
        )}
        END IF;
        IF key IS NULL THEN
          INSERT INTO es.streams AS s (stream, revision) VALUES (streams[i], actual + count) RETURNING s.stream_pk INTO key;
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

    IF accepted = 0 THEN${MOVE_HEAD_BACK}
    ELSIF accepted < total THEN
      UPDATE es.head AS h SET position = start + accepted;
    END IF;
    ${preparePartition('start + accepted')}
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
