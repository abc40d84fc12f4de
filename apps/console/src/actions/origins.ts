import type { Asking } from '@goldenthread/access';
import { auditRecommendationIdOf, type ShownRecommendation } from '@goldenthread/actions';
import {
  CaseAuditFindingRow,
  CaseAuditQueries,
  CaseAuditRecommendationRow,
  CaseAuditRow,
  sightOf,
  type ShownAudit,
  type ShownFinding,
} from '@goldenthread/case-audits';
import { AuditCircle } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';

/** The audit that a recommendation comes out of: what was found, and the audits that looked again. */
export interface Origin {
  readonly audit: ShownAudit;
  readonly findings: readonly ShownFinding[];
  readonly reAudits: readonly CaseAuditRow[];
}

/** The views that origins are made of. */
export const ORIGIN_VIEWS = [CaseAuditRow, CaseAuditFindingRow, CaseAuditRecommendationRow];

/** Finds the beginning and the end of a chain: what a recommendation rests on, and whether it was looked at again. */
@Injectable()
export class Origins {
  constructor(
    private readonly audits: CaseAuditQueries,
    private readonly circle: AuditCircle,
  ) {}

  /** @returns nothing where it comes out of no audit, or of one that its reader may not see. */
  async of(asking: Asking, point: ReadingPoint, { recommendation, source }: ShownRecommendation): Promise<Origin | undefined> {
    if (source.kind !== 'case-audit-finding') return undefined;
    const { position } = point;
    const audit = await this.audits.audit(source.audit, position);
    const sight = audit && sightOf(asking.actor, asking.partnership, audit);
    if (!sight || (!sight.drafts && audit.agreedOn === null)) return undefined;
    const [findings, made, audits] = await Promise.all([
      this.audits.findings(audit.audit, position),
      this.audits.recommendations(audit.audit, position),
      this.audits.audits(asking.partnership, asking.actor.agency, position),
    ]);
    await this.circle.note(asking, { audit, sight }, point, { what: 'findings' });
    const own = made.find((one) => auditRecommendationIdOf(audit.audit, one.recommendation) === recommendation);
    const named = own?.findings ?? [source.finding];
    return {
      audit,
      findings: findings.filter(({ finding }) => named.includes(finding)),
      reAudits: audits
        .filter((one) => one.reAuditOf === audit.audit && sightOf(asking.actor, asking.partnership, one) !== undefined)
        .reverse(),
    };
  }
}
