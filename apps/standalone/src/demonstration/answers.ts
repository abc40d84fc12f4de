import { addDays } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { Evidence, LevelKey, Rating } from '@goldenthread/section11';
import type { Seeded } from './seeded.js';
import { VOICES } from './voices.js';
import { EVIDENCE, NARRATIVES, PAPERS, REASONS } from './words.js';

/** What an agency says to an item. */
export interface Said {
  readonly rating: Rating;
  readonly reason?: string;
  readonly narrative?: string;
  readonly evidence: readonly Evidence[];
}

/** How likely an item of a heading is to be met. Sharing information is where Marlshire is weakest. */
const MET: Readonly<Record<string, number>> = {
  SMC: 0.8,
  SOA: 0.75,
  LOA: 0.7,
  SVD: 0.6,
  TRN: 0.65,
  SRC: 0.75,
  IAW: 0.7,
  INF: 0.3,
  IND: 0.6,
  MON: 0.6,
};
const NOT_MET = 0.04;

/** What does not apply to an agency, in any round. */
const APPLIES_NOT: Readonly<Record<string, readonly string[]>> = {
  'young-voices': ['SVD-3', 'IND-2'],
  'fire-and-rescue': ['IND-2', 'IND-3'],
};

/** What was met in the first round and is not in the second: an agency that slipped, and one item of another. */
const SLIPS: Readonly<Record<string, Readonly<Record<string, LevelKey>>>> = {
  hospitals: {
    'TRN-1': 'partly-met',
    'TRN-2': 'partly-met',
    'TRN-3': 'not-met',
    'TRN-4': 'partly-met',
    'SRC-2': 'partly-met',
    'IND-3': 'partly-met',
  },
  constabulary: { 'INF-3': 'partly-met' },
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** What an agency says in the first round. */
export function firstAnswer(seeded: Seeded, agency: string, item: string, day: Day): Said {
  return said(seeded, agency, item, day, firstRating(seeded, agency, item));
}

/** What it says in the second: mostly the same, here and there better, and where it slipped worse. */
export function secondAnswer(seeded: Seeded, agency: string, item: string, day: Day): Said {
  return said(seeded, agency, item, day, secondRating(seeded, agency, item));
}

/** An answer in the agency's words at a given level. */
export function said(seeded: Seeded, agency: string, item: string, day: Day, rating: Rating): Said {
  if (rating === 'not-applicable') return { rating, reason: REASONS[item] ?? 'This is no part of what we do.', evidence: [] };
  const narrative = filled(NARRATIVES[item]?.[rating] ?? '', seeded, agency, [item, day, 'narrative']);
  return { rating, narrative, evidence: rating === 'not-met' ? [] : evidenceFor(seeded, agency, item, day) };
}

function firstRating(seeded: Seeded, agency: string, item: string): Rating {
  if (APPLIES_NOT[agency]?.includes(item)) return 'not-applicable';
  if (SLIPS[agency]?.[item]) return 'met';
  const roll = seeded.share(agency, item, 'rating');
  if (roll < (MET[headingOf(item)] ?? 0.5)) return 'met';
  return roll > 1 - NOT_MET ? 'not-met' : 'partly-met';
}

function secondRating(seeded: Seeded, agency: string, item: string): Rating {
  const slipped = SLIPS[agency]?.[item];
  if (slipped) return slipped;
  const first = firstRating(seeded, agency, item);
  const roll = seeded.share(agency, item, 'progress');
  if (first === 'not-met' && roll < 0.6) return 'partly-met';
  if (first === 'partly-met' && roll < (headingOf(item) === 'INF' ? 0.1 : 0.3)) return 'met';
  return first;
}

function evidenceFor(seeded: Seeded, agency: string, item: string, day: Day): Evidence[] {
  const heading = headingOf(item);
  const roll = seeded.share(agency, item, day, 'evidence');
  if (roll > 0.92) return [];
  const text = filled(seeded.pick(EVIDENCE[heading] ?? [], agency, item, day, 'note'), seeded, agency, [item, day, 'note'], day);
  const note: Evidence = { kind: 'note', text };
  const paper = PAPERS[heading];
  if (roll > 0.25 || !paper) return [note];
  return [note, { kind: 'link', title: paper.title, url: `https://${VOICES[agency]?.site ?? 'marlshire.example'}/${paper.path}` }];
}

function filled(text: string, seeded: Seeded, agency: string, about: readonly string[], day?: Day): string {
  const voice = VOICES[agency];
  if (!voice) throw new Error(`${agency} has no voice`);
  const words: Readonly<Record<string, string>> = {
    board: voice.board,
    staff: voice.staff,
    lead: voice.lead,
    n: ['three', 'four', 'five', 'six', 'seven', 'eight'][seeded.between(0, 5, agency, ...about, 'n')] ?? '',
    share: String(seeded.between(71, 96, agency, ...about, 'share')),
    when: day ? month(addDays(day, -seeded.between(20, 200, agency, ...about, 'when'))) : '',
  };
  const whole = text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => words[name] ?? '');
  return whole.replaceAll(/(^|[.?!] )(\p{Ll})/gu, (_whole, before: string, letter: string) => `${before}${letter.toUpperCase()}`);
}

function month(day: Day): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
}

function headingOf(item: string): string {
  return item.slice(0, item.indexOf('-'));
}
