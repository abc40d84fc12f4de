import type pg from 'pg';
import { checkCommand, checkHead, checkStream, EventCheck, type Problem } from './checks.js';
import type { CheckedCommandRow, CheckedEventRow, CheckedHeadRow, CheckedStreamRow } from './checked-rows.js';
import { CHECK_COMMANDS } from './statements/check-commands.sql.js';
import { CHECK_EVENTS } from './statements/check-events.sql.js';
import { CHECK_HEAD } from './statements/check-head.sql.js';
import { CHECK_STREAMS } from './statements/check-streams.sql.js';

export type { Problem } from './checks.js';

export interface StoreCheckProgress {
  readonly checking: 'events' | 'streams' | 'commands';
  readonly done: number;
  readonly of: number;
}

/** How many of each were looked at, and what is wrong with them. */
export interface StoreCheck {
  readonly events: number;
  readonly streams: number;
  readonly commands: number;
  /** Empty for a sound store; beyond the first thousand, one sentence counts the others. */
  readonly problems: readonly Problem[];
}

const PAGE = 1_000;
const MOST_PROBLEMS = 1_000;

/**
 * Derives again what can be derived from the rows of a store, and says where they differ: every hash, dense positions,
 * revisions without gaps, times in order, event ids, and that streams, commands and head agree with the events. It
 * cannot see an envelope rewritten by a superuser together with all that depends on it.
 *
 * It sees the store at one moment while writers go on, and holds a page at a time.
 */
export async function checkStore(
  reader: pg.Pool,
  onProgress: (progress: StoreCheckProgress) => void = () => undefined,
): Promise<StoreCheck> {
  const client = await reader.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const check = await checkSnapshot(client, onProgress);
    await client.query('COMMIT');
    client.release();
    return check;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function checkSnapshot(client: pg.PoolClient, onProgress: (progress: StoreCheckProgress) => void): Promise<StoreCheck> {
  const problems = new ProblemList();
  const [head] = await rowsOf<CheckedHeadRow>(client, CHECK_HEAD, []);
  if (!head) return { events: 0, streams: 0, commands: 0, problems: [{ problem: 'The head row is missing.' }] };
  const eventCheck = new EventCheck(head.purpose);

  const events = await eachRow<CheckedEventRow>(
    client,
    CHECK_EVENTS,
    '-1',
    (row) => row.position,
    (row, done) => {
      problems.add(eventCheck.check(row));
      if (done % PAGE === 0) onProgress({ checking: 'events', done, of: Number(head.position) + 1 });
    },
  );
  problems.add(checkHead(head, eventCheck.last));

  const streams = await eachRow<CheckedStreamRow>(
    client,
    CHECK_STREAMS,
    '0',
    (row) => row.stream_pk,
    (row, done) => {
      problems.add(checkStream(row));
      if (done % PAGE === 0) onProgress({ checking: 'streams', done, of: Number(head.streams) });
    },
  );
  const commands = await eachRow<CheckedCommandRow>(
    client,
    CHECK_COMMANDS,
    null,
    (row) => row.command_id,
    (row, done) => {
      problems.add(checkCommand(row, BigInt(head.position)));
      if (done % PAGE === 0) onProgress({ checking: 'commands', done, of: Number(head.commands) });
    },
  );
  return { events, streams, commands, problems: problems.list() };
}

/** Gives every row of a statement that pages by ($1: after this key, $2: at most so many), and how many there were. */
async function eachRow<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  statement: string,
  start: string | null,
  keyOf: (row: Row) => string,
  visit: (row: Row, done: number) => void,
): Promise<number> {
  let done = 0;
  for (let after = start; ;) {
    const page = await rowsOf<Row>(client, statement, [after, PAGE]);
    for (const row of page) visit(row, ++done);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return done;
    after = keyOf(last);
  }
}

async function rowsOf<Row extends pg.QueryResultRow>(client: pg.PoolClient, text: string, values: unknown[]): Promise<Row[]> {
  return (await client.query<Row>(text, values)).rows;
}

/** Keeps the first problems and counts the rest, so that a ruined store does not fill the memory. */
class ProblemList {
  private readonly kept: Problem[] = [];
  private others = 0;

  add(problems: readonly Problem[]): void {
    for (const problem of problems) {
      if (this.kept.length < MOST_PROBLEMS) this.kept.push(problem);
      else this.others++;
    }
  }

  list(): readonly Problem[] {
    return this.others === 0 ? this.kept : [...this.kept, { problem: `And ${this.others} more.` }];
  }
}
