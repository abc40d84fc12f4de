import { Asking, Requires } from '@goldenthread/access';
import { ActionRow, ActionsQueries, RecommendationRow } from '@goldenthread/actions';
import { AgencyAuditRow, CaseAuditQueries, CaseAuditRow } from '@goldenthread/case-audits';
import { AuditCircle } from '@goldenthread/http';
import { ASKED_VIEWS, SubmissionQueries } from '@goldenthread/indicators';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Section11CycleRow, Section11Queries, Section11ReturnProgressRow } from '@goldenthread/section11';
import { Controller, Get } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { lookOf } from '../as-at/look.js';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { homeOf } from '../frame/navigation.js';
import { Page, SeeOther } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { tasksPage } from './tasks.page.js';
import { waitingTasks, type WaitingFacts } from './waiting.js';

const RETURN_VIEWS = [Section11ReturnProgressRow, Section11CycleRow];
const WAITING_VIEWS = [CaseAuditRow, AgencyAuditRow, ActionRow, RecommendationRow, ...ASKED_VIEWS];

/** Home: an agency's tasks, or where the role has its work. */
@Controller()
export class HomeController {
  constructor(
    private readonly readings: PageReadings,
    private readonly section11: Section11Queries,
    private readonly circle: AuditCircle,
    private readonly audits: CaseAuditQueries,
    private readonly actions: ActionsQueries,
    private readonly submissions: SubmissionQueries,
  ) {}

  @Get(paths.home)
  @Requires('me:read')
  async home(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page | SeeOther> {
    const { actor, scope } = asking;
    const elsewhere = homeOf(actor.role);
    if (elsewhere !== undefined) return new SeeOther(withQuery(elsewhere, { asAt: lookOf(request).asAt }));
    const reading = await this.readings.of(request, ...RETURN_VIEWS, ...WAITING_VIEWS);
    if (!actor.role.startsWith('agency-'))
      return new Page('tasks/nothing', { title: 'Home', section: 'overview' }, { point: reading.point });
    const [returns, cycles, waiting] = await Promise.all([
      this.section11.progress({ ...scope, agency: actor.agency }, reading.point.position),
      this.section11.cycles(scope, reading.point.position),
      this.waiting(asking, reading.point),
    ]);
    const closedOn = new Map(cycles.map((row) => [row.cycle, row.closedOn]));
    return new Page('tasks/tasks', tasksPage(returns, closedOn, waitingTasks(waiting, reading), reading), { point: reading.point });
  }

  /** What is asked of an agency beside its returns, as far as whoever asks may see it. */
  private async waiting(asking: Asking, point: ReadingPoint): Promise<WaitingFacts> {
    const { actor } = asking;
    const scope = { ...asking.scope, agency: actor.agency };
    const seen = await this.circle.all(asking, point);
    const out = seen.filter(({ audit }) => audit.status === 'tools-issued').map(({ audit }) => audit);
    const [audits, actions, figures] = await Promise.all([
      Promise.all(out.map(async (audit) => ({ audit, own: await this.ownAudits(audit.audit, actor.agency, point) }))),
      this.actions.register(scope, point, { status: 'open' }),
      this.submissions.asked(scope, point),
    ]);
    return { audits, actions, figures };
  }

  private async ownAudits(audit: string, agency: string, { position }: ReadingPoint): Promise<AgencyAuditRow[]> {
    const all = await this.audits.agencyAudits(audit, position);
    return all.filter((one) => one.agency === agency);
  }
}
