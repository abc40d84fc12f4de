import { keptKeyEncryptionKey } from '@goldenthread/embedded-postgres';
import { checkStore, type StoreCheck } from '@goldenthread/event-store-postgres';
import { rebuildModel } from '@goldenthread/read-models';
import { openLogger, openPlatform, readModels, type Platform } from '@goldenthread/runtime';
import { returnOf, type Section11AnswerRecorded } from '@goldenthread/section11';
import { setTimeout as pause } from 'node:timers/promises';
import { checkSaves, type ShownAnswer, type StoredSave, type Verdict } from './check-saves.js';
import type { Desks } from './eight-writers.js';
import type { Program } from './program.js';
import { savesIn } from './writer.js';

/** Waits until every view shows all that was there at some moment after the call. */
export async function untilCaughtUp(program: Pick<Program, 'address'>): Promise<void> {
  const [asked] = await viewsOf(program);
  const head = asked ? BigInt(asked.position) + BigInt(asked.eventsBehind) : -1n;
  while ((await viewsOf(program)).some(({ position }) => BigInt(position) < head)) await pause(50);
}

/** How far each view is, as soon as the program can say so. */
async function viewsOf({ address }: Pick<Program, 'address'>): Promise<readonly { position: string; eventsBehind: number }[]> {
  for (;;) {
    const answer = await fetch(`${address}/health/lag`).catch(() => undefined);
    if (answer?.ok) return ((await answer.json()) as { views: { position: string; eventsBehind: number }[] }).views;
    await pause(50);
  }
}

/** What store and views hold once everybody has settled. */
export interface Found {
  readonly verdict: Verdict;
  readonly check: StoreCheck;
  readonly events: number;
  /** By instant the last position that was recorded then: by the index that "as at a date" asks, and by the events. */
  readonly moments: ReadonlyMap<string, bigint>;
  readonly lastOfEachMoment: ReadonlyMap<string, bigint>;
}

/** Opens the store that a program keeps in a database, beside the program. */
export function openStoreOf({ dataDir }: Program, databaseUrl: string | undefined): Promise<Platform> {
  return openPlatform({
    databaseUrl: databaseUrl ?? '',
    keyEncryptionKey: keptKeyEncryptionKey(dataDir) ?? Buffer.alloc(0),
    purpose: 'demonstration',
    logger: openLogger({ logLevel: 'fatal' }),
  });
}

/** Holds all that the writers noted against store and views. */
export async function look({ store, codec, pools }: Platform, desks: Desks): Promise<Found> {
  const positions: bigint[] = [];
  const stored: StoredSave[] = [];
  const lastOfEachMoment = new Map<string, bigint>();
  for await (const event of store.readAll()) {
    positions.push(event.position);
    lastOfEachMoment.set(event.recordedAt, event.position);
    if (event.type !== 'Section11AnswerRecorded') continue;
    const { id, commandId, position, revision, stream, data } = await codec.decodeOpened<Section11AnswerRecorded>(event);
    if (!desks.returns.includes(returnOf(stream))) continue;
    const { item, rating, narrative } = data;
    stored.push({ id, commandId, position, revision, return: returnOf(stream), item, rating, narrative });
  }
  const { rows } = await pools.reader.query<{ recorded_at: Date; position: string }>('SELECT recorded_at, position FROM rm.moment');
  return {
    verdict: checkSaves({
      saves: desks.files.flatMap(savesIn),
      stored,
      positions,
      shown: (await desks.shown()) as unknown as ShownAnswer[],
    }),
    check: await checkStore(pools.reader),
    events: positions.length,
    moments: new Map(rows.map((row) => [row.recorded_at.toISOString(), BigInt(row.position)])),
    lastOfEachMoment,
  };
}

/** What a rebuild of each view says: its name, whether it holds the same rows, and how many events there are. */
export async function rebuilds({ codec, pools, store }: Platform): Promise<(readonly [string, boolean, number])[]> {
  const said: (readonly [string, boolean, number])[] = [];
  for (const model of readModels) {
    const { compared, events } = await rebuildModel(model, codec, { pool: pools.projector, store });
    said.push([model.projection.name, compared, events]);
  }
  return said;
}

/** "476 saves acknowledged, 12 ambiguous (5 of them stored), 20 sent again, 0 lost, 0 duplicated". */
export function inOneLine({ acknowledged, ambiguous, storedUnseen, retried, lost, duplicated }: Verdict): string {
  return (
    `${acknowledged} saves acknowledged, ${ambiguous} ambiguous (${storedUnseen} of them stored), ${retried} sent again, ` +
    `${lost.length} lost, ${duplicated.length} duplicated`
  );
}
