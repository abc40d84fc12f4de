import { transformFile } from '@swc/core';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const compile = {
  swcrc: false,
  module: { type: 'es6' },
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
};

const root = new URL('../../', import.meta.url);
/** `@goldenthread/…` as the compiler knows them. */
const aliases = JSON.parse(readFileSync(new URL('tsconfig.json', root), 'utf8')).compilerOptions.paths;

/** A relative `./x.js` is `./x.ts` before it is built. */
export async function resolve(specifier, context, nextResolve) {
  const [alias] = aliases[specifier] ?? [];
  if (alias) return nextResolve(new URL(alias, root).href, context);
  try {
    return await nextResolve(specifier, context);
  } catch (error) {
    if (!/^\.{1,2}\/.*\.js$/.test(specifier)) throw error;
    return nextResolve(specifier.replace(/\.js$/, '.ts'), context);
  }
}

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context);
  const { code } = await transformFile(fileURLToPath(url), compile);
  return { format: 'module', source: code, shortCircuit: true };
}
