export interface TokenRequest {
  /** Where the program answers: `http://127.0.0.1:3000`. */
  readonly baseUrl: string;
  /** A demonstration person or role, such as `scrutineer`. */
  readonly person: string;
}

/** No token could be had. The message is for whoever typed the command: what is wrong, and what to do. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError';
}

/** What the demonstration issuer answers on its token endpoint. */
interface TokenAnswer {
  readonly access_token?: string;
  readonly error?: string;
  readonly error_description?: string;
}

const TIMEOUT_MS = 10_000;

/**
 * A bearer token for a demonstration person, from the running program.
 *
 * @throws NoTokenError where the program does not run, is no demonstration or knows no such person.
 */
export async function fetchDemonstrationToken({ baseUrl, person }: TokenRequest): Promise<string> {
  const { status, answer } = await ask(new URL('oidc/token', baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`), person);
  if (answer?.access_token) return answer.access_token;
  if (answer?.error === 'unknown_person') {
    throw new NoTokenError(`There is no demonstration person "${person}". ${answer.error_description ?? ''}.`);
  }
  if (status < 500) {
    throw new NoTokenError(`${baseUrl} is not a demonstration: people sign in there with its own issuer, and tokens come from that.`);
  }
  throw new NoTokenError(`${baseUrl} answered ${status} when asked for a token. Its log says more.`);
}

async function ask(address: URL, person: string): Promise<{ status: number; answer: TokenAnswer | undefined }> {
  const body = new URLSearchParams({ grant_type: 'urn:goldenthread:demonstration', client_id: 'golden-thread-cli', person });
  try {
    const response = await fetch(address, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, answer: parse(await response.text()) };
  } catch (error) {
    throw new NoTokenError(`Nothing answers at ${address.origin}. Start it with "npm start", in another window.`, { cause: error });
  }
}

function parse(text: string): TokenAnswer | undefined {
  try {
    return JSON.parse(text) as TokenAnswer;
  } catch {
    return undefined;
  }
}
