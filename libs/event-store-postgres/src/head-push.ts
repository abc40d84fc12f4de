import type { Position } from '@goldenthread/event-sourcing';
import type pg from 'pg';
import type { Push } from './head-watch.js';

const CHANNEL = 'es_head';
/** A hint need not be on disk, and an append must not wait while it gets there. */
const ANNOUNCE = `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`;
/** Milliseconds between two announcements: whoever appends without a pause announces the newest of that while. */
const EVERY = 10;

/**
 * Tells other processes that the store has grown, and hears it from them, over LISTEN and NOTIFY: at most so often, and
 * never within an append, which would then wait for every other that announces something. What is announced is a hint
 * that may get lost: whoever listens still looks from time to time.
 */
export class HeadPush implements Push {
  private newest: Position | undefined;
  private pausing: NodeJS.Timeout | undefined;
  private listener: pg.PoolClient | undefined;
  private opening: Promise<boolean> | undefined;
  private closed = false;

  /**
   * @param pool for announcements, and for one connection to listen on, which is kept.
   * @param heard told each position that somebody announced.
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly heard: (position: Position) => void,
  ) {}

  /** Whether announcements arrive, as far as is known here. */
  get isListening(): boolean {
    return this.listener !== undefined;
  }

  /** Announces a position soon: at once, or with the next ones. */
  announce(position: Position): void {
    if (this.closed) return;
    this.newest = position;
    if (!this.pausing) this.send();
  }

  /** Begins to listen. @returns whether it does so since just now: what was announced before was not heard. */
  async listen(): Promise<boolean> {
    if (this.listener || this.closed) return false;
    this.opening ??= this.open().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.pausing);
    await this.opening;
    this.letGo(this.listener);
  }

  private send(): void {
    const position = this.newest;
    this.newest = undefined;
    this.pausing = undefined;
    if (position === undefined) return;
    this.pausing = setTimeout(() => {
      this.send();
    }, EVERY).unref();
    // Who would have heard it looks for itself a little later.
    this.pool.query({ name: 'es.announce', text: ANNOUNCE, values: [CHANNEL, String(position)] }).catch(() => undefined);
  }

  private async open(): Promise<boolean> {
    try {
      // The last connection is for reading.
      if (this.pool.options.max < 2) return false;
      const client = await this.pool.connect();
      client.on('notification', ({ payload }) => {
        if (payload && /^\d+$/.test(payload)) this.heard(BigInt(payload));
      });
      const gone = (): void => {
        this.letGo(client);
      };
      client.on('error', gone).on('end', gone);
      this.listener = client;
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      // It is tried again when someone waits for the next time.
      this.letGo(this.listener);
    }
    return this.isListening;
  }

  /** The connection is of no use to others: it would go on listening. */
  private letGo(client: pg.PoolClient | undefined): void {
    if (!client || this.listener !== client) return;
    this.listener = undefined;
    client.release(true);
  }
}
