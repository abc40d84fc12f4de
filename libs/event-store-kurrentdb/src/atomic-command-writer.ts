import { BEFORE_FIRST, type AppendOutcome, type AppendRequest, type CommandResult, type CopiedCommand } from '@goldenthread/event-sourcing';
import { ATTEMPTS, exactRevision, mayTryAgain, otherThanCopied, tooBusy, type CommandWriter } from './command-writer.js';
import type { KurrentDbConnection, ProposedRecord, StreamCheck, WriteAnswer } from './connection.js';
import type { LogReader } from './log-reader.js';
import { commandRecord, copiedRecord, eventRecord, factsOf, recordedAtOf, resultBy, type CommandFacts } from './records.js';

/**
 * For servers from 26.1 on. One write holds the command's record, in a stream of its own, and its events; it is done only
 * where that stream was never written and the events' stream stands exactly as expected. Of AppendRecords the server
 * promises: "All writes succeed or all fail together"; "Records maintain the exact send order in the global log"; "On
 * consistency check failure, no records are written and all failing checks are reported". So a command id is known across
 * all streams, with or without events, and the server itself says which of the two stood in the way.
 */
export class AtomicCommandWriter implements CommandWriter {
  readonly capabilities = { commandsAcrossStreams: true, remembersEmptyCommands: true };

  constructor(
    private readonly connection: Pick<KurrentDbConnection, 'appendRecords' | 'readStream'>,
    private readonly reader: LogReader,
  ) {}

  async append(request: AppendRequest): Promise<AppendOutcome> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const revision = await exactRevision(request.expected, request.stream, this.reader);
      if (revision === undefined) return (await this.known(request)) ?? { status: 'conflict', actual: -1 };
      const facts = factsAfter(request, revision);
      const answer = await this.write(request, facts, revision);
      if (answer.written) return { status: 'appended', result: await this.resultOf(facts) };
      if (answer.actual.has(this.commandStream(request))) {
        const known = await this.known(request);
        if (known) return known;
      }
      if (!mayTryAgain(request.expected)) return { status: 'conflict', actual: this.actualOf(request, answer) };
    }
    throw tooBusy(request.stream);
  }

  async find(commandId: string): Promise<CommandResult | undefined> {
    const stream = this.commandStream({ commandId });
    for await (const record of this.connection.readStream(stream, { direction: 'forwards', max: 1 })) return this.resultOf(factsOf(record));
    return undefined;
  }

  async takeIn(commands: readonly CopiedCommand[]): Promise<void> {
    if (commands.length === 0) return;
    const answer = await this.connection.appendRecords(
      commands.flatMap((command) => this.copied(command)),
      this.checksOf(commands),
    );
    if (answer.written) return;
    // Some may be here already: then they are told apart one by one.
    const [only, ...more] = commands;
    if (only && more.length === 0) await this.requireTaken(only, answer);
    else for (const command of commands) await this.takeIn([command]);
  }

  private async write(request: AppendRequest, facts: CommandFacts, revision: number): Promise<WriteAnswer> {
    const dating = await this.reader.dating();
    const records = [
      commandRecord(facts, dating, this.reader.names),
      ...request.events.map((event) => eventRecord(event, { command: request, dating }, this.reader.names)),
    ];
    return this.connection.appendRecords(records, [
      { stream: this.reader.names.stream(request.stream), revision },
      { stream: this.commandStream(request), revision: -1 },
    ]);
  }

  private async known(request: AppendRequest): Promise<AppendOutcome | undefined> {
    const result = await this.find(request.commandId);
    return result && { status: result.digest === request.digest ? 'repeated' : 'command-reused', result };
  }

  private async resultOf({ commandId, digest, stream, revision, count }: CommandFacts): Promise<CommandResult> {
    const { names } = this.reader;
    if (count > 0) return resultBy(await this.reader.writtenAt(names.stream(stream), revision), count, names);
    const record = await this.reader.writtenAt(this.commandStream({ commandId }), 0);
    const newest = await this.reader.newestBefore(record.position);
    return { commandId, digest, stream, revision, count, position: newest?.position ?? BEFORE_FIRST, recordedAt: recordedAtOf(record) };
  }

  private actualOf({ stream }: AppendRequest, answer: WriteAnswer & { written: false }): number {
    const actual = answer.actual.get(this.reader.names.stream(stream));
    if (actual === undefined) throw new Error(`KurrentDB wrote nothing to ${stream}, and did not say how it stands`);
    return actual;
  }

  private commandStream({ commandId }: Pick<AppendRequest, 'commandId'>): string {
    return this.reader.names.commandStream(commandId);
  }

  private copied(command: CopiedCommand): ProposedRecord[] {
    const { commandId, digest, stream, events } = command;
    const last = events.at(-1);
    if (!last) throw new TypeError(`The copied command ${commandId} has no event`);
    const facts = { commandId, digest, stream, revision: last.revision, count: events.length };
    return [
      commandRecord(facts, { recordedAt: last.recordedAt }, this.reader.names),
      ...events.map((event) => copiedRecord(event, command, this.reader.names)),
    ];
  }

  /** Each stream as it stood before the first of these commands; the commands themselves unknown. */
  private checksOf(commands: readonly CopiedCommand[]): StreamCheck[] {
    const before = new Map<string, number>();
    for (const command of commands) {
      const stream = this.reader.names.stream(command.stream);
      if (!before.has(stream)) before.set(stream, (command.events[0]?.revision ?? 0) - 1);
      before.set(this.commandStream(command), -1);
    }
    return [...before].map(([stream, revision]) => ({ stream, revision }));
  }

  private async requireTaken(command: CopiedCommand, answer: WriteAnswer & { written: false }): Promise<void> {
    const known = answer.actual.has(this.commandStream(command)) ? await this.find(command.commandId) : undefined;
    const last = command.events.at(-1);
    if (known?.digest !== command.digest || known.stream !== command.stream || known.revision !== last?.revision)
      throw otherThanCopied(command.stream, command.events[0]?.revision ?? 0);
  }
}

function factsAfter({ commandId, digest, stream, events }: AppendRequest, revision: number): CommandFacts {
  return { commandId, digest, stream, revision: revision + events.length, count: events.length };
}
