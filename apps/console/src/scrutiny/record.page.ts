import { addDays, daysBetween } from '@goldenthread/calendar';
import { densityStrip } from '@goldenthread/charts';
import type { Day } from '@goldenthread/event-sourcing';
import { toCsv, type Change } from '@goldenthread/http';
import type { BetweenFields } from '../as-at/between.page.js';
import { changeSentence, whyOf } from '../as-at/change-words.js';
import type { Moment } from '../as-at/moments.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords, dayWithWeekday, spelt, timeInWords } from '../words.js';
import type { RecordForm } from './record.form.js';

interface Link {
  readonly text: string;
  readonly href: string;
}

export interface RecordView extends PageHead {
  readonly action: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly errorText?: string;
  readonly moments: readonly { readonly when: string; readonly label: string; readonly href: string; readonly changesHref: string }[];
  readonly strip?: string;
  readonly finding: string;
  /** One day of the record, and the ways to the changes before and after it; nothing where nothing was recorded yet. */
  readonly walk?: Walk;
  readonly between: BetweenFields;
}

interface Walk {
  readonly heading: string;
  /** How much was recorded on the day, and what of it is a draft's. */
  readonly count: string;
  readonly changes: readonly { readonly time: string; readonly text: string; readonly who: string; readonly why: string | null }[];
  readonly all?: Link;
  readonly previous?: Link;
  readonly next?: Link;
  readonly overview: Link;
}

/** What the page of dates is made from. */
export interface RecordFacts {
  /** Those that are past, the latest first. */
  readonly moments: readonly Moment[];
  /** The days on which anything was recorded, the first first. */
  readonly density: readonly { readonly day: Day; readonly changes: number }[];
  /** The day that is looked at, how much of what was recorded on it its reader may know of, and the latest of that. */
  readonly day: Day;
  readonly told: number;
  readonly lines: readonly Change[];
  readonly nameOf: (person: string) => string;
  readonly today: Day;
  readonly between: BetweenFields;
}

const SHOWN = 8;
const WALK = '#walk';

/** Where a scrutineer chooses the date to see the record as at: by its moments, by how much changed when, or by any day. */
export function recordPage(facts: RecordFacts, typed: Partial<RecordForm> = {}, errors: readonly PageError[] = []): RecordView {
  const { moments, density, between } = facts;
  const total = density.reduce((sum, { changes }) => sum + changes, 0);
  const [first] = density;
  return {
    title: 'See the record as at a date',
    section: 'history',
    errors,
    action: paths.recordAt,
    day: typed.day ?? '',
    month: typed.month ?? '',
    year: typed.year ?? '',
    errorText: errors[0]?.text,
    moments: moments.map(({ day, label }) => ({
      when: dayInWords(day),
      label,
      href: withQuery(paths.overview, { asAt: day }),
      changesHref: withQuery(paths.changes, { since: day }),
    })),
    strip: first && strip(first.day, facts),
    finding: first
      ? `${counted(total, 'change')} ${total === 1 ? 'has' : 'have'} been recorded since ${dayInWords(first.day)}, on ${counted(density.length, 'day')}. Changes to drafts are counted, and shown once they are submitted.`
      : 'Nothing has been recorded yet. Once the business unit opens a cycle, every change to it is kept here.',
    walk: first && walkOf(facts),
    between,
  };
}

/** The moments as a table, the latest first. */
export function momentsCsv({ moments }: Pick<RecordFacts, 'moments'>): string {
  return toCsv(moments, [
    { heading: 'Day', value: ({ day }) => day },
    { heading: 'What it was', value: ({ label }) => label },
  ]);
}

function walkOf({ density, day, told, lines, nameOf, today, moments }: RecordFacts): Walk {
  const recorded = density.find((one) => one.day === day)?.changes ?? 0;
  const named = moments.filter((moment) => moment.day === day).map(({ label }) => label);
  const isFirst = density[0]?.day === day;
  return {
    heading: [dayWithWeekday(day), ...named].join(': '),
    count: countInWords(recorded, told),
    changes: lines.slice(0, SHOWN).map((line) => ({
      time: timeInWords(line.recordedAt),
      text: changeSentence(line),
      who: `${nameOf(line.by.person)}, ${spelt(line.by.role)}`,
      why: whyOf(line),
    })),
    all:
      told > SHOWN
        ? {
            text: `See all ${told} of that day`,
            href: withQuery(paths.changes, { since: isFirst ? undefined : addDays(day, -1), asAt: day === today ? undefined : day }),
          }
        : undefined,
    previous: step(density.findLast((one) => one.day < day)?.day, today),
    next: step(density.find((one) => one.day > day)?.day, today),
    overview: {
      text: 'See the overview at the end of that day',
      href: withQuery(paths.overview, { asAt: day === today ? undefined : day }),
    },
  };
}

function step(day: Day | undefined, today: Day): Link | undefined {
  return day === undefined
    ? undefined
    : { text: dayInWords(day), href: withQuery(`${paths.record}${WALK}`, { asAt: day === today ? undefined : day }) };
}

/** What a reader may not see of a day is drafts': said, so that the strip and the list agree. */
function countInWords(recorded: number, shown: number): string {
  if (recorded === 0) return 'Nothing was recorded on that day.';
  if (shown >= recorded) return `${counted(recorded, 'change')} ${recorded === 1 ? 'was' : 'were'} recorded.`;
  const drafts = recorded - shown;
  return `${counted(recorded, 'change')} ${recorded === 1 ? 'was' : 'were'} recorded. ${drafts === recorded ? (recorded === 1 ? 'It was' : 'All were') : drafts === 1 ? '1 was' : `${drafts} were`} work on drafts, which ${drafts === 1 ? 'is' : 'are'} the agencies’ own until submitted.`;
}

function strip(from: Day, { density, moments, day, today }: RecordFacts): string {
  const days = Array.from({ length: daysBetween(from, today) + 1 }, () => 0);
  for (const one of density) days[daysBetween(from, one.day)] = one.changes;
  const busiest = density.reduce((most, one) => (one.changes > most.changes ? one : most));
  return densityStrip({
    id: 'density',
    title: 'How much was changed on each day',
    finding: `Most was changed on ${dayInWords(busiest.day)}: ${counted(busiest.changes, 'change')}.`,
    days,
    moments: [...moments].reverse().flatMap((one) => (one.day < from ? [] : [{ day: daysBetween(from, one.day), label: one.label }])),
    here: day < from ? undefined : daysBetween(from, day),
    ends: [dayInWords(from), dayInWords(today)],
  });
}
