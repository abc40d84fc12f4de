// Runs one of the programs: `node apps/launch.mjs <app> [arguments]`. Builds it first where its sources are newer than
// its last whole build, then becomes it: one process, so a stop signal reaches the program itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAssets } from './console/build-assets.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const apps = readdirSync(join(root, 'apps'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const [app, ...rest] = process.argv.slice(2);
if (!apps.includes(app)) {
  process.stderr.write(`Usage: node apps/launch.mjs <${apps.join('|')}> [arguments]\n`);
  process.exit(64);
}
const built = join(root, 'dist', 'apps', app);
const main = join(built, 'apps', app, 'src', 'main.js');
/** Dated when the last build that succeeded began; a build first deletes the whole folder, and a failed one leaves files. */
const stamp = join(built, '.built');

function newestSource(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|json|njk)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

function isBuilt() {
  if (!existsSync(stamp)) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return [join(root, 'apps'), join(root, 'libs')].every((folder) => newestSource(folder) <= builtAt);
}

function build() {
  process.stderr.write(`Building ${app} (about ten seconds, only after a change)…\n`);
  const began = new Date();
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const { status } = spawnSync(process.execPath, [nest, 'build', app], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
}

if (!isBuilt()) build();
if (app === 'standalone' || app === 'console') await buildAssets();
process.argv = [process.argv[0], main, ...rest];
await import(pathToFileURL(main).href);
