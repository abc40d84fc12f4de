import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Rendered } from './page.js';

/** Fastify, with pages that say their own status. */
export class ConsoleAdapter extends FastifyAdapter {
  override reply(response: Parameters<FastifyAdapter['reply']>[0], body: unknown, status?: number): ReturnType<FastifyAdapter['reply']> {
    if (body instanceof Rendered) return super.reply(response, body.body, body.status);
    return super.reply(response, body, status);
  }
}
