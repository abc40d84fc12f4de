import { may, type Asking } from '@goldenthread/access';
import { londonDate } from '@goldenthread/calendar';
import { FollowUpQueries, IndicatorDefinitionRow, IndicatorQueries, SignalProposalRow, type TakenUpAs } from '@goldenthread/indicators';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PageReadings } from '../as-at/page-readings.js';
import type { PlanForm } from '../case-audits/plan.form.js';
import { THEME_OF_INDICATOR } from '../case-audits/theme-of-indicator.js';
import { typedDay } from '../coordinator/typed-day.js';
import { inPeriod, namedBy } from '../indicators/follow-up.page.js';
import type { RecommendationForm } from './recommendation.form.js';

/** A signal that was taken up: which it is, and what was said then. */
interface TakenUp {
  readonly code: string;
  readonly title: string;
  readonly words: string;
  readonly answeredAt: string;
}

/** What a signal was taken up as is begun in the words that were said then; whoever records it may word it otherwise. */
@Injectable()
export class TakenUpSignals {
  constructor(
    private readonly pages: PageReadings,
    private readonly proposals: FollowUpQueries,
    private readonly indicators: IndicatorQueries,
  ) {}

  /** @returns nothing where there is no such proposal, none that the reader may see, or none that became an action. */
  async asRecommendation(request: FastifyRequest, asking: Asking, proposal: string): Promise<Partial<RecommendationForm> | undefined> {
    const found = await this.find(request, asking, proposal, 'action');
    return found && { text: found.words, sourceTitle: found.title, on: typedDay(londonDate(found.answeredAt)) };
  }

  /** @returns nothing where there is no such proposal, none that the reader may see, or none that became the theme of an audit. */
  async asAudit(request: FastifyRequest, asking: Asking, proposal: string): Promise<Partial<PlanForm> | undefined> {
    const found = await this.find(request, asking, proposal, 'audit-theme');
    if (!found) return undefined;
    const theme = THEME_OF_INDICATOR[found.code];
    return { theme, source: 'signal', reference: found.title, questions: found.words.split('\n').filter((line) => line.trim() !== '') };
  }

  private async find(request: FastifyRequest, asking: Asking, proposal: string, as: TakenUpAs): Promise<TakenUp | undefined> {
    if (!may(asking, 'performance:read')) return undefined;
    const { position } = (await this.pages.of(request, SignalProposalRow, IndicatorDefinitionRow)).point;
    const { scope } = asking;
    const [proposals, definitions] = await Promise.all([
      this.proposals.proposals(scope, position),
      this.indicators.definitions(scope, position),
    ]);
    const row = proposals.find((one) => one.proposal === proposal);
    if (row?.takenUpAs !== as || row.answeredAt === null) return undefined;
    return { code: row.code, title: inPeriod(row, namedBy(definitions)), words: row.words ?? '', answeredAt: row.answeredAt };
  }
}
