// The functions that append, as they are now: each migration that changes them makes them anew from here.

const EVENT_COLUMNS = `position, stream_pk, recorded_at, revision, event_id, command_id, type, schema_version, effective_on,
               partnership, correlation_id, causation_id, actor_person, actor_agency, actor_role, key_ids, data, sha256`;

const COMMAND_COLUMNS = 'command_id, stream_pk, position, recorded_at, revision, count, digest';

/*
 * Both functions lock the head row first, so calls come one after another. They move it at once as if all they are given
 * were to be accepted, which spares a statement, and set it right at the end where it was not. What is expected of a stream
 * is its last revision (-1: no events yet), or -2 for any, or -3 for some.
 *
 * Requests that say the revision exactly are first taken in the hope that each stream is as expected and each command new:
 * every index is then descended once for each row. The unique constraints and the number of streams that moved tell whether
 * it was so. Where it was not, that attempt is undone, and each request is judged by statements that began after the lock
 * was held, and so see all that was committed before (READ COMMITTED).
 */
const GUARDS = `
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

/*
 * What is acknowledged is on disk, whatever the session was set to. Plans are pinned: statistics of a young table once made
 * one scan for each event. For the whole session, since a setting of the function's own costs a tenth of an append.
 */
const READY = `
    IF current_setting('synchronous_commit') = 'off' OR current_setting('plan_cache_mode') <> 'force_generic_plan' THEN
      PERFORM set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
      PERFORM set_config(pinned.name, pinned.setting, false)
         FROM (VALUES ('plan_cache_mode', 'force_generic_plan'), ('enable_seqscan', 'off'), ('enable_hashjoin', 'off'),
                      ('enable_mergejoin', 'off')) AS pinned (name, setting);
    END IF;`;

/*
 * What the tables of streams and commands do not judge by themselves: a statement that carries a CHECK reads it anew from
 * the catalogue, which for a single append costs more than all of its rows. Nobody writes to these tables but the functions
 * here and es.take_in, which judges the same.
 */
export const NAMELESS = `RAISE EXCEPTION 'A stream must have a name' USING ERRCODE = '23514';`;
export const NO_DIGEST = `RAISE EXCEPTION 'A digest must be of SHA-256: 32 bytes' USING ERRCODE = '23514';`;

/** @param events how many positions the call may need. */
function headMovedBy(events: string): string {
  return `
    UPDATE es.head AS h
       SET position = h.position + ${events},
           recorded_at = greatest(date_trunc('milliseconds', coalesce(h.clock, clock_timestamp())), h.recorded_at)`;
}

const MILLISECONDS = '(extract(epoch from instant) * 1000)::bigint';

/** @param last the position of the call's last event. */
function preparePartition(last: string): string {
  return `IF (${last}) / 1000000 > start / 1000000 THEN PERFORM es.prepare_partition(); END IF;`;
}

const KEY_OF_NEW = `INSERT INTO es.streams AS s (stream, revision) SELECT append_one.stream, 0 FROM moved RETURNING s.stream_pk`;

const KEY_OF_GROWN = `
        UPDATE es.streams AS s SET revision = s.revision + 1 FROM moved
         WHERE s.stream = append_one.stream AND s.revision = append_one.expected RETURNING s.stream_pk`;

/** One statement for the head, the stream, the command and the event. @param key what answers the stream's key. */
function appendOne(key: string): string {
  return `
        WITH moved AS (${headMovedBy('1')} WHERE h.position >= 0 RETURNING h.position, h.recorded_at),
             known AS (${key}),
             done AS (
               INSERT INTO es.commands (${COMMAND_COLUMNS})
                 SELECT command, known.stream_pk, moved.position, moved.recorded_at, expected + 1, 1, digest FROM moved, known)
        INSERT INTO es.events AS e (${EVENT_COLUMNS})
          SELECT moved.position, known.stream_pk, moved.recorded_at, expected + 1, event_id, command, type, schema_version,
                 effective_on, partnership, correlation_id, causation_id, person, agency, role, key_ids, data, hash
            FROM moved, known
        RETURNING e.position - 1, e.recorded_at INTO start, instant;`;
}

/*
 * One request of one event, which is all that an idle store is asked for at a time: cheaper than the same by arrays.
 * Answers as es.append does, which it leaves all to that is not as hoped.
 */
export const APPEND_ONE = `
  CREATE OR REPLACE FUNCTION es.append_one(
    stream text, expected integer, command uuid, digest bytea,
    event_id uuid, type text, schema_version integer, effective_on date, partnership text,
    correlation_id uuid, causation_id uuid, person text, agency text, role text, key_ids text[], data bytea, hash bytea
  ) RETURNS bigint[]${GUARDS} AS $$
  #variable_conflict use_variable
  DECLARE
    start bigint;
    instant timestamptz;
  BEGIN${READY}
    IF stream = '' THEN ${NAMELESS} END IF;
    IF octet_length(digest) <> 32 THEN ${NO_DIGEST} END IF;
    IF expected >= -1 AND type <> 'StoreCreated' THEN
      BEGIN
        IF expected = -1 THEN${appendOne(KEY_OF_NEW)}
        ELSE${appendOne(KEY_OF_GROWN)}
        END IF;
        IF start IS NULL THEN RAISE SQLSTATE 'ES001'; END IF;
        ${preparePartition('start + 1')}
        RETURN ARRAY[${MILLISECONDS}, start];
      EXCEPTION WHEN unique_violation OR SQLSTATE 'ES001' THEN NULL;
      END;
    END IF;
    RETURN es.append(ARRAY[stream], ARRAY[expected], ARRAY[command], ARRAY[digest], ARRAY[1], ARRAY[event_id], ARRAY[type],
                     ARRAY[schema_version], ARRAY[effective_on], ARRAY[partnership], ARRAY[correlation_id], ARRAY[causation_id],
                     ARRAY[person], ARRAY[agency], ARRAY[role], ARRAY[key_ids::text], ARRAY[data], ARRAY[hash]);
  END $$`;

/*
 * Arrays of requests, then arrays of their events in the same order; counts tell how many belong to each. Answers one
 * array: when it was recorded (milliseconds since 1970), then of all requests the status (0 appended, 1 the command is
 * known, 2 it is known with another digest, 3 the stream is not as expected), then the last revision of each stream, then
 * the position. Where all were appended, each as it expected, just the time and the position before the first event.
 */
export const APPEND = `
  CREATE OR REPLACE FUNCTION es.append(
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
  BEGIN${READY}
    IF '' = ANY (streams) THEN ${NAMELESS} END IF;
    FOREACH known_digest IN ARRAY digests LOOP
      IF octet_length(known_digest) <> 32 THEN ${NO_DIGEST} END IF;
    END LOOP;
    SELECT array_agg(r.place), array_agg(r.ordinal) INTO places, ordinals
      FROM (SELECT r.place, generate_series(1, r.count) AS ordinal
              FROM (SELECT unnest(counts) AS count, generate_series(1, n) AS place) r) r;
    IF total <> coalesce(cardinality(places), 0) OR 0 > ANY (counts) THEN
      RAISE EXCEPTION 'The requests count % events, but % were given', counts, total USING ERRCODE = '22023';
    END IF;

    IF n > 1 AND total > 0 AND -1 <= ALL (expected) AND 'StoreCreated' <> ALL (types) THEN
      BEGIN
        WITH moved AS (${headMovedBy('total')} WHERE h.position >= 0 RETURNING h.position - total AS start, h.recorded_at),
             asked AS MATERIALIZED (
               SELECT r.*, sum(r.count) OVER (ROWS UNBOUNDED PRECEDING) AS up_to,
                      CASE WHEN r.expected = -1 THEN nextval('es.streams_stream_pk_seq') END AS key
                 FROM (SELECT unnest(streams) AS stream, unnest(expected) AS expected, unnest(commands) AS command,
                              unnest(digests) AS digest, unnest(counts) AS count, generate_series(1, n) AS place) r),
             made AS (
               INSERT INTO es.streams (stream_pk, stream, revision) OVERRIDING SYSTEM VALUE
                 SELECT a.key, a.stream, a.count - 1 FROM moved, asked a WHERE a.expected = -1),
             grown AS (
               UPDATE es.streams AS s SET revision = s.revision + a.count FROM moved, asked a
                WHERE s.stream = a.stream AND s.revision = a.expected AND a.expected >= 0
               RETURNING a.place, s.stream_pk AS key, a.command, a.up_to, a.expected, a.count, a.digest),
             known AS (
               SELECT a.place, a.key, a.command, a.up_to, a.expected, a.count, a.digest FROM asked a WHERE a.expected = -1
               UNION ALL SELECT * FROM grown),
             done AS (
               INSERT INTO es.commands (${COMMAND_COLUMNS})
                 SELECT k.command, k.key, m.start + k.up_to, m.recorded_at, k.expected + k.count, k.count, k.digest FROM moved m, known k)
        SELECT min(m.start), min(m.recorded_at), array_agg(k.key ORDER BY k.place) INTO start, instant, keys FROM moved m, known k;
        IF coalesce(cardinality(keys), 0) < n THEN RAISE SQLSTATE 'ES001'; END IF;
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
        ${preparePartition('start + total')}
        RETURN ARRAY[${MILLISECONDS}, start];
      EXCEPTION WHEN unique_violation OR SQLSTATE 'ES001' THEN NULL;
      END;
    END IF;
${headMovedBy('total')}
    RETURNING h.position - total, h.recorded_at INTO STRICT start, instant;
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
          SELECT * INTO STRICT head FROM es.head;
          head.position := start + accepted;
          UPDATE es.head AS h SET purpose = es.purpose_after(head, types[last - count + 1 : last], data[last - count + 1]);
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

    IF accepted = 0 THEN
      UPDATE es.head AS h SET position = start, recorded_at = (SELECT e.recorded_at FROM es.events e WHERE e.position = start);
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
