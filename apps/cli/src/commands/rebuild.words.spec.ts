import { rebuildData, rebuildWords, stoppedWords } from './rebuild.words.js';

const rebuilt = { view: 'things', generation: 2, events: 48_211, compared: true, acceptDifferences: false, tookMs: 6_200 };

describe('A rebuild', () => {
  it('says what came of it, and whether the rows were compared', () => {
    expect(rebuildWords(rebuilt)).toBe(
      'things was rebuilt from 48,211 events in 6 seconds. The rebuilt rows are the same as the live ones were. Generation 2 is live.',
    );
    expect(rebuildWords({ ...rebuilt, compared: false })).toContain('They were not compared');
    expect(rebuildWords({ ...rebuilt, acceptDifferences: true })).toContain('were taken as they are');
    expect(rebuildData({ ...rebuilt, compared: false, acceptDifferences: true })).toEqual({
      view: 'things',
      generation: 2,
      events: 48_211,
      compared: false,
    });
  });

  it('that was stopped says how to go on', () => {
    expect(stoppedWords('things', { done: 13_000, total: 48_211 })).toBe(
      'Stopped after 13,000 of 48,211 events. Readers still see things as it was; run the same command again to go on from there.',
    );
  });
});
