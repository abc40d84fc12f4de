import type { IncomingMessage } from 'node:http';
import type { FastifyPluginAsync } from 'fastify';
import { secretsIn } from './keys-file.js';
import { demonstrationProvider, type DemonstrationPerson } from './provider.js';

export interface DemonstrationIssuerSettings {
  /** The address at which the programs reach it, with the path it is mounted at: `http://127.0.0.1:3000/oidc`. */
  readonly issuerUrl: string;
  /** Where its keys are kept, so that tokens outlive a restart. Made when absent, readable by its owner alone. */
  readonly keysFile: string;
  readonly people: readonly DemonstrationPerson[];
}

/** Production was asked for, with a sign-in that believes everybody. */
export class DemonstrationInProductionError extends Error {
  override readonly name = 'DemonstrationInProductionError';

  constructor() {
    super('NODE_ENV is "production", and demonstration sign-in lets anyone be anyone. Set OIDC_ISSUER to your own issuer.');
  }
}

/** @throws DemonstrationInProductionError where the environment is one of production. */
export function refuseInProduction(environment: NodeJS.ProcessEnv = process.env): void {
  if (environment.NODE_ENV === 'production') throw new DemonstrationInProductionError();
}

/**
 * An OpenID Connect issuer for the demonstration, mounted on the server it is registered with at the path of its address.
 *
 * @throws DemonstrationInProductionError in production.
 */
export function demonstrationIssuer({ issuerUrl, keysFile, people }: DemonstrationIssuerSettings): FastifyPluginAsync {
  refuseInProduction();
  const mountedAt = new URL(issuerUrl).pathname.replace(/\/$/, '');
  if (!mountedAt) throw new Error(`The demonstration issuer needs a path of its own, unlike ${issuerUrl}`);
  return async (server) => {
    const provider = demonstrationProvider(issuerUrl, await secretsIn(keysFile), people);
    provider.on('server_error', (_context, error) => {
      server.log.error(error);
    });
    const answer = provider.callback();
    // The provider reads bodies itself: here, and only here, they pass unread.
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, _body, done) => {
      done(null);
    });
    server.all(`${mountedAt}/*`, (request, reply) => {
      // The router also matches other spellings of the path, such as "/%6fidc".
      if (!request.url.startsWith(`${mountedAt}/`)) {
        reply.callNotFound();
        return;
      }
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      const raw: IncomingMessage & { originalUrl?: string } = request.raw;
      raw.originalUrl = request.url;
      raw.url = request.url.slice(mountedAt.length);
      void answer(raw, reply.raw);
    });
  };
}
