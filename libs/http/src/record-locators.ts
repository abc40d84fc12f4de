import { ResourceLocators } from '@goldenthread/access';
import { ActionReader } from '@goldenthread/actions';
import { CaseAuditReader } from '@goldenthread/case-audits';
import { PartnershipReader } from '@goldenthread/partnership';
import { CycleReader, ReturnReader } from '@goldenthread/section11';
import { Injectable, type OnModuleInit } from '@nestjs/common';

/** Tells the guard whose a record is, and how far it has come: the same for pages and API. */
@Injectable()
export class RecordLocators implements OnModuleInit {
  constructor(
    private readonly locators: ResourceLocators,
    private readonly partnerships: PartnershipReader,
    private readonly cycles: CycleReader,
    private readonly returns: ReturnReader,
    private readonly actions: ActionReader,
    private readonly audits: CaseAuditReader,
  ) {}

  onModuleInit(): void {
    this.locators.register('partnership', async (id) => ((await this.partnerships.find(id)) ? { partnership: id } : undefined));
    this.locators.register('cycle', async (id) => {
      const cycle = await this.cycles.locate(id);
      return cycle && { partnership: cycle.partnership };
    });
    this.locators.register('action', (id) => this.actions.locate(id));
    this.locators.register('recommendation', (id) => this.actions.locateRecommendation(id));
    this.locators.register('response-failures', (id) => this.actions.locateFailures(id));
    this.locators.register('extraordinary-meeting', (id) => this.actions.locateExtraordinaryMeeting(id));
    this.locators.register('practice-review', (id) => this.actions.locateReview(id));
    this.locators.register('case-audit', async (id) => {
      const audit = await this.audits.find(id);
      return audit && { partnership: audit.particulars.partnership };
    });
    this.locators.register('return', async (id) => {
      const found = await this.returns.locate(id);
      return found && { partnership: found.partnership, agency: found.agency, state: found.everSubmitted ? 'submitted' : 'draft' };
    });
  }
}
