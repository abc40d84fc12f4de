import {
  InMemoryEventStore,
  newId,
  sha256,
  uuidV5,
  type AppendOutcome,
  type AppendRequest,
  type CommandResult,
  type EventStore,
  type ExpectedRevision,
} from '@goldenthread/event-sourcing';
import { all, anEvent } from '@goldenthread/event-sourcing/testing';
import fc from 'fast-check';
import { checkStore } from './check-store.js';
import { openCreatedTestStore, type TestStore } from './testing/index.js';

interface Sent {
  readonly stream: number;
  readonly command: number;
  readonly digest: number;
  readonly expected: ExpectedRevision;
  readonly count: number;
}

const few = fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(3) });

const sent = (expected: fc.Arbitrary<ExpectedRevision>, count: fc.Arbitrary<number> = few) =>
  fc.record<Sent>({
    stream: fc.nat(4),
    command: fc.oneof({ weight: 1, arbitrary: fc.nat(3) }, { weight: 3, arbitrary: fc.nat(1_000_000) }),
    digest: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(1) }),
    expected,
    count,
  });

const exact = fc.oneof(fc.constant<ExpectedRevision>('none'), fc.nat(3));
const anything = fc.oneof(exact, fc.constantFrom<ExpectedRevision>('any', 'exists'), fc.constantFrom(-1, -2, -7));

/** Requests whose names belong to one run alone, so that all runs may share a store. */
function requestsOf(run: string, given: readonly Sent[]): AppendRequest[] {
  return given.map(({ stream, command, digest, expected, count }) => {
    const commandId = uuidV5(run, String(command));
    const events = Array.from({ length: count }, (_, ordinal) => ({ ...anEvent(), id: uuidV5(commandId, String(ordinal)) }));
    return { stream: `thing-${run}-${stream}`, expected, commandId, digest: sha256(String(digest)), events };
  });
}

/** What became of a request, without what depends on the store. */
function essence(outcome: AppendOutcome): object {
  if (outcome.status === 'conflict') return outcome;
  const { stream, revision, count, digest, commandId } = outcome.result;
  return { status: outcome.status, stream, revision, count, digest, commandId };
}

/** Every event of the streams as it was stored, without what depends on the store. */
async function streamsOf(store: EventStore, requests: readonly AppendRequest[]): Promise<object[]> {
  const streams = [...new Set(requests.map(({ stream }) => stream))];
  const events = await Promise.all(streams.map((stream) => all(store.readStream(stream))));
  return events.flat().map(({ position: _, recordedAt: __, bytes, ...envelope }) => ({ ...envelope, bytes: Buffer.from(bytes) }));
}

/** The rows of streams and commands, without what depends on the store. */
async function rowsOf({ reader }: TestStore): Promise<object[]> {
  const { rows } = await reader.query<object>(
    `SELECT s.stream, s.revision, c.command_id, c.revision AS revision_after, c.count, c.digest
       FROM es.streams s LEFT JOIN es.commands c ON c.stream_pk = s.stream_pk
      WHERE s.stream LIKE 'thing-%' ORDER BY s.stream, c.command_id`,
  );
  return rows;
}

describe('Requests sent to PostgreSQL together, and the same sent one by one', () => {
  let opened: TestStore;
  let other: TestStore;

  beforeAll(async () => {
    [opened, other] = await Promise.all([openCreatedTestStore(), openCreatedTestStore()]);
  });

  afterAll(() => Promise.all([opened.close(), other.close()]));

  it.each<[string, fc.Arbitrary<Sent>]>([
    ['say the revision exactly', sent(exact)],
    ['say the revision exactly and bring one event each', sent(exact, fc.constant(1))],
    ['expect anything', sent(anything)],
  ])('come to what the store in memory makes of them, where they %s', async (_, one) => {
    const calls = fc.array(fc.array(one, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });
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

  it('are taken in the order in which they were sent, new streams and old ones side by side', async () => {
    const run = newId();
    let command = 0;
    const one = (stream: number, expected: ExpectedRevision): Sent => ({ stream, command: command++, digest: 0, expected, count: 1 });
    const calls = [
      [one(0, 'none'), one(1, 'none'), one(2, 'none')],
      [one(1, 0), one(3, 'none'), one(0, 0), one(4, 'none')],
      [one(3, 0), one(4, 7), one(5, 'none')],
    ];
    const taken: { readonly position: bigint; readonly id: string | undefined }[] = [];
    for (const call of calls) {
      const requests = requestsOf(run, call);
      const outcomes = await opened.store.append(requests);
      await other.store.append(requests);
      outcomes.forEach((outcome, index) => {
        if (outcome.status === 'appended') taken.push({ position: outcome.result.position, id: requests[index]?.events[0]?.id });
      });
    }
    const first = taken[0]?.position ?? -1n;
    expect(taken.map(({ position }) => position)).toEqual(Array.from({ length: 9 }, (_, index) => first + BigInt(index)));
    // What lies there, and not only what was answered: the answer is counted out by the client.
    const stored = await all(opened.store.readAll({ after: first - 1n }));
    expect(stored.map(({ position, id }) => ({ position, id }))).toEqual(taken);
  });

  it('leave the same streams and commands behind, no gap, and nothing that a check of the store would find', async () => {
    expect(await rowsOf(opened)).toEqual(await rowsOf(other));
    for (const { reader } of [opened, other]) expect((await checkStore(reader)).problems).toEqual([]);
  });
});

describe('Requests sent to PostgreSQL by two processes at the same moment', () => {
  let opened: TestStore;

  beforeAll(async () => {
    opened = await openCreatedTestStore();
  });

  afterAll(() => opened.close());

  it('are each taken at a moment when it was right to take them, and a command counts once', async () => {
    const stores = [opened.store, opened.another()];
    await fc.assert(
      fc.asyncProperty(fc.array(sent(anything), { minLength: 2, maxLength: 24 }), async (given) => {
        const run = newId();
        const requests = requestsOf(run, given);
        const outcomes = await Promise.all(
          requests.map(async (request, index) => {
            const [outcome] = (await stores[index % 2]?.append([request])) ?? [];
            if (!outcome) throw new Error('no outcome');
            return { request, outcome };
          }),
        );
        const first = new Map<string, CommandResult>();
        for (const { outcome } of outcomes) {
          if (outcome.status !== 'appended') continue;
          expect(first.has(outcome.result.commandId)).toBe(false);
          first.set(outcome.result.commandId, outcome.result);
        }
        for (const { request, outcome } of outcomes) {
          if (outcome.status === 'conflict') continue;
          expect(outcome.result).toEqual(first.get(request.commandId));
          expect(outcome.status === 'command-reused').toBe(outcome.result.digest !== request.digest);
        }
        await expectTakenInOrder(outcomes);
      }),
      { numRuns: 60 },
    );
    expect((await checkStore(opened.reader)).problems).toEqual([]);
  });
});

interface Answered {
  readonly request: AppendRequest;
  readonly outcome: AppendOutcome;
}

/** What was appended would have been appended too, had it come one by one in the order of its positions. */
async function expectTakenInOrder(outcomes: readonly Answered[]): Promise<void> {
  const taken = outcomes.flatMap(({ request, outcome }) =>
    outcome.status === 'appended' && outcome.result.count > 0 ? [{ request, outcome, result: outcome.result }] : [],
  );
  taken.sort((one, other) => Number(one.result.position - other.result.position));
  const memory = new InMemoryEventStore();
  for (const { request, outcome } of taken) expect((await memory.append([request])).map(essence)).toEqual([essence(outcome)]);
}
