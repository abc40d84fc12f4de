import { Asking, Requires } from '@goldenthread/access';
import { ActionRow, ActionsQueries, RecommendationRow } from '@goldenthread/actions';
import { AgencyAuditRow, CaseAuditQueries, CaseAuditRow } from '@goldenthread/case-audits';
import { AuditCircle } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Section11CycleRow, Section11Queries, Section11ReturnProgressRow } from '@goldenthread/section11';
import { Controller, Get } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { lookOf } from '../as-at/look.js';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { homeOf } from '../frame/navigation.js';
import { Page, SeeOther } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { actionTasks, auditTasks, type AskedAudit } from './other-tasks.js';
import { tasksPage } from './tasks.page.js';

const VIEWS = [Section11ReturnProgressRow, Section11CycleRow, CaseAuditRow, AgencyAuditRow, ActionRow, RecommendationRow];

/** Home: an agency's tasks, or where the role has its work. */
@Controller()
export class HomeController {
  constructor(
    private readonly readings: PageReadings,
    private readonly section11: Section11Queries,
    private readonly circle: AuditCircle,
    private readonly audits: CaseAuditQueries,
    private readonly actions: ActionsQueries,
  ) {}

  @Get(paths.home)
  @Requires('me:read')
  async home(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page | SeeOther> {
    const { actor, scope } = asking;
    const elsewhere = homeOf(actor.role);
    if (elsewhere !== undefined) return new SeeOther(withQuery(elsewhere, { asAt: lookOf(request).asAt }));
    const reading = await this.readings.of(request, ...VIEWS);
    if (!actor.role.startsWith('agency-'))
      return new Page('tasks/nothing', { title: 'Home', section: 'overview' }, { point: reading.point });
    const own = { ...scope, agency: actor.agency };
    const [returns, cycles, asked, actions] = await Promise.all([
      this.section11.progress(own, reading.point.position),
      this.section11.cycles(scope, reading.point.position),
      this.askedAudits(asking, reading.point),
      this.actions.register(own, reading.point, { status: 'open' }),
    ]);
    const closedOn = new Map(cycles.map((row) => [row.cycle, row.closedOn]));
    const others = [...auditTasks(asked, reading), ...actionTasks(actions, reading)];
    return new Page('tasks/tasks', tasksPage(returns, closedOn, reading, others), { point: reading.point });
  }

  /** The audits that somebody's agency was asked about, each with its own parts alone. */
  private async askedAudits(asking: Asking, point: ReadingPoint): Promise<readonly AskedAudit[]> {
    const { agency } = asking.actor;
    const seen = await this.circle.all(asking, point);
    const asked = seen.filter(({ audit }) => audit.dueOn !== null && audit.agencies.some((one) => one.agency === agency));
    return Promise.all(
      asked.map(async ({ audit }) => {
        const parts = await this.audits.agencyAudits(audit.audit, point.position);
        return { audit, parts: parts.filter((part) => part.agency === agency) };
      }),
    );
  }
}
