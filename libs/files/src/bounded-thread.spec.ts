import { inBoundedThread, type ThreadBounds } from './bounded-thread.js';

const PATH = 'node:path';
const little = (over: Partial<ThreadBounds> = {}) => ({
  bounds: { memory: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 }, milliseconds: 60_000, ...over },
});
const forEver = (): never => {
  for (;;);
};

describe('work in a bounded thread', () => {
  it('is given its library and what it works on, and answers', async () => {
    const base = (library: { basename: (path: string) => string }, given: string): string => library.basename(given);
    expect(await inBoundedThread(base, PATH, '/a/b.ods')).toBe('b.ods');
  });

  it('that never ends is ended, while this program goes on', async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    await expect(inBoundedThread(forEver, PATH, null, little({ milliseconds: 500 }))).rejects.toMatchObject({ why: 'bounds' });
    clearInterval(turning);
    expect(turns).toBeGreaterThan(1);
  });

  it('that takes ever more room is ended', async () => {
    const ever = (): never => {
      const all: number[][] = [];
      for (;;) all.push(Array.from({ length: 1_000 }, (_, at) => at));
    };
    await expect(inBoundedThread(ever, PATH, null, little())).rejects.toMatchObject({ why: 'bounds' });
  });

  it('that fails says so, and no more', async () => {
    const fails = (): never => {
      throw new Error('something of the file');
    };
    await expect(inBoundedThread(fails, PATH, null)).rejects.toMatchObject({ why: 'failed', message: 'failed' });
    const ends = (): never => process.exit(0);
    await expect(inBoundedThread(ends, PATH, null)).rejects.toMatchObject({ why: 'failed' });
  });

  it('sees nothing of this program’s environment', async () => {
    process.env.SECRET_OF_THE_TEST = 'a';
    try {
      expect(await inBoundedThread(() => Object.keys(process.env), PATH, null)).toEqual([]);
    } finally {
      delete process.env.SECRET_OF_THE_TEST;
    }
  });

  it('waits for its turn behind two others, and comes to it whatever became of them', async () => {
    const ended: string[] = [];
    const others = ['first', 'second'].map((name) =>
      inBoundedThread(forEver, PATH, null, little({ milliseconds: 500 })).catch(() => ended.push(name)),
    );
    const quick = Array.from({ length: 3 }, () =>
      inBoundedThread((_: never, given: number) => given, PATH, 1).then(() => ended.push('quick')),
    );
    await Promise.all([...others, ...quick]);
    expect(ended).toHaveLength(5);
    expect(ended[0]).not.toBe('quick');
  });
});
