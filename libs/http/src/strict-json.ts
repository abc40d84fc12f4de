import { createScanner, SyntaxKind } from 'jsonc-parser';
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

interface Level {
  readonly members: Set<string> | null;
  member: string;
  index: number;
}

/** One pass over the tokens with a stack of our own: depth cannot overflow anything. */
function requireShape(text: string): void {
  const scanner = createScanner(text, true);
  const levels: Level[] = [];
  let expectsName = false;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const level = levels.at(-1);
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      if (levels.length === MAX_DEPTH) throw tooDeep(levels);
      const isObject = token === SyntaxKind.OpenBraceToken;
      levels.push({ members: isObject ? new Set() : null, member: '', index: 0 });
      expectsName = isObject;
    } else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) {
      levels.pop();
      expectsName = false;
    } else if (token === SyntaxKind.CommaToken) {
      if (level) level.index += 1;
      expectsName = level?.members !== null && level !== undefined;
    } else if (token === SyntaxKind.StringLiteral && expectsName && level?.members) {
      level.member = scanner.getTokenValue();
      if (level.members.has(level.member)) throw duplicate(levels);
      level.members.add(level.member);
      expectsName = false;
    }
  }
}

function pointerOf(levels: readonly Level[]): string {
  return levels.map((level) => `/${level.members ? level.member.replaceAll('~', '~0').replaceAll('/', '~1') : level.index}`).join('');
}

function malformed(): RequestProblem {
  return new RequestProblem('json-malformed', [{ pointer: '', code: 'json-malformed', message: 'The body is not valid JSON.' }]);
}

function duplicate(levels: readonly Level[]): RequestProblem {
  const pointer = pointerOf(levels);
  return new RequestProblem('json-duplicate-key', [
    { pointer, code: 'json-duplicate-key', message: `${pointer} is given twice. Give it once.` },
  ]);
}

function tooDeep(levels: readonly Level[]): RequestProblem {
  const pointer = pointerOf(levels).slice(0, 200);
  return new RequestProblem('json-too-deep', [
    { pointer, code: 'json-too-deep', message: `The body is nested more than ${MAX_DEPTH} levels deep.` },
  ]);
}
