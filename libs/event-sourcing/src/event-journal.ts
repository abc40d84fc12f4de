import { canonicalJson, sha256 } from './canonical-json.js';
import { fold, type Decider } from './decider.js';
import { streamName, type Actor, type DomainEvent, type Instant, type Position, type RecordedEvent } from './event.js';
import type { EventCodec } from './event-codec.js';
import type { AppendOutcome, CommandResult, EventStore } from './event-store.js';
import { Refusal } from './refusal.js';

/** Who asks, for whom, and under which command id: what every command is carried in. */
export interface CommandContext {
  /** The client's Idempotency-Key. */
  readonly commandId: string;
  readonly actor: Actor;
  readonly partnership: string | null;
  /** What this command is part of: by default itself. */
  readonly correlationId?: string;
  /** The event that led to it, where one did. */
  readonly causationId?: string | null;
}

/** The request a command id stands for: its digest covers just this and the actor, never the outcome or the time. */
export interface CommandRequest {
  readonly action: string;
  readonly subject: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One command for one record. */
export interface Order<Command> extends CommandContext {
  readonly id: string;
  readonly command: Command;
  readonly request: CommandRequest;
}

/** What a command came to: the same for its first run and for every retry. */
export interface Executed<Event extends DomainEvent> {
  /** Whether the command id was known already. */
  readonly repeated: boolean;
  readonly events: readonly RecordedEvent<Event>[];
  readonly stream: string;
  /** The last revision of the record after the command. */
  readonly revision: number;
  /** What a reader must have seen to see this. */
  readonly position: Position;
  readonly recordedAt: Instant;
}

/** Why the journal itself refuses a command. */
export type JournalRefusal = 'command-id-reused' | 'record-busy';

const ATTEMPTS = 8;

/** The store, for those who think in domain events: reads records, and runs commands against them. */
export class EventJournal {
  constructor(
    readonly store: EventStore,
    readonly codec: EventCodec,
  ) {}

  /** A record's history in order, opened; up to a revision or a position where one is given. */
  async read<Event extends DomainEvent>(stream: string, range: { from?: number; max?: number } = {}): Promise<RecordedEvent<Event>[]> {
    const history: RecordedEvent<Event>[] = [];
    for await (const stored of this.store.readStream(stream, range)) history.push(await this.codec.decodeOpened<Event>(stored));
    return history;
  }

  /** The state of one record, and its last revision (-1 where nothing is recorded yet). */
  async load<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    id: string,
  ): Promise<{ state: State; revision: number }> {
    const history = await this.read<Event>(streamName(decider.category, id));
    return { state: fold(decider, history), revision: history.length - 1 };
  }

  /**
   * Runs one command: looks its id up, loads the record, decides, and appends at the revision it read; where the record
   * moved on meanwhile, decides again on what is now true. Running it twice records it once.
   *
   * @throws Refusal whatever the decider refuses; `command-id-reused` where the id stood for another request;
   *   `record-busy` where the record kept moving.
   */
  async execute<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    order: Order<Command>,
  ): Promise<Executed<Event>> {
    const digest = digestOf(order);
    const stream = streamName(decider.category, order.id);
    const known = await this.store.findCommand(order.commandId, stream);
    if (known) return this.repeat(known, digest);
    try {
      return await this.decideAndAppend(decider, order, digest);
    } catch (error) {
      // The same command, sent twice at once, may have been recorded since it was looked up: it is then no longer decided.
      const meanwhile = error instanceof Refusal ? await this.store.findCommand(order.commandId, stream) : undefined;
      if (!meanwhile) throw error;
      return this.repeat(meanwhile, digest);
    }
  }

  private async decideAndAppend<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    order: Order<Command>,
    digest: string,
  ): Promise<Executed<Event>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const outcome = await this.attempt(decider, order, digest);
      if (outcome.status === 'appended') return this.executed(outcome.result, false);
      if (outcome.status !== 'conflict') return this.repeat(outcome.result, digest);
    }
    throw new Refusal<JournalRefusal>('record-busy');
  }

  private async attempt<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    order: Order<Command>,
    digest: string,
  ): Promise<AppendOutcome> {
    const stream = streamName(decider.category, order.id);
    const { state, revision } = await this.load(decider, order.id);
    const provenance = { ...order, correlationId: order.correlationId ?? order.commandId, causationId: order.causationId ?? null };
    const decided = decider.decide(order.command, state);
    const events = await Promise.all(decided.map((event, ordinal) => this.codec.encode(event, stream, ordinal, provenance)));
    const expected = revision < 0 ? 'none' : revision;
    const [outcome] = await this.store.append([{ stream, expected, commandId: order.commandId, digest, events }]);
    if (!outcome) throw new Error('The store answered nothing to an append');
    return outcome;
  }

  private async repeat<Event extends DomainEvent>(result: CommandResult, digest: string): Promise<Executed<Event>> {
    if (result.digest !== digest) throw new Refusal<JournalRefusal>('command-id-reused');
    return this.executed(result, true);
  }

  private async executed<Event extends DomainEvent>(result: CommandResult, repeated: boolean): Promise<Executed<Event>> {
    const { stream, revision, count, position, recordedAt } = result;
    const events = count === 0 ? [] : await this.read<Event>(stream, { from: revision - count + 1, max: count });
    return { repeated, events, stream, revision, position, recordedAt };
  }
}

/** What tells whether two requests with one command id are the same request. */
export function digestOf(order: Pick<Order<unknown>, 'request' | 'actor'>): string {
  return sha256(canonicalJson({ request: order.request, actor: order.actor }));
}
