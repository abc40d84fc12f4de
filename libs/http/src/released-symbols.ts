import type { NoNumber, ReleasedCell, ReleasedTable, SuppressionProfile } from '@goldenthread/releases';
import { toCsv } from './csv.js';

/** What stands where there is no number, as the Department for Education writes it since 2022. */
const SYMBOLS: Readonly<Record<NoNumber, string>> = {
  suppressed: 'c',
  'not-applicable': 'z',
  'not-available': 'x',
  'not-submitted': ':',
  'low-reliability': 'u',
};

const MEANINGS: Readonly<Record<NoNumber, string>> = {
  suppressed: 'suppressed by the source of the figure',
  'not-applicable': 'not applicable',
  'not-available': 'not available',
  'not-submitted': 'not submitted',
  'low-reliability': 'of low reliability',
};

/** What stands before a number that is not exact. */
export const QUALIFIER_WORDS = { over: 'over ', under: 'under ', approximately: 'about ' } as const;

/** What stands in a cell of a released file: a number, or a symbol in its place. */
export function symbolOf(cell: ReleasedCell, { symbol }: Pick<SuppressionProfile, 'symbol'>): string | number {
  switch (cell.kind) {
    case 'number':
      return cell.qualifier ? `${QUALIFIER_WORDS[cell.qualifier]}${cell.number.toFixed(cell.decimals)}` : cell.number;
    case 'hidden':
      return symbol;
    case 'marker':
      return SYMBOLS[cell.marker];
    case 'text':
      return cell.text;
    case 'none':
      return '';
  }
}

/** What the symbols of a table mean, those that stand in it; first what is hidden. */
export function conventionOf(cells: readonly ReleasedCell[], profile: SuppressionProfile): readonly string[] {
  const hidden = cells.some(({ kind }) => kind === 'hidden')
    ? [`${profile.symbol}: hidden, since it is from 1 to ${profile.hiddenUpTo}, or such a number could be worked out from it`]
    : [];
  const markers = [...new Set(cells.flatMap((cell) => (cell.kind === 'marker' ? [cell.marker] : [])))].sort();
  const rounded = profile.roundedTo > 1 ? [`Numbers are rounded to the nearest ${profile.roundedTo}`] : [];
  return [...hidden, '0: nought, and never hidden', ...markers.map((marker) => `${SYMBOLS[marker]}: ${MEANINGS[marker]}`), ...rounded];
}

/** A released table as a file, with a symbol wherever there is no number. */
export function releasedCsv({ about, columns, rows }: ReleasedTable, profile: SuppressionProfile): string {
  return toCsv(rows, [
    ...about.map((heading, at) => ({ heading, value: (row: ReleasedTable['rows'][number]) => row.about[at] })),
    ...columns.map((heading, at) => ({
      heading,
      value: ({ cells }: ReleasedTable['rows'][number]) => {
        const cell = cells[at];
        return cell && symbolOf(cell, profile);
      },
    })),
  ]);
}
