import { copyData, copyStoppedWords, copyWords } from './store-copy.words.js';

const report = { events: 48_211, copied: 1_200, streams: 300, upTo: 48_210n };

describe('A copy of a store', () => {
  it('says what was copied, and that both stores are the same', () => {
    expect(copyWords(report)).toBe(
      '1,200 events copied, 47,011 there before. Both stores now hold the same 48,211 events in 300 streams, up to position 48210: ' +
        'each was compared, and each hash with its bytes.',
    );
    expect(copyWords({ events: 0, copied: 0, streams: 0, upTo: undefined })).toBe('Both stores are empty: there was nothing to copy.');
  });

  it('says the same to scripts, positions as text', () => {
    expect(copyData(report)).toEqual({ same: true, events: 48_211, copied: 1_200, streams: 300, upTo: '48210' });
  });

  it('that was stopped says how to go on', () => {
    expect(copyStoppedWords(1)).toBe('Stopped with 1 event compared or copied. The same command goes on from there.');
  });
});
