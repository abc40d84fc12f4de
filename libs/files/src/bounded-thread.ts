import { createRequire } from 'node:module';
import { Worker, type ResourceLimits, type Transferable } from 'node:worker_threads';

/** What a thread may take. */
export interface ThreadBounds {
  readonly memory: ResourceLimits;
  readonly milliseconds: number;
}

/**
 * Room for the largest table that is taken several times over, in megabytes of the heap; and time for it on a machine that is
 * busy, where it takes well under a second on one that is not.
 */
const BOUNDS: ThreadBounds = { memory: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 }, milliseconds: 10_000 };
/** As many threads run at once, so that whoever sends many files slows no more of a machine; others wait for their turn. */
const MOST_AT_ONCE = 2;

/** What is done in a thread came to nothing: it took more time or memory than it may, or it failed of itself. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';

  constructor(readonly why: 'bounds' | 'failed') {
    super(why);
  }
}

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs one function in a thread of its own, within bounds of memory and time: whatever it is given, this program goes on, and
 * answers others meanwhile. The thread knows nothing of this program, nor of its environment.
 *
 * @param work is carried over as its own text, so that compiled and tested code run alike: it may name nothing that stands
 *   outside it, but the library and what it is given.
 * @param library the name of the package that it works with.
 * @param options buffers among what it is given that become the thread's own, uncopied; and other bounds than those of a file.
 * @throws ThreadError.
 */
export async function inBoundedThread<Given, Found>(
  work: (library: never, given: Given) => Found,
  library: string,
  given: Given,
  { moved = [], bounds = BOUNDS }: { moved?: readonly Transferable[]; bounds?: ThreadBounds } = {},
): Promise<Found> {
  if (running < MOST_AT_ONCE) running += 1;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    const thread = threadOf(work.toString(), { library: createRequire(import.meta.url).resolve(library), given }, moved, bounds);
    return await answerOf<Found>(thread, bounds);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function threadOf(work: string, workerData: object, moved: readonly Transferable[], { memory }: ThreadBounds): Worker {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.postMessage((${work})(require(workerData.library), workerData.given));`;
  return new Worker(code, {
    eval: true,
    workerData,
    transferList: [...moved],
    resourceLimits: memory,
    env: {},
    execArgv: [],
    // What it would print may hold what was sent.
    stdout: true,
    stderr: true,
  });
}

async function answerOf<Found>(thread: Worker, { milliseconds }: ThreadBounds): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Found>((found, failed) => {
      timer = setTimeout(() => {
        failed(new ThreadError('bounds'));
      }, milliseconds);
      thread.once('message', found);
      thread.once('error', (error: NodeJS.ErrnoException) => {
        failed(new ThreadError(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'bounds' : 'failed'));
      });
      thread.once('exit', () => {
        failed(new ThreadError('failed'));
      });
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
