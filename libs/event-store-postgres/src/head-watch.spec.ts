import { HeadWatch } from './head-watch.js';

const never = new AbortController().signal;

describe('Watching the head', () => {
  it('asks once for all who wait, until the store has grown', async () => {
    const answers = [-1n, -1n, 0n];
    let asked = 0;
    const watch = new HeadWatch(() => Promise.resolve(answers[asked++] ?? 0n), 1);
    await Promise.all(Array.from({ length: 8 }, () => watch.beyond(-1n, never)));
    expect(asked).toBe(3);
  });

  it('lets go on only those who have not seen the position', async () => {
    const watch = new HeadWatch(() => Promise.resolve(5n), 1);
    const ending = new AbortController();
    const ended: string[] = [];
    const upToDate = watch.beyond(5n, ending.signal).then(() => ended.push('has seen 5'));
    await watch.beyond(4n, never).then(() => ended.push('has seen 4'));
    ending.abort();
    await upToDate;
    expect(ended).toEqual(['has seen 4', 'has seen 5']);
  });

  it('is told of an append without asking', async () => {
    let asked = 0;
    const watch = new HeadWatch(() => Promise.resolve(BigInt(++asked)), 500);
    const waiting = watch.beyond(2n, never);
    watch.saw(2n);
    watch.saw(3n);
    await waiting;
    expect(asked).toBe(0);
  });

  it('lets everyone find out for themselves why it could not ask', async () => {
    const watch = new HeadWatch(() => Promise.reject(new Error('the server is gone')), 1);
    await expect(watch.beyond(2n, never)).resolves.toBeUndefined();
  });
});
