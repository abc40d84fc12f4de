// Builds programs whose sources are newer than their last whole build: `node apps/build.mjs [app …]`, or all of them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAssets } from './console/build-assets.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
export const apps = readdirSync(join(root, 'apps'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** The compiled program, once it is built. */
export function mainOf(app) {
  return join(root, 'dist', 'apps', app, 'apps', app, 'src', 'main.js');
}

/** Compiles what is not up to date, and makes what browsers fetch. Ends this process where that fails. */
export async function ensureBuilt(...wanted) {
  const outdated = wanted.filter((app) => !isBuilt(app));
  if (outdated.length > 0) compile(outdated);
  if (wanted.some((app) => app === 'standalone' || app === 'console')) await buildAssets();
}

/** Dated when the last build that succeeded began; a build first deletes the whole folder, and a failed one leaves files. */
function stampOf(app) {
  return join(root, 'dist', 'apps', app, '.built');
}

function isBuilt(app) {
  const stamp = stampOf(app);
  if (!existsSync(stamp)) return false;
  const builtAt = statSync(stamp).mtimeMs;
  const settings = ['tsconfig.json', 'nest-cli.json'].map((file) => statSync(join(root, file)).mtimeMs);
  return Math.max(...settings, newestSource(join(root, 'apps')), newestSource(join(root, 'libs'))) <= builtAt;
}

function newestSource(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|json|njk)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

function compile(outdated) {
  process.stderr.write(`Building ${outdated.join(', ')} (about ten seconds each, only after a change)…\n`);
  const began = new Date();
  const what = outdated.length === apps.length ? ['--all', '--parallel', '2'] : outdated;
  const { status } = spawnSync(process.execPath, [nest, 'build', ...what], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
  for (const app of outdated) {
    writeFileSync(stampOf(app), '');
    utimesSync(stampOf(app), began, began);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const named = process.argv.slice(2);
  await ensureBuilt(...(named.length > 0 ? named : apps));
}
