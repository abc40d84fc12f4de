/** Control characters but the line feed, and the marks that change the direction of writing. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/** People's own text made safe for a terminal, which would obey what is hidden in it. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').replace(UNPRINTABLE, '\ufffd');
}

/** The text in lines of at most so many characters, each after an indent. A word that is longer stays whole. */
export function wrapped(text: string, columns: number, indent = ''): string[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => wrappedParagraph(paragraph, columns - indent.length))
    .map((line) => `${indent}${line}`.trimEnd());
}

function wrappedParagraph(paragraph: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/ +/)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
