import { Together, type Clock, type Instant } from '@goldenthread/event-sourcing';
import type pg from 'pg';
import { instantOf } from './rows.js';
import { NOW, SET_CLOCK } from './statements/clock.sql.js';

/** The store's own clock: the server's, or the set time of a demonstration or test store. */
export class PostgresClock implements Clock {
  private readonly asking = new Together(async (asked: readonly undefined[]) => {
    const now = await this.ask();
    return asked.map(() => now);
  });

  constructor(private readonly writer: pg.Pool) {}

  /** Those who ask at the same moment are told the same. */
  now(): Promise<Instant> {
    return this.asking.ask(undefined);
  }

  private async ask(): Promise<Instant> {
    const { rows } = await this.writer.query<{ now_ms: string }>({ name: 'es.now', text: NOW });
    if (!rows[0]) throw new Error('The server did not tell the time');
    return instantOf(rows[0].now_ms);
  }

  /**
   * Sets the clock to an instant, at which it stays until it is set again; nothing returns it to real time.
   *
   * @throws the server's error for a production store, or where it would go back behind what was recorded or set before.
   */
  async set(instant: Instant | null): Promise<void> {
    await this.writer.query(SET_CLOCK, [instant]);
  }
}
