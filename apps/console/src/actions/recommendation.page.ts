import type { ShownAction, ShownRecommendation } from '@goldenthread/actions';
import { toCsv } from '@goldenthread/http';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords, spelt } from '../words.js';
import { sourceInWords, statusInWords, themesInWords } from './action-words.js';

export interface RecommendationsView extends PageHead {
  readonly rows: readonly {
    readonly text: string;
    readonly href: string;
    readonly source: string;
    readonly themes: string;
    readonly made: string;
  }[];
  readonly empty: string;
}

/** Every recommendation, the latest first. */
export function recommendationsPage(recommendations: readonly ShownRecommendation[], { go }: Reading): RecommendationsView {
  return {
    title: 'Recommendations',
    section: 'actions',
    back: go(paths.actions.all),
    rows: recommendations.map(({ recommendation, text, source, themes, madeOn }) => ({
      text,
      href: go(paths.recommendations.one(recommendation)),
      source: sourceInWords(source),
      themes: themesInWords(themes),
      made: dayInWords(madeOn),
    })),
    empty: 'Nothing has been recommended yet. When something is, it appears here.',
  };
}

export function recommendationsTable(recommendations: readonly ShownRecommendation[]): PageTable {
  return {
    name: 'recommendations',
    text: () =>
      toCsv(recommendations, [
        { heading: 'Recommendation', value: ({ text }) => text },
        { heading: 'Source', value: ({ source }) => sourceInWords(source) },
        { heading: 'Themes', value: ({ themes }) => themesInWords(themes) },
        { heading: 'Made on', value: ({ madeOn }) => madeOn },
      ]),
  };
}

export interface ChainView extends PageHead {
  readonly source: string;
  readonly themes: string;
  readonly copies?: string;
  readonly actions: readonly {
    readonly what: string;
    readonly href: string;
    readonly agency: string;
    readonly status: string;
    readonly due: string;
    readonly came: string;
  }[];
  readonly issueHref?: string;
  readonly empty: string;
}

/** The chain: what was recommended, what was asked of whom, what was done about it, and what came of that. */
export function chainPage(
  { recommendation, actions }: { recommendation: ShownRecommendation; actions: readonly ShownAction[] },
  mayIssue: boolean,
  { point, isNow, go }: Reading,
): ChainView {
  const { copiesBy } = recommendation;
  return {
    title: recommendation.text,
    caption: 'Recommendation',
    section: 'actions',
    back: go(paths.recommendations.all),
    source: sourceInWords(recommendation.source),
    themes: themesInWords(recommendation.themes),
    copies: copiesBy === null ? undefined : `Copies of the review go out by ${dayInWords(copiesBy)}.`,
    actions: actions.map((row) => ({
      what: row.what,
      href: go(paths.actions.one(row.action)),
      agency: row.agencyName,
      status: statusInWords(row, point.day),
      due: dayInWords(row.dueOn),
      came: row.impact === null ? '' : spelt(row.impact),
    })),
    issueHref: mayIssue && isNow ? paths.recommendations.issue(recommendation.recommendation) : undefined,
    empty: 'No agency has been asked to do anything about it yet.',
  };
}
