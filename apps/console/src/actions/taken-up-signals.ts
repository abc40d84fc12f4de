import { may, type Asking } from '@goldenthread/access';
import { londonDate } from '@goldenthread/calendar';
import { FollowUpQueries, IndicatorDefinitionRow, IndicatorQueries, SignalProposalRow } from '@goldenthread/indicators';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PageReadings } from '../as-at/page-readings.js';
import { typedDay } from '../coordinator/typed-day.js';
import { inPeriod, namedBy } from '../indicators/follow-up.page.js';
import type { RecommendationForm } from './recommendation.form.js';

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
    if (!may(asking, 'performance:read')) return undefined;
    const { position } = (await this.pages.of(request, SignalProposalRow, IndicatorDefinitionRow)).point;
    const { scope } = asking;
    const [proposals, definitions] = await Promise.all([
      this.proposals.proposals(scope, position),
      this.indicators.definitions(scope, position),
    ]);
    const row = proposals.find((one) => one.proposal === proposal);
    if (row?.takenUpAs !== 'action' || row.answeredAt === null) return undefined;
    const sourceTitle = inPeriod(row, namedBy(definitions));
    return { text: row.words ?? '', sourceTitle, on: typedDay(londonDate(row.answeredAt)) };
  }
}
