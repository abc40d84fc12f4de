import { checkData, checkWords } from './store-check.words.js';

const seen = { events: 48_211, streams: 1, commands: 4_810, problems: [] };
const problems = [
  { position: 2_000n, stream: 'thing-1', problem: 'The SHA-256 of its data is not the one stored with it.' },
  { problem: 'And 7 more.' },
];

describe('A check of the store', () => {
  it('says that a store is sound, and what was looked at', () => {
    expect(checkWords(seen)).toBe(
      'The store is sound. 48,211 events, 1 stream and 4,810 commands were looked at: every hash, revision and position is as it must be.',
    );
    expect(checkData(seen)).toEqual({ sound: true, ...seen });
  });

  it('lists what is wrong, and where', () => {
    expect(checkWords({ ...seen, problems })).toBe(
      [
        '48,211 events, 1 stream and 4,810 commands were looked at. What is wrong:',
        '  - At position 2,000, stream thing-1: The SHA-256 of its data is not the one stored with it.',
        '  - And 7 more.',
      ].join('\n'),
    );
    expect(checkData({ ...seen, problems })).toMatchObject({
      sound: false,
      problems: [
        { position: '2000', stream: 'thing-1' },
        { position: null, stream: null, problem: 'And 7 more.' },
      ],
    });
  });

  it('has nothing to say of an empty store', () => {
    expect(checkWords({ events: 0, streams: 0, commands: 0, problems: [] })).toBe('The store is empty: nothing has been recorded yet.');
  });
});
