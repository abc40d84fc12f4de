import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, exportJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { TokenRefusedError, type TokenRefusalReason } from './token-refused.js';
import { TokenVerifier } from './token-verifier.js';

interface Pair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK;
}

const NOW = Math.floor(Date.UTC(2026, 10, 25, 9) / 1000);
const HOUR = 3_600;

const genuine = await rsa('genuine');
const elliptic = await ellipticPair('elliptic');
const stranger = await rsa('stranger');

let issuer: string;
let server: Server;
let published: JWK[];
let asked: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const body = request.url?.endsWith('openid-configuration') ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: published };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tenant-a/v2.0`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
  published = [genuine.publicJwk, elliptic.publicJwk];
});

describe('a token of our issuer', () => {
  it.each(['RS256', 'PS256'])('is believed when signed with %s', async (algorithm) => {
    const token = await aToken({ header: { alg: algorithm } });
    expect(await aVerifier().verify(token)).toEqual({ issuer, subject: 'subject-1' });
  });

  it('is believed when signed with ES256', async () => {
    expect(await aVerifier().verify(await aToken({ header: { alg: 'ES256' }, by: elliptic }))).toEqual({ issuer, subject: 'subject-1' });
  });

  it.each(['at+jwt', 'application/at+jwt', 'JWT'])('is believed with the type %s', async (typ) => {
    expect(await aVerifier().verify(await aToken({ header: { typ } }))).toMatchObject({ subject: 'subject-1' });
  });

  it('is believed up to 60 seconds after it expires and before it begins', async () => {
    const subject = { subject: 'subject-1' };
    expect(await aVerifier().verify(await aToken({ claims: { exp: NOW - 59 } }))).toMatchObject(subject);
    expect(await aVerifier().verify(await aToken({ claims: { nbf: NOW + 60 } }))).toMatchObject(subject);
  });

  it('is believed for an audience of one, written as a list', async () => {
    expect(await aVerifier().verify(await aToken({ claims: { aud: ['golden-thread'] } }))).toMatchObject({ subject: 'subject-1' });
  });

  it('cannot say where its key is: what its header offers is not fetched', async () => {
    const elsewhere = `${issuer}/planted`;
    const token = await aToken({ header: { jku: elsewhere, x5u: elsewhere, jwk: stranger.publicJwk } });
    expect(await aVerifier().verify(token)).toMatchObject({ subject: 'subject-1' });
    expect(asked).toEqual([discoveryPath(), keysPath()]);
  });
});

describe('what is remembered', () => {
  it('is the answer for a token, so that its issuer is asked and its signature checked once', async () => {
    const verifier = aVerifier();
    const token = await aToken();
    const first = await verifier.verify(token);
    expect(await verifier.verify(token)).toBe(first);
    expect(asked).toEqual([discoveryPath(), keysPath()]);
  });

  it('lasts no longer than the token', async () => {
    let now = NOW;
    const verifier = aVerifier({ now: () => now * 1000 });
    const token = await aToken({ claims: { exp: NOW + 30 } });
    await verifier.verify(token);
    now = NOW + 91;
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'expired' });
  });

  it('lasts ten minutes at most, so that a withdrawn key stops opening doors', async () => {
    let now = NOW;
    const verifier = aVerifier({ now: () => now * 1000 });
    const token = await aToken();
    const first = await verifier.verify(token);
    now = NOW + 601;
    expect(await verifier.verify(token)).not.toBe(first);
  });

  it('is bounded: the token that was asked for longest ago is forgotten', async () => {
    const verifier = aVerifier({ remembered: 2 });
    const [one, two, three] = await Promise.all(['1', '2', '3'].map((sub) => aToken({ claims: { sub } })));
    const firsts = [await verifier.verify(one ?? ''), await verifier.verify(two ?? '')];
    expect(await verifier.verify(one ?? '')).toBe(firsts[0]);
    await verifier.verify(three ?? '');
    expect(await verifier.verify(one ?? '')).toBe(firsts[0]);
    expect(await verifier.verify(two ?? '')).not.toBe(firsts[1]);
  });
});

describe('the issuer', () => {
  it('may begin to sign with a new key: it is fetched when a token first names it', async () => {
    const verifier = aVerifier({ keyCooldownMs: 0 });
    await verifier.verify(await aToken());
    const next = await rsa('next');
    published = [next.publicJwk];
    expect(await verifier.verify(await aToken({ by: next, claims: { sub: 'subject-2' } }))).toMatchObject({ subject: 'subject-2' });
  });

  it('is not asked again for every unknown key', async () => {
    const verifier = aVerifier();
    for (const kid of ['unknown-1', 'unknown-2', 'unknown-3']) {
      await expect(verifier.verify(await aToken({ header: { kid } }))).rejects.toMatchObject({ reason: 'unknown-key' });
    }
    expect(asked.filter((path) => path === keysPath())).toHaveLength(1);
  });

  it('is not blamed on the token when it is out of reach, and is asked again afterwards', async () => {
    const token = await aToken();
    await expect(new TokenVerifier({ issuer: 'http://127.0.0.1:1' }).verify(token)).rejects.toMatchObject({ reason: 'issuer-unreachable' });
    const path = issuer;
    const verifier = aVerifier();
    issuer = 'somebody else';
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'issuer-unreachable' });
    issuer = path;
    expect(await verifier.verify(token)).toMatchObject({ subject: 'subject-1' });
  });
});

type Forgery = readonly [reason: TokenRefusalReason, forge: () => string | Promise<string>];

/** Tokens that someone might hope are believed, each with what gives it away; accepted must be none. */
const FORGERIES: Readonly<Record<string, Forgery>> = {
  'algorithm none': ['malformed', () => unsigned({ alg: 'none', typ: 'at+jwt' })],
  'algorithm None': ['malformed', () => unsigned({ alg: 'None', typ: 'at+jwt' })],
  'algorithm nOnE': ['malformed', () => unsigned({ alg: 'nOnE', typ: 'at+jwt' })],
  'algorithm none with a genuine signature behind it': [
    'algorithm',
    async () => unsigned({ alg: 'none', typ: 'at+jwt' }) + part(await aToken(), 2),
  ],
  'no algorithm at all': ['malformed', () => signedAs({ alg: undefined })],
  'the signature cut off': ['malformed', async () => `${part(await aToken(), 0)}.${part(await aToken(), 1)}.`],
  'only two parts': ['malformed', async () => `${part(await aToken(), 0)}.${part(await aToken(), 1)}`],
  'a fourth part': ['malformed', async () => `${await aToken()}.AAAA`],
  'five parts, as if encrypted': ['malformed', async () => `${await aToken()}.AAAA.AAAA`],
  'HS256 keyed with our public key as PEM': ['algorithm', () => hmac(publicPem())],
  'HS256 keyed with our public key as PEM, trimmed': ['algorithm', () => hmac(publicPem().trim())],
  'HS256 keyed with our public key as JWK': ['algorithm', () => hmac(JSON.stringify(genuine.publicJwk))],
  'HS256 keyed with nothing': ['algorithm', () => hmac('')],
  'RS384, genuine but not allowed': ['algorithm', () => aToken({ header: { alg: 'RS384' } })],
  'RS512, genuine but not allowed': ['algorithm', () => aToken({ header: { alg: 'RS512' } })],
  'ES256 claimed for an RSA key': ['unknown-key', () => signedAs({ alg: 'ES256' })],
  "someone else's key": ['unknown-key', () => aToken({ by: stranger })],
  "someone else's key under our key's name": ['signature', () => aToken({ by: { ...stranger, kid: genuine.kid } })],
  "someone else's key and no name": ['signature', () => aToken({ by: stranger, header: { kid: undefined } })],
  "someone else's key, brought along as jwk": ['unknown-key', () => aToken({ by: stranger, header: { jwk: stranger.publicJwk } })],
  "someone else's key, brought along as jwk under our key's name": [
    'signature',
    () => aToken({ by: { ...stranger, kid: genuine.kid }, header: { jwk: stranger.publicJwk } }),
  ],
  "someone else's key, pointed to by jku": ['unknown-key', () => aToken({ by: stranger, header: { jku: `${issuer}/planted` } })],
  "someone else's key, pointed to by x5u": ['unknown-key', () => aToken({ by: stranger, header: { x5u: `${issuer}/planted` } })],
  "someone else's certificate in x5c": ['unknown-key', () => aToken({ by: stranger, header: { x5c: ['MIIB'] } })],
  'a key name that climbs out of a folder': ['unknown-key', () => aToken({ by: stranger, header: { kid: '../../../../dev/null' } })],
  'a key name that speaks SQL': ['unknown-key', () => aToken({ by: stranger, header: { kid: "' union select 'key" } })],
  'a key name of an inherited property': ['unknown-key', () => aToken({ by: stranger, header: { kid: '__proto__' } })],
  'a key name that is a list': ['unknown-key', () => aToken({ by: stranger, header: { kid: [genuine.kid] } })],
  'a key name of 10 KB': ['too-long', () => aToken({ header: { kid: 'k'.repeat(10_240) } })],
  'claims of 10 KB': ['too-long', () => aToken({ claims: { filler: 'f'.repeat(10_240) } })],
  'another issuer': ['issuer', () => aToken({ claims: { iss: 'https://attacker.example' } })],
  'another tenant of the same issuer': ['issuer', () => aToken({ claims: { iss: issuer.replace('tenant-a', 'tenant-b') } })],
  'the common tenant': ['issuer', () => aToken({ claims: { iss: issuer.replace('tenant-a', 'common') } })],
  'version 1 of the issuer': ['issuer', () => aToken({ claims: { iss: issuer.replace('/v2.0', '/') } })],
  'the issuer with a slash after it': ['issuer', () => aToken({ claims: { iss: `${issuer}/` } })],
  'the issuer in capitals': ['issuer', () => aToken({ claims: { iss: issuer.toUpperCase() } })],
  'the issuer as a list': ['issuer', () => aToken({ claims: { iss: [issuer] } })],
  'no issuer': ['issuer', () => aToken({ claims: { iss: undefined } })],
  'another audience': ['audience', () => aToken({ claims: { aud: 'another-program' } })],
  'an audience that begins like ours': ['audience', () => aToken({ claims: { aud: 'golden-thread-cli' } })],
  'two audiences, ours first': ['audience', () => aToken({ claims: { aud: ['golden-thread', 'another-program'] } })],
  'two audiences, ours second': ['audience', () => aToken({ claims: { aud: ['another-program', 'golden-thread'] } })],
  'our audience in capitals': ['audience', () => aToken({ claims: { aud: 'GOLDEN-THREAD' } })],
  'an empty list of audiences': ['audience', () => aToken({ claims: { aud: [] } })],
  'no audience': ['audience', () => aToken({ claims: { aud: undefined } })],
  'expired 61 seconds ago': ['expired', () => aToken({ claims: { exp: NOW - 61 } })],
  'no expiry': ['expired', () => aToken({ claims: { exp: undefined } })],
  'an expiry that is a text': ['expired', () => aToken({ claims: { exp: String(NOW + HOUR) } })],
  'not to be used for another 61 seconds': ['not-yet-valid', () => aToken({ claims: { nbf: NOW + 61 } })],
  'issued 61 seconds from now': ['not-yet-valid', () => aToken({ claims: { iat: NOW + 61 } })],
  'an ID token, by its nonce': ['not-an-access-token', () => aToken({ header: { typ: 'JWT' }, claims: { nonce: 'n-0S6' } })],
  'an ID token, by its hash of an access token': [
    'not-an-access-token',
    () => aToken({ header: { typ: 'JWT' }, claims: { at_hash: '77QmUPtjPfzWtF2AnpK9RQ' } }),
  ],
  'an ID token, for our client': ['audience', () => aToken({ header: { typ: 'JWT' }, claims: { aud: 'client-id' } })],
  'a logout token': ['type', () => aToken({ header: { typ: 'logout+jwt' } })],
  'a logout token that calls itself JWT': ['not-an-access-token', () => aToken({ header: { typ: 'JWT' }, claims: { events: {} } })],
  'a proof of possession': ['type', () => aToken({ header: { typ: 'dpop+jwt' } })],
  'no type': ['type', () => aToken({ header: { typ: undefined } })],
  'no subject': ['subject', () => aToken({ claims: { sub: undefined } })],
  'an empty subject': ['subject', () => aToken({ claims: { sub: '' } })],
  'a subject that is a list': ['subject', () => aToken({ claims: { sub: ['subject-1'] } })],
  'a subject longer than any issuer writes': ['subject', () => aToken({ claims: { sub: 's'.repeat(256) } })],
  'an extension that must be understood': ['malformed', () => signedAs({ alg: 'RS256', crit: ['exp'], exp: NOW })],
  'a payload that was not encoded': ['malformed', () => signedAs({ alg: 'RS256', crit: ['b64'], b64: false })],
  'claims exchanged after signing': [
    'signature',
    async () => `${part(await aToken(), 0)}.${base64({ ...claims(), sub: 'another' })}.${part(await aToken(), 2)}`,
  ],
  'the header exchanged after signing': [
    'signature',
    async () => `${base64({ alg: 'RS256', kid: 'genuine', typ: 'JWT' })}.${part(await aToken(), 1)}.${part(await aToken(), 2)}`,
  ],
  'a header that says the algorithm twice': [
    'signature',
    async () =>
      `${base64('{"alg":"none","alg":"RS256","typ":"at+jwt","kid":"genuine"}')}.${part(await aToken(), 1)}.${part(await aToken(), 2)}`,
  ],
  'a signature with padding': ['malformed', async () => `${await aToken()}==`],
  'a signature in another spelling of the same bytes': ['malformed', async () => respell(await aToken())],
  'a signature in plain base64': ['malformed', async () => (await aToken()).replaceAll('-', '+').replaceAll('_', '/') + '='],
  'a line break after it': ['malformed', async () => `${await aToken()}\n`],
  'a nought byte in it': ['malformed', async () => (await aToken()).replace('.', '\u0000.')],
  'claims that are a list': ['malformed', () => signed('[]')],
  'claims that are no JSON': ['malformed', () => signed('{"iss":')],
  'claims that are not UTF-8': ['malformed', () => signed(new Uint8Array([0x7b, 0xff, 0x7d]))],
  'a header that is no JSON': ['malformed', async () => `${base64('alg=none')}.${part(await aToken(), 1)}.${part(await aToken(), 2)}`],
  'nothing at all': ['malformed', () => ''],
  'two dots': ['malformed', () => '..'],
  'a signed text in JSON': [
    'malformed',
    async () =>
      JSON.stringify({ protected: part(await aToken(), 0), payload: part(await aToken(), 1), signature: part(await aToken(), 2) }),
  ],
};

describe('the forged tokens', () => {
  it('are at least forty', () => {
    expect(Object.keys(FORGERIES).length).toBeGreaterThanOrEqual(40);
  });

  it.each(Object.entries(FORGERIES))('%s: refused, and the refusal repeats nothing of it', async (_name, [reason, forge]) => {
    const token = await forge();
    const outcome = await aVerifier()
      .verify(token)
      .catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(TokenRefusedError);
    const refusal = outcome as TokenRefusedError;
    expect(Object.entries(refusal)).toEqual(Object.entries(new TokenRefusedError(reason)));
    expect([refusal.message, refusal.cause]).toEqual([`The token was refused: ${reason}`, undefined]);
    expect(asked.filter((path) => path.endsWith('/planted'))).toEqual([]);
  });
});

function aVerifier(over: Partial<ConstructorParameters<typeof TokenVerifier>[0]> = {}): TokenVerifier {
  return new TokenVerifier({ issuer, now: () => NOW * 1000, ...over });
}

function claims(over: Record<string, unknown> = {}): JWTPayload {
  return { iss: issuer, aud: 'golden-thread', sub: 'subject-1', iat: NOW - 10, exp: NOW + HOUR, jti: randomUUID(), ...over };
}

/** A genuine token, but for what is asked to be otherwise. */
function aToken(over: { header?: Record<string, unknown>; claims?: Record<string, unknown>; by?: Pair } = {}): Promise<string> {
  const by = over.by ?? genuine;
  const header = { alg: 'RS256', typ: 'at+jwt', kid: by.kid, ...over.header };
  return new SignJWT(claims(over.claims)).setProtectedHeader(header).sign(by.privateKey);
}

function signed(payload: string | Uint8Array): Promise<string> {
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  return new CompactSign(bytes).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: genuine.kid }).sign(genuine.privateKey);
}

/** A genuine RS256 signature over a header that says otherwise. */
function signedAs(header: Record<string, unknown>): string {
  const input = `${base64({ typ: 'at+jwt', kid: genuine.kid, ...header })}.${base64(claims())}`;
  return `${input}.${sign('sha256', Buffer.from(input), genuine.privateKey).toString('base64url')}`;
}

function unsigned(header: object): string {
  return `${base64(header)}.${base64(claims())}.`;
}

function hmac(secret: string): string {
  const input = `${base64({ alg: 'HS256', typ: 'at+jwt', kid: genuine.kid })}.${base64(claims())}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function publicPem(): string {
  return createPublicKey(genuine.privateKey).export({ type: 'spki', format: 'pem' }).toString();
}

/** The last letter of a 256-byte signature holds four bits that mean nothing. */
function respell(token: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + (letters[letters.indexOf(token.at(-1) ?? '') + 1] ?? '');
}

function base64(content: object | string): string {
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64url');
}

function part(token: string, index: number): string {
  return token.split('.')[index] ?? '';
}

async function rsa(kid: string): Promise<Pair> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

async function ellipticPair(kid: string): Promise<Pair> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' } };
}

function discoveryPath(): string {
  return `${new URL(issuer).pathname}/.well-known/openid-configuration`;
}

function keysPath(): string {
  return `${new URL(issuer).pathname}/keys`;
}
