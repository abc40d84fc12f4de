import { CaseAuditFindingRow, CaseAuditQueries, CaseAuditRow, CaseGradeRow, THEMES, themesOf } from '@goldenthread/case-audits';
import { IndicatorDefinitionRow, IndicatorQueries, IndicatorValueRow } from '@goldenthread/indicators';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import type { ReleasableTable } from '../domain/releasable-table.js';
import type { ReleaseSource } from '../domain/release.events.js';
import { gradesTable, themesTable } from './audit-tables.js';
import { indicatorTable } from './indicator-table.js';

/** The views that releasable tables are made of. */
export const RELEASABLE_ROWS = [IndicatorDefinitionRow, IndicatorValueRow, CaseAuditRow, CaseGradeRow, CaseAuditFindingRow];

/** What there is to choose from. */
export interface Releasable {
  readonly indicators: readonly { readonly code: string; readonly name: string }[];
  /** Audits whose report is agreed: before, nothing of them is settled. */
  readonly audits: readonly { readonly audit: string; readonly title: string }[];
}

const AGREED: readonly CaseAuditRow['status'][] = ['report-agreed', 'briefing-shared'];
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * The tables that a partnership can release, as they stood at a position, unsuppressed: for the circle alone. What a view
 * holds at a position is what the events up to it come to, so a release made of it says the same for ever.
 */
@Injectable()
export class ReleasableTables {
  constructor(
    private readonly indicators: IndicatorQueries,
    private readonly audits: CaseAuditQueries,
  ) {}

  async choices(partnership: string, { position }: ReadingPoint): Promise<Releasable> {
    const [definitions, audits] = await Promise.all([
      this.indicators.definitions({ partnership }, position),
      this.agreedAudits(partnership, position),
    ]);
    return {
      indicators: definitions.map(({ code, definition }) => ({ code, name: definition.name })),
      audits: audits.map(({ audit, title }) => ({ audit, title })),
    };
  }

  /** @returns nothing where the partnership has no such thing, or it is not yet settled. */
  async table(partnership: string, source: ReleaseSource, point: ReadingPoint): Promise<ReleasableTable | null> {
    switch (source.kind) {
      case 'indicators': {
        const lines = await this.indicators.grid({ partnership }, point);
        const chosen = lines.filter(({ indicator }) => source.codes.includes(indicator.code));
        return source.codes.every((code) => chosen.some(({ indicator }) => indicator.code === code))
          ? indicatorTable(chosen, source.periods)
          : null;
      }
      case 'case-audit-grades': {
        const audit = (await this.agreedAudits(partnership, point.position)).find((one) => one.audit === source.audit);
        return audit ? gradesTable(audit, await this.audits.grades({ audit: audit.audit }, point.position), source.by) : null;
      }
      case 'case-audit-themes': {
        const audits = await this.agreedAudits(partnership, point.position);
        const findings = await this.audits.findingsOf(
          audits.map(({ audit }) => audit),
          point.position,
        );
        const titles: Readonly<Record<string, string>> = THEMES;
        return themesTable(themesOf(audits, findings), (theme) => titles[theme] ?? theme);
      }
    }
  }

  private async agreedAudits(partnership: string, position: bigint): Promise<CaseAuditRow[]> {
    const rows = await this.audits.audits(partnership, NOBODY, position);
    return rows.filter((row) => row.partnership === partnership && AGREED.includes(row.status));
  }
}
