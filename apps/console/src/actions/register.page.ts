import { daysOf, themes, type RegisterFilter, type ShownAction } from '@goldenthread/actions';
import type { Day } from '@goldenthread/event-sourcing';
import { toCsv } from '@goldenthread/http';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords } from '../words.js';
import { SOURCE_WORDS, sourceInWords, STATUS_WORDS, statusInWords, themesInWords } from './action-words.js';
import { overdueFigures, type OverdueFigures, type OverdueOverTime } from './overdue.page.js';

type Option = { readonly value: string; readonly text: string; readonly selected: boolean };

export interface RegisterView extends PageHead {
  readonly summary: string;
  readonly filters: readonly { readonly id: string; readonly label: string; readonly options: readonly Option[] }[];
  /** The date in the address, which a filter keeps. */
  readonly asAt?: string;
  readonly action: string;
  readonly clearHref: string;
  readonly rows: readonly {
    readonly what: string;
    readonly href: string;
    readonly agency: string;
    readonly status: string;
    readonly due: string;
    readonly about: string;
  }[];
  readonly empty: string;
  readonly attentionHref?: string;
  readonly proceedingsHref?: string;
  readonly rulesHref: string;
  readonly recommendHref?: string;
  readonly overdue?: OverdueFigures;
}

export interface RegisterFacts {
  /** What the filter leaves. */
  readonly actions: readonly ShownAction[];
  /** All that the reader may see. */
  readonly all: readonly ShownAction[];
  readonly filter: RegisterFilter;
  /** How many of each agency were overdue at the end of each month and on the day of the page. */
  readonly overdue: OverdueOverTime;
  readonly seesAll: boolean;
  readonly mayRecommend: boolean;
}

/** The register of actions: what is asked of whom, by when, and how it stands on the page's day. */
export function registerPage({ actions, all, filter, overdue, seesAll, mayRecommend }: RegisterFacts, reading: Reading): RegisterView {
  const { point, isNow, go } = reading;
  return {
    title: 'Actions',
    section: 'actions',
    summary: summaryOf(all, point.day),
    filters: filtersOf(all, filter, seesAll),
    asAt: new URL(go('/'), 'http://here').searchParams.get('asAt') ?? undefined,
    action: paths.actions.all,
    clearHref: go(paths.actions.all),
    rows: actions.map((row) => ({
      what: row.what,
      href: go(paths.actions.one(row.action)),
      agency: row.agencyName,
      status: statusInWords(row, point.day),
      due: dayInWords(row.dueOn),
      about: [row.of ? sourceInWords(row.of.source) : SOURCE_WORDS[row.sourceKind], themesInWords(row.themes)].join('. '),
    })),
    empty:
      all.length === 0
        ? 'No action has been issued yet. When one is, it appears here.'
        : 'No action is like that. Choose less, or clear what you chose.',
    attentionHref: seesAll ? go(paths.attention) : undefined,
    proceedingsHref: seesAll ? go(paths.proceedings.all) : undefined,
    rulesHref: go(paths.followUpRules),
    recommendHref: mayRecommend && isNow ? paths.recommendations.make : undefined,
    overdue: seesAll ? overdueFigures(overdue, reading) : undefined,
  };
}

function summaryOf(all: readonly ShownAction[], today: Day): string {
  const overdue = all.filter((row) => daysOf(row, today).isOverdue);
  const done = all.filter(({ status }) => status === 'completed');
  return `${counted(all.length, 'action')}: ${overdue.length} overdue, ${done.length} done.`;
}

function filtersOf(all: readonly ShownAction[], filter: RegisterFilter, seesAll: boolean): RegisterView['filters'] {
  const option = (value: string, text: string, chosen: string | undefined): Option => ({ value, text, selected: value === (chosen ?? '') });
  const agencies = [...new Map(all.map(({ agency, agencyName }) => [agency, agencyName]))].sort(([, a], [, b]) => (a < b ? -1 : 1));
  const select = (id: string, label: string, any: string, pairs: readonly (readonly [string, string])[], chosen: string | undefined) => ({
    id,
    label,
    options: [option('', any, chosen), ...pairs.map(([value, text]) => option(value, text, chosen))],
  });
  const statuses = [['open', 'Still open'], ['overdue', 'Overdue'], ...Object.entries(STATUS_WORDS)] as [string, string][];
  const ages = ['30', '90', '180', '365'].map((days) => [days, `${days} days or more`] as const);
  return [
    ...(seesAll ? [select('agency', 'Agency', 'All agencies', agencies, filter.agency)] : []),
    select(
      'theme',
      'Theme',
      'All themes',
      themes.map(({ key, title }) => [key, title] as const),
      filter.theme,
    ),
    select('source', 'Source', 'All sources', Object.entries(SOURCE_WORDS), filter.source),
    select('status', 'Status', 'Any status', statuses, filter.status),
    select('olderThan', 'Issued', 'At any time', ages, filter.olderThan === undefined ? undefined : String(filter.olderThan)),
  ];
}

export function registerTable(actions: readonly ShownAction[], today: Day): PageTable {
  return {
    name: 'actions',
    text: () =>
      toCsv(actions, [
        { heading: 'Action', value: ({ what }) => what },
        { heading: 'Agency', value: ({ agencyName }) => agencyName },
        { heading: 'Status', value: (row) => statusInWords(row, today) },
        { heading: 'Issued on', value: ({ issuedOn }) => issuedOn },
        { heading: 'Due on', value: ({ dueOn }) => dueOn },
        { heading: 'Source', value: ({ of }) => of && sourceInWords(of.source) },
        { heading: 'Themes', value: (row) => themesInWords(row.themes) },
      ]),
  };
}
