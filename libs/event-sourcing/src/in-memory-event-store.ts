import type { Instant, Position, StoredEvent } from './event.js';
import type {
  AppendOutcome,
  AppendRequest,
  CommandResult,
  CopiedCommand,
  CopyTarget,
  EventFilter,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  LogRange,
  StoreCapabilities,
  StreamRange,
  SubscriptionMessage,
  SubscriptionRange,
} from './event-store.js';

/** The engine that forgets: for specs, and for folding a copied log. Keeps the same bytes as the others. */
export class InMemoryEventStore implements EventStore, CopyTarget {
  readonly capabilities: StoreCapabilities = { densePositions: true, remembersEmptyCommands: true, commandsAcrossStreams: true };
  private readonly events: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly commands = new Map<string, CommandResult>();
  private readonly eventIds = new Set<string>();
  private readonly sleepers = new Set<() => void>();

  constructor(private readonly clock: () => Instant = () => new Date().toISOString()) {}

  // Deciding and storing happen without an await between them, so that nothing can slip in.
  // eslint-disable-next-line @typescript-eslint/require-await
  async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    const outcomes = requests.map((request) => this.appendOne(request));
    for (const wake of this.sleepers) wake();
    return outcomes;
  }

  // As above.
  // eslint-disable-next-line @typescript-eslint/require-await
  async takeIn(commands: readonly CopiedCommand[]): Promise<void> {
    for (const command of commands) this.takeInOne(command);
    for (const wake of this.sleepers) wake();
  }

  findCommand(commandId: string): Promise<CommandResult | undefined> {
    return Promise.resolve(this.commands.get(commandId));
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async *readStream(stream: string, range: StreamRange = {}): AsyncIterable<StoredEvent> {
    const { direction = 'forwards', max = Infinity } = range;
    const history = this.streams.get(stream) ?? [];
    const from = range.from ?? (direction === 'forwards' ? 0 : history.length - 1);
    const wanted = direction === 'forwards' ? history.slice(from) : history.slice(0, from + 1).reverse();
    yield* wanted.slice(0, max);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async *readAll(range: LogRange = {}): AsyncIterable<StoredEvent> {
    const { after = -1n, upTo = BigInt(this.events.length), filter, max = Infinity } = range;
    const wanted = this.events.slice(Number(after) + 1, Number(upTo) + 1).filter((event) => matches(event, filter));
    yield* wanted.slice(0, max);
  }

  async *subscribe({ after, filter, signal }: SubscriptionRange): AsyncIterable<SubscriptionMessage> {
    let seen = after;
    const live = (): boolean => !signal.aborted;
    while (live()) {
      const upTo = BigInt(this.events.length - 1);
      for await (const event of this.readAll({ after: seen, upTo, filter })) yield { kind: 'event', event };
      seen = upTo > seen ? upTo : seen;
      yield { kind: 'caught-up', position: seen };
      await this.sleepUntilMore(seen, signal);
    }
  }

  head(): Promise<{ position: Position; recordedAt: Instant } | undefined> {
    const last = this.events.at(-1);
    return Promise.resolve(last && { position: last.position, recordedAt: last.recordedAt });
  }

  private appendOne(request: AppendRequest): AppendOutcome {
    const known = this.commands.get(request.commandId);
    if (known) return { status: known.digest === request.digest ? 'repeated' : 'command-reused', result: known };
    const history = this.streams.get(request.stream) ?? [];
    if (!isAsExpected(request.expected, history.length - 1)) return { status: 'conflict', actual: history.length - 1 };
    const taken = request.events.find((event) => this.eventIds.has(event.id));
    if (taken) throw new Error(`The event id ${taken.id} is already stored`);
    const recordedAt = this.nextInstant();
    return { status: 'appended', result: this.record(request, recordedAt, request.events) };
  }

  private takeInOne({ events, ...command }: CopiedCommand): void {
    if (this.commands.get(command.commandId)?.digest === command.digest) return;
    const [first] = events;
    if (!first) throw new TypeError(`The copied command ${command.commandId} has no event`);
    const newest = this.events.at(-1)?.recordedAt ?? '';
    const known = this.commands.has(command.commandId) || first.revision !== (this.streams.get(command.stream) ?? []).length;
    if (known || events.some((event) => event.recordedAt < newest || this.eventIds.has(event.id)))
      throw new Error(`This store holds something else than a copy: see ${command.stream} at revision ${first.revision}`);
    for (const event of events) {
      const formerPositions = [...(event.formerPositions ?? []), event.position];
      this.record(command, event.recordedAt, [{ ...event, formerPositions }], events.length);
    }
  }

  /** Stores what was decided, and remembers the command. */
  private record(
    { commandId, digest, stream }: Pick<AppendRequest, 'commandId' | 'digest' | 'stream'>,
    recordedAt: Instant,
    events: readonly (EventToAppend & Pick<StoredEvent, 'formerPositions'>)[],
    count = events.length,
  ): CommandResult {
    const history = this.streams.get(stream) ?? [];
    for (const event of events) {
      const position = BigInt(this.events.length);
      const recorded = { ...event, bytes: event.bytes.slice(), commandId, stream, revision: history.length, position, recordedAt };
      this.eventIds.add(event.id);
      this.events.push(recorded);
      history.push(recorded);
    }
    this.streams.set(stream, history);
    const position = BigInt(this.events.length - 1);
    const result: CommandResult = { commandId, digest, stream, revision: history.length - 1, count, position, recordedAt };
    this.commands.set(commandId, result);
    return result;
  }

  private nextInstant(): Instant {
    const now = this.clock();
    const last = this.events.at(-1)?.recordedAt ?? now;
    return now > last ? now : last;
  }

  private sleepUntilMore(seen: Position, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        if (!signal.aborted && BigInt(this.events.length - 1) <= seen) return;
        this.sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.sleepers.add(wake);
      signal.addEventListener('abort', wake);
      wake();
    });
  }
}

function isAsExpected(expected: ExpectedRevision, actual: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return actual < 0;
  if (expected === 'exists') return actual >= 0;
  return expected === actual;
}

function matches(event: StoredEvent, filter: EventFilter | undefined): boolean {
  return !filter?.types || filter.types.includes(event.type);
}
