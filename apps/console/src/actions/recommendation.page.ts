import type { ShownAction, ShownActionHistory, ShownRecommendation } from '@goldenthread/actions';
import { toCsv } from '@goldenthread/http';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords, spelt } from '../words.js';
import { FINDINGS } from '../case-audits/audit-words.js';
import { reviewHref, sourceInWords, statusInWords, themesInWords } from './action-words.js';
import type { Origin } from './origins.js';

export interface RecommendationsView extends PageHead {
  readonly rows: readonly {
    readonly text: string;
    readonly href: string;
    readonly source: string;
    readonly themes: string;
    readonly made: string;
    /** How many actions there are about it. */
    readonly asked: string;
  }[];
  readonly empty: string;
}

/** Every recommendation, the latest first. */
export function recommendationsPage(
  recommendations: readonly ShownRecommendation[],
  asked: ReadonlyMap<string, number>,
  { go }: Reading,
): RecommendationsView {
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
      asked: asked.has(recommendation) ? counted(asked.get(recommendation) ?? 0, 'action') : 'No action yet',
    })),
    empty: 'Nothing has been recommended yet. When something is, it appears here.',
  };
}

export function recommendationsTable(recommendations: readonly ShownRecommendation[], asked: ReadonlyMap<string, number>): PageTable {
  return {
    name: 'recommendations',
    text: () =>
      toCsv(recommendations, [
        { heading: 'Recommendation', value: ({ text }) => text },
        { heading: 'Source', value: ({ source }) => sourceInWords(source) },
        { heading: 'Themes', value: ({ themes }) => themesInWords(themes) },
        { heading: 'Made on', value: ({ madeOn }) => madeOn },
        { heading: 'Actions', value: ({ recommendation }) => asked.get(recommendation) ?? 0 },
      ]),
  };
}

/** What was asked of one agency, how it stands, and what came of it. */
export interface ActionLine {
  readonly what: string;
  readonly href: string;
  readonly agency: string;
  readonly status: string;
  readonly due: string;
  readonly came: string;
  /** What its agency showed last for its being done. */
  readonly evidence: readonly { readonly text: string; readonly href?: string }[];
}

export interface ChainView extends PageHead {
  readonly source: string;
  /** The page of the practice review that it comes out of, where that is on record here. */
  readonly reviewHref?: string;
  readonly themes: string;
  readonly copies?: string;
  /** What was found that led to it, where its reader may see that. */
  readonly found?: { readonly audit: string; readonly href: string; readonly findings: readonly string[] };
  readonly actions: readonly ActionLine[];
  /** Nothing where it comes out of no audit. */
  readonly again?: { readonly audits: readonly { readonly text: string; readonly href: string }[]; readonly empty: string };
  readonly issueHref?: string;
  readonly empty: string;
}

/** What a chain is made of. */
export interface Chain {
  readonly recommendation: ShownRecommendation;
  readonly actions: readonly ShownAction[];
  /** What happened to each action, in the same order. */
  readonly histories: readonly (readonly ShownActionHistory[])[];
  readonly origin?: Origin;
}

/** The chain: what was found and recommended, what was asked of whom, what was done about it with what evidence, and who looked again. */
export function chainPage({ recommendation, actions, histories, origin }: Chain, mayIssue: boolean, reading: Reading): ChainView {
  const { isNow, go } = reading;
  const { copiesBy } = recommendation;
  const ofReview = reviewHref(recommendation.source, go);
  return {
    title: recommendation.text,
    caption: 'Recommendation',
    section: 'actions',
    back: go(paths.recommendations.all),
    source: sourceInWords(recommendation.source),
    reviewHref: ofReview,
    themes: themesInWords(recommendation.themes),
    // Of a review that is on record, its own page says whether they did.
    copies: copiesBy === null || ofReview !== undefined ? undefined : `Copies of the review go out by ${dayInWords(copiesBy)}.`,
    found: origin && foundIn(origin, go),
    actions: actions.map((row, index) => actionLine(row, histories[index] ?? [], reading)),
    again: origin && againIn(origin, go),
    issueHref: mayIssue && isNow ? paths.recommendations.issue(recommendation.recommendation) : undefined,
    empty: NOBODY_ASKED,
  };
}

export const NOBODY_ASKED = 'No agency has been asked to do anything about it yet.';

/** One action of a chain, as on the page's day. */
export function actionLine(row: ShownAction, history: readonly ShownActionHistory[], { point, go }: Reading): ActionLine {
  return {
    what: row.what,
    href: go(paths.actions.one(row.action)),
    agency: row.agencyName,
    status: statusInWords(row, point.day),
    due: dayInWords(row.dueOn),
    came: row.impact === null ? '' : spelt(row.impact),
    evidence: evidenceOf(history),
  };
}

function foundIn({ audit, findings }: Origin, go: Reading['go']): ChainView['found'] {
  return {
    audit: audit.title,
    href: go(paths.audits.report(audit.audit)),
    findings: findings.map(({ kind, text }) => `${FINDINGS[kind]}: ${text}`),
  };
}

function againIn({ reAudits }: Origin, go: Reading['go']): ChainView['again'] {
  return {
    audits: reAudits.map(({ audit, title, plannedOn }) => {
      return { text: `${title}, planned on ${dayInWords(plannedOn)}`, href: go(paths.audits.one(audit)) };
    }),
    empty: 'The same has not been looked at again yet.',
  };
}

function evidenceOf(history: readonly ShownActionHistory[]): ActionLine['evidence'] {
  const last = history.findLast(({ kind }) => kind === 'claimed');
  return (last?.evidence ?? []).map((piece) => (piece.kind === 'note' ? { text: piece.text } : { text: piece.title, href: piece.url }));
}
