import type { Actor, Position } from '@goldenthread/event-sourcing';
import { recordedIn, ToldChanges, validAt, type ChangeSpan } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { Any, DataSource, In, IsNull, Not, type FindOptionsWhere } from 'typeorm';
import { AgencyAuditRow } from './agency-audit.row.js';
import { CaseAuditCaseRow } from './case-audit-case.row.js';
import { CaseAuditChangeRow, type AuditChangeKind } from './case-audit-change.row.js';
import { CaseAuditRow } from './case-audit.row.js';
import { CaseAuditQueries } from './case-audits.queries.js';
import { maySeeAudit, maySeeModeration, sightOf, type Sight } from './circle.js';

/** The views that changes in case audits are told by. */
export const AUDIT_CHANGE_VIEWS = [CaseAuditChangeRow, CaseAuditRow, AgencyAuditRow, CaseAuditCaseRow];

/** One thing that happened in case audits: who did what, and no grade and no word of it. */
export interface AuditChange {
  readonly event: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: AuditChangeKind;
  readonly audit: string;
  readonly title: string;
  /** The pseudonym, where it is of one case. */
  readonly case: string | null;
  readonly agency: string | null;
  readonly agencyName: string | null;
  readonly by: { readonly person: string; readonly agency: string; readonly role: string };
}

/** Who asks, as what, and for which partnership. */
export interface AuditReader {
  readonly actor: Actor;
  readonly partnership: string | null;
}

interface Between extends ChangeSpan {
  /** The newest position: who may see what is judged now. */
  readonly now: Position;
}

interface Seen {
  readonly audit: CaseAuditRow;
  readonly sight: Sight;
}

/** An agency's audit of a case, as far as it decides who may know of it. */
type Part = Pick<AgencyAuditRow, 'agencyAudit' | 'audit' | 'case' | 'agency' | 'status'>;

/** The moderation of a case, as far as it decides who may know of it. */
type Moderated = Pick<CaseAuditCaseRow, 'audit' | 'case' | 'moderation' | 'moderated' | 'heldOn'>;

/** The audits that a reader may know of, with what is in each. */
interface Known {
  readonly audits: ReadonlyMap<string, Seen>;
  readonly parts: readonly Part[];
  readonly cases: readonly Moderated[];
}

/** Tells what happened in case audits between two positions, within what each reader may know of. */
@Injectable()
export class CaseAuditChangesQueries {
  constructor(
    private readonly source: DataSource,
    private readonly audits: CaseAuditQueries,
  ) {}

  /** In order. What is not theirs to see is as if it had not happened. */
  async changes(reader: AuditReader, span: Between): Promise<AuditChange[]> {
    const known = await this.known(reader, span);
    const parts = new Map(known.parts.map((row) => [row.agencyAudit, row]));
    const rows = (await this.toldOf(known, span)?.rows()) ?? [];
    return rows.flatMap((row) => {
      const part = row.agencyAudit === null ? undefined : parts.get(row.agencyAudit);
      const seen = known.audits.get(row.audit ?? part?.audit ?? '');
      return seen ? [lineOf(row, seen.audit, part)] : [];
    });
  }

  /** The same, to be counted. */
  async told(reader: AuditReader, span: Between): Promise<ToldChanges<CaseAuditChangeRow> | undefined> {
    return this.toldOf(await this.known(reader, span), span);
  }

  private toldOf(known: Known, span: ChangeSpan): ToldChanges<CaseAuditChangeRow> | undefined {
    const theirs = theirsOf(known);
    if (theirs.length === 0) return undefined;
    const query = this.source.getRepository(CaseAuditChangeRow).createQueryBuilder('change').where(theirs);
    return new ToldChanges(query.andWhere(recordedIn(span)));
  }

  private async known(reader: AuditReader, { asAt, now }: Between): Promise<Known> {
    const audits = await this.seen(reader, asAt);
    const audit = In([...audits.keys()]);
    const [parts, cases] = await Promise.all([
      this.source.getRepository(AgencyAuditRow).find({
        select: { agencyAudit: true, audit: true, case: true, agency: true, status: true },
        where: { audit, ...validAt(asAt) },
      }),
      this.source.getRepository(CaseAuditCaseRow).find({
        select: { audit: true, case: true, moderation: true, moderated: true, heldOn: true },
        where: { audit, ...validAt(now) },
      }),
    ]);
    return { audits, parts, cases };
  }

  private async seen({ actor, partnership }: AuditReader, position: Position): Promise<ReadonlyMap<string, Seen>> {
    const rows = await this.audits.audits(partnership, actor.agency, position);
    return new Map(
      rows.flatMap((audit) => {
        const sight = sightOf(actor, partnership, audit);
        return sight ? [[audit.audit, { audit, sight }] as const] : [];
      }),
    );
  }
}

/** What is known of an audit until its report is agreed is known to those who see drafts. */
const OF_REPORT: readonly AuditChangeKind[] = [
  'finding-recorded',
  'recommendation-made',
  'report-presented',
  'briefing-acknowledged',
  'feedback-answered',
];

/** The changes that may be known: of audits themselves, of moderations, and of what agencies audited. */
function theirsOf({ audits, parts, cases }: Known): FindOptionsWhere<CaseAuditChangeRow>[] {
  const caseOf = new Map(cases.map((row) => [`${row.audit} ${row.case}`, row]));
  const [whole, counted]: [string[], string[]] = [[], []];
  for (const part of parts) {
    const sight = audits.get(part.audit)?.sight;
    if (sight && mayRead(part, sight, caseOf.get(`${part.audit} ${part.case}`))) whole.push(part.agencyAudit);
    // That an agency's audit came in is no secret of it: the circle counts what is still owed.
    else if (sight?.grades) counted.push(part.agencyAudit);
  }
  return [
    ...[...audits.values()].flatMap((seen) => theirsOfAudit(seen, cases)),
    ...(whole.length > 0 ? [{ agencyAudit: Any(whole) }] : []),
    ...(counted.length > 0 ? [{ agencyAudit: Any(counted), kind: 'submitted' as const }] : []),
  ];
}

function theirsOfAudit({ audit: { audit, agreedOn }, sight }: Seen, cases: readonly Moderated[]): FindOptionsWhere<CaseAuditChangeRow>[] {
  const own = cases.filter((one) => {
    return one.audit === audit && maySeeModeration(sight, { moderated: one.moderated, held: one.heldOn !== null });
  });
  const ofReport = sight.drafts || agreedOn !== null ? {} : { kind: Not(In(OF_REPORT)) };
  return [
    { audit, case: IsNull(), ...ofReport },
    { audit, case: In(own.map((one) => one.case)) },
  ];
}

function mayRead({ agency, status }: Part, sight: Sight, of: Moderated | undefined): boolean {
  const opened = of !== undefined && of.moderation !== 'not-opened';
  return maySeeAudit(sight, { agency, submitted: status === 'submitted', opened });
}

function lineOf(row: CaseAuditChangeRow, audit: CaseAuditRow, part: Part | undefined): AuditChange {
  const { event, validFrom: position, recordedAt, kind } = row;
  const agency = part?.agency ?? row.agency;
  return {
    event,
    position,
    recordedAt,
    kind,
    audit: audit.audit,
    title: audit.title,
    case: part?.case ?? row.case,
    agency,
    agencyName: audit.agencies.find((one) => one.agency === agency)?.name ?? null,
    by: { person: row.actorPerson, agency: row.actorAgency, role: row.actorRole },
  };
}
