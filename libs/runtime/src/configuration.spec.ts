import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, readConfiguration, requireProductionSettings } from './configuration.js';

function faultsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('The configuration', () => {
  it('has a working default for everything', () => {
    expect(readConfiguration({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: '.data',
      databaseUrl: undefined,
      production: false,
    });
  });

  it('names every variable that is wrong at once, without its value', () => {
    const faults = faultsOf(() =>
      readConfiguration({
        PORT: '99999',
        DATABASE_URL: 'mysql://secret',
        OIDC_ISSUER: 'nope',
        LOG_LEVEL: 'loud',
        KEY_ENCRYPTION_KEY: 'c2hvcnQ=',
      }),
    );
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'OIDC_ISSUER', 'KEY_ENCRYPTION_KEY', 'LOG_LEVEL']);
    expect(faults.join()).not.toMatch(/secret|c2hvcnQ/);
  });

  it('invents nothing in production', () => {
    const faults = faultsOf(() => {
      requireProductionSettings(readConfiguration({ NODE_ENV: 'production' }));
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['DATABASE_URL', 'OIDC_ISSUER', 'KEY_ENCRYPTION_KEY']);
  });

  it('finds the console by its port where no address is said', () => {
    expect(readConfiguration({ PORT: '3001' })).toMatchObject({ publicUrl: 'http://localhost:3001', oidcClient: undefined });
    const said = readConfiguration({
      PUBLIC_URL: 'https://goldenthread.example/',
      OIDC_CLIENT_ID: 'console',
      OIDC_CLIENT_SECRET: 'secret',
    });
    expect(said).toMatchObject({ publicUrl: 'https://goldenthread.example', oidcClient: { id: 'console', secret: 'secret' } });
  });

  it.each([
    'goldenthread.example',
    'https://goldenthread.example/console',
    'ftp://goldenthread.example',
    'https://me@goldenthread.example',
  ])('takes no public address with anything but a host: %s', (address) => {
    expect(faultsOf(() => readConfiguration({ PUBLIC_URL: address }))).toEqual([expect.stringMatching(/^PUBLIC_URL must be/)]);
  });

  it('takes a client and its secret together, and says neither', () => {
    const faults = faultsOf(() => readConfiguration({ OIDC_CLIENT_SECRET: 'hush' }));
    expect(faults).toEqual(['OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set both, or neither']);
  });

  it('takes the KurrentDB that holds the events', () => {
    const url = 'kurrentdb://gt:s3cret@one:2113,two:2113,three:2113?tlsCAFile=/ca.crt';
    expect(readConfiguration({ EVENT_STORE_URL: url, NODE_ENV: 'production' }).eventStoreUrl).toBe(url);
    expect(readConfiguration({ EVENT_STORE_URL: 'kurrentdb://localhost:2113?tls=false' }).eventStoreUrl).toBeDefined();
    expect(readConfiguration({}).eventStoreUrl).toBeUndefined();
  });

  it.each([
    [{ EVENT_STORE_URL: 'kurrentdb://gt:s3cret@db?tls=false' }, /EVENT_STORE_URL must not say tls=false/],
    [{ EVENT_STORE_URL: 'kurrentdb://localhost?tls=false', NODE_ENV: 'production' }, /EVENT_STORE_URL must not say tls=false/],
    [{ EVENT_STORE_URL: 'kurrentdb://gt:s3cret@db', DEBUG: 'kdb:*' }, /EVENT_STORE_URL would be printed/],
    [{ EVENT_STORE_URL: 'postgresql://gt:s3cret@db/x' }, /leave it out to keep events in the database/],
    [{ EVENT_STORE_URL: 'esdb://gt:s3cret@db' }, /kurrentdb:\/\/user:password@host/],
  ])('refuses an unsafe or foreign address of it: %p', (environment, sentence) => {
    const faults = faultsOf(() => readConfiguration(environment)).join('\n');
    expect(faults).toMatch(sentence);
    expect(faults).not.toContain('s3cret');
  });

  it('takes an empty variable as absent', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });
});

describe('Secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldenthread-secrets-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const file = (content: string): string => {
    const path = join(folder, String(content.length));
    writeFileSync(path, content);
    return path;
  };

  it('may stand in files, which end in a line feed or not', () => {
    const read = readConfiguration({
      DATABASE_URL_FILE: file('postgresql://app:s3cret@database/goldenthread\n'),
      KEY_ENCRYPTION_KEY_FILE: file(Buffer.alloc(32, 7).toString('base64')),
      OIDC_CLIENT_ID: 'golden-thread',
      OIDC_CLIENT_SECRET_FILE: file('a secret'),
    });
    expect(read).toMatchObject({
      databaseUrl: 'postgresql://app:s3cret@database/goldenthread',
      keyEncryptionKey: Buffer.alloc(32, 7),
      oidcClient: { id: 'golden-thread', secret: 'a secret' },
    });
  });

  it('are said once, and a file that cannot be read is named by its variable alone', () => {
    const faults = faultsOf(() =>
      readConfiguration({
        DATABASE_URL: 'postgresql://a@b/c',
        DATABASE_URL_FILE: file('postgresql://d@e/f'),
        KEY_ENCRYPTION_KEY_FILE: '/nowhere',
      }),
    );
    expect(faults).toEqual([
      'DATABASE_URL and DATABASE_URL_FILE say the same thing: set one of them',
      'KEY_ENCRYPTION_KEY_FILE cannot be read',
    ]);
  });
});
