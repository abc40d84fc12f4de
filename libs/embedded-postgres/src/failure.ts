/**
 * Why the embedded PostgreSQL does not run, and the code the program ends with:
 * 69 it cannot run here, 73 its folder cannot be used, 75 it may work later.
 */
const EXIT_CODES = {
  'no-programs': 69,
  'no-account': 69,
  'out-of-reach': 73,
  'password-lost': 73,
  'not-initialised': 73,
  'directory-in-use': 75,
  'not-started': 75,
  'not-stopped': 75,
} as const;

export type EmbeddedPostgresFailure = keyof typeof EXIT_CODES;

/** The embedded PostgreSQL cannot do what was asked. The message is whole sentences for whoever started the program. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  /** For `process.exit`, so that scripts can tell "in use" from "cannot work here". */
  readonly exitCode: number;

  constructor(
    readonly code: EmbeddedPostgresFailure,
    message: string,
  ) {
    super(message);
    this.exitCode = EXIT_CODES[code];
  }
}
