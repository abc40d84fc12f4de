import { newId } from '@goldenthread/event-sourcing';
import type { Pool } from 'pg';
import { inRelaxedTransaction } from './in-transaction.js';

/** The right to write one projection's rows: lost when somebody else took it, whatever its holder believes. */
export interface Lease {
  readonly projection: string;
  /** Raised each time the lease changes hands, and checked in every transaction that writes. */
  readonly fence: string;
}

const LEASE_MS = 3_000;

/**
 * Shares projections out among workers. A lease is a row with a time limit by the database's clock, renewed while its
 * holder lives; a worker that is gone loses it within seconds, and one that only slept finds its fence outdated when it
 * next tries to write. Workers hold no more than their share while others are there to take the rest.
 */
export class Leases {
  private readonly worker = newId();
  private readonly held = new Map<string, Lease>();
  private share = Infinity;
  private heart: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly projections: number,
    private readonly leaseMs = LEASE_MS,
  ) {}

  /** Begins to renew what is held, three times in the life of a lease. */
  start(onFault: (error: unknown) => void): void {
    this.heart = setInterval(() => void this.beat().catch(onFault), this.leaseMs / 3);
  }

  /** Lets everything go, so that others need not wait for it to run out. */
  async stop(): Promise<void> {
    clearInterval(this.heart);
    await this.pool.query(`DELETE FROM rm.worker WHERE worker = $1`, [this.worker]);
    await this.pool.query(`UPDATE rm.lease SET until = clock_timestamp() WHERE worker = $1`, [this.worker]);
    this.held.clear();
  }

  /** Takes a projection that nobody holds any more; nothing where somebody does, or where this worker has its share. */
  async take(projection: string): Promise<Lease | undefined> {
    const mine = this.held.get(projection);
    if (mine) return mine;
    if (this.held.size >= this.share) return undefined;
    const { rows } = await this.pool.query<{ fence: string }>(
      `INSERT INTO rm.lease AS lease (projection, worker, fence, until)
       VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
       ON CONFLICT (projection) DO UPDATE
         SET worker = excluded.worker, fence = lease.fence + 1, until = excluded.until
         WHERE lease.until <= clock_timestamp()
       RETURNING fence`,
      [projection, this.worker, this.leaseMs],
    );
    const [taken] = rows;
    if (!taken) return undefined;
    const lease = { projection, fence: taken.fence };
    this.held.set(projection, lease);
    return lease;
  }

  /** Whether this worker should let one of its projections go, for another that has fewer. */
  hasTooMany(): boolean {
    return this.held.size > this.share;
  }

  async release({ projection, fence }: Lease): Promise<void> {
    this.held.delete(projection);
    await this.pool.query(`UPDATE rm.lease SET until = clock_timestamp() WHERE projection = $1 AND fence = $2`, [projection, fence]);
  }

  private async beat(): Promise<void> {
    const { rows } = await this.pool.query<{ workers: string }>(
      `WITH me AS (
         INSERT INTO rm.worker (worker, seen_at) VALUES ($1, clock_timestamp())
         ON CONFLICT (worker) DO UPDATE SET seen_at = clock_timestamp()
       )
       SELECT count(*) FILTER (WHERE worker <> $1) + 1 AS workers FROM rm.worker
       WHERE seen_at > clock_timestamp() - $2 * interval '1 millisecond'`,
      [this.worker, this.leaseMs],
    );
    this.share = Math.ceil(this.projections / Number(rows[0]?.workers ?? 1));
    const held = [...this.held.values()];
    const kept = await this.renew(held, 'SKIP LOCKED');
    for (const lease of held) {
      // What was let go meanwhile is for others to take at once.
      if (!kept.has(lease.projection) && this.held.has(lease.projection)) await this.renew([lease], '');
    }
  }

  /**
   * Those that are being written under are locked. Waiting for one of them with all others in hand would hold up whoever
   * writes under those, so they are passed over at first, and waited for one by one.
   *
   * @returns the projections whose lease was renewed.
   */
  private async renew(leases: readonly Lease[], wait: '' | 'SKIP LOCKED'): Promise<ReadonlySet<string>> {
    const { rows } = await inRelaxedTransaction(this.pool, (client) =>
      client.query<{ projection: string }>(
        `WITH mine AS (
           SELECT lease.projection
             FROM rm.lease AS lease JOIN unnest($2::text[], $3::bigint[]) AS held (projection, fence) USING (projection, fence)
              FOR NO KEY UPDATE OF lease ${wait}
         )
         UPDATE rm.lease AS lease SET until = clock_timestamp() + $1 * interval '1 millisecond'
           FROM mine WHERE lease.projection = mine.projection RETURNING lease.projection`,
        [this.leaseMs, leases.map(({ projection }) => projection), leases.map(({ fence }) => fence)],
      ),
    );
    return new Set(rows.map(({ projection }) => projection));
  }
}
