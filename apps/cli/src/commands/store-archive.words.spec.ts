import { archiveData, archiveStoppedWords, archiveWords } from './store-archive.words.js';

const partition = { name: 'events_0', first: 0n, last: 9_999_999n, bytes: 14_200_000_001 };

describe('An archive of partitions', () => {
  it('says what was moved, and how large it is', () => {
    expect(archiveWords([partition])).toBe('1 partition archived:\n  es.events_0: positions 0 to 9,999,999, 14,201 MB with its indexes');
    expect(archiveWords([])).toBe('There was nothing to archive: no such partition is full.');
  });

  it('says the same to scripts, positions as text', () => {
    expect(archiveData([partition])).toEqual({ archived: [{ name: 'events_0', first: '0', last: '9999999', bytes: 14_200_000_001 }] });
  });

  it('that was stopped says how to go on', () => {
    expect(archiveStoppedWords([partition])).toBe('Stopped with 1 partition archived. The same command goes on from there.');
  });
});
