import { setTimeout as sleep } from 'node:timers/promises';
import type { AppendOutcome, AppendRequest, EventStore, Position } from '@goldenthread/event-sourcing';
import { ProjectionRunner } from '@goldenthread/read-models';
import { openPlatform, readModels, type Platform } from '@goldenthread/runtime';
import { Section11AnswerRow } from '@goldenthread/section11';
import type pg from 'pg';
import { pino } from 'pino';
import type { Bench } from './bench.js';
import { modelOf } from './read-models.js';
import { quantile, type Round } from './rounds.js';
import { Section11History } from './section11-history.js';
import { withViews } from './view-store.js';

const EACH_SECOND = 200;
const ROUNDS = 3;
/** A cycle of so many is about ten seconds of saves. */
const AGENCIES = 50;

export const lag: Bench = {
  unit: 'ms',
  figure: `p99 from acknowledged to visible in a view that a worker of its own keeps, at ${EACH_SECOND} saved answers a second`,
  limit: 'p99 of the append itself',
  promised: 5,
  better: 'lower',
  run: ({ server }) =>
    withViews(server, async (platform, plain) => {
      // As in production, the worker is another program than the one that writes, and learns nothing from it directly.
      const logger = pino({ level: 'silent' });
      const worker = await openPlatform({ databaseUrl: server.url, keyEncryptionKey: Buffer.alloc(32, 1), purpose: 'test', logger });
      const runner = runnerOf(worker);
      runner.start();
      try {
        const rounds: Round[] = [];
        for (let round = 0; round <= ROUNDS; round++) {
          const measured = await measure(platform, plain);
          if (round > 0) rounds.push(measured);
        }
        return { rounds };
      } finally {
        await runner.stop();
        await worker.close();
      }
    }),
};

function runnerOf({ codec, store, pools }: Platform): ProjectionRunner {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return new ProjectionRunner(readModels, codec, { pool: pools.projector, store, log });
}

async function measure(platform: Platform, plain: pg.Pool): Promise<Round> {
  const paced = new PacedStore(platform.store);
  const watch = new CheckpointWatch(plain);
  const watching = watch.run();
  await Section11History.unsealed({ ...platform, store: paced }).cycle({ agencies: AGENCIES, versions: 1 });
  await watch.until(paced.newest);
  watch.stop();
  await watching;
  return {
    figure: quantile(
      paced.acknowledged.map((one) => watch.lagOf(one)),
      0.99,
    ),
    limit: quantile(paced.took, 0.99),
  };
}

interface Acknowledged {
  readonly position: Position;
  readonly at: number;
}

/** Sends what it is given one by one, at so many a second whether or not they are answered, and notes how long each took. */
class PacedStore implements Pick<EventStore, 'append'> {
  readonly took: number[] = [];
  readonly acknowledged: Acknowledged[] = [];
  private next = performance.now();

  constructor(private readonly store: EventStore) {}

  get newest(): Position {
    return this.acknowledged.reduce((newest, { position }) => (position > newest ? position : newest), -1n);
  }

  async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    return (await Promise.all(requests.map((request) => this.one(request)))).flat();
  }

  private async one(request: AppendRequest): Promise<readonly AppendOutcome[]> {
    this.next = Math.max(this.next, performance.now()) + 1_000 / EACH_SECOND;
    await sleep(this.next - performance.now());
    const began = performance.now();
    const outcomes = await this.store.append([request]);
    const at = performance.now();
    this.took.push(at - began);
    for (const outcome of outcomes) if (outcome.status === 'appended') this.acknowledged.push({ position: outcome.result.position, at });
    return outcomes;
  }
}

/** Looks, as a reader would, how far the view of answers has come. */
class CheckpointWatch {
  private readonly seen: { readonly checkpoint: Position; readonly at: number }[] = [];
  private isStopped = false;

  constructor(private readonly plain: pg.Pool) {}

  async run(): Promise<void> {
    const { name } = modelOf(Section11AnswerRow).projection;
    const text = `SELECT checkpoint FROM rm.generation WHERE projection = $1 AND state = 'live'`;
    while (!this.isStopped) {
      const { rows } = await this.plain.query<{ checkpoint: string }>({ name: 'watch', text, values: [name] });
      this.seen.push({ checkpoint: BigInt(rows[0]?.checkpoint ?? -1), at: performance.now() });
      await sleep(1);
    }
  }

  async until(position: Position): Promise<void> {
    while ((this.seen.at(-1)?.checkpoint ?? -1n) < position) await sleep(5);
  }

  stop(): void {
    this.isStopped = true;
  }

  lagOf({ position, at }: Acknowledged): number {
    const shown = this.seen.find(({ checkpoint }) => checkpoint >= position);
    return shown ? Math.max(0, shown.at - at) : Infinity;
  }
}
