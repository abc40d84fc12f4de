// Builds the whole program again on every change, and starts it anew: `npm run dev`. TypeScript does the watching, by
// Nest's build, which also rewrites the aliases. The program is told to stop and waited for, so that its PostgreSQL ends
// in order; Nest's own `start --watch` signals the whole tree, the database under the program's feet included.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mainOf, nest, root } from './build.mjs';
import { buildAssets } from './console/build-assets.mjs';

const APP = 'standalone';

let program;
let stopping = false;
/** One restart after another: each waits for the program to end. */
let restarts = Promise.resolve();
let pending = false;

const compiler = spawn(process.execPath, [nest, 'build', APP, '--watch', '--preserveWatchOutput'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
compiler.once('exit', (code) => void stop(code ?? 1));
createInterface({ input: compiler.stdout }).on('line', (line) => {
  process.stdout.write(`${line}\n`);
  if (/ Found 0 errors\. /.test(line)) restart();
});

// Pages and styles need no compiler, and are read when the program starts.
for (const folder of ['views', 'assets']) watch(join(root, 'apps', 'console', folder), { recursive: true }, () => program && restart());

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());

function restart() {
  if (pending || stopping) return;
  pending = true;
  restarts = restarts.then(async () => {
    await ended();
    pending = false;
    await buildAssets().catch((error) => process.stderr.write(`${error.message}\n`));
    if (!stopping) start();
  });
}

function start() {
  program = spawn(process.execPath, ['--enable-source-maps', mainOf(APP)], { cwd: root, stdio: 'inherit' });
  program.once('exit', (code) => {
    if (code) process.stderr.write('It starts again with the next change.\n');
  });
}

/** Tells the program to stop, and waits until it has. */
async function ended() {
  if (!program || program.exitCode !== null || program.signalCode !== null) return;
  const gone = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGTERM');
  await gone;
}

async function stop(code = 0) {
  if (stopping) return;
  stopping = true;
  compiler.kill();
  await restarts;
  await ended();
  process.exit(code);
}
