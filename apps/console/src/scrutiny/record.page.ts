import { densityStrip } from '@goldenthread/charts';
import { daysBetween } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords } from '../words.js';
import type { RecordForm } from './record.form.js';

/** A day one would ask about, and why. */
export interface Moment {
  readonly day: Day;
  readonly label: string;
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
}

/** Where a scrutineer chooses the date to see the record as at: by its moments, by how much changed when, or by any day. */
export function recordPage(
  moments: readonly Moment[],
  density: readonly { readonly day: Day; readonly changes: number }[],
  { point }: Pick<Reading, 'point'>,
  typed: Partial<RecordForm> = {},
  errors: readonly PageError[] = [],
): RecordView {
  const past = [...moments].filter(({ day }) => day <= point.day).sort((a, b) => (a.day < b.day ? 1 : -1));
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
    moments: past.map(({ day, label }) => ({
      when: dayInWords(day),
      label,
      href: withQuery(paths.overview, { asAt: day }),
      changesHref: withQuery(paths.changes, { since: day }),
    })),
    strip: first ? strip(first.day, point.day, density, past) : undefined,
    finding: first
      ? `${counted(total, 'change')} ${total === 1 ? 'has' : 'have'} been recorded since ${dayInWords(first.day)}, on ${counted(density.length, 'day')}.`
      : 'Nothing has been recorded yet. Once the business unit opens a cycle, every change to it is kept here.',
  };
}

function strip(
  from: Day,
  to: Day,
  density: readonly { readonly day: Day; readonly changes: number }[],
  moments: readonly Moment[],
): string {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, () => 0);
  for (const { day, changes } of density) days[daysBetween(from, day)] = changes;
  const busiest = density.reduce((most, one) => (one.changes > most.changes ? one : most));
  return densityStrip({
    id: 'density',
    title: 'How much was changed on each day',
    finding: `Most was changed on ${dayInWords(busiest.day)}: ${counted(busiest.changes, 'change')}.`,
    days,
    moments: [...moments].reverse().flatMap(({ day, label }) => (day < from ? [] : [{ day: daysBetween(from, day), label }])),
    ends: [dayInWords(from), dayInWords(to)],
  });
}
