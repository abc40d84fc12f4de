import type { ReadingPoint } from '@goldenthread/read-models';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { CSV } from './csv.js';
import { etagOf } from './preconditions.js';
import { RequestProblem } from './problem.js';
import { Reply } from './reply.js';

/** Puts a `Reply` on the wire: its headers, and its body as JSON or CSV, as was asked for. */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const response = context.switchToHttp().getResponse<FastifyReply>();
    return next
      .handle()
      .pipe(map((answer: unknown) => (answer instanceof Reply ? write(answer as Reply<object>, request, response) : answer)));
  }
}

/** What an answer says of the place it was read at. */
export function asAtOf({ position, instant, day, isNow }: ReadingPoint): object {
  return { position: String(position), instant, day, isNow };
}

function write({ body, options }: Reply<object>, request: FastifyRequest, response: FastifyReply): unknown {
  const { point, revision, location, csv } = options;
  void response.header('Cache-Control', 'no-store');
  if (revision !== undefined) void response.header('ETag', etagOf(revision));
  if (location !== undefined) void response.header('Location', location);
  if (point) {
    void response.header('X-As-At-Event', String(point.position));
    void response.header('Content-Location', fixedAt(request.url, point));
  }
  if (wantsCsv(request)) {
    if (!csv) throw new RequestProblem('csv-not-offered');
    void response.header('Content-Type', CSV);
    void response.header('Content-Disposition', `attachment; filename="${fileName(csv.name, point)}"`);
    return csv.text();
  }
  return point ? { asAt: asAtOf(point), ...body } : body;
}

/** The address at which this very answer can be had again. */
function fixedAt(url: string, { position }: ReadingPoint): string {
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('minPosition');
  parameters.set('asAt', String(position));
  return `${path ?? ''}?${parameters.toString()}`;
}

/** A change is answered in JSON whatever was asked: what is recorded must never be answered with a refusal. */
function wantsCsv({ method, query, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const { format } = query as { format?: string };
  if (format !== undefined) return format === 'csv';
  const accept = headers.accept ?? '';
  return accept.includes('text/csv') && !accept.includes('json') && !accept.includes('*/*');
}

/** What a download is called: it says the day and the position it was read at. */
export function fileName(name: string, point: ReadingPoint | undefined): string {
  return point ? `${name}-as-at-${point.day}-${String(point.position)}.csv` : `${name}.csv`;
}
