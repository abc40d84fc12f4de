import type { Configuration, ResourceServerInstance } from 'oidc-provider';
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
}

const GRANT = 'urn:goldenthread:demonstration';
const EIGHT_HOURS = 8 * 60 * 60;

/** An OpenID Connect provider that believes whoever says they are one of the demonstration people. */
export function demonstrationProvider(issuer: string, secrets: IssuerSecrets, people: readonly DemonstrationPerson[]): Provider {
  const provider = new Provider(issuer, configuration(secrets, people));
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

function configuration({ signingKey, cookieSecret }: IssuerSecrets, people: readonly DemonstrationPerson[]): Configuration {
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
    ],
    features: {
      devInteractions: { enabled: false },
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
    ttl: { AccessToken: EIGHT_HOURS },
    findAccount: (_context, subject) => {
      const person = people.find((candidate) => candidate.subject === subject);
      return person && { accountId: subject, claims: () => ({ sub: subject, name: person.name }) };
    },
  };
}

function unknownPerson(people: readonly DemonstrationPerson[]): Error {
  return new CustomOIDCProviderError('unknown_person', `The demonstration people are: ${people.map(({ slug }) => slug).join(', ')}`);
}
