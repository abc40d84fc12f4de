import type { ChangeDomain } from '@goldenthread/http';
import { paths, withQuery } from '../paths.js';
import { counted } from '../words.js';
import type { FiguresOfDomains } from './domain-figures.js';
import type { Since } from './compared.page.js';
import type { Reading } from './page-readings.js';

/** What changes are of, in the order in which pages tell of them. */
export const DOMAINS: Readonly<Record<ChangeDomain, string>> = {
  'section-11': 'Section 11 returns',
  'case-audits': 'Case audits',
  indicators: 'Indicators',
  performance: 'Signals, risks to performance and contributions',
  'follow-up': 'Recommendations, actions and meetings',
  releases: 'Releases',
};

/** One domain at two dates: how much was recorded of it between them, and how it stood at either. */
export interface DomainLine {
  readonly title: string;
  readonly changes: { readonly text: string; readonly href?: string; readonly current: boolean };
  readonly then: { readonly text: string; readonly href: string };
  readonly now: { readonly text: string; readonly href: string };
  readonly isChanged: boolean;
}

/** What domain lines are made from. */
export interface DomainFacts {
  readonly counts: ReadonlyMap<ChangeDomain, number>;
  readonly before: FiguresOfDomains;
  readonly after: FiguresOfDomains;
  /** Whether its reader may read what signals propose and risks to performance; else they are led to contributions. */
  readonly judges: boolean;
}

/** A line for each domain that anything was recorded of, or that has figures. @param hrefOf where changes of it alone are listed. */
export function domainLines(
  { counts, before, after, judges }: DomainFacts,
  only: ChangeDomain | undefined,
  since: Since,
  { go }: Reading,
  hrefOf: (of: ChangeDomain) => string,
): DomainLine[] {
  return domains().flatMap((of): DomainLine[] => {
    const count = counts.get(of) ?? 0;
    const [path, then, now] = [pageOf(of, judges), figuresIn(of, before), figuresIn(of, after)];
    if (count === 0 && then === undefined) return [];
    return [
      {
        title: DOMAINS[of],
        changes: {
          text: count === 0 ? 'Nothing' : counted(count, 'change'),
          href: count === 0 ? undefined : hrefOf(of),
          current: of === only,
        },
        then: { text: then ?? 'See them then', href: withQuery(path, { asAt: since.asked }) },
        now: { text: now ?? 'See them now shown', href: go(path) },
        isChanged: then !== now,
      },
    ];
  });
}

/** The domain that an address names; nothing where it names none. */
export function domainNamed(text: unknown): ChangeDomain | undefined {
  return domains().find((of) => of === text);
}

function domains(): ChangeDomain[] {
  return Object.keys(DOMAINS) as ChangeDomain[];
}

function pageOf(of: ChangeDomain, judges: boolean): string {
  switch (of) {
    case 'section-11':
      return paths.returns.all;
    case 'case-audits':
      return paths.audits.all;
    case 'indicators':
      return paths.indicators.all;
    case 'performance':
      return judges ? paths.indicators.followUp : paths.contributions;
    case 'follow-up':
      return paths.actions.all;
    case 'releases':
      return paths.releases.all;
  }
}

/** Nothing where there is no figure for it: Section 11 has its own, by cycle. */
function figuresIn(of: ChangeDomain, figures: FiguresOfDomains): string | undefined {
  switch (of) {
    case 'case-audits':
      return auditsInWords(figures);
    case 'indicators':
      if (figures.series === 0) return 'No figures';
      return `${figures.seriesWithSignal} of ${counted(figures.series, 'line')} unusual`;
    case 'follow-up':
      return figures.actionsOverdue === 0 ? 'No action overdue' : `${counted(figures.actionsOverdue, 'action')} overdue`;
    default:
      return undefined;
  }
}

function auditsInWords({ audits, auditsAgreed }: FiguresOfDomains): string {
  if (audits === 0) return 'No audit';
  if (auditsAgreed === 0) return `${counted(audits, 'audit')}, no report agreed`;
  return `${counted(audits, 'audit')}, ${counted(auditsAgreed, 'report')} agreed`;
}
