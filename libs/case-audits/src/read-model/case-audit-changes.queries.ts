import type { Actor, Position } from '@goldenthread/event-sourcing';
import { validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { And, DataSource, In, LessThanOrEqual, MoreThan } from 'typeorm';
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

interface Between {
  readonly after: Position;
  readonly upTo: Position;
  /** The newest position: who may see what is judged now. */
  readonly now: Position;
}

interface Seen {
  readonly audit: CaseAuditRow;
  readonly sight: Sight;
}

/** Tells what happened in case audits between two positions, within what each reader may know of. */
@Injectable()
export class CaseAuditChangesQueries {
  constructor(
    private readonly source: DataSource,
    private readonly audits: CaseAuditQueries,
  ) {}

  /** In order. What is not theirs to see is as if it had not happened. */
  async changes(reader: AuditReader, { after, upTo, now }: Between): Promise<AuditChange[]> {
    const audits = await this.seen(reader, upTo);
    if (audits.size === 0) return [];
    const [agencyAudits, cases] = await Promise.all([
      this.source.getRepository(AgencyAuditRow).find({ where: { audit: In([...audits.keys()]), ...validAt(upTo) } }),
      this.source.getRepository(CaseAuditCaseRow).find({ where: { audit: In([...audits.keys()]), ...validAt(now) } }),
    ]);
    const parts = new Map(agencyAudits.map((row) => [row.agencyAudit, row]));
    const caseOf = new Map(cases.map((row) => [`${row.audit} ${row.case}`, row]));
    const validFrom = And(MoreThan(String(after)), LessThanOrEqual(String(upTo)));
    const rows = await this.source.getRepository(CaseAuditChangeRow).find({
      where: [
        { validFrom, audit: In([...audits.keys()]) },
        { validFrom, agencyAudit: In([...parts.keys()]) },
      ],
      order: { validFrom: 'ASC' },
    });
    return rows.flatMap((row) => {
      const part = row.agencyAudit === null ? undefined : parts.get(row.agencyAudit);
      const seen = audits.get(row.audit ?? part?.audit ?? '');
      if (!seen) return [];
      const of = caseOf.get(`${seen.audit.audit} ${row.case ?? part?.case ?? ''}`);
      return mayKnow(row, seen, part, of) ? [lineOf(row, seen.audit, part)] : [];
    });
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

function mayKnow(
  { kind, case: pseudonym }: CaseAuditChangeRow,
  { audit, sight }: Seen,
  part: AgencyAuditRow | undefined,
  of: CaseAuditCaseRow | undefined,
): boolean {
  if (part) {
    const opened = of !== undefined && of.moderation !== 'not-opened';
    const mayRead = maySeeAudit(sight, { agency: part.agency, submitted: part.status === 'submitted', opened });
    // That an agency's audit came in is no secret of it: the circle counts what is still owed.
    return mayRead || (kind === 'submitted' && sight.grades);
  }
  if (pseudonym !== null) return of !== undefined && maySeeModeration(sight, { moderated: of.moderated, held: of.heldOn !== null });
  return sight.drafts || audit.agreedOn !== null || !OF_REPORT.includes(kind);
}

function lineOf(row: CaseAuditChangeRow, audit: CaseAuditRow, part: AgencyAuditRow | undefined): AuditChange {
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
