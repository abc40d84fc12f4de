import { randomBytes } from 'node:crypto';
import type { ClientMetadata, Configuration, KoaContextWithOIDC, ResourceServerInstance } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import { CustomOIDCProviderError } from 'oidc-provider/lib/helpers/errors.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { IssuerSecrets } from './keys-file.js';

/** Someone who can be asked to be, in the demonstration. */
export interface DemonstrationPerson {
  /** What a script calls them: `scrutineer`, `amara-osei`. */
  readonly slug: string;
  /** What tokens call them. Several slugs may lead to one subject. */
  readonly subject: string;
  readonly name: string;
  /** What they do, and for whom, in words: how the sign-in page lists them. */
  readonly role: string;
  readonly agency: string;
}

/** The console, as the issuer knows it. */
export interface ConsoleClient {
  readonly id: string;
  readonly secret: string;
  /** Where browsers find it, without a path. */
  readonly url: string;
}

const GRANT = 'urn:goldenthread:demonstration';
const EIGHT_HOURS = 8 * 60 * 60;
const TEN_MINUTES = 10 * 60;

/** An OpenID Connect provider that believes whoever says they are one of the demonstration people. */
export function demonstrationProvider(
  issuer: string,
  secrets: IssuerSecrets,
  people: readonly DemonstrationPerson[],
  client: ConsoleClient | undefined,
): Provider {
  const provider = new Provider(issuer, configuration(issuer, secrets, people, client));
  provider.registerGrantType<{ person?: string }>(
    GRANT,
    async (context) => {
      const { client, params } = context.oidc;
      const person = people.find(({ slug }) => slug === params.person);
      if (!person) throw unknownPerson(people);
      const token = new provider.AccessToken({ client, accountId: person.subject, grantId: '', gty: GRANT, resourceServer: THE_API });
      context.body = { access_token: await token.save(), expires_in: token.expiration, token_type: token.tokenType };
    },
    ['person'],
  );
  return provider;
}

/** Whom tokens are for. A JWT is what lets the API check them without asking back. */
const THE_API: ResourceServerInstance = {
  scope: '',
  scopes: new Set<string>(),
  audience: 'golden-thread',
  accessTokenFormat: 'jwt',
  accessTokenTTL: EIGHT_HOURS,
  jwt: { sign: { alg: 'RS256' } },
  identifier: () => 'urn:goldenthread:api',
};

function configuration(
  issuer: string,
  { signingKey, cookieSecret }: IssuerSecrets,
  people: readonly DemonstrationPerson[],
  client: ConsoleClient | undefined,
): Configuration {
  return {
    adapter: createMemoryAdapter(),
    jwks: { keys: [signingKey] },
    cookies: { keys: [cookieSecret] },
    clients: [
      {
        client_id: 'golden-thread-cli',
        token_endpoint_auth_method: 'none',
        grant_types: [GRANT],
        response_types: [],
        redirect_uris: [],
      },
      ...(client ? [consoleClient(client)] : []),
    ],
    interactions: { url: (_context, { uid }) => `${new URL(issuer).pathname.replace(/\/$/, '')}/interaction/${uid}` },
    pkce: { required: () => true },
    loadExistingGrant: (context) => grantWithoutAsking(context),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { logoutSource },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => THE_API.identifier(),
        getResourceServerInfo: () => THE_API,
      },
    },
    renderError: (context, { error, error_description: description }) => {
      context.type = 'text/plain';
      context.body = `${error}: ${description ?? 'no more is known'}\n`;
    },
    ttl: { AccessToken: EIGHT_HOURS, Grant: EIGHT_HOURS, IdToken: EIGHT_HOURS, Interaction: TEN_MINUTES, Session: EIGHT_HOURS },
    findAccount: (_context, subject) => {
      const person = people.find((candidate) => candidate.subject === subject);
      return person && { accountId: subject, claims: () => ({ sub: subject, name: person.name }) };
    },
  };
}

function consoleClient({ id, secret, url }: ConsoleClient): ClientMetadata {
  return {
    client_id: id,
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [`${url}/sign-in/callback`],
    post_logout_redirect_uris: [`${url}/signed-out`],
  };
}

/** The console is ours: nobody is asked whether it may know who they are. */
async function grantWithoutAsking({ oidc }: KoaContextWithOIDC): Promise<InstanceType<Provider['Grant']>> {
  const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/** Sends the form that signs out as soon as it is there; without JavaScript by a button. */
function logoutSource(context: KoaContextWithOIDC, form: string): void {
  const nonce = randomBytes(16).toString('base64');
  context.set(
    'Content-Security-Policy',
    `default-src 'none'; script-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  );
  context.body = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign out of the demonstration</title></head>
<body>
<h1>Sign out of the demonstration</h1>
${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button></p>
<script nonce="${nonce}">document.querySelector('button').click();</script>
</body>
</html>`;
}

function unknownPerson(people: readonly DemonstrationPerson[]): Error {
  return new CustomOIDCProviderError('unknown_person', `The demonstration people are: ${people.map(({ slug }) => slug).join(', ')}`);
}
