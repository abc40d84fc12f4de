import 'reflect-metadata';
import { createServer, request as send, Agent, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PeopleRegister } from '@goldenthread/access';
import { createApi } from '@goldenthread/api';
import { newId } from '@goldenthread/event-sourcing';
import type { Platform } from '@goldenthread/runtime';
import { Body, Controller, Module, Post, ValidationPipe, type INestApplication, type OnModuleDestroy } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import pg from 'pg';
import { AnswerDto } from '../../apps/api/src/section11/answer.dto.js';
import type { Bench } from './bench.js';
import { concurrently, inTurns, perSecond } from './rounds.js';
import { ITEM_KEYS, Section11History } from './section11-history.js';
import type { BenchServer } from './server.js';
import { withViews } from './view-store.js';

const CONNECTIONS = 32;
const SAVES = 3_200;
const WORDS = 'Every member of staff has had safer recruitment training this year, and the register is checked each month.';

export const httpSave: Bench = {
  unit: 'saves/s',
  figure: `answers saved over HTTP on ${CONNECTIONS} connections, signed in, on returns that hold 40 answers`,
  limit: 'Nest on Fastify with class-validator, the same body, nobody signed in, inserting one row',
  promised: 0.5,
  better: 'higher',
  run: ({ server }) =>
    withViews(server, async (platform) => {
      const issuer = await Issuer.open();
      const api = await createApi({ platform, issuer: issuer.address, audience: 'golden-thread' });
      const plain = await plainInserter(server);
      const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
      try {
        const [ours, theirs] = [await listening(api), await listening(plain)];
        const authors = await authorsOf(platform, issuer);
        const rounds = await inTurns(
          () => saves((turn) => save(ours, agent, authors[turn % CONNECTIONS])),
          () => saves((turn) => insert(theirs, agent, turn)),
          3,
        );
        return { rounds };
      } finally {
        agent.destroy();
        await Promise.all([api.close(), plain.close(), issuer.close()]);
      }
    }),
};

/** Each connection has its own run of saves, one after another. */
function saves(one: (turn: number) => Promise<void>): Promise<number> {
  const connections = Array.from({ length: CONNECTIONS }, (_, connection) => connection);
  const each = Array.from({ length: SAVES / CONNECTIONS }, (_, turn) => turn);
  return perSecond(SAVES, () => Promise.all(connections.map((at) => concurrently(1, each, (turn) => one(turn * CONNECTIONS + at)))));
}

/** Whoever saves answers on one return, and what each of its answers stands at. */
class Author {
  private turn = 0;
  private readonly tags = new Map<string, string>();

  constructor(
    readonly token: string,
    private readonly ref: string,
  ) {
    // As the history played it: opened, then every item in its order.
    ITEM_KEYS.forEach((item, index) => this.tags.set(item, `"${index + 1}"`));
  }

  next(): { readonly item: string; readonly path: string; readonly tag: string; readonly body: string } {
    const item = ITEM_KEYS[this.turn % ITEM_KEYS.length] ?? '';
    const body = bodyOf(`${WORDS} (${++this.turn})`);
    return { item, path: `/api/v1/returns/${this.ref}/answers/${item}`, tag: this.tags.get(item) ?? '', body };
  }

  saved(item: string, tag: string): void {
    this.tags.set(item, tag);
  }
}

function bodyOf(narrative: string): string {
  const evidence = [{ kind: 'note', text: 'The register of training, checked in March.' }];
  return JSON.stringify({ rating: 'met', narrative, evidence });
}

async function save(port: number, agent: Agent, author: Author | undefined): Promise<void> {
  if (!author) throw new Error('Nobody is there to save');
  const { item, path, tag, body } = author.next();
  const headers = { authorization: `Bearer ${author.token}`, 'if-match': tag, 'idempotency-key': newId() };
  const answer = await ask(port, agent, 'PUT', path, body, headers);
  if (answer.status !== 200) throw new Error(`Not saved: ${answer.status} ${answer.text}`);
  author.saved(item, answer.etag);
}

async function insert(port: number, agent: Agent, turn: number): Promise<void> {
  const answer = await ask(port, agent, 'POST', '/answers', bodyOf(`${WORDS} (${turn})`), {});
  if (answer.status !== 201) throw new Error(`Not inserted: ${answer.status}`);
}

interface Answered {
  readonly status: number;
  readonly etag: string;
  readonly text: string;
}

function ask(port: number, agent: Agent, method: string, path: string, body: string, headers: Record<string, string>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers };
    const sent = send({ host: '127.0.0.1', port, agent, method, path, headers: all }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, etag: response.headers.etag ?? '', text });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** One author for each return of a cycle that is answered in full. */
async function authorsOf(platform: Platform, issuer: Issuer): Promise<Author[]> {
  const { partnership, agencies, returns } = await new Section11History(platform.store, platform.codec).cycle({
    agencies: CONNECTIONS,
    versions: 1,
  });
  const register = new PeopleRegister(platform.pools.writer);
  return Promise.all(
    returns.map(async (ref, index) => {
      const [person, subject] = [newId(), newId()];
      await register.enrol({
        person: { id: person, name: 'An author' },
        signIns: [{ issuer: issuer.address, subject }],
        appointments: [{ id: newId(), partnership, agency: agencies[index] ?? '', role: 'agency-author', from: '2020-01-01' }],
      });
      return new Author(await issuer.token(subject), ref);
    }),
  );
}

/** An OpenID Connect issuer, as far as a token check asks for one. */
class Issuer {
  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    readonly address: string,
  ) {}

  static async open(): Promise<Issuer> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' }] };
    let address = '';
    const server = createServer((request, response) => {
      const document = request.url?.endsWith('openid-configuration') ? { issuer: address, jwks_uri: `${address}/keys` } : keys;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new Issuer(server, privateKey, address);
  }

  token(subject: string): Promise<string> {
    const token = new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'bench', typ: 'at+jwt' }).setIssuer(this.address);
    return token.setAudience('golden-thread').setSubject(subject).setIssuedAt().setExpirationTime('2h').sign(this.key);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }
}

/** What Nest gives whoever writes no more than they must: a body validated, a row inserted. */
async function plainInserter({ url }: BenchServer): Promise<NestFastifyApplication> {
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  await pool.query('CREATE TABLE plain_answers (id uuid PRIMARY KEY, answer jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now())');

  @Controller()
  class PlainController implements OnModuleDestroy {
    onModuleDestroy(): Promise<void> {
      return pool.end();
    }

    @Post('answers')
    async answer(@Body() answer: AnswerDto): Promise<{ id: string }> {
      const id = newId();
      await pool.query({
        name: 'insert',
        text: 'INSERT INTO plain_answers (id, answer) VALUES ($1, $2)',
        values: [id, JSON.stringify(answer)],
      });
      return { id };
    }
  }

  @Module({ controllers: [PlainController] })
  class PlainModule {}

  const app = await NestFactory.create<NestFastifyApplication>(PlainModule, new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  return app;
}

async function listening(app: INestApplication): Promise<number> {
  await app.listen(0, '127.0.0.1');
  return ((app.getHttpServer() as Server).address() as AddressInfo).port;
}
