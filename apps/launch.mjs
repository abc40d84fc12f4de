// Runs one of the programs: `node apps/launch.mjs <app> [arguments]`. Builds it first where its sources are newer than
// its last whole build, then becomes it: one process, so a stop signal reaches the program itself.
import { pathToFileURL } from 'node:url';
import { apps, ensureBuilt, mainOf } from './build.mjs';

const [app, ...rest] = process.argv.slice(2);
if (!apps.includes(app)) {
  process.stderr.write(`Usage: node apps/launch.mjs <${apps.join('|')}> [arguments]\n`);
  process.exit(64);
}
await ensureBuilt(app);
process.argv = [process.argv[0], mainOf(app), ...rest];
await import(pathToFileURL(mainOf(app)).href);
