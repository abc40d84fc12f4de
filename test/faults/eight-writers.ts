import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { section11V1 } from '@goldenthread/section11';
import { AGENCIES } from '../../apps/standalone/src/demonstration/marlshire.js';
import { Writer } from './writer.js';

/** Who writes, and which part of the forty items is theirs: two windows of one person are two writers. */
const DESKS = [
  { person: 'agency-author', agency: 'constabulary', part: [0, 10] },
  { person: 'agency-author', agency: 'constabulary', part: [10, 20] },
  { person: 'co-author', agency: 'constabulary', part: [20, 30] },
  { person: 'co-author', agency: 'constabulary', part: [30, 40] },
  { person: 'health-author', agency: 'hospitals', part: [0, 20] },
  { person: 'health-lead', agency: 'hospitals', part: [20, 40] },
  { person: 'probation-author', agency: 'probation', part: [0, 20] },
  { person: 'probation-lead', agency: 'probation', part: [20, 40] },
] as const;

const ITEMS = section11V1.headings.flatMap(({ items }) => items.map(({ key }) => key));

export interface Desks {
  readonly writers: readonly Writer[];
  readonly files: readonly string[];
  /** The returns they write in: nobody else does. */
  readonly returns: readonly string[];
  /** What the view shows of every return, each by one of its own people. */
  shown(): Promise<Record<string, unknown>[]>;
}

/** Opens a cycle for three agencies and their returns, and seats eight people at them. */
export async function seatEightWriters(address: string, folder: string): Promise<Desks> {
  const cycle = await openCycle(address);
  const tokens = new Map<string, string>();
  const returns = new Map<string, { ref: string; token: string }>();
  for (const { person, agency } of DESKS) {
    const token = tokens.get(person) ?? (await tokenOf(address, person));
    tokens.set(person, token);
    if (!returns.has(agency)) returns.set(agency, { ref: await openReturn(address, token, cycle), token });
  }
  const writers = DESKS.map(({ person, agency, part: [from, to] }, index) => {
    const items = ITEMS.slice(from, to);
    const own = { token: tokens.get(person) ?? '', return: returns.get(agency)?.ref ?? '', file: fileOf(folder, index) };
    return new Writer({ number: index, address, items, ...own });
  });
  const shown = async () => {
    const pages = await Promise.all(
      [...returns.values()].map(({ ref, token }) => ask<{ items: object[] }>(`${address}/api/v1/returns/${ref}`, token)),
    );
    return [...returns.values()].flatMap(({ ref }, index) => (pages[index]?.items ?? []).map((item) => ({ ...item, return: ref })));
  };
  const refs = [...returns.values()].map(({ ref }) => ref);
  return { writers, returns: refs, files: DESKS.map((_, index) => fileOf(folder, index)), shown };
}

/**
 * Lets everybody write for as long as something happens to what they write to.
 *
 * @param happens is given a way to wait until so many more saves are acknowledged.
 */
export async function whileAllWrite({ writers }: Desks, happens: (more: More) => Promise<void>): Promise<void> {
  const gone = new AbortController();
  const writing = Promise.all(writers.map((writer) => writer.work(gone.signal)));
  const acknowledged = (): number => writers.reduce((sum, writer) => sum + writer.acknowledged, 0);
  const more: More = async (count) => {
    const before = acknowledged();
    while (acknowledged() < before + count) await pause(5);
  };
  await Promise.race([happens(more), writing]);
  gone.abort();
  await writing;
}

type More = (count: number) => Promise<void>;

function fileOf(folder: string, writer: number): string {
  return join(folder, `writer-${writer}.jsonl`);
}

async function openCycle(address: string): Promise<string> {
  const asked = new Set<string>(DESKS.map(({ agency }) => agency));
  const agencies = AGENCIES.filter(({ slug }) => asked.has(slug)).map(({ id }) => ({ agency: id, duty: 'required' }));
  const tool = { code: section11V1.code, version: section11V1.version };
  const body = { title: 'Section 11 self-assessment', tool, opensOn: '2026-01-05', dueOn: '2099-03-31', agencies };
  const { cycle } = await ask<{ cycle: string }>(`${address}/api/v1/cycles`, await tokenOf(address, 'coordinator'), body);
  return cycle;
}

async function openReturn(address: string, token: string, cycle: string): Promise<string> {
  const answer = await ask<{ return: string }>(`${address}/api/v1/cycles/${cycle}/returns`, token, null);
  return answer.return;
}

async function tokenOf(address: string, person: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'urn:goldenthread:demonstration', client_id: 'golden-thread-cli', person });
  const response = await fetch(`${address}/oidc/token`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Reads, or sends a body where one is given. @throws Error with the answer where that is no success. */
async function ask<Answer>(url: string, token: string, body?: object | null): Promise<Answer> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
  if (body) headers['content-type'] = 'application/json';
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}
