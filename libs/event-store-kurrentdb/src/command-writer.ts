import type {
  AppendOutcome,
  AppendRequest,
  CommandResult,
  CopiedCommand,
  ExpectedRevision,
  StoreCapabilities,
} from '@goldenthread/event-sourcing';
import type { LogReader } from './log-reader.js';

/** How commands are written and found again: one way for servers that append across streams, one for those that do not. */
export interface CommandWriter {
  readonly capabilities: Pick<StoreCapabilities, 'commandsAcrossStreams' | 'remembersEmptyCommands'>;
  append(request: AppendRequest): Promise<AppendOutcome>;
  find(commandId: string, stream?: string): Promise<CommandResult | undefined>;
  takeIn(commands: readonly CopiedCommand[]): Promise<void>;
}

/** How often a request that expects any state is sent again, because others wrote to its stream meanwhile. */
export const ATTEMPTS = 100;

/**
 * The exact revision to expect of the server, which keeps its promises for no other: `any` and `exists` are what the stream
 * is now. Nothing where the stream is not as the request expects.
 */
export async function exactRevision(expected: ExpectedRevision, stream: string, reader: LogReader): Promise<number | undefined> {
  if (typeof expected === 'number') return expected;
  if (expected === 'none') return -1;
  const revision = await reader.lastRevision(stream);
  return expected === 'exists' && revision < 0 ? undefined : revision;
}

/** Whether a stream that has moved on may still be as the request expects. */
export function mayTryAgain(expected: ExpectedRevision): boolean {
  return expected === 'any' || expected === 'exists';
}

export function tooBusy(stream: string): Error {
  return new Error(`Others wrote to ${stream} at every one of ${ATTEMPTS} attempts: try again`);
}

export function otherThanCopied(stream: string, revision: number): Error {
  return new Error(`This store holds something else than a copy: see ${stream} at revision ${revision}`);
}
