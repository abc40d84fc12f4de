/** Each code, and the HTTP status it is answered with. */
const STATUS_OF = {
  /** No bearer token came. */
  'sign-in-required': 401,
  /** One came and was not believed; `reason` says why. */
  'token-invalid': 401,
  /** The issuer's keys could not be had, so nobody can be known just now. */
  'issuer-unreachable': 503,
  /** Signed in, and nobody here: no person of ours, or none of their appointments holds today. */
  'no-appointment': 403,
  /** They hold several, or asked to act in one they do not hold; `appointments` lists theirs. */
  'choose-appointment': 400,
  /** Their role may not do this to anything. */
  'not-permitted': 403,
  /** Not there, or not theirs, or no such id can be: one answer, so that nobody learns which. */
  'not-found': 404,
  /** The route says neither who may ask nor that all may. */
  'no-policy': 403,
} as const;

export type AccessRefusalCode = keyof typeof STATUS_OF;

/** A request that the guard turned away. The words for people are chosen at the edge, from the code and its details. */
export class AccessRefusal extends Error {
  override readonly name = 'AccessRefusal';
  readonly status: number;

  constructor(
    readonly code: AccessRefusalCode,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`Refused: ${code}`);
    this.status = STATUS_OF[code];
  }
}
