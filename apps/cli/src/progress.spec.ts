import { RecordingTerminal } from '../../../test/support/recording-terminal.js';
import { ProgressReport } from './progress.js';
import { progressBar, progressWords } from './progress.words.js';

describe('Progress in words', () => {
  const quarter = { done: 12_000, total: 48_000, before: 0, elapsedMs: 2_000 };

  it('says how far, how fast and how much longer', () => {
    expect(progressWords('Rebuilding x', 'event', quarter)).toBe(
      'Rebuilding x: 12,000 of 48,000 events (25%), 6,000 a second, about 6 seconds left',
    );
  });

  it('does not count what an earlier run did as its own speed', () => {
    expect(progressWords('Rebuilding x', 'event', { ...quarter, before: 10_000 })).toContain(', 1,000 a second, about 36 seconds left');
  });

  it('guesses nothing at its beginning, and nothing at its end', () => {
    expect(progressWords('Rebuilding x', 'event', { ...quarter, elapsedMs: 10 })).toBe('Rebuilding x: 12,000 of 48,000 events (25%)');
    expect(progressWords('Rebuilding x', 'event', { ...quarter, done: 48_000 })).not.toContain('left');
    expect(progressWords('Rebuilding x', 'event', { done: 0, total: 0, before: 0, elapsedMs: 0 })).toBe(
      'Rebuilding x: 0 of 0 events (100%)',
    );
  });

  it('is drawn as a bar that fits the line', () => {
    const bar = '[=====               ] 25% of 48,000 events, 6,000 a second, about 6 seconds left';
    expect(progressBar('event', quarter, 100)).toBe(bar);
    expect(progressBar('event', quarter, 50)).toBe(bar.slice(0, 49));
  });
});

describe('A progress report', () => {
  const reported = (isWatched: boolean, ...steps: readonly (readonly [at: number, what: string, done: number])[]) => {
    const terminal = new RecordingTerminal(isWatched);
    let now = 0;
    const report = new ProgressReport(terminal, () => now);
    for (const [at, what, done] of steps) {
      now = at;
      report.update(what, 'event', { done, total: 1_000 });
    }
    report.end();
    return terminal;
  };

  it('overwrites one line where it is watched, and leaves it empty', () => {
    const { overwritten, noted } = reported(true, [0, 'Checking', 10], [50, 'Checking', 20], [200, 'Checking', 30]);
    expect(overwritten.map((line) => /\d+%/.exec(line)?.[0] ?? line)).toEqual(['1%', '3%', '']);
    expect(noted).toEqual([]);
  });

  it('writes a plain line every three seconds elsewhere, and none for what is done sooner', () => {
    const { overwritten, noted } = reported(
      false,
      [0, 'Checking', 10],
      [2_900, 'Checking', 500],
      [3_000, 'Checking', 600],
      [4_000, 'Checking', 999],
    );
    expect(noted).toEqual(['Checking: 600 of 1,000 events (60%), 197 a second, about 2 seconds left']);
    expect(overwritten).toEqual([]);
  });

  it('times what comes next anew', () => {
    const { overwritten } = reported(true, [0, 'Checking events', 0], [9_000, 'Checking streams', 0], [10_000, 'Checking streams', 500]);
    expect(overwritten[2]).toContain('500 a second');
  });
});
