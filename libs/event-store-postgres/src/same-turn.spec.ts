import { setImmediate as nextTurn } from 'node:timers/promises';
import { SameTurn } from './same-turn.js';

describe('Those who ask in the same turn', () => {
  let questions: string[];
  const asking = new SameTurn<string>();
  const ask = (what: string): Promise<string> =>
    asking.ask(what, () => {
      questions.push(what);
      return nextTurn(`answer to ${what}`);
    });

  beforeEach(() => {
    questions = [];
  });

  it('share one question where it is the same', async () => {
    const woken = async (): Promise<string> => {
      await Promise.resolve();
      return ask('head');
    };
    expect(await Promise.all([ask('head'), woken(), ask('page'), woken()])).toEqual([
      'answer to head',
      'answer to head',
      'answer to page',
      'answer to head',
    ]);
    expect(questions).toEqual(['head', 'page']);
  });

  it('do not share one that was asked in an earlier turn, whose answer may be from before they learnt of something', async () => {
    const first = ask('head');
    await new Promise((resolve) => setTimeout(resolve));
    const second = ask('head');
    await Promise.all([first, second]);
    expect(questions).toEqual(['head', 'head']);
  });

  it('share its failure, and ask anew after it', async () => {
    const away = async (): Promise<string> => {
      await nextTurn();
      throw new Error('away');
    };
    const failing = (): Promise<string> => asking.ask('head', away);
    await expect(Promise.all([failing(), failing()])).rejects.toThrow('away');
    await expect(ask('head')).resolves.toBe('answer to head');
  });
});
