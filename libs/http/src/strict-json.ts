import { visit, type JSONPath } from 'jsonc-parser';
import { fieldUnknown, RequestProblem } from './problem.js';

/** Deeper than any body this product takes, and shallow enough for everything that walks one. */
export const MAX_DEPTH = 8;

/**
 * Parses a JSON body of UTF-8 bytes. Beside what `JSON.parse` refuses, it refuses whatever would be stored otherwise than
 * it was sent: bytes that are no UTF-8, two members of one name, members that objects have of themselves (`__proto__`),
 * lone surrogates (which have no canonical bytes); and nesting beyond `MAX_DEPTH`.
 *
 * @throws RequestProblem `json-malformed`, `json-duplicate-key`, `json-too-deep` or `invalid`, with a pointer.
 */
export function parseStrictJson(body: string | Uint8Array): unknown {
  try {
    const text = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    requireShape(text);
    return JSON.parse(text);
  } catch (error) {
    throw error instanceof RequestProblem ? error : malformed('');
  }
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
      if (!name.isWellFormed()) throw malformed(pointerOf(path()));
      if (members?.has(name)) throw duplicate(pointerOf([...path(), name]));
      if (isOfEveryObject(name)) throw unknown(pointerOf([...path(), name]));
      members?.add(name);
    },
    onLiteralValue: (value: unknown, _offset, _length, _line, _character, path) => {
      if (typeof value === 'string' && !value.isWellFormed()) throw malformed(pointerOf(path()));
    },
  });
}

function pointerOf(path: JSONPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What looks in an object for a rule by its name finds these in every object, and takes them for known. */
export function isOfEveryObject(name: string): boolean {
  return name in Object.prototype || name === 'prototype';
}

function malformed(pointer: string): RequestProblem {
  return new RequestProblem('json-malformed', [{ pointer, code: 'json-malformed', message: 'The body is not valid JSON.' }]);
}

function unknown(pointer: string): RequestProblem {
  return new RequestProblem('invalid', [fieldUnknown(pointer)]);
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
