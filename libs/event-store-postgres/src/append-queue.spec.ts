import { OutcomeUnknownError, StoreBusyError, type AppendOutcome, type AppendRequest } from '@goldenthread/event-sourcing';
import { aRequest } from '@goldenthread/event-sourcing/testing';
import { setImmediate as turn } from 'node:timers/promises';
import { AppendQueue, type AppendQueueOptions } from './append-queue.js';

/** A server whose calls are answered by hand. */
class SlowServer {
  readonly calls: { readonly requests: readonly AppendRequest[]; answer(): Promise<void>; fail(error: Error): Promise<void> }[] = [];

  readonly send = (requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> =>
    new Promise((resolve, reject) => {
      const answer = async (): Promise<void> => {
        resolve(requests.map((_, actual) => ({ status: 'conflict', actual })));
        await settled();
      };
      const fail = async (error: Error): Promise<void> => {
        reject(error);
        await settled();
      };
      this.calls.push({ requests, answer, fail });
    });

  get sizes(): number[] {
    return this.calls.map(({ requests }) => requests.length);
  }

  call(number: number): SlowServer['calls'][number] {
    const call = this.calls[number];
    if (!call) throw new Error(`There was no call ${number}`);
    return call;
  }
}

/** Everything that was under way without the server has happened. */
async function settled(): Promise<void> {
  await turn();
  await turn();
}

const one = (): AppendRequest => aRequest({ stream: 'thing-1' });
const failure = (code: string): Error => Object.assign(new Error(code), { code });

describe('Appends that wait at the same moment', () => {
  let server: SlowServer;
  const opened = (options?: AppendQueueOptions): AppendQueue => {
    server = new SlowServer();
    return new AppendQueue(server.send, options);
  };

  it('go at once where nothing is under way, without even a turn of the event loop', () => {
    void opened().append([one()]);
    expect(server.sizes).toEqual([1]);
  });

  it('share calls, as many in each as keep both equally busy', async () => {
    const queue = opened();
    const waiting = Array.from({ length: 8 }, () => queue.append([one()]));
    expect(server.sizes).toEqual([1, 1]);
    await server.call(0).answer();
    expect(server.sizes).toEqual([1, 1, 4]);
    await server.call(1).answer();
    expect(server.sizes).toEqual([1, 1, 4, 2]);
    await server.call(2).answer();
    await server.call(3).answer();
    expect(await Promise.all(waiting)).toHaveLength(8);
    expect(queue.depth).toEqual({ requests: 0, bytes: 0 });
  });

  it('learn each what became of its own', async () => {
    const queue = opened();
    const [, , both, last] = [1, 1, 2, 1].map((count) => queue.append(Array.from({ length: count }, one)));
    await server.call(0).answer();
    await server.call(2).answer();
    expect(await both).toEqual([
      { status: 'conflict', actual: 0 },
      { status: 'conflict', actual: 1 },
    ]);
    expect(await last).toEqual([{ status: 'conflict', actual: 2 }]);
  });

  it('wait for those who come back together before the next call goes', async () => {
    const queue = opened();
    const again = async (): Promise<void> => {
      await queue.append([one()]);
      await queue.append([one()]);
    };
    for (let caller = 0; caller < 6; caller++) void again();
    await server.call(0).answer();
    await server.call(1).answer();
    expect(server.sizes).toEqual([1, 1, 3, 3]);
    await server.call(2).answer();
    expect(server.sizes).toEqual([1, 1, 3, 3, 3]);
  });

  it('do not suffer from one that cannot be taken: all of that call are sent again, caller by caller', async () => {
    const queue = opened();
    const [first, second, good, bad, alsoGood] = Array.from({ length: 5 }, () => queue.append([one()]));
    await server.call(0).answer();
    await server.call(1).answer();
    await Promise.all([first, second]);
    expect(server.sizes).toEqual([1, 1, 2, 1]);
    await server.call(2).fail(failure('23514'));
    await server.call(4).answer();
    expect(await good).toHaveLength(1);
    const refused = expect(bad).rejects.toMatchObject({ code: '23514' });
    await server.call(5).fail(failure('23514'));
    await refused;
    await server.call(3).answer();
    expect(await alsoGood).toHaveLength(1);
  });

  it('learn that the outcome is unknown where it is, and are not sent again', async () => {
    const queue = opened();
    const lost = expect(queue.append([one()])).rejects.toThrow(OutcomeUnknownError);
    const other = queue.append([one()]);
    await server.call(0).fail(new OutcomeUnknownError(failure('ECONNRESET')));
    await lost;
    await server.call(1).answer();
    expect(await other).toHaveLength(1);
    expect(server.sizes).toEqual([1, 1]);
  });

  it('fail all with what is nobody’s own fault, such as a full disk', async () => {
    const queue = opened();
    const all = Array.from({ length: 4 }, () => queue.append([one()]));
    await server.call(0).answer();
    await server.call(1).answer();
    await Promise.all([all[0], all[1]]);
    const full = [all[2], all[3]].map((append) => expect(append).rejects.toMatchObject({ code: '53100' }));
    await server.call(2).fail(failure('53100'));
    await Promise.all(full);
    expect(server.sizes).toEqual([1, 1, 2]);
  });

  it.each<[string, NonNullable<AppendQueueOptions['room']>]>([
    ['requests', { requests: 2, bytes: 1_000_000 }],
    ['bytes', { requests: 1_000, bytes: 2_000 }],
  ])('are turned away at once where too many %s wait, and taken again later', async (_, room) => {
    const queue = opened({ room });
    const taken = Array.from({ length: 4 }, () => queue.append([one()]));
    await expect(queue.append([one()])).rejects.toThrow(StoreBusyError);
    await server.call(0).answer();
    await server.call(1).answer();
    taken.push(queue.append([one()]));
    for (let call = 2; call < server.calls.length; call++) await server.call(call).answer();
    expect(await Promise.all(taken)).toHaveLength(5);
  });

  it('are taken however large they are, where nothing waits', async () => {
    const queue = opened({ room: { requests: 1, bytes: 1 } });
    const [first, second, large] = [1, 1, 50].map((count) => queue.append(Array.from({ length: count }, one)));
    await server.call(0).answer();
    await server.call(1).answer();
    await server.call(2).answer();
    expect((await Promise.all([first, second, large])).map((outcomes) => outcomes?.length)).toEqual([1, 1, 50]);
  });
});
