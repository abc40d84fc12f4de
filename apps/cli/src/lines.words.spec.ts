import { printable, wrapped } from './lines.words.js';

describe("People's own text", () => {
  it('loses what a terminal would obey', () => {
    expect(printable('a\u001b[2Jb\u0007c\u202ed\u009be')).toBe('a\ufffd[2Jb\ufffdc\ufffdd\ufffde');
    expect(printable('one\r\ntwo\tthree\n')).toBe('one\ntwo three\n');
  });

  it('is broken into lines between words, paragraph by paragraph, after an indent', () => {
    expect(wrapped('The chief officer leads.\n\nTwice a year.', 14, '  ')).toEqual([
      '  The chief',
      '  officer',
      '  leads.',
      '',
      '  Twice a',
      '  year.',
    ]);
  });

  it('keeps a word that is longer than a line', () => {
    expect(wrapped('see https://marlshire.example/policy now', 10)).toEqual(['see', 'https://marlshire.example/policy', 'now']);
  });
});
