import { setTimeout as sleep } from 'node:timers/promises';
import { endOfLondonDay, londonDate } from '@goldenthread/calendar';
import { Refusal, type Clock, type Day, type EventStore, type Instant, type Position } from '@goldenthread/event-sourcing';
import type { DataSource } from 'typeorm';
import { MOMENTS } from './followed.js';
import type { ReadModel, RowClass } from './read-model.js';
import { shapeOf } from './view-table.js';

/** What a reader may ask to see the record as at. */
export type AsAt =
  | { readonly kind: 'now' }
  | { readonly kind: 'instant'; readonly instant: Instant }
  /** The end of that day in London; today means now. */
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'position'; readonly position: Position };

/** The one place in the record that a whole answer is read at. */
export interface ReadingPoint {
  readonly position: Position;
  readonly instant: Instant;
  /** The London day that what depends on "today" is judged by. */
  readonly day: Day;
  readonly isNow: boolean;
}

export type ReadingRefusal = 'as-at-in-future' | 'as-at-before-first' | 'position-not-recorded' | 'views-behind' | 'views-rebuilding';

const WAIT_MS = 2_000;
const POLL_MS = 15;

interface Progress {
  readonly projection: string;
  readonly checkpoint: string;
  readonly shape: string;
}

/** Finds the position an answer is read at, and waits until the views it needs have come so far. */
export class ReadingPoints {
  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly models: readonly ReadModel[],
  ) {}

  /**
   * @param rows the views that the answer is made of: it is read at one position, at most the least of their checkpoints.
   * @param minPosition what the reader has just written: waits up to two seconds until the views show it.
   * @throws Refusal `as-at-in-future` or `as-at-before-first` with the range there is; `position-not-recorded` where
   *   nothing has been recorded at `minPosition`; `views-behind` or `views-rebuilding` where the views are not there in time.
   */
  async find(asked: AsAt, rows: readonly RowClass[], minPosition?: Position): Promise<ReadingPoint> {
    const names = this.projectionsOf(rows);
    const now = await this.clock.now();
    if (asked.kind === 'now' || (asked.kind === 'day' && asked.day === londonDate(now))) {
      const position = await this.reach(names, minPosition);
      return { position, instant: now, day: londonDate(now), isNow: true };
    }
    const { position, instant } = await this.place(asked, now);
    await this.reach(names, minPosition !== undefined && minPosition > position ? minPosition : position);
    return { position, instant, day: londonDate(instant), isNow: false };
  }

  private async place(asked: Exclude<AsAt, { kind: 'now' }>, now: Instant): Promise<{ position: Position; instant: Instant }> {
    const head = await this.store.head();
    const range = { latest: now, latestPosition: String(head?.position ?? -1n) };
    if (asked.kind === 'position') {
      if (!head || asked.position > head.position) throw new Refusal<ReadingRefusal>('as-at-in-future', range);
      if (asked.position < 0n) throw new Refusal<ReadingRefusal>('as-at-before-first', range);
      return { position: asked.position, instant: await this.instantOf(asked.position) };
    }
    const instant = asked.kind === 'day' ? endOfLondonDay(asked.day) : asked.instant;
    if (asked.kind === 'day' ? asked.day > londonDate(now) : instant > now) throw new Refusal<ReadingRefusal>('as-at-in-future', range);
    return { position: await this.positionAt(instant, head?.position ?? -1n, range), instant };
  }

  /** The newest position that had been recorded by an instant. */
  private async positionAt(instant: Instant, head: Position, range: object): Promise<Position> {
    await this.reach([MOMENTS.name], head);
    const found: { position: string }[] = await this.source.query(
      `SELECT position FROM rm.moment WHERE recorded_at <= $1 ORDER BY recorded_at DESC LIMIT 1`,
      [instant],
    );
    if (found[0]) return BigInt(found[0].position);
    const first: { recorded_at: Date }[] = await this.source.query(`SELECT recorded_at FROM rm.moment ORDER BY recorded_at LIMIT 1`);
    throw new Refusal<ReadingRefusal>('as-at-before-first', { ...range, earliest: first[0]?.recorded_at.toISOString() });
  }

  private async instantOf(position: Position): Promise<Instant> {
    await this.reach([MOMENTS.name], position);
    const found: { recorded_at: Date }[] = await this.source.query(
      `SELECT recorded_at FROM rm.moment WHERE position >= $1 ORDER BY position LIMIT 1`,
      [String(position)],
    );
    if (!found[0]) throw new Error(`The index of moments lacks position ${String(position)}`);
    return found[0].recorded_at.toISOString();
  }

  /** Waits until all these projections have come to a position; answers the least of their checkpoints. */
  private async reach(projections: readonly string[], wanted: Position = -1n): Promise<Position> {
    for (let waited = 0; ; waited += POLL_MS) {
      const least = await this.leastCheckpoint(projections);
      if (least !== undefined && least >= wanted) return least;
      if (waited === 0) await this.requireRecorded(wanted);
      if (waited >= WAIT_MS) throw new Refusal<ReadingRefusal>('views-behind', { wanted: String(wanted), reached: String(least ?? -1n) });
      await sleep(POLL_MS);
    }
  }

  /** There is no waiting for what may never come. */
  private async requireRecorded(wanted: Position): Promise<void> {
    const latest = (await this.store.head())?.position ?? -1n;
    if (wanted > latest) throw new Refusal<ReadingRefusal>('position-not-recorded', { latestPosition: String(latest) });
  }

  private async leastCheckpoint(projections: readonly string[]): Promise<Position | undefined> {
    const progress: Progress[] = await this.source.query(
      `SELECT projection, checkpoint, shape FROM rm.generation WHERE state = 'live' AND projection = ANY($1)`,
      [projections],
    );
    if (progress.length < projections.length) return undefined;
    if (progress.some((one) => !this.isOurShape(one))) throw new Refusal<ReadingRefusal>('views-rebuilding');
    return progress.map(({ checkpoint }) => BigInt(checkpoint)).reduce((least, next) => (next < least ? next : least));
  }

  private isOurShape({ projection, shape }: Progress): boolean {
    const model = this.models.find((candidate) => candidate.projection.name === projection);
    return !model || this.shapes(model) === shape;
  }

  private readonly known = new Map<ReadModel, string>();

  private shapes(model: ReadModel): string {
    const shape = this.known.get(model) ?? shapeOf(model);
    this.known.set(model, shape);
    return shape;
  }

  private projectionsOf(rows: readonly RowClass[]): string[] {
    const names = rows.map((row) => {
      const model = this.models.find((candidate) => candidate.rows.includes(row));
      if (!model) throw new Error(`${row.name} belongs to no read model of this program`);
      return model.projection.name;
    });
    return [...new Set(names)];
  }
}
