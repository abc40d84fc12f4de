import { AccessRefusal } from './access-refusal.js';
import { SignInReader, type GuardedRequest, type SignInRead } from './sign-in-reader.js';
import { TokenRefusedError } from './token-refused.js';
import type { TokenVerifier } from './token-verifier.js';

/** Reads who asks from a bearer token, and the appointment they act in from the header Acting-As. */
export class BearerSignIn extends SignInReader {
  constructor(private readonly tokens: TokenVerifier) {
    super();
  }

  override async read({ headers }: GuardedRequest): Promise<SignInRead> {
    const signIn = await this.tokens.verify(bearerToken(headers.authorization)).catch((error: unknown) => {
      if (!(error instanceof TokenRefusedError)) throw error;
      if (error.reason === 'issuer-unreachable') throw new AccessRefusal('issuer-unreachable');
      throw new AccessRefusal('token-invalid', { reason: error.reason });
    });
    const actingAs = headers['acting-as'];
    // Several headers name nothing that anybody holds.
    return { signIn, actingAs: Array.isArray(actingAs) ? actingAs.join() : actingAs };
  }
}

function bearerToken(authorization: string | string[] | undefined): string {
  const [, token] = /^bearer +(\S+)$/i.exec(typeof authorization === 'string' ? authorization : '') ?? [];
  if (token === undefined) throw new AccessRefusal('sign-in-required');
  return token;
}
