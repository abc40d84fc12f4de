import {
  comparisonOf,
  glanceOf,
  movementOf,
  owedOf,
  type AgencyAuditRow,
  type CaseGradeRow,
  type GradeKey,
  type ShownAudit,
  type ShownCase,
  type Sight,
} from '@goldenthread/case-audits';
import { daysBetween } from '@goldenthread/calendar';
import { gradeCell, gradeMovement } from '@goldenthread/charts';
import { toCsv } from '@goldenthread/http';
import type { RowOf } from '@goldenthread/read-models';
import type { Reading } from '../as-at/page-readings.js';
import { dateInput, NO_DAY, type TypedDay } from '../coordinator/typed-day.js';
import type { PageError, PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords } from '../words.js';
import { childInWords, errorFor, KINDS, rankOf, SOURCES, STATUSES, themeInWords } from './audit-words.js';

type Grade = RowOf<CaseGradeRow>;
type AgencyAudit = RowOf<AgencyAuditRow>;

export interface AuditFacts {
  readonly audit: ShownAudit;
  readonly sight: Sight;
  readonly cases: readonly ShownCase[];
  readonly agencyAudits: readonly AgencyAudit[];
  /** Of those who see grades; none of others. */
  readonly grades: readonly Grade[];
  /** Of a re-audit: the grades of the audit it repeats, where they may be seen. */
  readonly earlier?: readonly Grade[];
  /** The audit that this one repeats, and those that repeat it, the earliest first. */
  readonly repeats: { readonly earlier?: Named; readonly later: readonly Named[] };
  readonly reading: Reading;
  /** Whether whoever reads directs the audit. */
  readonly mayDirect: boolean;
  /** Whether whoever reads looks after who read it. */
  readonly mayReadLog: boolean;
  readonly nameOf: (person: string) => string;
  /** What a partnership that takes part, or an agency of one, is called; nothing where it is not known any more. */
  readonly nameOfBody: (body: string) => string | undefined;
  readonly commandId: string;
  readonly errors?: readonly PageError[];
  readonly typed?: { readonly dueOn?: TypedDay; readonly governance?: Partial<Record<GovernanceField, string>> };
}

type Named = Pick<ShownAudit, 'audit' | 'title'>;
type GovernanceField = 'lawfulBasis' | 'informationSharingAgreement' | 'dpiaReference';

const GOVERNANCE: Readonly<Record<GovernanceField, string>> = {
  lawfulBasis: 'Lawful basis',
  informationSharingAgreement: 'Information-sharing agreement',
  dpiaReference: 'Data protection impact assessment',
};

export interface AuditView extends PageHead {
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly summary: readonly { readonly key: string; readonly lines: readonly string[] }[];
  readonly governance?: { readonly action: string; readonly inputs: readonly object[] };
  readonly drawHref?: string;
  readonly issue?: { readonly action: string; readonly dueOn: object };
  readonly reportHref?: string;
  /** The audit that it repeats and those that repeat it, where it is done again, and who read it. */
  readonly related: readonly Required<Pick<Link, 'text' | 'href'>>[];
  readonly cases: readonly {
    readonly name: string;
    readonly about: string;
    readonly moderation: Link;
    readonly agencies: readonly Link[];
  }[];
  readonly grid?: {
    readonly domains: readonly string[];
    readonly rows: readonly { readonly name: string; readonly cells: readonly GridCell[] }[];
  };
  readonly movement?: { readonly svg: string; readonly sentence: string };
  readonly comparison?: readonly { readonly title: string; readonly before: ComparedCell; readonly after: ComparedCell }[];
  readonly owed: readonly { readonly name: string; readonly text: string; readonly isLate: boolean }[];
}

type Link = { readonly text: string; readonly href?: string; readonly about?: string };
type GridCell = { readonly domain: string; readonly svg: string; readonly words: string };
type ComparedCell = { readonly svg: string; readonly words: string };

/** One audit: what it looks at, how far it has come, and, to the circle, its grades drawn. */
export function auditPage(facts: AuditFacts): AuditView {
  const { audit, sight, reading, errors = [], commandId } = facts;
  const isAgreed = audit.agreedOn !== null;
  return {
    title: audit.title,
    caption: `${KINDS[audit.kind]}: ${STATUSES[audit.status].toLowerCase()}`,
    section: 'audits',
    back: reading.go(paths.audits.all),
    errors,
    change: { commandId, basedOn: String(audit.revision) },
    summary: summaryOf(facts),
    ...stepsOf(facts),
    reportHref: sight.drafts || isAgreed ? reading.go(paths.audits.report(audit.audit)) : undefined,
    related: relatedTo(facts),
    cases: facts.cases.map((one) => caseOf(one, facts)),
    ...(sight.grades && audit.dueOn !== null ? drawn(facts) : {}),
    owed: audit.dueOn === null ? [] : owedIn(facts),
  };
}

/** The grid as a file; nothing where whoever reads does not see it. */
export function gridCsv({ audit, sight, grades }: AuditFacts): PageTable | undefined {
  if (!sight.grades) return undefined;
  const { agencies, domains } = audit;
  const text = (): string =>
    toCsv(glanceOf(audit, grades), [
      { heading: 'Agency', value: ({ agency }) => agencies.find((one) => one.agency === agency)?.name },
      { heading: 'Domain', value: ({ domain }) => domains.find(({ key }) => key === domain)?.title },
      ...audit.scale.levels.map(({ key, words }) => ({
        heading: words,
        value: ({ counts }: ReturnType<typeof glanceOf>[number]) => counts[key],
      })),
      { heading: 'Not agreed yet', value: ({ waiting }) => waiting },
      { heading: 'Disputed', value: ({ disputed }) => disputed },
    ]);
  return { name: 'case-audit-grades', text };
}

function summaryOf({ audit, sight, nameOf, nameOfBody }: AuditFacts): AuditView['summary'] {
  const { source, questions, periodFrom, periodTo, agencies, domains, panel, selection, doneWith } = audit;
  const drawn = selection && [
    `${selection.population.describedAs}, as at ${dayInWords(selection.population.takenOn)}: ${counted(selection.population.size, 'child', 'children')}, ${selection.population.placedOutside} of them placed outside the area`,
    `Seed: ${selection.seed}`,
    `Snapshot of the population, SHA-256: ${selection.population.snapshotHash}`,
    ...selection.exclusions.map(({ row, reason }) => `Left out, row ${row}: ${reason}`),
  ];
  return [
    { key: 'Theme', lines: [themeInWords(audit.theme)] },
    { key: 'Where it came from', lines: [`${SOURCES[source.kind]}: ${source.reference}`] },
    { key: 'Questions', lines: questions },
    { key: 'Period looked at', lines: [`${dayInWords(periodFrom)} to ${dayInWords(periodTo)}`] },
    { key: 'Domains', lines: domains.map(({ title }) => title) },
    { key: 'Agencies', lines: doneWith.length > 0 ? byPartnership(audit, nameOfBody) : agencies.map(({ name }) => name) },
    ...(sight.as === 'agency'
      ? []
      : [
          { key: 'Panel', lines: panel.map(({ person, agency }) => withBody(nameOf(person), nameOfBody(agency))) },
          { key: 'How cases were drawn', lines: drawn ?? ['Not drawn yet'] },
        ]),
    ...Object.entries(GOVERNANCE).map(([field, key]) => ({ key, lines: [audit[field as GovernanceField] ?? 'Not recorded yet'] })),
    { key: 'Agencies answer by', lines: [audit.dueOn === null ? 'Not asked yet' : dayInWords(audit.dueOn)] },
  ];
}

/** Of a joint audit: the agencies of each partnership, its own first. */
function byPartnership({ partnership, doneWith, agencies }: ShownAudit, nameOfBody: AuditFacts['nameOfBody']): readonly string[] {
  return [partnership, ...doneWith].map((id) => {
    const own = agencies.filter((one) => one.partnership === id).map(({ name }) => name);
    return `${nameOfBody(id) ?? 'Another partnership'}: ${own.join(', ')}`;
  });
}

/** "Martin Hollis, Marlshire County Council": who it is, and of whom. */
function withBody(name: string, body: string | undefined): string {
  return body === undefined ? name : `${name}, ${body}`;
}

function stepsOf({ audit, mayDirect, reading, errors = [], typed }: AuditFacts): Pick<AuditView, 'governance' | 'drawHref' | 'issue'> {
  if (!mayDirect || !reading.isNow || audit.dueOn !== null) return {};
  const missing = Object.keys(GOVERNANCE).filter((field) => audit[field as GovernanceField] === null) as GovernanceField[];
  const input = (id: GovernanceField): object => {
    return { id, name: id, label: { text: GOVERNANCE[id] }, value: typed?.governance?.[id], errorMessage: errorFor(errors, id) };
  };
  const hint = 'Every agency is asked about every case. For example, 27 3 2026.';
  const dueOn = dateInput('dueOn', 'By when do agencies answer?', hint, typed?.dueOn ?? NO_DAY, errors);
  const isReady = missing.length === 0 && audit.selection !== null;
  return {
    governance: missing.length > 0 ? { action: paths.audits.governance(audit.audit), inputs: missing.map(input) } : undefined,
    drawHref: audit.selection === null ? paths.audits.draw(audit.audit) : undefined,
    issue: isReady ? { action: paths.audits.issue(audit.audit), dueOn } : undefined,
  };
}

function relatedTo({ audit, repeats: { earlier, later }, reading, mayDirect, mayReadLog }: AuditFacts): AuditView['related'] {
  const linkTo = (words: string, { audit: id, title }: Named): { text: string; href: string } => {
    return { text: `${words}: ${title}`, href: reading.go(paths.audits.one(id)) };
  };
  const again = {
    text: 'Plan a re-audit by the same items',
    href: withQuery(paths.audits.plan, { kind: 're-audit', reAuditOf: audit.audit }),
  };
  return [
    ...(earlier ? [linkTo('Repeats', earlier)] : []),
    ...later.map((one) => linkTo('Repeated by', one)),
    ...(mayDirect && reading.isNow && audit.dueOn !== null ? [again] : []),
    ...(mayReadLog ? [{ text: 'Who read it', href: reading.go(paths.audits.readings(audit.audit)) }] : []),
  ];
}

function caseOf(one: ShownCase, { audit, sight, agencyAudits, reading }: AuditFacts): AuditView['cases'][number] {
  const { case: pseudonym, placement, moderation } = one;
  const own = agencyAudits.filter((row) => row.case === pseudonym && (sight.grades || row.agency === sight.own));
  const isOpen = moderation === 'held' || moderation === 'concluded' || (moderation === 'opened' && sight.moderations === 'all');
  const mayRead = sight.moderations === 'all' || (sight.own !== undefined && one.moderated.includes(sight.own) && isOpen);
  return {
    name: pseudonym,
    about: `${childInWords(one)}${placement === 'outside-area' ? ', placed outside the area' : ''}`,
    moderation: {
      text: { 'not-opened': 'Not begun', opened: 'Open to the panel', held: 'Held', concluded: 'Concluded' }[moderation],
      href: mayRead ? reading.go(paths.audits.moderation(audit.audit, pseudonym)) : undefined,
      about: `moderation of case ${pseudonym}`,
    },
    agencies: own.map((row) => linkOf(row, one, { audit, sight, reading })),
  };
}

const PROGRESS = { requested: 'Not answered', 'not-known': 'Not known', 'in-progress': 'Begun', submitted: 'Submitted' } as const;

function linkOf(row: AgencyAudit, of: ShownCase, { audit, sight, reading }: Pick<AuditFacts, 'audit' | 'sight' | 'reading'>): Link {
  const isOwn = row.agency === sight.own;
  const isShown = row.status === 'submitted' && (sight.words === 'all' || (sight.words === 'opened' && of.moderation !== 'not-opened'));
  const href = isOwn || isShown ? reading.go(paths.audits.agency(audit.audit, row.case, row.agency)) : undefined;
  return {
    text: isOwn && !sight.grades ? PROGRESS[row.status] : `${row.agencyName}: ${PROGRESS[row.status].toLowerCase()}`,
    href,
    about: `case ${row.case}`,
  };
}

function drawn({ audit, grades, earlier }: AuditFacts): Pick<AuditView, 'grid' | 'movement' | 'comparison'> {
  const { agencies, domains, scale } = audit;
  const cells = glanceOf(audit, grades);
  const agreedBy = (agency: string, domain: string): number[] => {
    return grades
      .filter((one) => one.agency === agency && one.domain === domain && one.agreedGrade !== null)
      .map((one) => rankOf(scale, one.agreedGrade));
  };
  const rows = agencies.map(({ agency, name }) => ({
    name,
    cells: domains.map(({ key, title }) => {
      const cell = cells.find((one) => one.agency === agency && one.domain === key);
      return { domain: title, svg: gradeCell(agreedBy(agency, key), audit.cases), words: cell ? cellInWords(cell, audit) : '' };
    }),
  }));
  const moved = movementOf(scale.levels, grades);
  const sentence = `${counted(moved.agreed, 'grade')} agreed: ${moved.down} lower than the agency’s own, ${moved.up} higher, ${moved.unchanged} the same.`;
  const columns = ['Agency', 'Moderator', 'Agreed'] as const;
  const picture = { id: 'movement', title: 'How grades moved', finding: sentence, levels: scale.levels, columns };
  return {
    grid: { domains: domains.map(({ title }) => title), rows },
    movement:
      moved.moderated > 0
        ? { svg: gradeMovement({ ...picture, first: moved.selfToModerated, second: moved.moderatedToAgreed }), sentence }
        : undefined,
    comparison: earlier && comparisonIn(audit, earlier, grades),
  };
}

function comparisonIn(audit: ShownAudit, earlier: readonly Grade[], later: readonly Grade[]): AuditView['comparison'] {
  const compared = comparisonOf(audit, earlier, later);
  const barsOf = (counts: Readonly<Record<GradeKey, number>>): number[] => {
    return audit.scale.levels.flatMap(({ key, numeric }) => Array.from({ length: counts[key] }, () => numeric));
  };
  const most = Math.max(1, ...compared.flatMap(({ before, after }) => [barsOf(before).length, barsOf(after).length]));
  const cell = (counts: Readonly<Record<GradeKey, number>>): ComparedCell => {
    return { svg: gradeCell(barsOf(counts), most), words: countsInWords(counts, audit) || 'None agreed' };
  };
  return compared.map(({ title, before, after }) => ({ title, before: cell(before), after: cell(after) }));
}

function cellInWords({ counts, waiting, disputed }: ReturnType<typeof glanceOf>[number], audit: ShownAudit): string {
  const parts = [
    countsInWords(counts, audit),
    waiting > 0 ? `${waiting} not agreed yet` : '',
    disputed > 0 ? `${disputed} disputed` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'No grade' : parts.join(', ');
}

/** "2 good, 1 inadequate": the best first. */
function countsInWords(counts: Readonly<Record<GradeKey, number>>, { scale }: ShownAudit): string {
  const said = [...scale.levels].reverse().filter(({ key }) => counts[key] > 0);
  return said.map(({ key, words }) => `${counts[key]} ${words.toLowerCase()}`).join(', ');
}

function owedIn({ sight, agencyAudits, reading }: AuditFacts): AuditView['owed'] {
  const shown = agencyAudits.filter(({ agency }) => sight.grades || agency === sight.own);
  return owedOf(shown, (dueOn) => Math.max(0, daysBetween(dueOn, reading.point.day)))
    .filter(({ unanswered, unsubmitted }) => unanswered + unsubmitted > 0)
    .map(({ agencyName, unanswered, unsubmitted, daysOverdue }) => ({
      name: agencyName,
      text: `${counted(unanswered + unsubmitted, 'case')} still to audit${daysOverdue > 0 ? `, ${counted(daysOverdue, 'day')} overdue` : ''}`,
      isLate: daysOverdue > 0,
    }));
}
