/** Where a command's words go. */
export interface Terminal {
  /** What was asked for, to standard output: whole lines. */
  print(text: string): void;
  /** Everything else, to standard error: whole lines. */
  note(text: string): void;
  /** Whether somebody watches the notes, so that a line may overwrite itself. */
  readonly isWatched: boolean;
  /** Writes over the line last written so; an empty text clears it. Only where it is watched. */
  overwrite(line: string): void;
  /** How many characters go on a line. */
  readonly columns: number;
}

const COLUMNS = { least: 50, otherwise: 100, most: 110 };
const CLEAR_LINE = '\r\u001b[K';

/** The terminal, or whatever stands in its place, of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // Whoever read our output may have had enough of it: `goldenthread replay … | head`.
  stdout.on('error', () => undefined);
  return {
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    isWatched: stderr.isTTY,
    overwrite: (line) => void stderr.write(`${CLEAR_LINE}${line}`),
    columns: Math.min(Math.max(columnsOf(stdout) ?? columnsOf(stderr) ?? COLUMNS.otherwise, COLUMNS.least), COLUMNS.most),
  };
}

/** Nothing where it is no terminal, or one that does not know how wide it is. */
function columnsOf({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY && columns > 0 ? columns : undefined;
}
