import type { CopiedCommand, CopyTarget } from '@goldenthread/event-sourcing';
import type pg from 'pg';
import { copiedCommands } from './copied-commands.js';
import { PostgresEventStore, type PostgresEventStoreOptions } from './postgres-event-store.js';
import { TAKE_IN } from './statements/take-in.sql.js';

/** A store in PostgreSQL that can be filled with a copy of another (`migrations/take-in-copies.ts`). */
export class FillablePostgresEventStore extends PostgresEventStore implements CopyTarget {
  private readonly owner: pg.Pool;

  /** @param options `owner` works as the owner, which only whoever migrated may: no running program fills a store. */
  constructor(options: PostgresEventStoreOptions & { readonly owner: pg.Pool }) {
    super(options);
    this.owner = options.owner;
  }

  async takeIn(commands: readonly CopiedCommand[]): Promise<void> {
    await this.owner.query(TAKE_IN, [copiedCommands(commands)]);
  }
}
