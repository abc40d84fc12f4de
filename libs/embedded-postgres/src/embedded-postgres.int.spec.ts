import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { accountFor } from './account.js';
import { boundLog } from './bounded-log.js';
import { lockDirectory } from './directory-lock.js';
import { EmbeddedPostgres, type EmbeddedPostgresOptions, type PostgresExit } from './embedded-postgres.js';
import { EmbeddedPostgresError } from './failure.js';
import { readPidFile } from './pid-file.js';
import { isRunning, serversOver } from './processes.js';
import { installedPrograms, programIn, runnablePrograms } from './programs.js';
import { endRemnants } from './remnants.js';
import { prepareSite } from './site.js';

const ROOT = process.getuid?.() === 0;
const asRoot = ROOT ? it : it.skip;
const support = fileURLToPath(new URL('../../../test/support', import.meta.url));

/** A data folder with a cluster in it, made once and copied, since making one takes longest. */
const template = join(tmpdir(), `goldenthread-postgres-${randomUUID()}`);
let dataDir: string;
let started: EmbeddedPostgres[];
let children: ChildProcess[];

beforeAll(async () => {
  const postgres = new EmbeddedPostgres({ dataDir: template });
  await postgres.start();
  await postgres.stop();
});

afterAll(() => {
  rmSync(template, { recursive: true, force: true });
});

beforeEach(() => {
  dataDir = join(tmpdir(), `goldenthread-postgres-${randomUUID()}`);
  started = [];
  children = [];
});

afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  for (const child of children) child.kill('SIGKILL');
  for (const pid of serversOver(folder())) process.kill(pid, 'SIGKILL');
  await until(() => serversOver(folder()).length === 0);
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  beforeEach(copyCluster);

  it('keeps its data and its address over a stop and a start', async () => {
    const first = embedded();
    const { url } = await first.start();
    await ask(url, 'create table kept as select 42 as n');
    await first.stop();
    expect(serversOver(folder())).toEqual([]);

    const again = await embedded().start();

    expect(again.url).toBe(url);
    expect(await ask(url, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  it('is durable, checked, private and discreet, and opens to no other password', async () => {
    const { url } = await embedded().start();

    const settings = await ask<{ name: string; setting: string }>(url, 'select name, setting from pg_settings');
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toMatchObject({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      log_statement: 'none',
      log_parameter_max_length: '0',
      log_min_error_statement: 'panic',
      server_encoding: 'UTF8',
    });
    expect(await ask(url, 'select datlocprovider, datlocale from pg_database where datname = current_database()')).toEqual([
      { datlocprovider: 'b', datlocale: 'C.UTF-8' },
    ]);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  it('never logs what people wrote, not even where a statement fails over it', async () => {
    const { url } = await embedded().start();
    const canary = 'a child told us something';
    await ask(url, 'create table told (words text primary key)');
    await ask(url, 'insert into told values ($1)', [canary]);

    await expect(ask(url, 'insert into told values ($1)', [canary])).rejects.toMatchObject({ code: '23505' });
    await expect(ask(url, 'select $1::text::uuid', [canary])).rejects.toMatchObject({ code: '22P02' });
    await expect(ask(url, `select '${canary}' from missing`)).rejects.toMatchObject({ code: '42P01' });
    await expect(
      ask(url, "do $$ begin raise warning 'a child told us something'; raise exception 'a child told us something'; end $$"),
    ).rejects.toThrow();

    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('told us');
  });

  it('comes back at the same address when its server alone is killed, and says so', async () => {
    const postgres = embedded();
    const exits: PostgresExit[] = [];
    postgres.onExit((exit) => exits.push(exit));
    const { url } = await postgres.start();
    await ask(url, 'create table kept as select 42 as n');

    process.kill(serverPid(), 'SIGKILL');

    await until(async () => (await answer(url, 'select n from kept'))?.at(0)?.n === 42);
    expect(exits).toEqual([{ code: null, signal: 'SIGKILL', restarting: true }]);
  });

  it('gives up a server that cannot start again, and says why', async () => {
    const postgres = embedded({ restartAfter: [10, 10] });
    const exits: PostgresExit[] = [];
    postgres.onExit((exit) => exits.push(exit));
    await postgres.start();
    rmSync(join(folder(), 'global', 'pg_control'));

    process.kill(serverPid(), 'SIGKILL');

    await until(() => exits.length === 2);
    expect(exits[1]).toMatchObject({ restarting: false, error: { code: 'not-started', message: expect.stringContaining('pg_control') } });
  });

  it('tells why it cannot start, and leaves nothing running nor locked', async () => {
    await embedded({ settings: { shared_buffers: 'nonsense' } })
      .start()
      .then(
        () => {
          throw new Error('It started.');
        },
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'not-started', exitCode: 75, message: expect.stringContaining('nonsense') });
        },
      );
    expect(serversOver(folder())).toEqual([]);
    await expect(embedded().start()).resolves.toBeDefined();
  });

  it('can be stopped while it starts', async () => {
    const postgres = embedded();
    const start = postgres.start();
    await until(() => serversOver(folder()).length > 0);

    await Promise.all([postgres.stop(), start.catch(() => undefined)]);

    expect(serversOver(folder())).toEqual([]);
    await expect(embedded().start()).resolves.toBeDefined();
  });
});

describe('after a kill', () => {
  beforeEach(copyCluster);

  it('of the program, the server it left is replaced and nothing acknowledged is lost', async () => {
    const { url, child } = await program();
    await ask(url, 'create table kept as select 42 as n');
    const orphan = serverPid();
    await killed(child);
    expect(isRunning(orphan)).toBe(true);

    await embedded().start();

    expect(isRunning(orphan)).toBe(false);
    expect(serverPid()).not.toBe(orphan);
    expect(await ask(url, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  it('of the program, the server it left is known by its password where the process table cannot tell', async () => {
    const { child } = await program();
    const orphan = serverPid();
    await killed(child);

    await endRemnants(await prepareSite(dataDir), 'any other');

    expect(isRunning(orphan)).toBe(false);
    expect(readPidFile(folder())).toBeUndefined();
  });

  it('of program and server at once, with a connection at work, it starts again', async () => {
    const { url, child } = await program();
    await ask(url, 'create table kept as select 42 as n');
    const busy = ask(url, 'select n, pg_sleep(600) from kept').catch(() => 'cut off');
    const working = "select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep'";
    await until(async () => (await answer(url, working))?.at(0)?.n === 1);
    process.kill(serverPid(), 'SIGKILL');
    await killed(child);

    await embedded().start();

    expect(await busy).toBe('cut off');
    expect(await ask(url, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  it.each([['linux'], ['any other']])('a pid file that names another process by now does not block (%s)', async (platform) => {
    const first = embedded();
    await first.start();
    await first.stop();
    const bystander = spawn('sleep', ['600'], { ...accountFor([folder()]), stdio: 'ignore' });
    children.push(bystander);
    const lines = [bystander.pid, folder(), 1, 1, '', '127.0.0.1', '1 1', 'ready'];
    writeFileSync(join(folder(), 'postmaster.pid'), lines.join('\n'));

    await endRemnants(await prepareSite(dataDir), platform);
    await embedded().start();

    expect(bystander.exitCode).toBeNull();
    expect(isRunning(bystander.pid ?? 0)).toBe(true);
  });
});

describe('Ctrl-C', () => {
  beforeEach(copyCluster);

  it('in a terminal, once or twice, reaches the program and not its server, which serves until the program is done', async () => {
    const { child, lines } = await program();

    process.kill(-(child.pid ?? 0), 'SIGINT');
    process.kill(-(child.pid ?? 0), 'SIGINT');

    expect(await nextLine(lines)).toBe('drained');
    expect(await nextLine(lines)).toBe('stopped');
    expect(serversOver(folder())).toEqual([]);
    expect(existsSync(join(dataDir, 'lock'))).toBe(false);
  });
});

describe('a data folder', () => {
  it('that was half made when its program was killed is made whole by the next start', async () => {
    const child = programOver(dataDir);
    await until(() => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('postgres.half-made')));
    await killed(child);

    await embedded().start();

    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.half-made'))).toEqual([]);
  });

  it('is refused to a second program, which says who has it', async () => {
    await embedded().start();
    const second = programOver(dataDir);
    const said = createInterface({ input: second.stderr ?? process.stdin });

    const [[line], [code]] = (await Promise.all([once(said, 'line'), once(second, 'exit')])) as [[string], [number]];

    expect(line).toBe(
      `${dataDir} is in use by another Golden Thread (process ${process.pid}). Stop that one first, or give this one a folder of its own with DATA_DIR.`,
    );
    expect(code).toBe(75);
  });

  it('is refused to a second server of the same program', async () => {
    await embedded().start();
    await expect(embedded().start()).rejects.toMatchObject({ code: 'directory-in-use' });
    expect(serversOver(folder())).not.toEqual([]);
  });

  it.each([
    ['whose number is free', { pid: 2 ** 22 + 1, startedAt: '1' }],
    ['whose number somebody else has by now', { pid: process.pid, startedAt: '1' }],
    ['that is unknown', {}],
  ])('is taken over from a program %s', (_title, holder) => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'lock'), JSON.stringify(holder));

    lockDirectory(dataDir).release();

    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('whose password is gone is refused by the name of the file that is missing', async () => {
    copyCluster();
    const file = join(dataDir, 'postgres-password');
    rmSync(file);

    await expect(embedded().start()).rejects.toMatchObject({ code: 'password-lost', message: expect.stringContaining(file) });
  });

  it('that is a file is refused', async () => {
    writeFileSync(dataDir, '');
    await expect(embedded().start()).rejects.toMatchObject({ code: 'out-of-reach', message: expect.stringContaining(dataDir) });
  });

  asRoot('that root put there is handed to whom its server runs as, and no link in it is followed', async () => {
    const { uid, gid } = accountFor([]);
    copyCluster();
    spawnSync('chown', ['-R', '0:0', folder()]);
    const elsewhere = join(dataDir, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'file'), '');
    symlinkSync(elsewhere, join(folder(), 'link'));

    await embedded().start();

    expect(statSync(join(folder(), 'PG_VERSION'))).toMatchObject({ uid, gid });
    expect([statSync(elsewhere).uid, statSync(join(elsewhere, 'file')).uid]).toEqual([0, 0]);
  });

  asRoot('under a folder that only root may enter is refused with the folder, the reason and both ways out', async () => {
    mkdirSync(dataDir, { mode: 0o700 });
    const refusal: unknown = await embedded({ dataDir: join(dataDir, 'checkout', '.data') })
      .start()
      .catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(EmbeddedPostgresError);
    expect(refusal).toMatchObject({ code: 'out-of-reach', exitCode: 73 });
    const { message } = refusal as Error;
    expect(message).toContain(`uid 65534, who may not enter ${dataDir} (mode 0700)`);
    expect(message).toContain('set DATA_DIR');
    expect(message).toContain('set DATABASE_URL');
  });

  asRoot('belongs to the owner of the folder where that is not root, and only its postgres part changes hands', async () => {
    const owner = { uid: 65534, gid: 65534 };
    await embedded({ runAs: owner }).start();

    expect(statSync(folder())).toMatchObject(owner);
    expect(statSync(dataDir).uid).toBe(0);
    expect(statSync(join(dataDir, 'postgres-password')).uid).toBe(0);
    expect(accountFor([folder(), dataDir])).toEqual(owner);
  });
});

describe('the programs', () => {
  it('are copied, with their links, from an installation that left those out or lies out of reach', () => {
    const hidden = join(dataDir, 'hidden');
    mkdirSync(hidden, { recursive: true });
    const installed = installedPrograms();
    cpSync(dirname(installed), hidden, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
    if (ROOT) chmodSync(hidden, 0o700);
    const account = accountFor([]);

    const programs = runnablePrograms(join(hidden, 'native'), dataDir, account);

    expect(dirname(programs)).toBe(dataDir);
    const { stdout } = spawnSync(programIn(programs, 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
    expect(stdout).toContain('PostgreSQL');
  });

  it('of an unknown platform are said to be missing, by their name', () => {
    expect(() => installedPrograms('sunos', 'sparc')).toThrow(/@embedded-postgres\/sunos-sparc is not installed.*DATABASE_URL/);
  });
});

describe('the log', () => {
  it('is set aside once it has grown past its limit', () => {
    mkdirSync(dataDir);
    const log = join(dataDir, 'postgres.log');
    writeFileSync(log, 'older lines');

    boundLog(log, 100);
    expect(readFileSync(log, 'utf8')).toBe('older lines');
    boundLog(log, 5);

    expect(readFileSync(log, 'utf8')).toBe('');
    expect(readFileSync(`${log}.1`, 'utf8')).toBe('older lines');
  });
});

function copyCluster(): void {
  spawnSync('cp', ['-a', template, dataDir]);
}

function folder(): string {
  return join(dataDir, 'postgres');
}

function embedded(options: Partial<EmbeddedPostgresOptions> = {}): EmbeddedPostgres {
  const postgres = new EmbeddedPostgres({ dataDir, ...options });
  started.push(postgres);
  return postgres;
}

function serverPid(): number {
  return readPidFile(folder())?.pid ?? Number.NaN;
}

/** A program of its own over the folder, in a process group of its own as a terminal would give it. */
function programOver(home: string): ChildProcess {
  const node = ['--import', join(support, 'typescript.mjs'), join(support, 'embedded-postgres-program.ts'), home];
  const child = spawn(process.execPath, node, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function program(): Promise<{ url: string; child: ChildProcess; lines: Interface }> {
  const child = programOver(dataDir);
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  return { url: await nextLine(lines), child, lines };
}

async function nextLine(lines: Interface): Promise<string> {
  const [line] = (await once(lines, 'line')) as [string];
  return line;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function ask<Row extends object>(url: string, statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

function answer(url: string, statement: string): Promise<{ n: number }[] | undefined> {
  return ask<{ n: number }>(url, statement).catch(() => undefined);
}

/** Polls, since none of this announces itself; gives up before the test does, so that a failure is cleaned up after. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`This never became true: ${condition.toString()}`);
    await pause(20);
  }
}
