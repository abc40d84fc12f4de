import { CaseAuditReader } from '@goldenthread/case-audits';
import { EventJournal, isUuid } from '@goldenthread/event-sourcing';
import { DefinitionReader, parsePeriod } from '@goldenthread/indicators';
import { group } from '@goldenthread/partnership';
import { CycleReader, ToolReader } from '@goldenthread/section11';
import { Injectable } from '@nestjs/common';
import { practiceReview } from '../domain/practice-review.js';
import type { RecommendationSource } from '../domain/recommendation.events.js';
import type { MakeRecommendation } from '../domain/recommendation.js';

/** Knows whether what a recommendation is said to come out of is there, by the records of those who keep it. */
@Injectable()
export class SourceReader {
  constructor(
    private readonly journal: EventJournal,
    private readonly cycles: CycleReader,
    private readonly tools: ToolReader,
    private readonly audits: CaseAuditReader,
    private readonly definitions: DefinitionReader,
  ) {}

  /**
   * Whether the partnership has such a source. What is another's is as if it were not there. What has no record here
   * (scrutiny, a dispute, a practice review of elsewhere) is taken at its word; of a review that has, see `review`.
   */
  async isThere(partnership: string, source: RecommendationSource): Promise<boolean> {
    switch (source.kind) {
      case 'section-11-standard':
        return this.isStandard(partnership, source.cycle, source.heading);
      case 'case-audit-finding': {
        const audit = await this.audits.find(source.audit);
        return audit?.particulars.partnership === partnership && Object.hasOwn(audit.findings, source.finding);
      }
      case 'indicator-signal':
        return this.isPeriodOf(partnership, source.indicator, source.period);
      case 'meeting':
        return (await this.journal.load(group, source.group)).state.has(source.on);
      case 'practice-review':
      case 'scrutiny':
      case 'dispute':
        return true;
    }
  }

  /** A practice review that is on record here, as a source; nothing where there is none, or it is another partnership's. */
  async review(partnership: string, ref: string): Promise<MakeRecommendation['facts']['review']> {
    if (!isUuid(ref)) return undefined;
    const { state } = await this.journal.load(practiceReview, ref);
    if (state.status === 'not-commissioned' || state.particulars.partnership !== partnership) return undefined;
    const { title, kind: review, commissionedOn } = state.particulars;
    const { publishedOn, copiesBy = null } = state.status === 'commissioned' ? {} : state.publication;
    return { source: { kind: 'practice-review', title, review, commissionedOn, publishedOn, practiceReview: ref }, copiesBy };
  }

  private async isPeriodOf(partnership: string, code: string, period: string): Promise<boolean> {
    const indicator = await this.definitions.find(partnership, code);
    return indicator !== undefined && parsePeriod(period, indicator.definition.frequency) !== undefined;
  }

  private async isStandard(partnership: string, ref: string, heading: string): Promise<boolean> {
    const cycle = await this.cycles.find(ref);
    if (cycle?.partnership !== partnership) return false;
    const tool = await this.tools.find(cycle.tool.code, cycle.tool.version);
    return tool?.headings.some(({ key }) => key === heading) ?? false;
  }
}
