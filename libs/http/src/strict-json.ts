import { visit, type JSONPath } from 'jsonc-parser';
import { RequestProblem } from './problem.js';

/** Deeper than any body this product takes, and shallow enough for everything that walks one. */
export const MAX_DEPTH = 8;

/**
 * Parses a JSON body. Beside what `JSON.parse` refuses, it refuses two members of one name (of which one would be
 * silently lost), nesting beyond `MAX_DEPTH`, and text with lone surrogates (which has no canonical bytes).
 *
 * @throws RequestProblem `json-malformed`, `json-duplicate-key`, `json-too-deep`, with a pointer.
 */
export function parseStrictJson(text: string): unknown {
  requireShape(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed();
  }
  if (!JSON.stringify(value).isWellFormed() || /\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])/.test(text)) throw malformed();
  return value;
}

/** Stops the walk at the first fault, so nesting cannot overflow anything. */
function requireShape(text: string): void {
  const names: (Set<string> | null)[] = [];
  const enter = (members: Set<string> | null, path: JSONPath): void => {
    if (names.length === MAX_DEPTH) throw tooDeep(pointerOf(path));
    names.push(members);
  };
  const leave = (): void => {
    names.pop();
  };
  visit(text, {
    onObjectBegin: (_offset, _length, _line, _character, path) => {
      enter(new Set(), path());
    },
    onArrayBegin: (_offset, _length, _line, _character, path) => {
      enter(null, path());
    },
    onObjectEnd: leave,
    onArrayEnd: leave,
    onObjectProperty: (name, _offset, _length, _line, _character, path) => {
      const members = names.at(-1);
      if (members?.has(name)) throw duplicate(pointerOf([...path(), name]));
      members?.add(name);
    },
  });
}

function pointerOf(path: JSONPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function malformed(): RequestProblem {
  return new RequestProblem('json-malformed', [{ pointer: '', code: 'json-malformed', message: 'The body is not valid JSON.' }]);
}

function duplicate(pointer: string): RequestProblem {
  return new RequestProblem('json-duplicate-key', [
    { pointer, code: 'json-duplicate-key', message: `${pointer} is given twice. Give it once.` },
  ]);
}

function tooDeep(pointer: string): RequestProblem {
  return new RequestProblem('json-too-deep', [
    { pointer, code: 'json-too-deep', message: `The body is nested more than ${MAX_DEPTH} levels deep.` },
  ]);
}
