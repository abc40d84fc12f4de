import {
  InMemoryEventStore,
  newId,
  sha256,
  uuidV5,
  type AppendOutcome,
  type AppendRequest,
  type EventStore,
  type ExpectedRevision,
} from '@goldenthread/event-sourcing';
import { all, anEvent } from '@goldenthread/event-sourcing/testing';
import fc from 'fast-check';
import { openBareTestStore, type TestStore } from './testing/index.js';

interface Sent {
  readonly stream: number;
  readonly command: number;
  readonly digest: number;
  readonly expected: ExpectedRevision;
  readonly count: number;
}

const sent = (expected: fc.Arbitrary<ExpectedRevision>) =>
  fc.record<Sent>({
    stream: fc.nat(4),
    command: fc.oneof({ weight: 1, arbitrary: fc.nat(3) }, { weight: 3, arbitrary: fc.nat(1_000_000) }),
    digest: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(1) }),
    expected,
    count: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(3) }),
  });

const exact = fc.oneof(fc.constant<ExpectedRevision>('none'), fc.nat(3));
const anything = fc.oneof(exact, fc.constantFrom<ExpectedRevision>('any', 'exists'), fc.constantFrom(-1, -2, -7));

/** Requests whose names belong to one run alone, so that all runs may share a store. */
function requestsOf(run: string, given: readonly Sent[]): AppendRequest[] {
  return given.map(({ stream, command, digest, expected, count }) => {
    const commandId = uuidV5(run, String(command));
    const events = Array.from({ length: count }, (_, ordinal) => ({ ...anEvent(), id: uuidV5(commandId, `${ordinal} of ${stream}`) }));
    return { stream: `thing-${run}-${stream}`, expected, commandId, digest: sha256(String(digest)), events };
  });
}

/** What became of a request, without what depends on the store. */
function essence(outcome: AppendOutcome): object {
  if (outcome.status === 'conflict') return outcome;
  const { stream, revision, count, digest, commandId } = outcome.result;
  return { status: outcome.status, stream, revision, count, digest, commandId };
}

async function streamsOf(store: EventStore, requests: readonly AppendRequest[]): Promise<string[]> {
  const streams = [...new Set(requests.map(({ stream }) => stream))];
  const events = await Promise.all(streams.map((stream) => all(store.readStream(stream))));
  return events.flat().map(({ stream, revision, id, commandId }) => `${stream}@${revision} ${id} ${commandId}`);
}

describe('Requests sent to PostgreSQL together, and the same sent one by one', () => {
  let opened: TestStore;
  let other: TestStore;

  beforeAll(async () => {
    [opened, other] = await Promise.all([openBareTestStore(), openBareTestStore()]);
  });

  afterAll(() => Promise.all([opened.close(), other.close()]));

  it.each<[string, fc.Arbitrary<ExpectedRevision>]>([
    ['say the revision exactly', exact],
    ['expect anything', anything],
  ])('come to what the store in memory makes of them, where they %s', async (_, expected) => {
    const calls = fc.array(fc.array(sent(expected), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(calls, async (given) => {
        const run = newId();
        const memory = new InMemoryEventStore();
        const requests = given.map((call) => requestsOf(run, call));
        for (const call of requests) {
          const outcomes = (await memory.append(call)).map(essence);
          expect((await opened.store.append(call)).map(essence)).toEqual(outcomes);
          const single: object[] = [];
          for (const request of call) single.push(...(await other.store.append([request])).map(essence));
          expect(single).toEqual(outcomes);
        }
        const expectedEvents = await streamsOf(memory, requests.flat());
        expect(await streamsOf(opened.store, requests.flat())).toEqual(expectedEvents);
        expect(await streamsOf(other.store, requests.flat())).toEqual(expectedEvents);
      }),
      { numRuns: 60 },
    );
  });

  it('leave no gap and no head of their own behind', async () => {
    for (const { store } of [opened, other]) {
      const positions = (await all(store.readAll())).map((event) => Number(event.position));
      expect(positions).toEqual(positions.map((_, index) => index));
      const last = (await all(store.readAll())).at(-1);
      expect(await store.head()).toEqual({ position: last?.position, recordedAt: last?.recordedAt });
    }
  });
});
