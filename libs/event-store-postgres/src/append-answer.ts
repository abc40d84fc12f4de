import type { AppendOutcome, AppendRequest, CommandResult, Instant, Position } from '@goldenthread/event-sourcing';
import { instantOf } from './rows.js';

/** What became of one request: an outcome, or a command that was known and whose first result is to be looked up. */
export type Answered = AppendOutcome | CommandKnown;

export interface CommandKnown {
  readonly status: 'repeated' | 'command-reused';
  readonly knownCommand: string;
}

const APPENDED = 0;
const REPEATED = 1;
const COMMAND_REUSED = 2;

/** Reads what `statements/append.sql.ts` answers to requests. */
export function answersOf(requests: readonly AppendRequest[], answer: string): Answered[] {
  const numbers = answer.split(' ');
  const recordedAt = instantOf(numbers[0] ?? '');
  if (numbers.length === 2) return allAppended(requests, recordedAt, BigInt(numbers[1] ?? ''));
  const count = requests.length;
  return requests.map((request, index) => {
    const status = Number(numbers[1 + index]);
    const revision = Number(numbers[1 + count + index]);
    if (status === APPENDED) return appended(request, revision, BigInt(numbers[1 + 2 * count + index] ?? ''), recordedAt);
    if (status === REPEATED) return { status: 'repeated', knownCommand: request.commandId };
    if (status === COMMAND_REUSED) return { status: 'command-reused', knownCommand: request.commandId };
    return { status: 'conflict', actual: revision };
  });
}

function allAppended(requests: readonly AppendRequest[], recordedAt: Instant, before: Position): Answered[] {
  let position = before;
  return requests.map((request) => {
    position += BigInt(request.events.length);
    const expected = typeof request.expected === 'number' ? request.expected : -1;
    return appended(request, expected + request.events.length, position, recordedAt);
  });
}

function appended(request: AppendRequest, revision: number, position: Position, recordedAt: Instant): AppendOutcome {
  const { commandId, digest, stream, events } = request;
  const result: CommandResult = { commandId, digest, stream, revision, count: events.length, position, recordedAt };
  return { status: 'appended', result };
}
