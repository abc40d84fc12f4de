/**
 * Why a token was not believed. `issuer-unreachable` says nothing of the token: its issuer's keys could not be had.
 */
export type TokenRefusalReason =
  | 'too-long'
  | 'malformed'
  | 'algorithm'
  | 'unknown-key'
  | 'signature'
  | 'type'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'subject'
  | 'not-an-access-token'
  | 'issuer-unreachable';

/** Carries the reason alone: never the token, nor anything that stood in it. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';

  constructor(readonly reason: TokenRefusalReason) {
    super(`The token was refused: ${reason}`);
  }
}
