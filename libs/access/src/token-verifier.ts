import { sha256 } from '@goldenthread/event-sourcing';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyResult } from 'jose';
import { IssuerKeys } from './issuer-keys.js';
import type { SignIn } from './sign-in.js';
import { TokenRefusedError, type TokenRefusalReason } from './token-refused.js';
import { VerifiedTokens } from './verified-tokens.js';

export interface TokenVerifierSettings {
  /** The issuer exactly as its tokens and its discovery document write it. */
  readonly issuer: string;
  /** Whom tokens must be for; `golden-thread` where absent. */
  readonly audience?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How many verified tokens are remembered; 10,000 where absent. */
  readonly remembered?: number;
  /** How long after fetching the issuer's keys an unknown one makes them be fetched again; 30,000 ms where absent. */
  readonly keyCooldownMs?: number;
}

const ALGORITHMS = ['RS256', 'PS256', 'ES256'];
const LONGEST_TOKEN = 8 * 1024;
const LONGEST_SUBJECT = 255;
const SKEW_SECONDS = 60;
/** A key that its issuer withdrew stops opening doors after this long, even for tokens seen before. */
const REMEMBER_MS = 10 * 60_000;
/** Claims that only ID tokens and logout tokens carry. */
const NOT_OF_ACCESS_TOKENS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'];

/**
 * Checks bearer tokens of one OpenID Connect issuer. A token that passes was signed by a key the issuer publishes now
 * (or did ten minutes ago), names this issuer and this audience and no other, and is an access token within its time.
 * What is believed of it is who signed in; what they may do is in our own records.
 */
export class TokenVerifier {
  private readonly audience: string;
  private readonly now: () => number;
  private readonly keys: IssuerKeys;
  private readonly verified: VerifiedTokens;

  constructor(private readonly settings: TokenVerifierSettings) {
    this.audience = settings.audience ?? 'golden-thread';
    this.now = settings.now ?? Date.now;
    this.keys = new IssuerKeys(settings.issuer, settings.keyCooldownMs ?? 30_000);
    this.verified = new VerifiedTokens(settings.remembered ?? 10_000);
  }

  /** @throws TokenRefusedError for whatever is not a token of ours that is good now. */
  async verify(token: string): Promise<SignIn> {
    if (token.length > LONGEST_TOKEN) throw new TokenRefusedError('too-long');
    const digest = sha256(token);
    const remembered = this.verified.get(digest, this.now());
    if (remembered) return remembered;
    if (!isCompact(token)) throw new TokenRefusedError('malformed');
    const { protectedHeader, payload } = await this.checkSignature(token);
    if (!isAccessTokenType(protectedHeader.typ)) throw new TokenRefusedError('type');
    const { subject, expiresAt } = this.checkClaims(payload);
    const signIn = { issuer: this.settings.issuer, subject };
    this.verified.set(digest, signIn, Math.min(expiresAt, this.now() + REMEMBER_MS));
    return signIn;
  }

  private async checkSignature(token: string): Promise<JWTVerifyResult> {
    try {
      return await jwtVerify(token, (header, jws) => this.keys.keyFor(header, jws), {
        algorithms: ALGORITHMS,
        issuer: this.settings.issuer,
        audience: this.audience,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: SKEW_SECONDS,
        currentDate: new Date(this.now()),
      });
    } catch (error) {
      // The library's errors carry the token's claims: only a reason goes on from here.
      throw new TokenRefusedError(reasonOf(error));
    }
  }

  private checkClaims(claims: JWTPayload): { subject: string; expiresAt: number } {
    if (!isOnly(claims.aud, this.audience)) throw new TokenRefusedError('audience');
    if (NOT_OF_ACCESS_TOKENS.some((claim) => Object.hasOwn(claims, claim))) throw new TokenRefusedError('not-an-access-token');
    if (claims.iat !== undefined && claims.iat * 1000 > this.now() + SKEW_SECONDS * 1000) throw new TokenRefusedError('not-yet-valid');
    const { sub, exp } = claims;
    // No database holds a text with a NUL, so nobody of ours is called so.
    if (typeof sub !== 'string' || sub === '' || sub.length > LONGEST_SUBJECT || sub.includes('\0')) throw new TokenRefusedError('subject');
    return { subject: sub, expiresAt: (exp ?? 0) * 1000 };
  }
}

/** Three parts, each written in the one way base64url has of writing its bytes: a token has one spelling. */
function isCompact(token: string): boolean {
  const parts = token.split('.');
  return parts.length === 3 && parts.every((part) => part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part);
}

function isAccessTokenType(type: unknown): boolean {
  return typeof type === 'string' && ['at+jwt', 'jwt'].includes(type.toLowerCase().replace(/^application\//, ''));
}

/** A token that is also for someone else could be played to us by them. */
function isOnly(audience: string | string[] | undefined, ours: string): boolean {
  return Array.isArray(audience) ? audience.length === 1 && audience[0] === ours : audience === ours;
}

function reasonOf(error: unknown): TokenRefusalReason {
  if (error instanceof TokenRefusedError) return error.reason;
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWTClaimValidationFailed) return REASON_OF_CLAIM[error.claim] ?? 'malformed';
  return 'malformed';
}

const REASON_OF_CLAIM: Readonly<Record<string, TokenRefusalReason>> = {
  iss: 'issuer',
  aud: 'audience',
  sub: 'subject',
  exp: 'expired',
  nbf: 'not-yet-valid',
};
