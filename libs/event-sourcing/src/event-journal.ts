import { canonicalJson, sha256 } from './canonical-json.js';
import type { Decider } from './decider.js';
import { streamName, type Actor, type DomainEvent, type Instant, type Position, type RecordedEvent } from './event.js';
import type { EventCodec } from './event-codec.js';
import type { CommandResult, EventStore, EventToAppend } from './event-store.js';
import type { FoldedState, RecentStates } from './recent-states.js';
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
    private readonly recent?: RecentStates,
  ) {}

  /** A record's history in order, opened; up to a revision or a position where one is given. */
  async read<Event extends DomainEvent>(stream: string, range: { from?: number; max?: number } = {}): Promise<RecordedEvent<Event>[]> {
    const history: RecordedEvent<Event>[] = [];
    for await (const stored of this.store.readStream(stream, range)) history.push(await this.codec.decodeOpened<Event>(stored));
    return history;
  }

  /** The state of one record, and its last revision (-1 where nothing is recorded yet). Reads on from one that is at hand. */
  async load<State, Command, Event extends DomainEvent>(decider: Decider<State, Command, Event>, id: string): Promise<FoldedState<State>> {
    const stream = streamName(decider.category, id);
    const known = this.recent?.get<State>(stream) ?? { state: decider.initial, revision: -1 };
    return this.readOn(decider, stream, known, await this.read<Event>(stream, { from: known.revision + 1 }));
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
    const stream = streamName(decider.category, order.id);
    let at = this.recent?.get<State>(stream);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const decided = (at && decideIfAny(decider, order, at)) ?? decideOn(decider, order, await this.load(decider, order.id));
      const events = await this.encode(decided.events, stream, order);
      const expected = decided.at.revision < 0 ? 'none' : decided.at.revision;
      const [outcome] = await this.store.append([{ stream, expected, commandId: order.commandId, digest, events }]);
      if (!outcome) throw new Error('The store answered nothing to an append');
      if (outcome.status === 'appended') return this.appended(decider, decided, events, outcome.result);
      if (outcome.status !== 'conflict') return this.repeat(outcome.result, digest);
      at = undefined;
    }
    throw new Refusal<JournalRefusal>('record-busy');
  }

  private encode<Command>(decided: readonly DomainEvent[], stream: string, order: Order<Command>): Promise<EventToAppend[]> {
    const provenance = { ...order, correlationId: order.correlationId ?? order.commandId, causationId: order.causationId ?? null };
    return Promise.all(decided.map((event, ordinal) => this.codec.encode(event, stream, ordinal, provenance)));
  }

  /** What was just appended, as it would be read. */
  private async appended<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    { at, events: decided }: Decided<State, Event>,
    stored: readonly EventToAppend[],
    result: CommandResult,
  ): Promise<Executed<Event>> {
    const [event, written] = [decided[0], stored[0]];
    if (decided.length !== 1 || !event || !written) {
      const executed = await this.executed<Event>(result, false);
      this.readOn(decider, result.stream, at, executed.events);
      return executed;
    }
    const { bytes: _bytes, sha256: _hash, ...envelope } = written;
    const { stream, revision, position, recordedAt, commandId } = result;
    const data = JSON.parse(canonicalJson(event.data)) as object;
    const recorded = { ...envelope, stream, revision, position, recordedAt, commandId, data } as unknown as RecordedEvent<Event>;
    this.readOn(decider, stream, at, [recorded]);
    return { repeated: false, events: [recorded], stream, revision, position, recordedAt };
  }

  private readOn<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    stream: string,
    known: FoldedState<State>,
    since: readonly RecordedEvent<Event>[],
  ): FoldedState<State> {
    const state = since.reduce<State>((so, event) => decider.evolve(so, event), known.state);
    const folded = { state, revision: known.revision + since.length };
    this.recent?.put(stream, folded);
    return folded;
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

/** What was decided, and on what. */
interface Decided<State, Event extends DomainEvent> {
  readonly at: FoldedState<State>;
  readonly events: readonly Event[];
}

function decideOn<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  { command }: Order<Command>,
  at: FoldedState<State>,
): Decided<State, Event> {
  return { at, events: decider.decide(command, at.state) };
}

/**
 * The same on a state that may no longer be the latest: nothing where it is refused, or comes to nothing, since neither is
 * put to the proof by the revision that an append expects.
 */
function decideIfAny<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  order: Order<Command>,
  at: FoldedState<State>,
): Decided<State, Event> | undefined {
  try {
    const decided = decideOn(decider, order, at);
    return decided.events.length > 0 ? decided : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What tells whether two requests with one command id are the same request. */
export function digestOf(order: Pick<Order<unknown>, 'request' | 'actor'>): string {
  return sha256(canonicalJson({ request: order.request, actor: order.actor }));
}
