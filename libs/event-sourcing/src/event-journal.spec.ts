import fc from 'fast-check';
import type { Decider } from './decider.js';
import { EventCodec } from './event-codec.js';
import { EventJournal, type Order } from './event-journal.js';
import type { AppendOutcome, AppendRequest, CommandResult } from './event-store.js';
import { newId } from './identity.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
import { RecentStates } from './recent-states.js';
import { Refusal } from './refusal.js';
import { identifyStore, STORE_STREAM } from './store-created.js';
import { AN_AUTHOR, all, plainSealer } from './testing/index.js';

type Raised = { readonly type: 'Raised'; readonly data: { readonly by: number; readonly to: number } };
type Raise = { readonly by: number; readonly once?: boolean };

const counter: Decider<number, Raise, Raised> = {
  category: 'counter',
  initial: 0,
  decide: ({ by, once }, total) => {
    if (by < 0) throw new Refusal('cannot-lower');
    if (once && total > 0) throw new Refusal('raised-already');
    return by === 0 ? [] : [{ type: 'Raised', data: { by, to: total + by } }];
  },
  evolve: (total, event) => total + event.data.by,
};

function journalOver(store: InMemoryEventStore, recent?: RecentStates): EventJournal {
  return new EventJournal(store, new EventCodec({ Raised: [{}] }, plainSealer, newId()), recent);
}

function raise(by: number, over: Partial<Order<Raise>> = {}): Order<Raise> {
  return {
    id: 'one',
    command: { by },
    commandId: newId(),
    actor: AN_AUTHOR,
    partnership: null,
    request: { action: 'raise', subject: { counter: 'one' }, body: { by } },
    ...over,
  };
}

describe('The journal', () => {
  it('answers a command just as its retry reads it back, whatever was left out of the event', async () => {
    const loose: typeof counter = {
      ...counter,
      decide: ({ by }) => [{ type: 'Raised', data: { by, to: 1, why: undefined } as Raised['data'], effectiveOn: '2026-03-31' }],
    };
    const journal = journalOver(new InMemoryEventStore());
    const order = raise(1, { partnership: newId(), causationId: newId() });
    const executed = await journal.execute(loose, order);
    expect(await journal.execute(loose, order)).toStrictEqual({ ...executed, repeated: true });
  });

  describe('with folded records at hand', () => {
    it('records and refuses just as without, for any commands from any number of programs', async () => {
      const step = fc.record({
        by: fc.integer({ min: -2, max: 2 }),
        once: fc.boolean(),
        who: fc.nat(2),
        again: fc.boolean(),
        id: fc.nat(2),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const [with_, without] = [new InMemoryEventStore(() => NOON), new InMemoryEventStore(() => NOON)];
          const [mindful, forgetful] = [
            [0, 1, 2].map((most) => journalOver(with_, new RecentStates({ most, longest: 60_000 }))),
            [0, 1, 2].map(() => journalOver(without)),
          ];
          let last: Order<Raise> | undefined;
          for (const { by, once, who, again, id } of steps) {
            const order = again && last ? last : raise(by, { id: String(id), command: { by, once } });
            last = order;
            expect(await outcomeOf(mindful[who], order)).toEqual(await outcomeOf(forgetful[who], order));
          }
          expect(await all(with_.readAll())).toEqual(await all(without.readAll()));
        }),
        { numRuns: 200 },
      );
    });

    it('reads no more of a record than what happened since', async () => {
      const store = new ReadsNoted();
      const [ours, theirs] = [journalOver(store, new RecentStates()), journalOver(store)];
      for (let turn = 0; turn < 5; turn++) await ours.execute(counter, raise(1));
      await theirs.execute(counter, raise(10));
      store.reads.length = 0;
      expect(await ours.load(counter, 'one')).toEqual({ state: 15, revision: 5 });
      expect(store.reads).toEqual([['counter-one', { from: 5 }]]);
    });

    it('keeps so many and so long, and never an older state for a newer', () => {
      let now = 0;
      const recent = new RecentStates({ most: 2, longest: 100, now: () => now });
      recent.put('a', { state: 'new', revision: 2 });
      recent.put('a', { state: 'old', revision: 1 });
      recent.put('b', { state: 'b', revision: 0 });
      expect(recent.get('a')).toMatchObject({ state: 'new', revision: 2 });
      recent.put('c', { state: 'c', revision: 0 });
      expect([recent.get('a'), recent.get('b'), recent.get('c')].map((one) => one?.state)).toEqual(['new', undefined, 'c']);
      now = 99;
      recent.put('a', { state: 'newer', revision: 3 });
      now = 100;
      expect(recent.get('a')).toBeUndefined();
    });
  });

  it('records what is decided, and answers where it lies', async () => {
    const journal = journalOver(new InMemoryEventStore());
    await journal.execute(counter, raise(2));
    const executed = await journal.execute(counter, raise(3));
    expect(executed).toMatchObject({ repeated: false, revision: 1, position: 1n, events: [{ data: { by: 3, to: 5 } }] });
    expect(await journal.load(counter, 'one')).toEqual({ state: 5, revision: 1 });
  });

  it('answers a retry with the first result, whatever is true by then', async () => {
    const journal = journalOver(new InMemoryEventStore());
    const order = raise(2);
    const first = await journal.execute(counter, order);
    await journal.execute(counter, raise(5));
    expect(await journal.execute(counter, order)).toEqual({ ...first, repeated: true });
    expect((await journal.load(counter, 'one')).state).toBe(7);
  });

  it('remembers a command that found it already so', async () => {
    const journal = journalOver(new InMemoryEventStore());
    await journal.execute(counter, raise(2));
    const order = raise(0);
    const first = await journal.execute(counter, order);
    expect(first).toMatchObject({ repeated: false, events: [], revision: 0, position: 0n });
    expect(await journal.execute(counter, order)).toEqual({ ...first, repeated: true });
  });

  it.each([
    ['another body', { request: { action: 'raise', subject: { counter: 'one' }, body: { by: 9 } } }],
    ['another subject', { request: { action: 'raise', subject: { counter: 'two' }, body: { by: 2 } } }],
    ['another action', { request: { action: 'lower', subject: { counter: 'one' }, body: { by: 2 } } }],
    ['another person', { actor: { ...AN_AUTHOR, person: newId() } }],
  ])('refuses a command id that stood for %s', async (_what, over) => {
    const store = new InMemoryEventStore();
    const journal = journalOver(store);
    const order = raise(2);
    await journal.execute(counter, order);
    await expect(journal.execute(counter, { ...order, ...over })).rejects.toMatchObject({ code: 'command-id-reused' });
    expect(await all(store.readAll())).toHaveLength(1);
  });

  it('stores nothing when the decider refuses', async () => {
    const store = new InMemoryEventStore();
    await expect(journalOver(store).execute(counter, raise(-1))).rejects.toMatchObject({ code: 'cannot-lower' });
    expect(await store.head()).toBeUndefined();
  });

  it('decides again on what is now true when the record moved on', async () => {
    const store = new Overtaken();
    const journal = journalOver(store);
    store.overtakeWith = () => journalOver(store).execute(counter, raise(10));
    const executed = await journal.execute(counter, raise(1));
    expect(executed.events).toMatchObject([{ data: { by: 1, to: 11 }, revision: 1 }]);
  });

  it('answers as the first when the same command was recorded, on another connection, just before the record was read', async () => {
    const store = new Overtaken();
    const order = raise(5, { command: { by: 5, once: true } });
    store.overtakeAfterLookUp = () => journalOver(store).execute(counter, order);
    const executed = await journalOver(store).execute(counter, order);
    expect(executed).toMatchObject({ repeated: true, events: [{ data: { to: 5 } }] });
    expect(await all(store.readAll())).toHaveLength(1);
  });

  it('gives up, storing nothing, on a record that never rests', async () => {
    const store = new Overtaken();
    store.always = true;
    await expect(journalOver(store).execute(counter, raise(1))).rejects.toMatchObject({ code: 'record-busy' });
  });
});

describe('A store', () => {
  it('is named by its event 0, once, however often it is opened', async () => {
    const store = new InMemoryEventStore();
    const [first, second] = await Promise.all([identifyStore(store, 'test'), identifyStore(store, 'test')]);
    expect(second).toEqual(first);
    expect(await identifyStore(store, 'production')).toEqual(first);
    expect(await all(store.readStream(STORE_STREAM))).toHaveLength(1);
  });
});

/** Lets another command in once: just after a command id was looked up, or just before an append. Or always conflicts. */
class Overtaken extends InMemoryEventStore {
  overtakeAfterLookUp: (() => Promise<unknown>) | undefined;
  overtakeWith: (() => Promise<unknown>) | undefined;
  always = false;

  override async findCommand(commandId: string): Promise<CommandResult | undefined> {
    const found = await super.findCommand(commandId);
    const overtake = this.overtakeAfterLookUp;
    this.overtakeAfterLookUp = undefined;
    await overtake?.();
    return found;
  }

  override async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    if (this.always) return requests.map(() => ({ status: 'conflict', actual: 0 }));
    const overtake = this.overtakeWith;
    this.overtakeWith = undefined;
    await overtake?.();
    return super.append(requests);
  }
}

/** Between 0 and 3: what is refused, or already so, is no longer when somebody has lowered it. */
const bounded: typeof counter = {
  ...counter,
  decide: ({ by, once }, total) => {
    if (total + by < 0 || total + by > 3) throw new Refusal('out-of-bounds');
    return once && total >= 2 ? [] : [{ type: 'Raised', data: { by, to: total + by } }];
  },
};

class ReadsNoted extends InMemoryEventStore {
  readonly reads: unknown[] = [];

  override readStream(...asked: Parameters<InMemoryEventStore['readStream']>): ReturnType<InMemoryEventStore['readStream']> {
    this.reads.push(asked);
    return super.readStream(...asked);
  }
}

const NOON = '2026-03-31T12:00:00.000Z';

/** What a command came to, refusals too. */
async function outcomeOf(journal: EventJournal | undefined, order: Order<Raise>): Promise<unknown> {
  try {
    return await journal?.execute(bounded, order);
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code };
    throw error;
  }
}
