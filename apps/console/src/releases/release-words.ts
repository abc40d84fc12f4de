import { QUALIFIER_WORDS, symbolOf } from '@goldenthread/http';
import type { Audience, DecidedTable, ReleasedCell, SuppressionProfile } from '@goldenthread/releases';
import { numberInWords } from '../indicators/indicator-words.js';
import { counted } from '../words.js';

// What releases and hidden figures are called on pages.

export const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = {
  publication: 'Everyone: it is published',
  'freedom-of-information': 'Whoever asked under the Freedom of Information Act',
  'other-partnership': 'Another partnership',
  'lay-members': 'Lay members',
  briefing: 'Agencies: a briefing',
};

type Why = NonNullable<DecidedTable['why'][number][number]>;

/** Why a figure is hidden, in the words of its mark. */
const WHY_WORDS: Readonly<Record<Why, string>> = {
  small: 'a small number',
  protects: 'a small number could be worked out from it',
  'hidden-before': 'an earlier release hid it',
  'parts-hidden': 'what it was worked out from is hidden',
  'parts-unknown': 'what it was worked out from is not known',
  rounded: 'it would tell what was rounded',
};

export function whyInWords(why: Why): string {
  return WHY_WORDS[why];
}

/** A cell as a page prints it: "1,234", "82.0%", "c". */
export function cellInWords(cell: ReleasedCell, profile: Pick<SuppressionProfile, 'symbol'>): string {
  if (cell.kind !== 'number') return String(symbolOf(cell, profile));
  const words = numberInWords(cell.number, cell);
  return cell.qualifier ? `${QUALIFIER_WORDS[cell.qualifier]}${words}` : words;
}

/** "Of 24 numbers, 5 are hidden: 3 small numbers, and 2 more so that nobody can work those out." */
export function tallyInWords({ numbers, small, others }: DecidedTable['tally']): string {
  const all = small + others;
  if (all === 0) return `There are ${counted(numbers, 'number')}, and none is hidden.`;
  const first = small === 0 ? '' : counted(small, 'small number');
  const rest = others === 0 ? '' : `${others}${small === 0 ? '' : ' more'} so that nobody can work ${small === 0 ? 'others' : 'those'} out`;
  return `Of ${counted(numbers, 'number')}, ${all} ${all === 1 ? 'is' : 'are'} hidden: ${[first, rest].filter((part) => part !== '').join(', and ')}.`;
}
