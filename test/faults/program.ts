import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How a program ended, and what it had said on standard error. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/** One run of a program, from its first moment. */
export class Run {
  /** Settles when it has ended; never rejects. */
  readonly ended: Promise<Ending>;
  private said = '';

  constructor(
    private readonly child: ChildProcess,
    logFile?: string,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (logFile) appendFileSync(logFile, chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.said += chunk.toString();
    });
    this.ended = once(child, 'close').then(([code, signal]) => {
      return { code: code as number | null, signal: signal as NodeJS.Signals | null, said: this.said };
    });
  }

  get pid(): number {
    return this.child.pid ?? Number.NaN;
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Signals it and all it runs in its foreground, as a terminal does. */
  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal);
  }

  async kill(): Promise<Ending> {
    this.signal('SIGKILL');
    return this.ended;
  }
}

/** What `npm start` starts, in a place of its own: run, killed and run again as people and machines do. */
export class Program {
  readonly address: string;
  readonly dataDir: string;
  /** Everything it ever logged. */
  readonly logFile: string;

  constructor(
    /** The folder it is started in. */
    private readonly home: string,
    readonly port: number,
    /** Somebody else's PostgreSQL, instead of its own. */
    private readonly databaseUrl = '',
  ) {
    this.address = `http://127.0.0.1:${port}`;
    this.dataDir = join(home, '.data');
    this.logFile = join(home, 'program.log');
  }

  /** Runs it just as the start script of package.json does, its data where they are when nothing is said. */
  begin(): Run {
    return this.run(process.execPath, [join(ROOT, 'apps', 'launch.mjs'), 'standalone'], this.home, '');
  }

  /** Runs one more worker beside it. @param key what wraps its data keys. */
  beginWorker(key: Buffer): Run {
    const env = { KEY_ENCRYPTION_KEY: key.toString('base64') };
    return this.run(process.execPath, [join(ROOT, 'apps', 'launch.mjs'), 'worker'], this.home, this.dataDir, env);
  }

  /** Runs it by npm, which leads a process group as it does in a terminal. */
  beginByNpm(): Run {
    return this.run('npm', ['start'], ROOT, this.dataDir);
  }

  /** Waits until a run answers. @throws Error with what it said where it ends first. */
  async untilReady(run: Run): Promise<void> {
    while (!(await this.isReady())) {
      if (run.isOver) throw new Error(`The program ended before it was ready: ${(await run.ended).said}`);
      await pause(25);
    }
  }

  async start(): Promise<Run> {
    const run = this.begin();
    await this.untilReady(run);
    return run;
  }

  /** Its PostgreSQL's first process and all others, as they are now. None where none is known. */
  databaseProcesses(): number[] {
    return databaseProcesses(this.dataDir);
  }

  private run(command: string, args: readonly string[], cwd: string, dataDir: string, more: NodeJS.ProcessEnv = {}): Run {
    const { databaseUrl: DATABASE_URL, port } = this;
    const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL, OIDC_ISSUER: '', ...more };
    return new Run(spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }), this.logFile);
  }

  private async isReady(): Promise<boolean> {
    return (await fetch(`${this.address}/health/ready`).catch(() => undefined))?.status === 200;
  }
}

/** The first process of the embedded PostgreSQL of a data folder, and all others, as they are now. None where none is known. */
export function databaseProcesses(dataDir: string): number[] {
  const [pid] = read(join(dataDir, 'postgres', 'postmaster.pid'))?.split('\n') ?? [];
  if (pid === undefined) return [];
  const others = read(`/proc/${pid}/task/${pid}/children`) ?? '';
  return [Number(pid), ...others.split(' ').filter(Boolean).map(Number)];
}

/** Ends processes at once. One that has gone meanwhile is no failure. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Whether a process still works: one that has ended and waits to be collected does not. */
export function isWorking(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat !== undefined && !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
}

/** A port that nobody listens on, and that the system gives to no outgoing connection while the program is down. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer().listen(port, '127.0.0.1');
    const listens = await once(server, 'listening').catch(() => undefined);
    if (!listens) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
