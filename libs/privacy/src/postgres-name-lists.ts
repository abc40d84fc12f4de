import type { Sealer, SealedField, SealContext } from '@goldenthread/event-sourcing';
import type pg from 'pg';

export interface PostgresNameListsOptions {
  /** Works as writer. */
  readonly writer: pg.Pool;
  readonly sealer: Sealer;
  readonly storeId: string;
}

/**
 * Names that texts must not hold, a list for each subject: beside the store, sealed, and replaced whole. No event ever
 * holds one; destroying the key of a list erases it.
 */
export class PostgresNameLists {
  constructor(private readonly options: PostgresNameListsOptions) {}

  /** @returns none where there is no list of the subject, or its key was destroyed. */
  async of(subject: string): Promise<readonly string[]> {
    const text = `SELECT sealed FROM keys.name_list WHERE subject = $1`;
    const { rows } = await this.options.writer.query<{ sealed: SealedField }>({ name: 'names.find', text, values: [subject] });
    const names = rows[0] && (await this.options.sealer.open(rows[0].sealed, this.context(subject)));
    return names === undefined ? [] : (JSON.parse(names) as string[]);
  }

  /** Replaces the list of a subject. */
  async list(subject: string, names: readonly string[]): Promise<void> {
    const context = this.context(subject);
    const sealed = await this.options.sealer.seal(JSON.stringify(names), { record: context.stream, group: 'names' }, context);
    const text = `
      INSERT INTO keys.name_list (subject, sealed) VALUES ($1, $2)
      ON CONFLICT (subject) DO UPDATE SET sealed = excluded.sealed, listed_at = clock_timestamp()`;
    await this.options.writer.query({ name: 'names.list', text, values: [subject, JSON.stringify(sealed)] });
  }

  private context(subject: string): SealContext {
    const place = { eventId: subject, type: 'NameList', schemaVersion: 1, path: 'names' };
    return { storeId: this.options.storeId, stream: `nameList-${subject}`, ...place };
  }
}
