import { daysBetween } from '@goldenthread/calendar';
import { toCsv } from '@goldenthread/http';
import type { AskedFigure } from '@goldenthread/indicators';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords } from '../words.js';

export interface LateFiguresView extends PageHead {
  readonly lead: string;
  readonly agencies: readonly {
    readonly name: string;
    readonly summary: string;
    readonly figures: readonly {
      readonly name: string;
      readonly place: string;
      readonly href: string;
      readonly period: string;
      readonly due: string;
      readonly late: string;
    }[];
  }[];
  readonly empty: string;
}

/** What an agency is called; where the partnership's list does not name it, that it is none of those. */
export type AgencyNameOf = (agency: string) => string;

/** Which figures have not come, agency by agency: late ones first, then those that still have time. */
export function lateFiguresPage(asked: readonly AskedFigure[], nameOf: AgencyNameOf, { go, point }: Reading): LateFiguresView {
  const late = asked.filter(({ isLate }) => isLate);
  const agencies = [...new Set(asked.map(({ agency }) => agency))].map((agency) => {
    const own = [...asked.filter((one) => one.agency === agency)].sort((a, b) => a.due.localeCompare(b.due));
    const lateOnes = own.filter(({ isLate }) => isLate).length;
    return {
      name: nameOf(agency),
      lateOnes,
      summary: `${counted(lateOnes, 'figure is', 'figures are')} late, and ${own.length - lateOnes} still in time.`,
      figures: own.map((one) => {
        const { indicator, place, placeName, period, due, isLate } = one;
        return {
          name: indicator.definition.name,
          place: placeName,
          href: go(paths.indicators.one(indicator.code, place)),
          period: period.words,
          due: dayInWords(due),
          late: isLate ? `${counted(daysBetween(due, point.day), 'day')} late` : 'In time',
        };
      }),
    };
  });
  return {
    title: 'Figures that have not come',
    section: 'indicators',
    back: go(paths.indicators.all),
    lead: `On ${dayInWords(point.day)}, ${counted(late.length, 'figure that is asked for is', 'figures that are asked for are')} late, of ${counted(new Set(late.map(({ agency }) => agency)).size, 'agency', 'agencies')}.`,
    agencies: agencies.sort((a, b) => b.lateOnes - a.lateOnes || a.name.localeCompare(b.name, 'en-GB')),
    empty:
      'Every figure that was asked for by then had come. Once a period is over, what is asked of it appears here until it is reported.',
  };
}

export function lateFiguresCsv(asked: readonly AskedFigure[], nameOf: AgencyNameOf): PageTable {
  const text = (): string =>
    toCsv(asked, [
      { heading: 'Agency', value: ({ agency }) => nameOf(agency) },
      { heading: 'Indicator', value: ({ indicator }) => indicator.definition.name },
      { heading: 'Place', value: ({ placeName }) => placeName },
      { heading: 'Period', value: ({ period }) => period.key },
      { heading: 'Due', value: ({ due }) => due },
      { heading: 'Late', value: ({ isLate }) => isLate },
    ]);
  return { name: 'figures-that-have-not-come', text };
}
