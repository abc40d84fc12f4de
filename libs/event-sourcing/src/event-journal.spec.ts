import type { Decider } from './decider.js';
import { EventCodec } from './event-codec.js';
import { EventJournal, type Order } from './event-journal.js';
import type { AppendOutcome, AppendRequest, CommandResult } from './event-store.js';
import { newId } from './identity.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
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

function journalOver(store: InMemoryEventStore): EventJournal {
  return new EventJournal(store, new EventCodec({ Raised: [{}] }, plainSealer, newId()));
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
