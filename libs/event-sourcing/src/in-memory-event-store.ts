import type { Instant, Position, StoredEvent } from './event.js';
import type {
  AppendOutcome,
  AppendRequest,
  CommandResult,
  EventFilter,
  EventStore,
  ExpectedRevision,
  LogRange,
  StoreCapabilities,
  StreamRange,
  SubscriptionMessage,
  SubscriptionRange,
} from './event-store.js';

/** The engine that forgets: for specs, and for folding a copied log. Keeps the same bytes as the others. */
export class InMemoryEventStore implements EventStore {
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
    const recordedAt = this.nextInstant();
    const taken = request.events.find((event) => this.eventIds.has(event.id));
    if (taken) throw new Error(`The event id ${taken.id} is already stored`);
    for (const event of request.events) {
      const { commandId, stream } = request;
      const position = BigInt(this.events.length);
      const recorded = { ...event, bytes: event.bytes.slice(), commandId, stream, revision: history.length, position, recordedAt };
      this.eventIds.add(event.id);
      this.events.push(recorded);
      history.push(recorded);
    }
    this.streams.set(request.stream, history);
    const result: CommandResult = {
      commandId: request.commandId,
      digest: request.digest,
      stream: request.stream,
      revision: history.length - 1,
      count: request.events.length,
      position: BigInt(this.events.length - 1),
      recordedAt,
    };
    this.commands.set(request.commandId, result);
    return { status: 'appended', result };
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
