import type { Instant, StoredEvent } from '@goldenthread/event-sourcing';
import fc from 'fast-check';
import { findMoment } from './reading-moment.js';

type Recorded = Pick<StoredEvent, 'id' | 'position' | 'recordedAt'>;

/** A store with events at these positions and instants, as one with gaps between positions would have. */
function storeOf(events: readonly Recorded[]): Parameters<typeof findMoment>[1] {
  return {
    head: () => Promise.resolve(events.at(-1)),
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
    readAll: async function* ({ after = -1n, max = Infinity } = {}) {
      yield* events.filter(({ position }) => position > after).slice(0, max) as StoredEvent[];
    },
  };
}

const clockAt = (now: Instant) => ({ now: () => Promise.resolve(now) });
const minute = (number: number): Instant => new Date(Date.UTC(2026, 2, 29, 0, number)).toISOString();

const events = [0, 10, 10, 25].map((at, position) => ({ id: `event ${position}`, position: BigInt(position), recordedAt: minute(at) }));
const NOW = '2026-04-02T12:00:00.000Z';
const found = (asked: Parameters<typeof findMoment>[0]) => findMoment(asked, storeOf(events), clockAt(NOW));

describe('The moment that is read at', () => {
  it('is the newest event and the present instant for now, and for today', async () => {
    const now = { position: 3n, instant: NOW, day: '2026-04-02', isNow: true, event: events[3] };
    expect(await found({ kind: 'now' })).toEqual(now);
    expect(await found({ kind: 'day', day: '2026-04-02' })).toEqual(now);
  });

  it('is the last event of the millisecond for an instant', async () => {
    expect(await found({ kind: 'instant', instant: minute(10) })).toMatchObject({ position: 2n, instant: minute(10), event: events[2] });
    expect(await found({ kind: 'instant', instant: minute(9) })).toMatchObject({ position: 0n, isNow: false });
  });

  it('is the end of the day in London for a day, also where the clocks go forward', async () => {
    const late = { id: 'event 4', position: 4n, recordedAt: '2026-03-29T22:59:59.999Z' };
    const tooLate = { id: 'event 5', position: 5n, recordedAt: '2026-03-29T23:00:00.000Z' };
    const moment = await findMoment({ kind: 'day', day: '2026-03-29' }, storeOf([...events, late, tooLate]), clockAt(NOW));
    expect(moment).toMatchObject({ position: 4n, day: '2026-03-29', event: late });
  });

  it('is when its event was recorded for a position', async () => {
    expect(await found({ kind: 'position', position: 1n })).toEqual({
      position: 1n,
      instant: minute(10),
      day: '2026-03-29',
      isNow: false,
      event: events[1],
    });
  });

  it.each([
    [{ kind: 'day', day: '2026-04-03' }, '2026-04-03 is still to come'],
    [{ kind: 'instant', instant: '2026-04-02T12:00:00.001Z' }, '2026-04-02T12:00:00.001Z is still to come'],
    [{ kind: 'position', position: 4n }, 'Position 4 is still to come'],
    [{ kind: 'day', day: '2026-03-28' }, 'Nothing had been recorded by 2026-03-28'],
  ] as const)('cannot be %p: the range is said', async (asked, words) => {
    const range = `The record goes from ${minute(0)} (position 0) to now, ${NOW} (position 3).`;
    await expect(found(asked)).rejects.toMatchObject({ exitCode: 64, message: `${words}. ${range}` });
  });

  it('cannot be found in a store without events', async () => {
    await expect(findMoment({ kind: 'now' }, storeOf([]), clockAt(NOW))).rejects.toThrow('Nothing has been recorded');
  });

  it('is, for any history with any gaps, what looking at every event would find', async () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 })), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, fc.nat({ max: 120 }), async (gaps, at) => {
        let [position, time] = [-1n, 0];
        const history = gaps.map(([gap, wait], index) => {
          position += BigInt(index === 0 ? 1 : gap + 1);
          time += index === 0 ? 0 : wait;
          return { id: String(index), position, recordedAt: minute(time) };
        });
        const moment = await findMoment({ kind: 'instant', instant: minute(at) }, storeOf(history), clockAt(NOW));
        expect(moment.event).toEqual(history.findLast(({ recordedAt }) => recordedAt <= minute(at)));
      }),
    );
  });
});
