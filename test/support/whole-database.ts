import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { withClient } from '@goldenthread/event-store-postgres/testing';
import type { Place } from './clear-text.js';

/** Where the server's write-ahead log is at now: what is written from here on can be looked at later. */
export async function walPlace(adminUrl: string): Promise<string> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ file: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS file');
    return rows[0]?.file ?? '';
  });
}

/**
 * All that a PostgreSQL server keeps of a database, as a thief of its disks would have it: every row of every table, the
 * pages of every table, index and system table with what the planner noted of them, the write-ahead log since a place,
 * the server's own log, and the statements it remembers.
 */
export async function wholeDatabase(adminUrl: string, walSince: string): Promise<Place[]> {
  return withClient(adminUrl, async (client) => {
    await client.query('ANALYZE');
    await client.query('CHECKPOINT');
    return [
      ...(await everyRow(client)),
      ...(await everyPage(client)),
      ...(await writeAheadLog(client, walSince)),
      ...(await serverLog(client)),
      ...(await statements(client)),
    ];
  });
}

async function everyRow(client: Client): Promise<Place[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const places: Place[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ line: string }>(`SELECT row::text AS line FROM ${name} AS row`);
    places.push({ name: `the rows of ${name}`, bytes: Buffer.from(rows.map(({ line }) => line).join('\n')) });
  }
  return places;
}

async function everyPage(client: Client): Promise<Place[]> {
  const { rows } = await client.query<{ name: string; bytes: Buffer | null }>(
    `SELECT oid::regclass::text AS name, pg_read_binary_file(pg_relation_filepath(oid), true) AS bytes
     FROM pg_class WHERE pg_relation_filepath(oid) IS NOT NULL`,
  );
  return rows.flatMap(({ name, bytes }) => (bytes?.length ? [{ name: `the pages of ${name}`, bytes }] : []));
}

async function writeAheadLog(client: Client, since: string): Promise<Place[]> {
  const { rows: files } = await client.query<{ name: string }>('SELECT name FROM pg_ls_waldir() WHERE name >= $1 AND length(name) = 24', [
    since,
  ]);
  const places: Place[] = [];
  for (const { name } of files) {
    const { rows } = await client.query<{ bytes: Buffer | null }>(`SELECT pg_read_binary_file('pg_wal/' || $1, true) AS bytes`, [name]);
    if (rows[0]?.bytes) places.push({ name: `the write-ahead log ${name}`, bytes: rows[0].bytes });
  }
  return places;
}

/** Beside the data folder, where the embedded server has it; another machine's is out of reach. */
async function serverLog(client: Client): Promise<Place[]> {
  const { rows } = await client.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`);
  const bytes = await readFile(join(rows[0]?.folder ?? '', '..', 'postgres.log')).catch(() => undefined);
  return bytes ? [{ name: 'the server’s log', bytes }] : [];
}

async function statements(client: Client): Promise<Place[]> {
  const { rows } = await client.query<{ query: string }>('SELECT query FROM pg_stat_activity');
  return [{ name: 'the statements under way', bytes: Buffer.from(rows.map(({ query }) => query).join('\n')) }];
}
