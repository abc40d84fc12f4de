/** One thing wrong with a request, and where: a JSON pointer into the body, or the name of a header or parameter. */
export interface ProblemError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** An error answer, RFC 9457. `code` is from a closed list (`refusal-words.ts`); `detail` says what to do. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly ProblemError[];
  readonly [extension: string]: unknown;
}

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** Where the meaning of a code is documented. */
export function problemType(code: string): string {
  return `/api/v1/problems/${code}`;
}

/** A request that cannot be taken as it was sent: thrown by what reads headers, parameters and bodies. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';

  constructor(
    readonly code: string,
    readonly errors: readonly ProblemError[] = [],
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }
}

/** A field that nothing here knows. */
export function fieldUnknown(pointer: string): ProblemError {
  return { pointer, code: 'field-unknown', message: 'This field is not known here. Check its name, or leave it out.' };
}

/** Parameters of the address that nothing here knows. */
export function parametersUnknown(names: readonly string[]): RequestProblem {
  const message = 'This parameter is not known here. Check its name, or leave it out.';
  return new RequestProblem(
    'parameter-unknown',
    names.map((pointer) => ({ pointer, code: 'parameter-unknown', message })),
  );
}
