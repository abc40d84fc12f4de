import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyPluginAsync } from 'fastify';
import { interactions, type SignInPage } from './interactions.js';
import { secretsIn } from './keys-file.js';
import { demonstrationProvider, type DemonstrationPerson } from './provider.js';

export interface DemonstrationIssuerSettings {
  /** The address at which the programs reach it, with the path it is mounted at: `http://127.0.0.1:3000/oidc`. */
  readonly issuerUrl: string;
  /** Where its keys are kept, so that tokens outlive a restart. Made when absent, readable by its owner alone. */
  readonly keysFile: string;
  readonly people: readonly DemonstrationPerson[];
  /** The console that people sign in to with it, and the page on which they say who they are. Absent: tokens only. */
  readonly console?: { readonly url: string; readonly signInPage: SignInPage };
}

/** What the console shows the issuer it is: follows from the issuer's own secret, so that both ends know it. */
export async function consoleClientOf(keysFile: string): Promise<{ id: string; secret: string }> {
  const { cookieSecret } = await secretsIn(keysFile);
  return { id: 'golden-thread-console', secret: createHmac('sha256', cookieSecret).update('console').digest('base64url') };
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
export function demonstrationIssuer({ issuerUrl, keysFile, people, console }: DemonstrationIssuerSettings): FastifyPluginAsync {
  refuseInProduction();
  const mountedAt = new URL(issuerUrl).pathname.replace(/\/$/, '');
  if (!mountedAt) throw new Error(`The demonstration issuer needs a path of its own, unlike ${issuerUrl}`);
  return async (server) => {
    const client = console && { ...(await consoleClientOf(keysFile)), url: console.url };
    const provider = demonstrationProvider(issuerUrl, await secretsIn(keysFile), people, client);
    provider.on('server_error', (_context, error) => {
      server.log.error(error);
    });
    const answer = provider.callback();
    // The provider reads bodies itself: here, and only here, they pass unread.
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, _body, done) => {
      done(null);
    });
    if (console) await server.register(interactions(provider, `${mountedAt}/interaction/:uid`, people, console.signInPage));
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
