import { randomBytes } from 'node:crypto';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider/lib/provider.js';
import type { DemonstrationPerson } from './provider.js';

/** Lays out the page on which somebody says who they are. `action`: where the form is sent, with the slug as `person`. */
export type SignInPage = (model: {
  readonly action: string;
  readonly nonce: string;
  readonly people: readonly DemonstrationPerson[];
  readonly error?: string;
}) => string;

const NOBODY_CHOSEN = 'Choose who you are';
const STALE = 'This sign-in was begun too long ago, or in another browser. Go back to the console and sign in again.\n';

/** The page on which somebody says who they are, and what they say there. */
export function interactions(
  provider: Provider,
  path: string,
  people: readonly DemonstrationPerson[],
  signInPage: SignInPage,
): FastifyPluginCallback {
  const show = (request: FastifyRequest, reply: FastifyReply, error?: string): FastifyReply => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .status(error === undefined ? 200 : 422)
      .header('Content-Security-Policy', policyWith(nonce))
      .header('Cache-Control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(signInPage({ action: request.url, nonce, people, error }));
  };
  return (server, _options, done) => {
    server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) => {
      parsed(null, Object.fromEntries(new URLSearchParams(String(body))));
    });
    server.get(path, async (request, reply) => {
      if (!(await isBegun(provider, request, reply))) return reply.status(400).type('text/plain; charset=utf-8').send(STALE);
      return show(request, reply);
    });
    server.post(path, async (request, reply) => {
      if (!(await isBegun(provider, request, reply))) return reply.status(400).type('text/plain; charset=utf-8').send(STALE);
      const said = (request.body as { person?: string } | undefined)?.person;
      const person = people.find(({ slug }) => slug === said);
      if (!person) return show(request, reply, NOBODY_CHOSEN);
      reply.hijack();
      await provider.interactionFinished(request.raw, reply.raw, { login: { accountId: person.subject } });
      return reply;
    });
    done();
  };
}

async function isBegun(provider: Provider, { raw }: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  return provider.interactionDetails(raw, reply.raw).then(
    () => true,
    () => false,
  );
}

function policyWith(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;
}
