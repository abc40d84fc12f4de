import { AccessRefusal, type SignIn } from '@goldenthread/access';
import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { CONSOLE_OPTIONS, type ConsoleOptions } from '../console-options.js';
import { paths } from '../paths.js';
import type { PendingSignIn } from './visit.js';

const TEN_MINUTES = 10 * 60_000;
const SCOPE = 'openid';

/** Somebody who signed in at the issuer, and its word for it. */
export interface SignedInAtIssuer {
  readonly signIn: SignIn;
  readonly idToken: string;
}

/** The issuer's answer was not believed: it fits no sign-in that was begun here, or is not the issuer's. */
export class SignInFailedError extends Error {
  override readonly name = 'SignInFailedError';
}

/**
 * Signs people in at an OpenID Connect issuer: authorisation code with PKCE, state and nonce, the ID token's signature
 * checked. Of what it says only issuer and subject are believed; what a person may do is in our own records.
 */
@Injectable()
export class OpenId {
  private found: Promise<oidc.Configuration> | undefined;

  constructor(@Inject(CONSOLE_OPTIONS) private readonly options: ConsoleOptions) {}

  /** Where to send the browser, and what to remember until it comes back. */
  async begin(returnTo: string): Promise<{ address: string; pending: PendingSignIn }> {
    const configuration = await this.configuration();
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: SCOPE,
      response_type: 'code',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, pending: { state, nonce, verifier, returnTo, until: Date.now() + TEN_MINUTES } };
  }

  /**
   * Who it is that came back.
   *
   * @param url the address the browser came back to, from its path on.
   * @throws SignInFailedError
   */
  async finish(url: string, { state, nonce, verifier, until }: PendingSignIn): Promise<SignedInAtIssuer> {
    if (Date.now() > until) throw new SignInFailedError('it took longer than ten minutes');
    const configuration = await this.configuration();
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const tokens = await oidc
      .authorizationCodeGrant(configuration, new URL(url, this.options.publicUrl), checks)
      .catch((error: unknown) => {
        // The library's errors carry what came, tokens and all: only their kind goes on from here.
        throw new SignInFailedError(error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
      });
    const claims = tokens.claims();
    if (!claims || tokens.id_token === undefined) throw new SignInFailedError('no identity came');
    return { signIn: { issuer: claims.iss, subject: claims.sub }, idToken: tokens.id_token };
  }

  /** Where a browser signs out at the issuer too; nothing where the issuer has no such place. */
  async signOutAddress(idToken: string, state: string): Promise<string | undefined> {
    const configuration = await this.configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${this.options.publicUrl}${paths.signedOut}`,
      state,
    }).href;
  }

  private get redirectUri(): string {
    return `${this.options.publicUrl}${paths.signInCallback}`;
  }

  /** @throws AccessRefusal `issuer-unreachable`; the next one to ask tries again. */
  private async configuration(): Promise<oidc.Configuration> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch {
      this.found = undefined;
      throw new AccessRefusal('issuer-unreachable');
    }
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, client } = this.options;
    const isPlain = issuer.startsWith('http:');
    // Deprecated so that nobody uses it lightly: a plain issuer is one on this machine, or one that the operator named so.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const execute = [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])];
    return oidc.discovery(new URL(issuer), client.id, undefined, oidc.ClientSecretBasic(client.secret), { execute, timeout: 5 });
  }
}
