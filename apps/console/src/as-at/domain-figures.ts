import type { Asking } from '@goldenthread/access';
import { ActionsQueries, ActionRow } from '@goldenthread/actions';
import { CaseAuditRow } from '@goldenthread/case-audits';
import { AuditCircle } from '@goldenthread/http';
import { IndicatorDefinitionRow, IndicatorQueries, IndicatorValueRow } from '@goldenthread/indicators';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { isSignal } from '../indicators/indicator-words.js';

/** How case audits, actions and indicators stood at one date, of what somebody may see: as the pages of each say it. */
export interface FiguresOfDomains {
  readonly audits: number;
  readonly auditsAgreed: number;
  readonly actionsOverdue: number;
  readonly series: number;
  readonly seriesWithSignal: number;
}

/** The views that they are counted from. */
export const DOMAIN_FIGURE_VIEWS = [CaseAuditRow, ActionRow, IndicatorDefinitionRow, IndicatorValueRow];

/** Counts what one compares of case audits, actions and indicators at two dates. */
@Injectable()
export class DomainFigures {
  constructor(
    private readonly circle: AuditCircle,
    private readonly actions: ActionsQueries,
    private readonly indicators: IndicatorQueries,
  ) {}

  async at(asking: Asking, point: ReadingPoint): Promise<FiguresOfDomains> {
    const [audits, overdue, grid] = await Promise.all([
      this.circle.all(asking, point),
      this.actions.overdue(asking.scope, point),
      this.indicators.grid(asking.scope, point),
    ]);
    return {
      audits: audits.length,
      auditsAgreed: audits.filter(({ audit }) => audit.agreedOn !== null).length,
      actionsOverdue: overdue.reduce((sum, one) => sum + one.overdue, 0),
      series: grid.length,
      seriesWithSignal: grid.filter(({ view }) => isSignal(view.judged.variation)).length,
    };
  }
}
