import { createRemoteJWKSet, errors, type CryptoKey, type FlattenedJWSInput, type JWSHeaderParameters, type RemoteJWKSet } from 'jose';
import { TokenRefusedError } from './token-refused.js';

const FETCH_TIMEOUT_MS = 5_000;

/**
 * The keys of one issuer, found through its discovery document. Both are fetched when first needed and kept; a key that
 * is not among them makes the set be fetched again, at most once per cooldown.
 *
 * A token has no say in where its key comes from: `jku`, `x5u` and `jwk` in its header are not read.
 */
export class IssuerKeys {
  private found: Promise<RemoteJWKSet> | undefined;

  constructor(
    private readonly issuer: string,
    private readonly cooldownMs: number,
  ) {}

  /** @throws TokenRefusedError `unknown-key` or `issuer-unreachable`. */
  async keyFor(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    const keys = await this.keys();
    try {
      return await keys(header, token);
    } catch (error) {
      const unknown = error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      throw new TokenRefusedError(unknown ? 'unknown-key' : 'issuer-unreachable');
    }
  }

  private async keys(): Promise<RemoteJWKSet> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch {
      this.found = undefined;
      throw new TokenRefusedError('issuer-unreachable');
    }
  }

  private async discover(): Promise<RemoteJWKSet> {
    const address = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    const { issuer, jwks_uri: keysAddress } = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (issuer !== this.issuer) throw new Error(`${address} names another issuer`);
    if (typeof keysAddress !== 'string' || !isAsSafe(keysAddress, this.issuer)) throw new Error(`${address} names no usable jwks_uri`);
    return createRemoteJWKSet(new URL(keysAddress), { timeoutDuration: FETCH_TIMEOUT_MS, cooldownDuration: this.cooldownMs });
  }
}

/** An issuer on https may not hand out its keys over anything less. */
function isAsSafe(keysAddress: string, issuer: string): boolean {
  const { protocol } = new URL(keysAddress);
  return protocol === 'https:' || (protocol === 'http:' && new URL(issuer).protocol === 'http:');
}
