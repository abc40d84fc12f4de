import { OutcomeUnknownError } from '@goldenthread/event-sourcing';
import { aRequest } from '@goldenthread/event-sourcing/testing';
import { EventEmitter } from 'node:events';
import type pg from 'pg';
import { PostgresEventStore } from './postgres-event-store.js';

/** A pool whose one connection fails with each error in turn, and then answers as the append function does. */
function failing(...errors: readonly Error[]): { pool: pg.Pool; asked: () => number; released: () => readonly boolean[] } {
  let asked = 0;
  const released: boolean[] = [];
  const query = () => {
    const error = errors[asked++];
    return error ? Promise.reject(error) : Promise.resolve({ rows: [{ answer: '1795600000000 0 0 7' }] });
  };
  const connect = () =>
    Promise.resolve(Object.assign(new EventEmitter(), { query, release: (broken: boolean) => void released.push(broken) }));
  return { pool: { connect } as unknown as pg.Pool, asked: () => asked, released: () => released };
}

const failure = (code: string) => Object.assign(new Error(`failed with ${code}`), { code });

/** Takes announcements. */
const reader = { query: () => Promise.resolve({ rows: [] }) } as unknown as pg.Pool;

describe('The PostgreSQL store, when the server fails', () => {
  it.each(['40001', '40P01'])('tries once more after %s', async (code) => {
    const { pool, asked } = failing(failure(code));
    const store = new PostgresEventStore({ writer: pool, reader });
    expect(await store.append([aRequest({ stream: 'thing-1' })])).toMatchObject([{ status: 'appended', result: { position: 7n } }]);
    expect(asked()).toBe(2);
  });

  it('does not try a third time', async () => {
    const { pool, asked } = failing(failure('40001'), failure('40001'));
    const store = new PostgresEventStore({ writer: pool, reader });
    await expect(store.append([aRequest({ stream: 'thing-1' })])).rejects.toMatchObject({ code: '40001' });
    expect(asked()).toBe(2);
  });

  it.each([failure('ECONNRESET'), failure('57P01'), new Error('Connection terminated unexpectedly')])(
    'says of %p that the outcome is unknown, and gives the connection up',
    async (error) => {
      const { pool, asked, released } = failing(error);
      const store = new PostgresEventStore({ writer: pool, reader });
      const append = store.append([aRequest({ stream: 'thing-1' })]);
      await expect(append).rejects.toMatchObject({ name: OutcomeUnknownError.name, cause: error });
      expect(asked()).toBe(1);
      expect(released()).toEqual([true]);
    },
  );
});
