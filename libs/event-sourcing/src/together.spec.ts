import { Together } from './together.js';

/** Calls that wait to be answered by the test. */
class Calls {
  readonly made: {
    readonly keys: readonly number[];
    readonly answer: (values?: readonly string[]) => void;
    readonly fail: (error: Error) => void;
  }[] = [];

  readonly lookUp = (keys: readonly number[]): Promise<readonly string[]> => {
    return new Promise((resolve, reject) => {
      const answer = (values: readonly string[] = keys.map((key) => `value of ${key}`)): void => {
        resolve(values);
      };
      this.made.push({ keys, answer, fail: reject });
    });
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Asking together', () => {
  it('asks at once, and what is asked meanwhile in the next call, each with its own answer', async () => {
    const calls = new Calls();
    const together = new Together(calls.lookUp);
    const first = together.ask(1);
    await settled();
    const [second, third] = [together.ask(2), together.ask(3)];
    await settled();
    expect(calls.made.map(({ keys }) => keys)).toEqual([[1]]);
    calls.made[0]?.answer();
    await settled();
    expect(calls.made.map(({ keys }) => keys)).toEqual([[1], [2, 3]]);
    calls.made[1]?.answer();
    expect(await Promise.all([first, second, third])).toEqual(['value of 1', 'value of 2', 'value of 3']);
  });

  it('asks no more at once than it may', async () => {
    const calls = new Calls();
    const together = new Together(calls.lookUp, 2);
    const asked = [1, 2, 3].map((key) => together.ask(key));
    await settled();
    calls.made[0]?.answer();
    await settled();
    calls.made[1]?.answer();
    await Promise.all(asked);
    expect(calls.made.map(({ keys }) => keys)).toEqual([[1, 2], [3]]);
  });

  it('fails those whose call failed, and goes on with the next', async () => {
    const calls = new Calls();
    const together = new Together(calls.lookUp);
    const first = together.ask(1);
    await settled();
    const second = together.ask(2);
    calls.made[0]?.fail(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await settled();
    calls.made[1]?.answer();
    expect(await second).toBe('value of 2');
  });

  it('answers nobody with what was meant for another', async () => {
    const calls = new Calls();
    const together = new Together(calls.lookUp);
    const asked = Promise.allSettled([together.ask(1), together.ask(2)]);
    await settled();
    calls.made[0]?.answer(['only one']);
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
