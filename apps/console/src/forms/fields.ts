import { RequestProblem } from '@goldenthread/http';

/** A form as it came: each field once, as text. */
export type Fields = Readonly<Record<string, string>>;

const MOST_FIELDS = 200;
// Line breaks arrive as two characters, whatever was typed.
const LINE_BREAK = /\r\n?/g;

/**
 * Reads a form's body.
 *
 * @throws RequestProblem `form-unreadable` where a field is given twice, or there are too many.
 */
export function parseFields(body: string): Fields {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name) || fields.size === MOST_FIELDS) throw new RequestProblem('body-unreadable');
    fields.set(name, value.replace(LINE_BREAK, '\n'));
  }
  return Object.fromEntries(fields);
}

/** The body of a request as fields; none where there is no form. */
export function fieldsOf(body: unknown): Fields {
  return typeof body === 'object' && body !== null ? (body as Fields) : {};
}
