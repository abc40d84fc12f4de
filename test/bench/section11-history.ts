import {
  EventCodec,
  newId,
  streamName,
  type AppendRequest,
  type EventStore,
  type Provenance,
  type RecordedEvent,
} from '@goldenthread/event-sourcing';
import { plainSealer } from '@goldenthread/event-sourcing/testing';
import { eventCatalogue, type Platform } from '@goldenthread/runtime';
import {
  met3,
  returnIdOf,
  section11Return,
  type Section11CycleOpened,
  type Section11ReturnEvent,
  type Tool,
} from '@goldenthread/section11';

/** So many answers a return holds: what the benches promise by. */
export const ITEMS = 40;

const HEADINGS = 8;
const CALL = 500;

/** A tool of 40 items under eight headings. */
const TOOL: Tool & { readonly revision: number } = {
  code: 'bench',
  version: 1,
  title: 'Forty items',
  scale: met3,
  revision: 0,
  headings: Array.from({ length: HEADINGS }, (_, heading) => ({
    key: `H${heading + 1}`,
    title: `Standard ${heading + 1}`,
    items: Array.from({ length: ITEMS / HEADINGS }, (_item, item) => ({
      key: `H${heading + 1}-${item + 1}`,
      question: `How does your agency show that it meets part ${item + 1} of standard ${heading + 1}?`,
      guidance: 'Say how, and how you know.',
      workingTogether: [],
    })),
  })),
};
/** In the order in which they are asked, and played. */
export const ITEM_KEYS = TOOL.headings.flatMap(({ items }) => items.map(({ key }) => key));
const RATINGS = ['met', 'partly-met', 'not-met'] as const;
const WORDS = 'Every member of staff has had safer recruitment training this year, and the register is checked each month. ';

/** Where the returns of a history are asked for. */
export interface Cycle {
  readonly cycle: string;
  readonly partnership: string;
  readonly agencies: readonly string[];
  /** Of the agencies, in the same order. */
  readonly returns: readonly string[];
}

export interface HistoryWanted {
  readonly agencies: number;
  /** How often each item is answered, each time otherwise. */
  readonly versions: number;
  readonly partnership?: string;
}

/**
 * One cycle as it comes in: its agencies answer side by side, item after item, each return from its opening on. Decided
 * by the domain itself, so that every event is one that could have happened.
 */
export class Section11History {
  /** What is on its way to the store while the next is decided. */
  private appending: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Pick<EventStore, 'append'>,
    private readonly codec: EventCodec,
  ) {}

  /** Seals nothing: that would take most of the time, and what lies in the store is as long either way. */
  static unsealed({
    store,
    identity,
  }: {
    readonly store: Pick<EventStore, 'append'>;
    readonly identity: Platform['identity'];
  }): Section11History {
    return new Section11History(store, new EventCodec(eventCatalogue, plainSealer, identity.storeId));
  }

  /** Appends one cycle. */
  async cycle({ agencies, versions, partnership = newId() }: HistoryWanted): Promise<Cycle> {
    const cycle = newId();
    const facts = cycleOf(partnership, agencies);
    const opened = { type: 'Section11CycleOpened', data: facts } as const;
    await this.append([await this.request(streamName('section11Cycle', cycle), -1, [opened], partnership)]);
    const returns = facts.agencies.map(({ agency }) => new PlayedReturn(cycle, agency, facts));
    await this.round(returns, partnership, (one) => one.open());
    for (let version = 0; version < versions; version++) {
      for (const item of ITEM_KEYS) await this.round(returns, partnership, (one) => one.answer(item, version));
    }
    await this.appending;
    return { cycle, partnership, agencies: facts.agencies.map(({ agency }) => agency), returns: returns.map(({ ref }) => ref) };
  }

  private async round(returns: readonly PlayedReturn[], partnership: string, play: (one: PlayedReturn) => Played): Promise<void> {
    const requests = await Promise.all(
      returns.map((one) => {
        const { stream, revision, events } = play(one);
        return this.request(stream, revision, events, partnership);
      }),
    );
    await this.append(requests);
  }

  private async request(
    stream: string,
    revision: number,
    events: readonly (Section11ReturnEvent | Section11CycleOpened)[],
    partnership: string,
  ): Promise<AppendRequest> {
    const commandId = newId();
    const provenance: Provenance = { commandId, actor: ACTOR, partnership, correlationId: commandId, causationId: null };
    const encoded = await Promise.all(events.map((event, ordinal) => this.codec.encode(event, stream, ordinal, provenance)));
    return {
      stream,
      expected: revision < 0 ? 'none' : revision,
      commandId,
      digest: commandId.replaceAll('-', '').repeat(2),
      events: encoded,
    };
  }

  /** Resolves when what was given before is stored. */
  private async append(requests: readonly AppendRequest[]): Promise<void> {
    await this.appending;
    this.appending = this.inCalls(requests);
    // Whoever appends next, or waits for the end, hears of it.
    this.appending.catch(() => undefined);
  }

  private async inCalls(requests: readonly AppendRequest[]): Promise<void> {
    for (let from = 0; from < requests.length; from += CALL) {
      const outcomes = await this.store.append(requests.slice(from, from + CALL));
      const refused = outcomes.find(({ status }) => status !== 'appended');
      if (refused) throw new Error(`The history could not be appended: ${refused.status}`);
    }
  }
}

const ACTOR = { person: newId(), agency: newId(), role: 'agency-author' };

interface Played {
  readonly stream: string;
  /** The last one before. */
  readonly revision: number;
  readonly events: readonly Section11ReturnEvent[];
}

class PlayedReturn {
  readonly ref: string;
  private state = section11Return.initial;
  private revision = -1;

  constructor(
    private readonly cycle: string,
    private readonly agency: string,
    private readonly facts: Section11CycleOpened['data'],
  ) {
    this.ref = returnIdOf(cycle, agency);
  }

  open(): Played {
    const { cycle, agency } = this;
    const facts = { cycle: { ...this.facts, revision: 0 }, tool: TOOL, window: { revision: 0 } };
    return this.play({ type: 'OpenReturn', cycle, agency, today: this.facts.opensOn, facts });
  }

  answer(item: string, version: number): Played {
    const basedOn = this.state.status === 'not-open' ? 'new' : (this.state.answers[item]?.revision ?? 'new');
    const said = { rating: RATINGS[(version + this.revision) % 3] ?? 'met', narrative: `${WORDS}(${version + 1})`, evidence: [] };
    return this.play({ type: 'RecordAnswer', item, ...said, basedOn, today: this.facts.opensOn, window: { revision: 0 } });
  }

  private play(command: Parameters<typeof section11Return.decide>[0]): Played {
    const events = section11Return.decide(command, this.state);
    const before = this.revision;
    for (const event of events) this.state = section11Return.evolve(this.state, this.recorded(event));
    return { stream: streamName(section11Return.category, this.ref), revision: before, events };
  }

  private recorded({ type, data }: Section11ReturnEvent): RecordedEvent<Section11ReturnEvent> {
    this.revision++;
    return {
      type,
      data,
      revision: this.revision,
      actor: ACTOR,
      recordedAt: '2026-01-05T09:00:00.000Z',
    } as RecordedEvent<Section11ReturnEvent>;
  }
}

function cycleOf(partnership: string, agencies: number): Section11CycleOpened['data'] {
  return {
    partnership,
    title: 'Section 11',
    tool: { code: TOOL.code, version: TOOL.version },
    toolRevision: 0,
    items: ITEMS,
    opensOn: '2026-01-05',
    dueOn: '2026-03-31',
    agencies: Array.from({ length: agencies }, (_, index) => {
      return {
        agency: newId(),
        name: `Agency ${String(index + 1).padStart(4, '0')}`,
        basis: 'children-act-2004-s11',
        duty: 'required',
      } as const;
    }),
    partnershipRevision: 0,
  };
}
