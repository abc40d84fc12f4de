// Runs one of the programs: `node apps/launch.mjs <app> [arguments]`. Builds it first where its sources are newer than
// what was built, then becomes it: one process, so a stop signal reaches the program itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [app, ...rest] = process.argv.slice(2);
const main = join(root, 'dist', 'apps', app, 'apps', app, 'src', 'main.js');

function newestSource(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|json|njk)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

function isBuilt() {
  if (!existsSync(main)) return false;
  const built = statSync(main).mtimeMs;
  return [join(root, 'apps'), join(root, 'libs')].every((folder) => newestSource(folder) <= built);
}

if (!isBuilt()) {
  process.stderr.write(`Building ${app} (about ten seconds, only after a change)…\n`);
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const build = spawnSync(process.execPath, [nest, 'build', app], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (build.status !== 0) process.exit(build.status ?? 1);
}

process.argv = [process.argv[0], main, ...rest];
await import(pathToFileURL(main).href);
