import { RequestProblem } from '@goldenthread/http';

/** A form as it came: each field once, as text. The values of a list, whose name ends in `[]`, are one text: `listOf` parts them. */
export type Fields = Readonly<Record<string, string>>;

const MOST_FIELDS = 200;
const LIST = '[]';
const BETWEEN = ',';
// Line breaks arrive as two characters, whatever was typed.
const LINE_BREAK = /\r\n?/g;

/**
 * Reads a form's body. However long a list is, it is one field: the body's own limit bounds it.
 *
 * @throws RequestProblem `body-unreadable` where a field that is no list is given twice, or there are too many.
 */
export function parseFields(body: string): Fields {
  const fields = new Map<string, string>();
  const lists = new Map<string, string[]>();
  for (const [name, typed] of new URLSearchParams(body)) {
    const value = typed.replace(LINE_BREAK, '\n');
    const list = lists.get(name);
    if (list) {
      list.push(value);
      continue;
    }
    if (fields.has(name) || fields.size + lists.size === MOST_FIELDS) throw new RequestProblem('body-unreadable');
    if (name.endsWith(LIST)) lists.set(name, [value]);
    else fields.set(name, value);
  }
  return Object.fromEntries([...fields, ...[...lists].map(([name, values]) => [name, textOfList(values)] as const)]);
}

/** The values of a list, in the order they came in: of boxes that were ticked, or of a field that hides them all. */
export function listOf(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(BETWEEN);
}

/** The one text that stands for a list, to be hidden in a form. */
export function textOfList(values: readonly string[]): string {
  return values.join(BETWEEN);
}

/** The body of a request as fields; none where there is no form. */
export function fieldsOf(body: unknown): Fields {
  return typeof body === 'object' && body !== null ? (body as Fields) : {};
}
