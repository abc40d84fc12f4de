import type { AppendOutcome, AppendRequest, CommandResult, CopiedCommand } from '@goldenthread/event-sourcing';
import { randomUUID } from 'node:crypto';
import { ATTEMPTS, otherThanCopied, tooBusy, type CommandWriter } from './command-writer.js';
import type { KeptRecord, KurrentDbConnection, ProposedRecord } from './connection.js';
import type { LogReader } from './log-reader.js';
import { commandOf, copiedRecord, eventRecord, resultBy, sendingOf } from './records.js';

/** A stream as it was read: its last revision, and what one command did in it. */
interface StreamNow {
  readonly revision: number;
  readonly result: CommandResult | undefined;
}

/**
 * For servers before 26.1, which write to one stream at a time. A command is known by its events, which carry its id and
 * digest: in their stream only, and not at all where it recorded nothing. The server promises idempotence by event id for
 * an exact revision alone, and would write an id again at a later one; so the stream is read first, and the write is done
 * only if it still stands as it was read.
 */
export class StreamCommandWriter implements CommandWriter {
  readonly capabilities = { commandsAcrossStreams: false, remembersEmptyCommands: false };

  constructor(
    private readonly connection: Pick<KurrentDbConnection, 'appendToStream'>,
    private readonly reader: LogReader,
  ) {}

  async append(request: AppendRequest): Promise<AppendOutcome> {
    const { stream, expected, commandId, digest, events } = request;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { revision, result } = await this.streamNow(stream, commandId);
      if (result) return { status: result.digest === digest ? 'repeated' : 'command-reused', result };
      if (!isAsExpected(expected, revision)) return { status: 'conflict', actual: revision };
      if (events.length === 0) return { status: 'appended', result: await this.nothingDone(request, revision) };
      // Where someone else wrote meanwhile, what stands there now decides.
      const outcome = await this.write(request, revision);
      if (outcome) return outcome;
    }
    throw tooBusy(stream);
  }

  async find(commandId: string, stream?: string): Promise<CommandResult | undefined> {
    if (stream === undefined) throw new Error('A KurrentDB before 26.1 knows a command only in its stream, which was not told');
    return (await this.streamNow(stream, commandId)).result;
  }

  async takeIn(commands: readonly CopiedCommand[]): Promise<void> {
    for (const command of commands) {
      const { revision, result } = await this.streamNow(command.stream, command.commandId);
      const before = (command.events[0]?.revision ?? 0) - 1;
      const last = command.events.at(-1);
      if (result?.digest === command.digest && result.revision === last?.revision) continue;
      if (result || revision !== before) throw otherThanCopied(command.stream, before + 1);
      const records = command.events.map((event) => copiedRecord(event, command, this.reader.names));
      if (!(await this.writeAt(command.stream, records, before))) throw otherThanCopied(command.stream, before + 1);
    }
  }

  /** Nothing where the stream has moved on. */
  private async write(request: AppendRequest, revision: number): Promise<AppendOutcome | undefined> {
    const { stream, digest, events } = request;
    const sending = randomUUID();
    const writing = { command: request, dating: await this.reader.dating(), sending };
    const records = events.map((event) => eventRecord(event, writing, this.reader.names));
    if (!(await this.writeAt(stream, records, revision))) return undefined;
    const last = await this.reader.writtenAt(this.reader.names.stream(stream), revision + events.length);
    const result = resultBy(last, events.length, this.reader.names);
    // The same events, sent elsewhere at the same moment: the server answers both alike, and what stands there tells.
    if (sendingOf(last) === sending) return { status: 'appended', result };
    return { status: result.digest === digest ? 'repeated' : 'command-reused', result };
  }

  private async writeAt(stream: string, records: readonly ProposedRecord[], revision: number): Promise<boolean> {
    const answer = await this.connection.appendToStream(records, { stream: this.reader.names.stream(stream), revision });
    return answer.written;
  }

  private async streamNow(stream: string, commandId: string): Promise<StreamNow> {
    let revision = -1;
    let count = 0;
    let last: KeptRecord | undefined;
    for await (const record of this.reader.wholeStream(stream)) {
      revision = record.revision;
      if (commandOf(record) !== commandId) continue;
      count++;
      last = record;
    }
    return { revision, result: last && resultBy(last, count, this.reader.names) };
  }

  private async nothingDone({ stream, commandId, digest }: AppendRequest, revision: number): Promise<CommandResult> {
    const newest = await this.reader.newestBefore();
    const recordedAt = this.reader.newestMoment ?? new Date().toISOString();
    return { stream, commandId, digest, revision, count: 0, position: newest?.position ?? -1n, recordedAt };
  }
}

function isAsExpected(expected: AppendRequest['expected'], revision: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return revision < 0;
  if (expected === 'exists') return revision >= 0;
  return expected === revision;
}
