import { progressLine } from './progress-line.js';

describe('the progress of loading', () => {
  function told(isTTY: boolean): string[] {
    const written: string[] = [];
    let now = 0;
    const progress = progressLine({ isTTY, write: (text: string) => written.push(text) }, () => now);
    for (const done of [1, 412, 413, 1_300]) {
      progress(done, 1_300);
      now += done === 412 ? 10 : 2_000;
    }
    return written;
  }

  it('is written over in one line on a terminal, and ends it', () => {
    expect(told(true)).toEqual([
      '\rLoading the demonstration: 1 of 1,300',
      '\rLoading the demonstration: 412 of 1,300',
      '\rLoading the demonstration: 1,300 of 1,300\n',
    ]);
  });

  it('is a line every two seconds elsewhere, and a last one', () => {
    expect(told(false)).toEqual([
      'Loading the demonstration: 1 of 1,300\n',
      'Loading the demonstration: 412 of 1,300\n',
      'Loading the demonstration: 1,300 of 1,300\n',
    ]);
  });
});
