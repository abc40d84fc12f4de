import type { GradeKey, GradeLevel } from '../domain/case-audit-tool.events.js';
import type { FindingKind } from '../domain/case-audit.events.js';
import type { AgencyAuditRow } from './agency-audit.row.js';
import type { CaseAuditFindingRow } from './case-audit-finding.row.js';
import type { CaseAuditRow } from './case-audit.row.js';
import type { CaseGradeRow } from './case-grade.row.js';

// What the circle sees: counts of cases, unsuppressed. What leaves the circle is suppressed elsewhere.

export type GradeCounts = Readonly<Record<GradeKey, number>>;

/** The agreed grades of one agency in one domain, over all cases. */
export interface GlanceCell {
  readonly agency: string;
  readonly domain: string;
  readonly counts: GradeCounts;
  /** Graded by the agency, and not agreed yet. */
  readonly waiting: number;
  readonly disputed: number;
}

type Graded = Pick<CaseGradeRow, 'agency' | 'domain' | 'agencyGrade' | 'moderatorGrade' | 'agreedGrade' | 'disputeStep'>;

/** An audit at a glance: every agency by every domain, the agreed grades counted. */
export function glanceOf(audit: Pick<CaseAuditRow, 'agencies' | 'domains'>, grades: readonly Graded[]): readonly GlanceCell[] {
  return audit.agencies.flatMap(({ agency }) => {
    return audit.domains.map(({ key: domain }) => {
      const own = grades.filter((one) => one.agency === agency && one.domain === domain);
      const counts = countsOf(own.flatMap(({ agreedGrade }) => agreedGrade ?? []));
      const disputed = own.filter(({ disputeStep }) => disputeStep !== null).length;
      return { agency, domain, counts, waiting: own.filter(({ agreedGrade }) => agreedGrade === null).length, disputed };
    });
  });
}

function countsOf(grades: readonly GradeKey[]): GradeCounts {
  const count = (key: GradeKey): number => grades.filter((one) => one === key).length;
  return {
    inadequate: count('inadequate'),
    'requires-improvement': count('requires-improvement'),
    good: count('good'),
    outstanding: count('outstanding'),
  };
}

/** How many grades went from one level to another. */
export interface Move {
  readonly from: GradeKey;
  readonly to: GradeKey;
  readonly grades: number;
}

/** How grades moved between what agencies said, what moderators said and what was agreed. */
export interface Movement {
  /** Grades that a moderator looked at. */
  readonly moderated: number;
  readonly selfToModerated: readonly Move[];
  /** Grades that were agreed. */
  readonly agreed: number;
  readonly moderatedToAgreed: readonly Move[];
  readonly up: number;
  readonly down: number;
  readonly unchanged: number;
}

/** Grade movement; up and down are from the agency's own grade to the agreed one. */
export function movementOf(levels: readonly GradeLevel[], grades: readonly Graded[]): Movement {
  const moderated = grades.flatMap(({ agencyGrade: from, moderatorGrade: to }) => (to === null ? [] : [{ from, to }]));
  const agreed = grades.flatMap(({ moderatorGrade: from, agreedGrade: to }) => (from === null || to === null ? [] : [{ from, to }]));
  const whole = grades.flatMap(({ agencyGrade: from, agreedGrade: to }) => (to === null ? [] : [{ from, to }]));
  const rank = new Map(levels.map(({ key, numeric }) => [key, numeric]));
  const change = ({ from, to }: Step): number => Math.sign((rank.get(to) ?? 0) - (rank.get(from) ?? 0));
  return {
    moderated: moderated.length,
    selfToModerated: movesIn(levels, moderated),
    agreed: agreed.length,
    moderatedToAgreed: movesIn(levels, agreed),
    up: whole.filter((step) => change(step) > 0).length,
    down: whole.filter((step) => change(step) < 0).length,
    unchanged: whole.filter((step) => change(step) === 0).length,
  };
}

type Step = Pick<Move, 'from' | 'to'>;

function movesIn(levels: readonly GradeLevel[], steps: readonly Step[]): readonly Move[] {
  return levels
    .flatMap(({ key: from }) => levels.map(({ key: to }) => ({ from, to })))
    .map((step) => ({ ...step, grades: steps.filter(({ from, to }) => from === step.from && to === step.to).length }))
    .filter(({ grades }) => grades > 0);
}

/** One theme in one year: how many audits, findings of each kind, and cases they were seen in. */
export interface ThemeCount {
  readonly theme: string;
  /** The year in which the audits were planned. */
  readonly year: string;
  readonly audits: number;
  readonly cases: number;
  readonly findings: Readonly<Record<FindingKind, number>>;
}

type Themed = Pick<CaseAuditFindingRow, 'audit' | 'kind' | 'themes' | 'cases'>;

/** Themes across audits and years, by theme and then by year. */
export function themesOf(audits: readonly Pick<CaseAuditRow, 'audit' | 'plannedOn'>[], findings: readonly Themed[]): readonly ThemeCount[] {
  const yearOf = new Map(audits.map(({ audit, plannedOn }) => [audit, plannedOn.slice(0, 4)]));
  const tagged = findings.flatMap((one) => one.themes.map((theme) => ({ ...one, theme, year: yearOf.get(one.audit) ?? '' })));
  const keys = [...new Set(tagged.map(({ theme, year }) => JSON.stringify([theme, year])))].sort();
  return keys.map((key) => {
    const [theme, year] = JSON.parse(key) as [string, string];
    const own = tagged.filter((one) => one.theme === theme && one.year === year);
    const cases = new Set(own.flatMap(({ audit, cases: seen }) => seen.map((one) => `${audit}/${one}`)));
    return { theme, year, audits: new Set(own.map(({ audit }) => audit)).size, cases: cases.size, findings: kindsOf(own) };
  });
}

function kindsOf(findings: readonly Pick<Themed, 'kind'>[]): ThemeCount['findings'] {
  const count = (kind: FindingKind): number => findings.filter((one) => one.kind === kind).length;
  return { strength: count('strength'), 'good-practice': count('good-practice'), learning: count('learning'), concern: count('concern') };
}

/** One domain in an audit and in its re-audit: the agreed grades of all agencies and cases. */
export interface Compared {
  readonly domain: string;
  readonly title: string;
  readonly before: GradeCounts;
  readonly after: GradeCounts;
}

/** A re-audit beside the audit it repeats, by the same items. */
export function comparisonOf(
  { domains }: Pick<CaseAuditRow, 'domains'>,
  earlier: readonly Graded[],
  later: readonly Graded[],
): readonly Compared[] {
  const agreedIn = (grades: readonly Graded[], key: string): GradeCounts => {
    return countsOf(grades.flatMap(({ domain, agreedGrade }) => (domain === key && agreedGrade !== null ? [agreedGrade] : [])));
  };
  return domains.map(({ key: domain, title }) => {
    return { domain, title, before: agreedIn(earlier, domain), after: agreedIn(later, domain) };
  });
}

/** What one agency still has to say of its cases. */
export interface Owed {
  readonly agency: string;
  readonly agencyName: string;
  readonly unanswered: number;
  readonly unsubmitted: number;
  readonly submitted: number;
  readonly notKnown: number;
  /** Days past the due day; 0 while it is not over, or nothing is owed. */
  readonly daysOverdue: number;
}

/** Whether an agency has still to say what it knows of a case. */
export function isOwed({ status }: Pick<AgencyAuditRow, 'status'>): boolean {
  return status === 'requested' || status === 'in-progress';
}

/**
 * What each agency still owes, by how an audit stands.
 *
 * @param daysPast how many days a day is over; 0 while it is not.
 */
export function owedOf(
  audits: readonly Pick<AgencyAuditRow, 'agency' | 'agencyName' | 'status' | 'dueOn'>[],
  daysPast: (dueOn: string) => number,
): readonly Owed[] {
  const agencies = [...new Map(audits.map(({ agency, agencyName }) => [agency, agencyName]))];
  return agencies.map(([agency, agencyName]) => {
    const own = audits.filter((one) => one.agency === agency);
    const count = (status: AgencyAuditRow['status']): number => own.filter((one) => one.status === status).length;
    const open = own.filter(isOwed);
    return {
      agency,
      agencyName,
      unanswered: count('requested'),
      unsubmitted: count('in-progress'),
      submitted: count('submitted'),
      notKnown: count('not-known'),
      daysOverdue: Math.max(0, ...open.map(({ dueOn }) => daysPast(dueOn))),
    };
  });
}
