import { CSV, fileName, RequestProblem } from '@goldenthread/http';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { lookOf } from '../as-at/look.js';
import { Visits } from '../sign-in/visits.js';
import { Frames } from './frames.js';
import { Page, Rendered, SeeOther } from './page.js';
import { Renderer } from './renderer.js';

/** Puts what handlers answer on the wire: pages in their frame, tables as files where that is asked, or the way elsewhere. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly renderer: Renderer,
    private readonly frames: Frames,
    private readonly visits: Visits,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(mergeMap((answer: unknown) => this.answer(answer, request, reply)));
  }

  private async answer(answer: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    void reply.header('Cache-Control', 'no-store');
    if (answer instanceof SeeOther) return this.seeOther(answer, request, reply);
    if (!(answer instanceof Page)) return answer;
    const page = answer as Page;
    if (request.method === 'GET' && lookOf(request).wantsCsv) return table(page, request, reply);
    const frame = await this.frames.around(page.view, page.options, request, reply);
    void reply.type('text/html; charset=utf-8');
    return new Rendered(page.options.status ?? 200, this.renderer.render(page.template, page.view, frame));
  }

  private async seeOther({ path, notice }: SeeOther, request: FastifyRequest, reply: FastifyReply): Promise<Rendered> {
    if (notice) await this.visits.change(request, { notice });
    void reply.header('Location', path);
    return new Rendered(303, '');
  }
}

async function table(
  { options: { csv: first, otherTables, point } }: Page,
  { query }: FastifyRequest,
  reply: FastifyReply,
): Promise<Rendered> {
  const { table: wanted } = query as Record<string, unknown>;
  const csv = typeof wanted === 'string' ? new Map(Object.entries(otherTables ?? {})).get(wanted) : first;
  if (!csv) throw new RequestProblem('csv-not-offered');
  const text = await csv.text();
  void reply.type(CSV).header('Content-Disposition', `attachment; filename="${fileName(csv.name, point)}"`);
  return new Rendered(200, text);
}
