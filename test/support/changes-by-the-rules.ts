import { decide, type Scope } from '@goldenthread/access';
import { maySeeAudit, maySeeModeration, sightOf } from '@goldenthread/case-audits';
import type { Position } from '@goldenthread/event-sourcing';
import type { ChangeDomain, ChangesReader } from '@goldenthread/http';
import type { DataSource } from 'typeorm';

/** Where changes are looked at: those of a span, as at its end; who may see what is judged now. */
interface Looked {
  readonly after: Position;
  readonly upTo: Position;
  readonly now: Position;
}

interface Versioned {
  readonly valid_from: string;
  readonly valid_to: string;
}

interface ChangeRow extends Versioned {
  readonly partnership: string;
  readonly kind: string;
  readonly about: string;
  readonly ref: string;
  readonly code: string;
  readonly agency: string | null;
  readonly return: string | null;
  readonly audit: string | null;
  readonly agency_audit: string | null;
  readonly case: string | null;
}

interface AuditRow extends Versioned {
  readonly audit: string;
  readonly partnership: string;
  readonly agencies: Parameters<typeof sightOf>[2]['agencies'];
  readonly panel: Parameters<typeof sightOf>[2]['panel'];
  readonly agreed_on: string | null;
}

interface PartRow extends Versioned {
  readonly agency_audit: string;
  readonly audit: string;
  readonly case: string;
  readonly agency: string;
  readonly status: string;
}

interface CaseRow extends Versioned {
  readonly audit: string;
  readonly case: string;
  readonly moderation: string;
  readonly moderated: readonly string[];
  readonly held_on: string | null;
}

interface ProgressRow extends Versioned {
  readonly return: string;
  readonly agency: string;
  readonly status: string;
  readonly submission_position: string | null;
}

/** What the changes of one domain may be told of: judged row by row, every row of every partnership loaded. */
type Rule = (row: ChangeRow) => boolean;

const OF_DRAFTS = ['answered', 'signed-off', 'sign-off-withdrawn'];
const OF_REPORT = ['finding-recorded', 'recommendation-made', 'report-presented', 'briefing-acknowledged', 'feedback-answered'];

/**
 * The changes that somebody may know of, found the long way: every row there is, judged by itself. Tests hold what is counted
 * in the database against it.
 *
 * @returns "section-11 48211" for each, in the order it was recorded.
 */
export async function changesByTheRules(source: DataSource, reader: ChangesReader, looked: Looked): Promise<string[]> {
  const decision = decide({ ...reader.actor, partnership: reader.partnership }, 'change:own');
  if (!decision.permitted) return [];
  const rules = await rulesOf(source, reader, decision.scope, looked);
  const found = await Promise.all(
    Object.entries(rules).map(async ([of, { view, rule }]) => {
      const rows = await source.query<ChangeRow[]>(`SELECT * FROM rm.${view}`);
      return rows.flatMap((row) => (isWithin(row, looked) && rule(row) ? [{ of, position: BigInt(row.valid_from) }] : []));
    }),
  );
  const inOrder = found.flat().sort((a, b) => (a.position < b.position ? -1 : 1));
  return inOrder.map(({ of, position }) => `${of} ${position}`);
}

function isWithin({ valid_from }: Versioned, { after, upTo }: Looked): boolean {
  return BigInt(valid_from) > after && BigInt(valid_from) <= upTo;
}

async function rulesOf(
  source: DataSource,
  reader: ChangesReader,
  scope: Scope,
  looked: Looked,
): Promise<Record<ChangeDomain, { readonly view: string; readonly rule: Rule }>> {
  const { partnership, agency } = scope;
  const { actor } = reader;
  const judges = decide({ ...actor, partnership }, 'performance:read').permitted;
  const isOfCircle = ['coordinator', 'paqa-member', 'scrutineer'].includes(actor.role);
  const ours = (rule: Rule): Rule => {
    return (row) => row.partnership === partnership && rule(row);
  };
  return {
    'section-11': { view: 'section11_change', rule: ours(await ofReturns(source, scope, looked)) },
    'case-audits': { view: 'case_audit_change', rule: await ofAudits(source, reader, looked) },
    indicators: { view: 'indicator_change', rule: ours(await ofIndicators(source, scope, looked)) },
    performance: { view: 'performance_change', rule: ours(({ about }) => judges || ['neighbours', 'contribution'].includes(about)) },
    releases: { view: 'release', rule: ours(() => isOfCircle) },
    'follow-up': { view: 'follow_up_change', rule: ours(agency === undefined ? () => true : await ofFollowUp(source, agency, looked)) },
  };
}

async function ofReturns(source: DataSource, { agency, onlySubmitted }: Scope, { upTo }: Looked): Promise<Rule> {
  const progress = await rowsAt<ProgressRow>(source, 'section11_return_progress', upTo);
  const theirs = progress.filter((row) => agency === undefined || row.agency === agency);
  const progressOf = new Map(theirs.map((row) => [row.return, row]));
  return ({ return: ref, kind, valid_from }) => {
    if (ref === null) return agency === undefined || kind === 'cycle-opened' || kind === 'cycle-closed';
    const of = progressOf.get(ref);
    if (!of || !OF_DRAFTS.includes(kind) || !onlySubmitted || of.status === 'submitted') return of !== undefined;
    return of.submission_position !== null && BigInt(valid_from) <= BigInt(of.submission_position);
  };
}

async function ofAudits(source: DataSource, { actor, partnership }: ChangesReader, { upTo, now }: Looked): Promise<Rule> {
  const auditOf = new Map((await rowsAt<AuditRow>(source, 'case_audit', upTo)).map((row) => [row.audit, row]));
  const partOf = new Map((await rowsAt<PartRow>(source, 'agency_audit', upTo)).map((row) => [row.agency_audit, row]));
  const caseOf = new Map((await rowsAt<CaseRow>(source, 'case_audit_case', now)).map((row) => [`${row.audit} ${row.case}`, row]));
  return (row) => {
    const part = partOf.get(row.agency_audit ?? '');
    const audit = auditOf.get(row.audit ?? part?.audit ?? '');
    const sight = audit && sightOf(actor, partnership, audit);
    if (!sight) return false;
    const of = caseOf.get(`${audit.audit} ${row.case ?? part?.case ?? ''}`);
    if (part) {
      const opened = of !== undefined && of.moderation !== 'not-opened';
      const mayRead = maySeeAudit(sight, { agency: part.agency, submitted: part.status === 'submitted', opened });
      return mayRead || (row.kind === 'submitted' && sight.grades);
    }
    if (row.case !== null) return of !== undefined && maySeeModeration(sight, { moderated: of.moderated, held: of.held_on !== null });
    return sight.drafts || audit.agreed_on !== null || !OF_REPORT.includes(row.kind);
  };
}

async function ofIndicators(source: DataSource, { partnership, agency }: Scope, { upTo }: Looked): Promise<Rule> {
  type Defined = Versioned & { partnership: string; code: string; definition: { owner: string } };
  const defined = await rowsAt<Defined>(source, 'indicator_definition', upTo);
  const theirs = defined.filter(({ definition: { owner } }) => agency === undefined || owner === 'each-agency' || owner === agency);
  const codes = new Set(theirs.filter((row) => row.partnership === partnership).map(({ code }) => code));
  return ({ code, agency: whose }) => codes.has(code) && (agency === undefined || whose === null || whose === agency);
}

async function ofFollowUp(source: DataSource, agency: string, { upTo }: Looked): Promise<Rule> {
  const actions = await rowsAt<Versioned & { action: string; agency: string }>(source, 'action', upTo);
  const theirs = new Set(actions.filter((row) => row.agency === agency).map(({ action }) => action));
  return ({ about, ref, kind }) => (about === 'action' ? theirs.has(ref) : kind === 'group-met');
}

async function rowsAt<Row extends Versioned>(source: DataSource, view: string, position: Position): Promise<Row[]> {
  const rows = await source.query<Row[]>(`SELECT * FROM rm.${view}`);
  return rows.filter(({ valid_from, valid_to }) => BigInt(valid_from) <= position && BigInt(valid_to) > position);
}
