import { canonicalBytes, sha256 } from '../canonical-json.js';
import type { StoredEvent } from '../event.js';
import {
  type AppendRequest,
  type CopiedCommand,
  type CopyTarget,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type SubscriptionMessage,
} from '../event-store.js';
import { newId, uuidV5 } from '../identity.js';

/** A store to put to the test, and how to let it go. */
export interface StoreUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
}

/**
 * What every engine promises, in one book. Called by each engine's spec with a way to open an empty store.
 *
 * @param open opens a new, empty store; called once for each test.
 */
export function eventStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the event store's contract`, () => {
    let store: EventStore;
    let underTest: StoreUnderTest;

    beforeEach(async () => {
      underTest = await open();
      store = underTest.store;
    });

    afterEach(async () => {
      await underTest.close();
    });

    const append = async (request: AppendRequest) => {
      const [outcome] = await store.append([request]);
      if (!outcome) throw new Error('no outcome');
      return outcome;
    };

    describe('appending', () => {
      it('stores events byte for byte, with all of their envelope', async () => {
        const request = aRequest({ stream: 'thing-1', events: [anEvent('Happened', { text: 'Ünïcode 🧵', n: 1 })] });
        await append(request);
        const [stored] = await all(store.readStream('thing-1'));
        const [sent] = request.events;
        expect(stored).toMatchObject({ ...sent, bytes: expect.anything(), stream: 'thing-1', revision: 0, commandId: request.commandId });
        expect(Buffer.from(stored?.bytes ?? []).equals(Buffer.from(sent?.bytes ?? []))).toBe(true);
        expect(stored?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      });

      it('answers the last revision, the count and the position', async () => {
        const outcome = await append(aRequest({ stream: 'thing-1', count: 3 }));
        const head = await store.head();
        expect(outcome).toMatchObject({
          status: 'appended',
          result: { stream: 'thing-1', revision: 2, count: 3, position: head?.position },
        });
      });

      it.each<[ExpectedRevision, number, boolean]>([
        ['any', 0, true],
        ['any', 2, true],
        ['none', 0, true],
        ['none', 2, false],
        ['exists', 0, false],
        ['exists', 2, true],
        [1, 2, true],
        [0, 2, false],
        [2, 2, false],
        [0, 0, false],
      ])('expecting %p of a stream of %d events: accepted %p', async (expected, length, accepted) => {
        if (length > 0) await append(aRequest({ stream: 'thing-1', count: length }));
        const outcome = await append(aRequest({ stream: 'thing-1', expected }));
        expect(outcome).toMatchObject(accepted ? { status: 'appended' } : { status: 'conflict', actual: length - 1 });
        expect(await all(store.readStream('thing-1'))).toHaveLength(accepted ? length + 1 : length);
      });

      it('decides each request of a call alone: a conflict does not fail its neighbours', async () => {
        const outcomes = await store.append([
          aRequest({ stream: 'thing-1', expected: 'none' }),
          aRequest({ stream: 'thing-2', expected: 7 }),
          aRequest({ stream: 'thing-3', expected: 'none' }),
        ]);
        expect(outcomes.map((outcome) => outcome.status)).toEqual(['appended', 'conflict', 'appended']);
        expect((await all(store.readAll())).map((event) => event.stream)).toEqual(['thing-1', 'thing-3']);
      });

      it('lets two requests of one call follow each other in one stream', async () => {
        const outcomes = await store.append([
          aRequest({ stream: 'thing-1', expected: 'none', count: 2 }),
          aRequest({ stream: 'thing-1', expected: 1 }),
        ]);
        expect(outcomes).toMatchObject([{ result: { revision: 1 } }, { result: { revision: 2 } }]);
      });

      it('lets exactly one of many concurrent writers through', async () => {
        const outcomes = await Promise.all(Array.from({ length: 12 }, () => append(aRequest({ stream: 'thing-1', expected: 'none' }))));
        expect(outcomes.filter((outcome) => outcome.status === 'appended')).toHaveLength(1);
        expect(await all(store.readStream('thing-1'))).toHaveLength(1);
      });

      it('loses nothing where many write to a few streams expecting nothing', async () => {
        const requests = Array.from({ length: 60 }, (_, index) => aRequest({ stream: `thing-${index % 3}`, expected: 'any', count: 2 }));
        const outcomes = await Promise.all(requests.map(append));
        expect(outcomes.every((outcome) => outcome.status === 'appended')).toBe(true);
        const stored = await all(store.readAll());
        expect(new Set(stored.map((event) => event.id)).size).toBe(120);
        for (const stream of ['thing-0', 'thing-1', 'thing-2']) {
          expect((await all(store.readStream(stream))).map((event) => event.revision)).toEqual(
            Array.from({ length: 40 }, (_, revision) => revision),
          );
        }
      });
    });

    describe('command ids', () => {
      it('answer the first result to a retry, and store nothing', async () => {
        const request = aRequest({ stream: 'thing-1', expected: 'none', count: 2 });
        const first = await append(request);
        await append(aRequest({ stream: 'thing-1', expected: 1 }));
        const second = await append(request);
        expect(second).toMatchObject({ status: 'repeated' });
        expect(second).toHaveProperty('result', 'result' in first ? first.result : undefined);
        expect(await all(store.readAll())).toHaveLength(3);
      });

      it('are refused with another digest', async () => {
        const request = aRequest({ stream: 'thing-1' });
        await append(request);
        expect(await append({ ...request, digest: sha256('another request') })).toMatchObject({ status: 'command-reused' });
        expect(await all(store.readAll())).toHaveLength(1);
      });

      it('record once when sent at the same moment many times', async () => {
        const request = aRequest({ stream: 'thing-1', expected: 'any' });
        const outcomes = await Promise.all(Array.from({ length: 10 }, () => append(request)));
        expect(outcomes.filter((outcome) => outcome.status === 'appended')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome.status === 'repeated')).toHaveLength(9);
        expect(await all(store.readAll())).toHaveLength(1);
      });

      it('are looked up with their first result; unknown ones are not found', async () => {
        const request = aRequest({ stream: 'thing-1' });
        const outcome = await append(request);
        expect(await store.findCommand(request.commandId, request.stream)).toEqual('result' in outcome ? outcome.result : undefined);
        expect(await store.findCommand(newId(), 'thing-1')).toBeUndefined();
      });

      it('are not remembered when the request was a conflict', async () => {
        const request = aRequest({ stream: 'thing-1', expected: 3 });
        await append(request);
        expect(await store.findCommand(request.commandId, request.stream)).toBeUndefined();
      });

      it('belong to one stream even when sent at once to two (where known across streams)', async () => {
        if (!store.capabilities.commandsAcrossStreams) return;
        const commandId = newId();
        const outcomes = await Promise.all(
          ['thing-1', 'thing-2'].map((stream) => append({ ...aRequest({ stream }), commandId, digest: sha256(stream) })),
        );
        expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['appended', 'command-reused']);
      });

      it('are remembered for a command that recorded nothing (where declared)', async () => {
        if (!store.capabilities.remembersEmptyCommands) return;
        await append(aRequest({ stream: 'thing-1', count: 2 }));
        const request = aRequest({ stream: 'thing-1', expected: 1, count: 0 });
        const outcome = await append(request);
        expect(outcome).toMatchObject({ status: 'appended', result: { revision: 1, count: 0, position: (await store.head())?.position } });
        expect(await append(request)).toMatchObject({ status: 'repeated' });
      });
    });

    describe('reading', () => {
      it('gives a stream forwards, backwards, from a revision and at most so many', async () => {
        await append(aRequest({ stream: 'thing-1', count: 5 }));
        const revisions = async (range: Parameters<EventStore['readStream']>[1]) =>
          (await all(store.readStream('thing-1', range))).map((event) => event.revision);
        expect(await revisions({})).toEqual([0, 1, 2, 3, 4]);
        expect(await revisions({ from: 2, max: 2 })).toEqual([2, 3]);
        expect(await revisions({ direction: 'backwards', max: 2 })).toEqual([4, 3]);
        expect(await revisions({ direction: 'backwards', from: 1 })).toEqual([1, 0]);
      });

      it('finds nothing in a stream that was never written', async () => {
        expect(await all(store.readStream('thing-404'))).toEqual([]);
      });

      it('gives all events in one order that agrees with each stream, times never going back', async () => {
        for (let round = 0; round < 6; round++) await append(aRequest({ stream: `thing-${round % 2}`, expected: 'any', count: 2 }));
        const events = await all(store.readAll());
        expect(events).toHaveLength(12);
        for (const [index, event] of events.entries()) {
          const previous = events[index - 1];
          if (!previous) continue;
          expect(event.position > previous.position).toBe(true);
          expect(event.recordedAt >= previous.recordedAt).toBe(true);
        }
        const inStream = events.filter((event) => event.stream === 'thing-0').map((event) => event.revision);
        expect(inStream).toEqual([0, 1, 2, 3, 4, 5]);
      });

      it('has positions 0, 1, 2, … (where declared dense)', async () => {
        if (!store.capabilities.densePositions) return;
        await append(aRequest({ stream: 'thing-1', count: 2 }));
        await append(aRequest({ stream: 'thing-1', expected: 9 }));
        await append(aRequest({ stream: 'thing-2', count: 2 }));
        expect((await all(store.readAll())).map((event) => event.position)).toEqual([0n, 1n, 2n, 3n]);
      });

      it('reads after a position, up to one, by type, and at most so many', async () => {
        await append(aRequest({ stream: 'thing-1', events: [anEvent('A'), anEvent('B'), anEvent('A'), anEvent('B')] }));
        const [first, , third] = await all(store.readAll());
        const types = async (range: Parameters<EventStore['readAll']>[0]) => (await all(store.readAll(range))).map((event) => event.type);
        expect(await types({ after: first?.position })).toEqual(['B', 'A', 'B']);
        expect(await types({ after: first?.position, upTo: third?.position })).toEqual(['B', 'A']);
        expect(await types({ filter: { types: ['B'] } })).toEqual(['B', 'B']);
        expect(await types({ max: 1 })).toEqual(['A']);
      });

      it('knows no head while empty, then the newest position', async () => {
        expect(await store.head()).toBeUndefined();
        await append(aRequest({ stream: 'thing-1', count: 2 }));
        const last = (await all(store.readAll())).at(-1);
        expect(await store.head()).toEqual({ position: last?.position, recordedAt: last?.recordedAt });
      });
    });

    describe('taking in a copy (engines that can be filled with one)', () => {
      const target = (): (EventStore & CopyTarget) | undefined => (isCopyTarget(store) ? store : undefined);

      it('keeps all but the position, and that among the former ones', async () => {
        const command = aCopiedCommand({ stream: 'thing-1', count: 2, positions: [40n, 41n], recordedAt: '2019-03-31T10:00:00.000Z' });
        await target()?.takeIn([command]);
        if (!target()) return;
        const kept = await all(store.readStream('thing-1'));
        expect(kept).toHaveLength(2);
        for (const [index, event] of command.events.entries()) {
          const { bytes, position, ...envelope } = event;
          expect(kept[index]).toMatchObject({ ...envelope, formerPositions: [position] });
          expect(Buffer.from(kept[index]?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
        }
        expect(await store.head()).toMatchObject({ recordedAt: '2019-03-31T10:00:00.000Z' });
      });

      it('remembers the commands: one that is sent again is a repetition', async () => {
        const command = aCopiedCommand({ stream: 'thing-1', count: 2 });
        await target()?.takeIn([command]);
        if (!target()) return;
        const { commandId, digest, stream } = command;
        const again = await append({ stream, expected: 'any', commandId, digest, events: [anEvent()] });
        expect(again).toMatchObject({ status: 'repeated', result: { revision: 1, count: 2, recordedAt: command.events[1]?.recordedAt } });
      });

      it('goes on where it stopped: what is there is passed over', async () => {
        const commands = ['thing-1', 'thing-2', 'thing-3'].map((stream) => aCopiedCommand({ stream, count: 2 }));
        await target()?.takeIn(commands.slice(0, 2));
        await target()?.takeIn(commands);
        if (!target()) return;
        expect((await all(store.readAll())).map((event) => event.stream)).toEqual(
          ['thing-1', 'thing-2', 'thing-3'].flatMap((stream) => [stream, stream]),
        );
      });

      it('goes on recording after it: later, and at the next revision', async () => {
        await target()?.takeIn([aCopiedCommand({ stream: 'thing-1', count: 2, recordedAt: '2019-03-31T10:00:00.000Z' })]);
        if (!target()) return;
        await append(aRequest({ stream: 'thing-1', expected: 1 }));
        const [, second, third] = await all(store.readAll());
        expect(third).toMatchObject({ revision: 2 });
        expect(third?.formerPositions ?? []).toEqual([]);
        expect((third?.recordedAt ?? '') > (second?.recordedAt ?? '')).toBe(true);
      });

      it('refuses what does not continue the copy, and stores nothing of it', async () => {
        if (!target()) return;
        await append(aRequest({ stream: 'thing-1' }));
        await expect(target()?.takeIn([aCopiedCommand({ stream: 'thing-1' })])).rejects.toThrow('something else');
        const old = aCopiedCommand({ stream: 'thing-2', recordedAt: '2019-03-31T10:00:00.000Z' });
        await expect(target()?.takeIn([old])).rejects.toThrow('something else');
        expect(await all(store.readAll())).toHaveLength(1);
      });
    });

    describe('subscribing', () => {
      it('catches up, says so, and then delivers what comes, in order and once', async () => {
        await append(aRequest({ stream: 'thing-1', count: 3 }));
        const ending = new AbortController();
        const seen: SubscriptionMessage[] = [];
        let caughtUp = 0;
        for await (const message of store.subscribe({ after: -1n, signal: ending.signal })) {
          seen.push(message);
          if (message.kind === 'caught-up' && ++caughtUp === 1) await append(aRequest({ stream: 'thing-2', count: 2 }));
          if (message.kind === 'caught-up' && events(seen).length === 5) ending.abort();
        }
        expect(events(seen).map((event) => `${event.stream}@${event.revision}`)).toEqual([
          'thing-1@0',
          'thing-1@1',
          'thing-1@2',
          'thing-2@0',
          'thing-2@1',
        ]);
        expect(seen.at(-1)).toMatchObject({ kind: 'caught-up', position: (await store.head())?.position });
      });

      it('starts after the position it is given, and passes by what its filter leaves out', async () => {
        await append(aRequest({ stream: 'thing-1', events: [anEvent('A'), anEvent('B'), anEvent('A'), anEvent('B')] }));
        const [first] = await all(store.readAll());
        const ending = new AbortController();
        const seen: SubscriptionMessage[] = [];
        for await (const message of store.subscribe({ after: first?.position ?? 0n, filter: { types: ['B'] }, signal: ending.signal })) {
          seen.push(message);
          if (message.kind === 'caught-up') ending.abort();
        }
        expect(events(seen).map((event) => event.revision)).toEqual([1, 3]);
      });

      it('never skips or reorders while many write', async () => {
        const ending = new AbortController();
        const positions: bigint[] = [];
        const reading = (async () => {
          for await (const message of store.subscribe({ after: -1n, signal: ending.signal })) {
            if (message.kind === 'event') positions.push(message.event.position);
            if (positions.length === 80) ending.abort();
          }
        })();
        await Promise.all(
          Array.from({ length: 40 }, (_, index) => append(aRequest({ stream: `thing-${index % 8}`, expected: 'any', count: 2 }))),
        );
        await reading;
        expect(positions).toEqual((await all(store.readAll())).map((event) => event.position));
      });
    });
  });
}

/** An event ready to be appended. */
export function anEvent(type = 'Happened', data: object = { what: 'something' }): EventToAppend {
  const bytes = canonicalBytes(data);
  return {
    id: newId(),
    type,
    schemaVersion: 1,
    effectiveOn: '2026-01-31',
    partnership: '00000000-0000-4000-8000-0000000000b1',
    correlationId: newId(),
    causationId: null,
    actor: { person: newId(), agency: newId(), role: 'agency-author' },
    keyIds: [newId()],
    bytes,
    sha256: sha256(bytes),
  };
}

/** A command as a copy reads it from another store, with the events it recorded there. */
export function aCopiedCommand(of: { stream: string; count?: number; positions?: readonly bigint[]; recordedAt?: string }): CopiedCommand {
  const { commandId, digest, stream, events } = aRequest({ stream: of.stream, count: of.count });
  const recordedAt = of.recordedAt ?? new Date().toISOString();
  const recorded = events.map((event, revision) => {
    return { ...event, stream, revision, position: of.positions?.[revision] ?? BigInt(revision), commandId, recordedAt };
  });
  return { commandId, digest, stream, events: recorded };
}

/** A request with a fresh command id. */
export function aRequest(of: {
  stream: string;
  expected?: ExpectedRevision;
  events?: readonly EventToAppend[];
  count?: number;
}): AppendRequest {
  const commandId = newId();
  const events =
    of.events ?? Array.from({ length: of.count ?? 1 }, (_, ordinal) => ({ ...anEvent(), id: uuidV5(commandId, String(ordinal)) }));
  return { stream: of.stream, expected: of.expected ?? 'any', commandId, digest: sha256(commandId), events };
}

/** Everything an iterable gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

function events(messages: readonly SubscriptionMessage[]): StoredEvent[] {
  return messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));
}

/** Whether an engine can be filled with a copy. */
function isCopyTarget(store: EventStore): store is EventStore & CopyTarget {
  return 'takeIn' in store;
}
