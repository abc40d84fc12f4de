import { aRequest } from '@goldenthread/event-sourcing/testing';
import type pg from 'pg';
import { PostgresEventStore } from './postgres-event-store.js';

/** A pool that fails with each error in turn, and then answers no rows. */
function failing(...errors: readonly Error[]): { pool: pg.Pool; asked: () => number } {
  let asked = 0;
  const query = () => {
    const error = errors[asked++];
    return error ? Promise.reject(error) : Promise.resolve({ rows: [] });
  };
  return { pool: { query } as unknown as pg.Pool, asked: () => asked };
}

const failure = (code: string) => Object.assign(new Error(`failed with ${code}`), { code });

describe('The PostgreSQL store, when the server fails', () => {
  it.each(['40001', '40P01'])('tries once more after %s', async (code) => {
    const { pool, asked } = failing(failure(code));
    const store = new PostgresEventStore({ writer: pool, reader: pool });
    expect(await store.append([aRequest({ stream: 'thing-1' })])).toEqual([]);
    expect(asked()).toBe(2);
  });

  it('does not try a third time', async () => {
    const { pool, asked } = failing(failure('40001'), failure('40001'));
    const store = new PostgresEventStore({ writer: pool, reader: pool });
    await expect(store.append([aRequest({ stream: 'thing-1' })])).rejects.toMatchObject({ code: '40001' });
    expect(asked()).toBe(2);
  });

  it.each([failure('ECONNRESET'), failure('57P01'), new Error('Connection terminated unexpectedly')])(
    'throws %p as it is',
    async (error) => {
      const { pool, asked } = failing(error);
      const store = new PostgresEventStore({ writer: pool, reader: pool });
      await expect(store.append([aRequest({ stream: 'thing-1' })])).rejects.toBe(error);
      expect(asked()).toBe(1);
    },
  );
});
