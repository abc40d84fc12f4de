import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfiguration } from '@goldenthread/runtime';
import { HealthController } from '../../apps/api/src/health/health.controller.js';
import { paths } from '../../apps/console/src/paths.js';
import { typed } from '../support/typed.js';

const DOCKER = fileURLToPath(new URL('../../docker', import.meta.url));
const ROOT = dirname(DOCKER);
const COMPOSE = ['compose.yaml', 'compose.try.yaml', 'kurrentdb/compose.yaml'];
/** Settings of other programs' images. */
const OF_OTHERS = /^(POSTGRES|KURRENTDB|KC)_/;

const read = (file: string): string => readFileSync(join(DOCKER, file), 'utf8');
const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, found]) => found ?? '');

describe.each(COMPOSE)('docker/%s', (file) => {
  const text = read(file);

  it('runs programs that the build makes', () => {
    for (const app of all(text, /dist\/apps\/(\w+)\/apps\/\1\/src\/main\.js/g)) {
      expect(existsSync(join(ROOT, 'apps', app, 'src', 'main.ts'))).toBe(true);
      expect(read('Dockerfile')).toMatch(new RegExp(`apps/build\\.mjs .*\\b${app}\\b`));
    }
    expect(text.match(/main\.js/g)?.length ?? 0).toBe(all(text, /dist\/apps\/(\w+)\/apps\/\1\/src\/main\.js/g).length);
  });

  it('sets what the configuration reads, and nothing else', () => {
    const known = settingsRead();
    const set = all(text, /^ {2,}(?:environment: \{.*, )?([A-Z][A-Z_]+):/gm).filter((name) => !OF_OTHERS.test(name));
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });

  it('asks every program for its health where it answers', () => {
    const asked = all(text, /fetch\('http:\/\/127\.0\.0\.1:(\d+\/[\w/]+)'\)/g);
    const controller = Reflect.getMetadata('path', HealthController) as string;
    const ready = Reflect.getMetadata(
      'path',
      Object.getOwnPropertyDescriptor(HealthController.prototype, 'ready')?.value as object,
    ) as string;
    expect([`3000/${controller}/${ready}`, `3001${paths.live}`]).toEqual(expect.arrayContaining([...asked]));
  });

  it('mounts secrets and files that there are', () => {
    const defined = all(text, /^ {2}([\w-]+): \{ (?:file|environment): /gm);
    for (const secret of all(text, /\/run\/secrets\/([\w-]+)/g)) expect(defined).toContain(secret);
    const folder = dirname(join(DOCKER, file));
    for (const mounted of all(text, /(\.\.?\/[\w./-]+):\/[^\s']+:ro/g)) expect(existsSync(join(folder, mounted))).toBe(true);
  });
});

describe('The files beside them', () => {
  it('make every secret that compose.yaml names, but the one that the issuer gives', () => {
    const wanted = all(read('compose.yaml'), /^ {2}[\w-]+: \{ file: \.\/secrets\/([\w-]+) \}/gm);
    const made = all(read('make-secrets.sh'), /^make ([\w-]+) /gm);
    expect([...made, 'oidc-client-secret'].sort()).toEqual([...wanted].sort());
  });

  it('say each variable that is left to whoever runs it', () => {
    for (const [file, example] of [
      ['compose.yaml', 'settings.example'],
      ['compose.yaml', 'try.env'],
      ['kurrentdb/compose.yaml', 'kurrentdb/settings.example'],
    ] as const) {
      const wanted = new Set(all(read(file), /\$\{([A-Z_]+)(?::\?[^}]*)?\}/g));
      const said = all(read(example), /^([A-Z_]+)=/gm);
      expect(said).toEqual(expect.arrayContaining([...wanted]));
    }
  });

  it('let the issuer to try it with send people back to where the console waits for them', () => {
    const realm = JSON.parse(read('sign-in/realm.json')) as {
      readonly clients: readonly {
        clientId: string;
        secret?: string;
        redirectUris?: readonly string[];
        attributes?: Readonly<Record<string, string>>;
      }[];
    };
    const origin = /^PUBLIC_URL=(.*)$/m.exec(read('try.env'))?.[1] ?? '';
    const client = realm.clients.find(({ clientId }) => clientId === /^OIDC_CLIENT_ID=(.*)$/m.exec(read('try.env'))?.[1]);
    expect(client?.redirectUris).toEqual([`${origin}${paths.signInCallback}`]);
    expect(client?.attributes?.['post.logout.redirect.uris']).toBe(`${origin}${paths.signedOut}`);
    expect(client?.secret).toBe(read('sign-in/client-secret'));
  });

  it('run a command that there is', async () => {
    for (const command of all(read('compose.yaml'), /cli\/src\/main\.js', '(\w+)'/g))
      expect(await typed(`${command} --help`)).toMatchObject({ exitCode: 0 });
  });
});

/** Every variable that the configuration asks its environment for. */
function settingsRead(): ReadonlySet<string> {
  const asked = new Set<string>();
  readConfiguration(
    new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_, name) => {
          asked.add(String(name));
          return undefined;
        },
      },
    ),
  );
  return asked.add('NODE_ENV');
}
