import { HeadWatch } from './head-watch.js';

const never = new AbortController().signal;

describe('Watching the head', () => {
  it('asks once for all who wait, until the store has grown', async () => {
    const answers = [-1n, -1n, 0n];
    let asked = 0;
    const watch = new HeadWatch(() => Promise.resolve(answers[asked++] ?? 0n), 1);
    await Promise.all(Array.from({ length: 8 }, () => watch.beyond(-1n, 0, never)));
    expect(asked).toBe(3);
  });

  it('lets go on only those who have not seen the position', async () => {
    const watch = new HeadWatch(() => Promise.resolve(5n), 1);
    const ending = new AbortController();
    const ended: string[] = [];
    const upToDate = watch.beyond(5n, 0, ending.signal).then(() => ended.push('has seen 5'));
    await watch.beyond(4n, 0, never).then(() => ended.push('has seen 4'));
    ending.abort();
    await upToDate;
    expect(ended).toEqual(['has seen 4', 'has seen 5']);
  });

  it('is told of an append without asking', async () => {
    let asked = 0;
    const watch = new HeadWatch(() => Promise.resolve(BigInt(++asked)), 500);
    const waiting = watch.beyond(2n, 0, never);
    watch.saw(2n);
    watch.saw(3n);
    await waiting;
    expect(asked).toBe(0);
  });

  it('misses nothing that was told between a look and the wait', async () => {
    const watch = new HeadWatch(() => Promise.reject(new Error('is not asked')), 60_000);
    const { told } = watch;
    watch.saw(3n);
    await expect(watch.beyond(2n, told, never)).resolves.toBeUndefined();
  });

  it('looks again after what it was told: a store that does not show it yet is not asked without a pause', async () => {
    let asked = 0;
    const watch = new HeadWatch(() => Promise.resolve(asked++ < 3 ? 2n : 3n), 1);
    watch.saw(3n);
    await watch.beyond(2n, watch.told, never);
    expect(asked).toBe(4);
  });

  it('asks once as soon as positions are pushed, since it heard nothing before, and then seldom', async () => {
    const push = { isListening: false, listen: () => Promise.resolve(!push.isListening && (push.isListening = true)) };
    let asked = 0;
    const watch = new HeadWatch(() => Promise.resolve(asked++ < 1 ? 2n : 3n), 60_000, push);
    const waiting = [watch.beyond(1n, 0, never), watch.beyond(2n, 0, never)];
    await waiting[0];
    expect(asked).toBe(1);
    watch.saw(3n);
    await waiting[1];
    expect(asked).toBe(1);
  });

  it('lets everyone find out for themselves why it could not ask', async () => {
    const watch = new HeadWatch(() => Promise.reject(new Error('the server is gone')), 1);
    await expect(watch.beyond(2n, 0, never)).resolves.toBeUndefined();
  });
});
