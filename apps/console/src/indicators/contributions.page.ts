import {
  periodOfKey,
  type ContributionKind,
  type ContributionsOfYear,
  type ContributionStage,
  type StatedTotal,
} from '@goldenthread/indicators';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
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
    /** Where a source states another total of a kind than its parts come to: kept, and shown. */
    readonly flags: readonly string[];
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
    years: years.map(({ year, stage, contributions, sum, stated }) => ({
      title: `${periodOfKey(year)?.words ?? year}, ${STAGES[stage]}`,
      lines: contributions.map(({ contributor, kind, pounds, source, reason }) => {
        return { contributor, kind: KINDS[kind], pounds: inPounds(pounds), source: source.title, reason: reason ?? '' };
      }),
      sum: inPounds(sum),
      flags: stated.filter(({ difference }) => difference !== 0).map(flagOf),
    })),
    empty: 'Contributions appear here once the business unit has recorded what partners planned to give, or gave.',
  };
}

/** "The report states a total of £95,000 for cash, which is £5,000 more than its parts come to. Both are kept." */
function flagOf({ source, kind, pounds, difference }: StatedTotal): string {
  const by = `${inPounds(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'}`;
  return `${source.title} states a total of ${inPounds(pounds)} for ${KINDS[kind].toLowerCase()}, which is ${by} than its parts come to. Both are kept.`;
}

function inPounds(pounds: number): string {
  return `£${inThousands(pounds)}`;
}
