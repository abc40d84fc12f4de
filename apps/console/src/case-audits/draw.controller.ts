import { Asking, Requires } from '@goldenthread/access';
import { CaseAuditRow, DirectAudit, selectCases, type SelectionWanted, type ShownAudit } from '@goldenthread/case-audits';
import { newId } from '@goldenthread/event-sourcing';
import { AuditCircle } from '@goldenthread/http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { dayOf } from '../coordinator/typed-day.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther } from '../frame/page.js';
import { paths } from '../paths.js';
import { errorsOf } from './audit-words.js';
import { DrawForm, entryOf, STRATA } from './draw.form.js';
import { drawnPage, drawPage } from './draw.page.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };

/** Draws the cases of an audit on a page. What is pasted is never kept, not even where somebody is signed out meanwhile. */
@Controller()
export class DrawController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly circle: AuditCircle,
  ) {}

  @Get(paths.audits.draw(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async ask(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page | SeeOther> {
    const audit = await this.audit(request, asking, id);
    if (!audit) return new SeeOther(paths.audits.one(id));
    return new Page('case-audits/draw', drawPage(audit, newId()));
  }

  @Post(paths.audits.draw(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditCasesSelected' })
  async draw(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const audit = await this.audit(request, asking, id);
    if (!audit) return new SeeOther(paths.audits.one(id));
    const { form, errors } = submitted(DrawForm, body);
    if (errors.length > 0) return new Page('case-audits/draw', drawPage(audit, newId(), form, errors), { status: 422 });
    const { describedAs, names } = form;
    const wanted = wantedOf(form);
    const drawing = { describedAs, takenOn: dayOf(form.takenOn) ?? '', includesPlacedOutside: true, wanted, listed: names };
    const order = { type: 'SelectCases', ...drawing, basedOn: basedOnOf(body) } as const;
    const carried = { action: 'case-audit:select', subject: { audit: id }, body: order };
    const outcome = await attempt(() => this.commands.execute(new DirectAudit(commandOf(asking, body), carried, id, order)));
    if ('refused' in outcome) {
      const wrong = errorsOf(outcome.refused, (field) => (field.startsWith('exclusions') ? 'exclusions' : field));
      return new Page('case-audits/draw', drawPage(audit, newId(), form, wrong), { status: statusOf(outcome.refused) });
    }
    await this.readings.wrote(request, outcome.done.position);
    const [event] = outcome.done.events;
    const cases = event?.type === 'CaseAuditCasesSelected' ? event.data.cases : [];
    const drawn = selectCases(wanted).drawn.map(({ ref }, index) => ({ case: cases[index]?.case ?? '', ref }));
    return new Page('case-audits/drawn', drawnPage(audit, drawn));
  }

  /** Nothing where an earlier date is looked at: cases are drawn now. */
  private async audit(request: FastifyRequest, asking: Asking, id: string): Promise<ShownAudit | undefined> {
    const reading = await this.readings.of(request, CaseAuditRow);
    const { audit } = await this.circle.find(id, asking, reading.point);
    return reading.isNow ? audit : undefined;
  }
}

function wantedOf({ population, seed, take, exclusions }: DrawForm): SelectionWanted {
  const strata = STRATA.flatMap((stratum, index) => {
    const count = Number(take[index] ?? '');
    if (count === 0) return [];
    return [{ where: stratum === 'outside-area' ? { placement: stratum } : { level: stratum }, take: count }];
  });
  return {
    population: population.flatMap((line) => entryOf(line) ?? []),
    seed,
    strata,
    exclusions: exclusions.map((line) => {
      const [ref = '', ...reason] = line.split(':');
      return { ref: ref.trim(), reason: reason.join(':').trim() };
    }),
  };
}
