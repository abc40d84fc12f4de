/** A form of an earlier visit, or of another: what was typed is kept, and must be sent again by whoever typed it. */
export class StaleFormError extends Error {
  override readonly name = 'StaleFormError';
}
