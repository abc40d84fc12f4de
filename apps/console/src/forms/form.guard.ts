import { timingSafeEqual } from 'node:crypto';
import { AccessRefusal } from '@goldenthread/access';
import { bringsFile, readSentForm, RequestProblem } from '@goldenthread/http';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONSOLE_OPTIONS, type ConsoleOptions } from '../console-options.js';
import { Visits } from '../sign-in/visits.js';
import { fieldsOf } from './fields.js';
import { setSentFile } from './sent-file.js';
import { StaleFormError } from './stale-form.js';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Lets only those forms through that a page of this very visit sent: the browser must not say that they come from another
 * site, and they must carry the visit's token. For every route, public or not.
 */
@Injectable()
export class FormGuard implements CanActivate {
  private readonly origin: string;

  constructor(
    private readonly visits: Visits,
    @Inject(CONSOLE_OPTIONS) { publicUrl }: ConsoleOptions,
  ) {
    this.origin = publicUrl;
  }

  /** @throws RequestProblem `form-from-elsewhere`, or for a form with a file that cannot be read or is not taken here; AccessRefusal `sign-in-required`; StaleFormError. */
  async canActivate(context: ExecutionContext): Promise<true> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (SAFE.includes(request.method)) return true;
    if (!isFromHere(request.headers, this.origin)) throw new RequestProblem('form-from-elsewhere');
    const visit = await this.visits.of(request);
    if (!visit?.signIn) throw new AccessRefusal('sign-in-required');
    if (!(await this.carriesToken(request, context, visit.csrf))) throw new StaleFormError();
    return true;
  }

  /** A form with a file streams in: its token comes before the file, and without it nothing of the file is read. */
  private async carriesToken(request: FastifyRequest, context: ExecutionContext, token: string): Promise<boolean> {
    if (!bringsFile(request, context)) return isSame(fieldsOf(request.body).csrf, token);
    const { fields, file, isAdmitted } = await readSentForm(request, ({ csrf }) => isSame(csrf, token));
    request.body = fields;
    setSentFile(request, file);
    return isAdmitted;
  }
}

/** What the browser says of where the form was, which no page can forge; one that says nothing is not believed. */
export function isFromHere(headers: FastifyRequest['headers'], origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === origin;
}

function isSame(given: string | undefined, expected: string): boolean {
  const [ours, theirs] = [Buffer.from(expected), Buffer.from(given ?? '')];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
