/**
 * A command that makes no sense now. Nothing is stored. The code is closed and typed by whoever throws it; the words for
 * people are chosen at the edge, from the code and its details.
 *
 * What the partnership would want to know happened (a late submission) is an event, never a refusal.
 */
export class Refusal<Code extends string = string> extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: Code,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`Refused: ${code}`);
  }
}
