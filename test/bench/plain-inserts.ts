import { newId } from '@goldenthread/event-sourcing';
import type pg from 'pg';
import { byteaArray, int4Array, textArray, uuidArray } from '../../libs/event-store-postgres/src/binary-arrays.js';
import { DATA, METADATA } from './payload.js';

// What a node program can get out of PostgreSQL without an event store: a table with the columns and the indexes of an
// event, and INSERT.
const TABLE = `
  CREATE TABLE plain_events (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream      text COLLATE "C" NOT NULL,
    revision    integer NOT NULL,
    event_id    uuid NOT NULL UNIQUE,
    type        text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    data        bytea NOT NULL,
    metadata    bytea NOT NULL,
    UNIQUE (stream, revision)
  )`;

const INSERT = `INSERT INTO plain_events (stream, revision, event_id, type, data, metadata)`;
const INSERT_ONE = `${INSERT} VALUES ($1, $2, $3, $4, $5, $6)`;
const INSERT_MANY = `${INSERT} SELECT * FROM unnest($1::text[], $2::integer[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[])`;

const TYPE = 'Section11AnswerRecorded';

export async function makePlainTable(pool: pg.Pool): Promise<void> {
  await pool.query(TABLE);
}

/** The first event of a new stream, to be inserted alone; made before the clock starts. */
export function plainRow(): pg.QueryConfig {
  const values = [`section11Return-${newId()}`, 0, newId(), TYPE, DATA, METADATA];
  return { name: 'plain.insert', text: INSERT_ONE, values };
}

export interface PlainRows {
  readonly streams: readonly string[];
  readonly revisions: readonly number[];
  readonly ids: readonly string[];
}

/** So many streams with so many events each. */
export function plainRows(count: number, each: number): PlainRows {
  const streams = Array.from({ length: count }, () => `section11Return-${newId()}`);
  const revisions = Array.from({ length: each }, (_, revision) => revision);
  return {
    streams: streams.flatMap((stream) => revisions.map(() => stream)),
    revisions: streams.flatMap(() => revisions),
    ids: Array.from({ length: count * each }, newId),
  };
}

/** One statement for all of them. */
export function plainInsert({ streams, revisions, ids }: PlainRows): pg.QueryConfig {
  const values = [
    textArray(streams),
    int4Array(revisions),
    uuidArray(ids),
    textArray(ids.map(() => TYPE)),
    byteaArray(ids.map(() => DATA)),
    byteaArray(ids.map(() => METADATA)),
  ];
  return { name: 'plain.insert-many', text: INSERT_MANY, values };
}
