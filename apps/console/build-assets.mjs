// Makes what browsers fetch from the console: compiles the styles, and copies scripts, each under a name with the hash of
// its content, so that it can be kept for ever. `node apps/console/build-assets.mjs`, or `await buildAssets()`. Does
// nothing where nothing changed. What it makes is never committed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const govuk = join(root, 'node_modules', 'govuk-frontend');
const target = join(root, 'dist', 'console');
const LIST = 'assets.json';

/** @returns {Promise<string>} the folder with the assets and their list. */
export async function buildAssets() {
  if (isFresh()) return target;
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const list = {};
  const put = (name, content) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    list[name] = `${basename(name, extname(name))}-${hash}${extname(name)}`;
    writeFileSync(join(draft, list[name]), content);
  };
  put('console.css', await compiledStyles());
  put('govuk-frontend.js', withoutSourceMap(readFileSync(join(govuk, 'dist', 'govuk', 'govuk-frontend.min.js'), 'utf8')));
  for (const script of readdirSync(join(here, 'assets', 'scripts'))) put(script, readFileSync(join(here, 'assets', 'scripts', script)));
  put('icon.svg', readFileSync(join(here, 'assets', 'icon.svg')));
  writeFileSync(join(draft, LIST), JSON.stringify(list));
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(draft, target);
  } catch (error) {
    // Somebody else built the same at the same moment.
    rmSync(draft, { recursive: true, force: true });
    if (!isFresh()) throw error;
  }
  return target;
}

async function compiledStyles() {
  const { compile } = await import('sass');
  const { css } = compile(join(here, 'assets', 'styles', 'console.scss'), {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  });
  return css;
}

function isFresh() {
  const sources = [join(here, 'assets', 'scripts'), join(here, 'assets', 'styles')].flatMap((folder) =>
    readdirSync(folder).map((name) => join(folder, name)),
  );
  try {
    const builtAt = statSync(join(target, LIST)).mtimeMs;
    const all = [...sources, join(here, 'assets', 'icon.svg'), join(govuk, 'package.json'), fileURLToPath(import.meta.url)];
    return all.every((source) => statSync(source).mtimeMs <= builtAt);
  } catch {
    return false;
  }
}

function withoutSourceMap(script) {
  return script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await buildAssets();
