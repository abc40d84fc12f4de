/** Somewhere to look: a table, a file. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The places in which an ASCII text stands in clear: as it is or in UTF-16, in upper or lower case, in hexadecimal, in
 * base64 wherever it may begin there, or in one of these inside another. What is compressed or encrypted is not seen.
 */
export function placesOf(text: string, places: readonly Place[]): string[] {
  const written = [...spellings(text), ...spellings(text).flatMap(({ pattern }) => spellings(pattern))];
  return places.filter(({ bytes }) => isIn(bytes, written)).map(({ name }) => name);
}

interface Spelling {
  readonly pattern: string;
  readonly inAnyCase: boolean;
}

function isIn(bytes: Buffer, written: readonly Spelling[]): boolean {
  const exact = bytes.toString('latin1');
  const lower = exact.toLowerCase();
  return written.some(({ pattern, inAnyCase }) => (inAnyCase ? lower.includes(pattern.toLowerCase()) : exact.includes(pattern)));
}

function spellings(text: string): Spelling[] {
  const bytes = Buffer.from(text, 'latin1');
  return [
    { pattern: text, inAnyCase: true },
    { pattern: Buffer.from(text, 'utf16le').toString('latin1'), inAnyCase: true },
    { pattern: bytes.toString('hex'), inAnyCase: true },
    ...[0, 1, 2].flatMap((before) => [base64From(bytes, before, 'base64'), base64From(bytes, before, 'base64url')]),
  ];
}

/** What is sure to stand in base64 of anything that holds the bytes after so many others, whatever those are. */
function base64From(bytes: Buffer, before: number, alphabet: 'base64' | 'base64url'): Spelling {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const pattern = whole.toString(alphabet).slice(Math.ceil((before * 4) / 3), Math.floor((whole.length * 4) / 3));
  return { pattern, inAnyCase: false };
}
