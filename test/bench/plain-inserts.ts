import { newId } from '@goldenthread/event-sourcing';
import type pg from 'pg';
import { byteaArray, int4Array, int8Array, textArray, uuidArray } from '../../libs/event-store-postgres/src/binary-arrays.js';
import { DATA, METADATA } from './payload.js';

// What a node program can get out of PostgreSQL without an event store: a table with the columns and the indexes of an
// event, and INSERT.
const TABLE = `
  CREATE TABLE plain_events (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream_pk   bigint NOT NULL,
    revision    integer NOT NULL,
    event_id    uuid NOT NULL UNIQUE,
    type        text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    data        bytea NOT NULL,
    metadata    bytea NOT NULL,
    UNIQUE (stream_pk, revision)
  )`;

const INSERT = `INSERT INTO plain_events (stream_pk, revision, event_id, type, data, metadata)`;
const INSERT_ONE = `${INSERT} VALUES ($1, $2, $3, $4, $5, $6)`;
const INSERT_MANY = `${INSERT} SELECT * FROM unnest($1::bigint[], $2::integer[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[])`;

const TYPE = 'Section11AnswerRecorded';

export async function makePlainTable(pool: pg.Pool): Promise<void> {
  await pool.query(TABLE);
}

let streams = 0n;

/** The first event of a new stream, to be inserted alone; made before the clock starts. */
export function plainRow(): pg.QueryConfig {
  const values = [String(++streams), 0, newId(), TYPE, DATA, METADATA];
  return { name: 'plain.insert', text: INSERT_ONE, values };
}

/** The ids of so many events of new streams, five in each. */
export function plainRows(count: number): { streams: bigint[]; ids: string[] } {
  const first = streams;
  streams += BigInt(Math.ceil(count / 5));
  const ids = Array.from({ length: count }, newId);
  return { streams: ids.map((_, index) => first + 1n + BigInt(Math.floor(index / 5))), ids };
}

/** One statement for all of them. */
export function plainInsert({ streams, ids }: ReturnType<typeof plainRows>): pg.QueryConfig {
  const values = [
    int8Array(streams),
    int4Array(ids.map((_, index) => index % 5)),
    uuidArray(ids),
    textArray(ids.map(() => TYPE)),
    byteaArray(ids.map(() => DATA)),
    byteaArray(ids.map(() => METADATA)),
  ];
  return { name: 'plain.insert-many', text: INSERT_MANY, values };
}
