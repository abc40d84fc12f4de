import { AccessRefusal } from '@goldenthread/access';
import { LOGGED, problemOf, sendProblem } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Section11ReturnProgressRow } from '@goldenthread/section11';
import { Catch, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageReadings } from '../as-at/page-readings.js';
import { StaleFormError } from '../forms/stale-form.js';
import { paths, withQuery } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { Visits } from '../sign-in/visits.js';
import { errorPage } from './error.page.js';
import { Frames } from './frames.js';
import { Renderer } from './renderer.js';

/** Turns whatever was thrown into a page, or into the way to where one can go on. */
@Injectable()
@Catch()
export class PageFilter implements ExceptionFilter {
  private readonly logger = new Logger('Page');

  constructor(
    private readonly renderer: Renderer,
    private readonly frames: Frames,
    private readonly kept: KeptForms,
    private readonly readings: PageReadings,
    private readonly visits: Visits,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    try {
      await this.answer(error, request, reply);
    } catch (second) {
      this.logger.error(`${request.id} ${describe(error)}, and then ${describe(second)}`);
      if (!reply.sent) await reply.status(500).type('text/plain; charset=utf-8').send(LAST_RESORT(request.id));
    }
  }

  private async answer(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const problem = problemOf(error);
    if (LOGGED.has(problem.code)) this.logger.error(`${request.id} ${describe(error)}`);
    void reply.header('Cache-Control', 'no-store');
    // A script that asks, such as the one that saves by itself, wants data.
    if (request.headers.accept === 'application/json') {
      await sendProblem(reply, problem, request.id);
      return;
    }
    const elsewhere = await this.elsewhere(error, request, reply);
    if (elsewhere !== undefined) {
      await reply.status(303).header('Location', elsewhere).send();
      return;
    }
    const view = errorPage(error, request.id, request.url);
    const frame = await this.frames.around(view, { point: await this.pointOf(request) }, request, reply);
    await reply
      .status(view.status)
      .type('text/html; charset=utf-8')
      .send(this.renderer.render('error', view, frame));
  }

  /** The date that was asked for, so that its banner stands on the page that says what is wrong; nothing where it is no date of the record. */
  private async pointOf(request: FastifyRequest): Promise<ReadingPoint | undefined> {
    if (request.method !== 'GET' || (await this.visits.of(request))?.signIn === undefined) return undefined;
    try {
      return (await this.readings.of(request, Section11ReturnProgressRow)).point;
    } catch {
      return undefined;
    }
  }

  /** Where one can go on: to sign in, to choose a role, or back to the form that was not taken. What was typed is kept. */
  private async elsewhere(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
    if (error instanceof StaleFormError) return this.kept.keep(request, reply, 'form-stale');
    if (!(error instanceof AccessRefusal)) return undefined;
    if (error.code === 'choose-appointment')
      return withQuery(paths.role, { returnTo: request.method === 'GET' ? request.url : paths.home });
    if (error.code !== 'sign-in-required') return undefined;
    const returnTo = request.method === 'GET' ? request.url : await this.kept.keep(request, reply, 'signed-out');
    return withQuery(paths.signIn, { returnTo });
  }
}

const LAST_RESORT = (reference: string): string =>
  `Sorry, there is a problem with this service. Try again in a moment; if it happens again, tell us the reference ${reference}.\n`;

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
