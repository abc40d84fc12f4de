import type { Asking } from '@goldenthread/access';
import { CaseAuditRow, DirectAudit, type AuditOrder, type ShownAudit } from '@goldenthread/case-audits';
import { AuditCircle } from '@goldenthread/http';
import type { ReadingPoint, RowClass } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { Page, SeeOther, type Notice, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { errorsOf } from './audit-words.js';
import type { WritingView } from './finding.page.js';

/** Makes a page with a form from the audit as it stands, and from what was wrong with the form when it was last sent. */
export type WritingForm = (
  shown: { readonly audit: ShownAudit; readonly point: ReadingPoint },
  errors: readonly PageError[],
) => Promise<WritingView> | WritingView;

/** A form about an audit, and the views beside the audit's own that it is made of. */
export interface Writing {
  readonly form: WritingForm;
  readonly views: readonly RowClass[];
}

/** What is written of an audit as a whole, from a page with a form: findings, the report, its briefing. */
@Injectable()
export class AuditWriting {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly circle: AuditCircle,
  ) {}

  /** The form; the report where an earlier date is looked at, since it is written now. */
  async page(
    request: FastifyRequest,
    asking: Asking,
    audit: string,
    { form, views }: Writing,
    errors: readonly PageError[] = [],
    status?: number,
  ): Promise<Page | SeeOther> {
    const { isNow, point, go } = await this.readings.of(request, CaseAuditRow, ...views);
    const seen = await this.circle.find(audit, asking, point);
    if (!isNow) return new SeeOther(go(paths.audits.report(audit)));
    return new Page('case-audits/writing', await form({ audit: seen.audit, point }, errors), { status });
  }

  /** Gives the order, and shows the report with a notice; the form again where something is wrong with it. */
  async save(
    request: FastifyRequest,
    asking: Asking,
    audit: string,
    wanted: Writing & { body: unknown; order: AuditOrder; errors: readonly PageError[]; notice: Notice },
  ): Promise<Page | SeeOther> {
    const { body, order, errors, notice } = wanted;
    if (errors.length > 0) return this.page(request, asking, audit, wanted, errors, 422);
    const carried = { action: `case-audit:${order.type}`, subject: { audit }, body: order };
    const outcome = await attempt(() => this.commands.execute(new DirectAudit(commandOf(asking, body), carried, audit, order)));
    if ('refused' in outcome) return this.page(request, asking, audit, wanted, errorsOf(outcome.refused), statusOf(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.report(audit), notice);
  }
}
