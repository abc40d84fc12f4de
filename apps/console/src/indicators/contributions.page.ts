import { toCsv } from '@goldenthread/http';
import { periodOfKey, type ContributionKind, type ContributionsOfYear, type ContributionStage } from '@goldenthread/indicators';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { inThousands } from '../words.js';

export interface ContributionsView extends PageHead {
  readonly years: readonly {
    readonly title: string;
    readonly lines: readonly {
      readonly contributor: string;
      readonly kind: string;
      readonly pounds: string;
      readonly source: string;
      readonly reason: string;
    }[];
    readonly sum: string;
    /** Where a source states another total than its parts come to: kept, and shown. */
    readonly flag?: string;
  }[];
  readonly empty: string;
}

const STAGES: Readonly<Record<ContributionStage, string>> = { planned: 'as planned', actual: 'as it came' };
const KINDS: Readonly<Record<ContributionKind, string>> = { cash: 'Cash', accommodation: 'Accommodation', staff: 'Staff time' };

/** What partners contribute, year by year; planned and actual stand side by side. */
export function contributionsPage(years: readonly ContributionsOfYear[], { go }: Reading): ContributionsView {
  return {
    title: 'Contributions',
    section: 'indicators',
    back: go(paths.indicators.all),
    years: years.map(({ year, stage, contributions, sum, stated, difference }) => ({
      title: `${periodOfKey(year)?.words ?? year}, ${STAGES[stage]}`,
      lines: contributions.map(({ contributor, kind, pounds, source, reason }) => {
        return { contributor, kind: KINDS[kind], pounds: inPounds(pounds), source: source.title, reason: reason ?? '' };
      }),
      sum: inPounds(sum),
      flag:
        stated && difference !== 0
          ? `${stated.source.title} states a total of ${inPounds(stated.pounds)}, which is ${inPounds(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than its parts come to. Both are kept.`
          : undefined,
    })),
    empty: 'Contributions appear here once the business unit has recorded what partners planned to give, or gave.',
  };
}

export function contributionsCsv(years: readonly ContributionsOfYear[]): PageTable {
  const lines = years.flatMap((of) => [...of.contributions, ...(of.stated ? [of.stated] : [])].map((one) => ({ of, one })));
  const text = (): string =>
    toCsv(lines, [
      { heading: 'Year', value: ({ of }) => of.year },
      { heading: 'Stage', value: ({ of }) => of.stage },
      { heading: 'Contributor', value: ({ one }) => (one.contributor === '' ? 'Total as stated' : one.contributor) },
      { heading: 'Kind', value: ({ one }) => one.kind },
      { heading: 'Pounds', value: ({ one }) => one.pounds },
      { heading: 'Source', value: ({ one }) => one.source.title },
      { heading: 'Why it was restated', value: ({ one }) => one.reason },
    ]);
  return { name: 'contributions', text };
}

function inPounds(pounds: number): string {
  return `£${inThousands(pounds)}`;
}
