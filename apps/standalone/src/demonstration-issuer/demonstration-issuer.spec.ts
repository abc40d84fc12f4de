import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenVerifier } from '@goldenthread/access';
import { Body, Controller, Logger, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { fetchDemonstrationToken, NoTokenError } from '../../../cli/src/token/fetch-demonstration-token.js';
import { DemonstrationInProductionError, demonstrationIssuer, refuseInProduction } from './demonstration-issuer.js';

const PEOPLE = [
  { slug: 'scrutineer', subject: 'person-1', name: 'Amara Osei', role: 'Scrutineer', agency: '' },
  { slug: 'amara-osei', subject: 'person-1', name: 'Amara Osei', role: 'Scrutineer', agency: '' },
  { slug: 'agency-author', subject: 'person-2', name: 'Bryn Hale', role: 'Agency author', agency: 'Marlshire Constabulary' },
];

@Controller('echo')
class EchoController {
  @Post()
  echo(@Body() body: object): object {
    return body;
  }
}

@Module({ controllers: [EchoController] })
class ProgramModule {}

let folder: string;
let keysFile: string;
let baseUrl: string;
let program: NestFastifyApplication;

beforeAll(async () => {
  Logger.overrideLogger(false);
  folder = await mkdtemp(join(tmpdir(), 'demonstration-issuer-'));
  keysFile = join(folder, 'keys', 'issuer.json');
  baseUrl = `http://127.0.0.1:${await freePort()}`;
  program = await start();
});
afterAll(async () => {
  await program.close();
  await rm(folder, { recursive: true });
});

describe('the demonstration issuer', () => {
  it.each([
    ['scrutineer', 'person-1'],
    ['amara-osei', 'person-1'],
    ['agency-author', 'person-2'],
  ])('gives %s a token that is believed through its discovery document and its published keys', async (person, subject) => {
    const token = await fetchDemonstrationToken({ baseUrl, person });
    expect(await aVerifier().verify(token)).toEqual({ issuer: `${baseUrl}/oidc`, subject });
  });

  it('signs for eight hours, for golden-thread alone, and says no names', async () => {
    const token = await fetchDemonstrationToken({ baseUrl, person: 'scrutineer' });
    const claims = decodeJwt(token);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(claims).toMatchObject({ aud: 'golden-thread', client_id: 'golden-thread-cli', sub: 'person-1' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(8 * 60 * 60);
    expect(JSON.stringify(claims)).not.toContain('Amara');
  });

  it('publishes no private part of its key', async () => {
    const { keys } = (await (await fetch(`${baseUrl}/oidc/jwks`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });

  it('offers no sign-in page, and no other way to a token', async () => {
    const authorisation = await fetch(`${baseUrl}/oidc/auth?client_id=golden-thread-cli&response_type=code`, { redirect: 'manual' });
    expect([authorisation.status, authorisation.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8']);
    const credentials = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'golden-thread-cli' });
    expect((await fetch(`${baseUrl}/oidc/token`, { method: 'POST', body: credentials })).status).toBe(400);
  });

  it('leaves the bodies of other routes to the program', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await (await fetch(`${baseUrl}/echo`, { method: 'POST', headers, body: '{"said":"hello"}' })).json()).toEqual({ said: 'hello' });
    expect((await fetch(`${baseUrl}/echo`, { method: 'POST', headers, body: '{"said":' })).status).toBe(400);
  });

  it('answers one spelling of its path', async () => {
    expect((await fetch(`${baseUrl}/%6fidc/jwks`)).status).toBe(404);
    expect((await fetch(`${baseUrl}/oidc/nothing-here`)).status).toBe(404);
  });
});

describe('the keys of the demonstration issuer', () => {
  it('are for their owner’s eyes', async () => {
    expect((await stat(keysFile)).mode & 0o777).toBe(0o600);
  });

  it('outlive a restart, and so do the tokens signed with them', async () => {
    const token = await fetchDemonstrationToken({ baseUrl, person: 'scrutineer' });
    const before = await readFile(keysFile, 'utf8');
    await program.close();
    program = await start();
    expect(await readFile(keysFile, 'utf8')).toBe(before);
    expect(await aVerifier().verify(token)).toMatchObject({ subject: 'person-1' });
  });

  it('are another’s in another folder', async () => {
    const token = await fetchDemonstrationToken({ baseUrl, person: 'scrutineer' });
    await program.close();
    program = await start(join(folder, 'others.json'));
    await expect(aVerifier().verify(token)).rejects.toMatchObject({ reason: 'unknown-key' });
    await program.close();
    program = await start();
  });

  it('are not made up where the file holds something else, and nothing of it is repeated', async () => {
    const spoilt = join(folder, 'spoilt.json');
    await writeFile(spoilt, '{"signingKey":"half a secret');
    await expect(start(spoilt)).rejects.toThrow(`${spoilt} does not hold the keys of the demonstration issuer`);
    await expect(start(spoilt)).rejects.not.toThrow('half a secret');
  });
});

describe('asking for a token', () => {
  it('for an unknown person names those who are known', async () => {
    await expect(fetchDemonstrationToken({ baseUrl, person: 'nobody' })).rejects.toEqual(
      new NoTokenError('There is no demonstration person "nobody". The demonstration people are: scrutineer, amara-osei, agency-author.'),
    );
  });

  it('where nothing runs says how to start it', async () => {
    const silent = `http://127.0.0.1:${await freePort()}`;
    await expect(fetchDemonstrationToken({ baseUrl: silent, person: 'scrutineer' })).rejects.toThrow(
      `Nothing answers at ${silent}. Start it with "npm start", in another window.`,
    );
  });

  it('where the program has an issuer of its own says that it is not a demonstration', async () => {
    await expect(fetchDemonstrationToken({ baseUrl: `${baseUrl}/echo`, person: 'scrutineer' })).rejects.toThrow('is not a demonstration');
  });
});

describe('in production', () => {
  it('the demonstration issuer is refused', () => {
    expect(() => {
      refuseInProduction({ NODE_ENV: 'production' });
    }).toThrow(DemonstrationInProductionError);
    expect(() => {
      refuseInProduction({ NODE_ENV: 'test' });
    }).not.toThrow();
  });
});

async function start(keys = keysFile): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(ProgramModule, new FastifyAdapter());
  const issuer = demonstrationIssuer({ issuerUrl: `${baseUrl}/oidc`, keysFile: keys, people: PEOPLE });
  await app.getHttpAdapter().getInstance().register(issuer);
  await app.listen(new URL(baseUrl).port, '127.0.0.1');
  return app;
}

function aVerifier(): TokenVerifier {
  return new TokenVerifier({ issuer: `${baseUrl}/oidc` });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
