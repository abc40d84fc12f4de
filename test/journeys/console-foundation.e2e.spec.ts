import { createHash } from 'node:crypto';
import { controllersOf, PeopleRegister, routesWithoutPolicy } from '@goldenthread/access';
import { createConsole } from '@goldenthread/console';
import { withClient } from '@goldenthread/event-store-postgres/testing';
import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp, uuid } from '../support/journey-app.js';
import { agencyId, personId } from '../support/section11-cycle.js';
import { MARLSHIRE } from '../../apps/standalone/src/demonstration/marlshire.js';

let app: JourneyApp;

beforeAll(async () => {
  app = await JourneyApp.open();
});
afterAll(() => app.close());

function aBrowser(): Browsing {
  return new Browsing(app.address);
}

async function sessions(): Promise<{ hash: string; content: Buffer; person: string | null }[]> {
  return withClient(app.adminUrl, async (client) => {
    const { rows } = await client.query<{ id_hash: Buffer; content: Buffer; person_id: string | null }>('select * from console.session');
    return rows.map(({ id_hash: hash, content, person_id: person }) => ({ hash: hash.toString('hex'), content, person }));
  });
}

function hashOf(id: string | undefined): string {
  return createHash('sha256')
    .update(id ?? '')
    .digest('hex');
}

async function age(column: 'last_seen_at' | 'started_at', minutes: number): Promise<void> {
  await withClient(app.adminUrl, (client) =>
    client.query(`update console.session set ${column} = ${column} - make_interval(mins => $1)`, [minutes]),
  );
}

describe('signing in', () => {
  it('leads from any page to the list of people, and back to that page', async () => {
    const browser = aBrowser();
    const list = await browser.get('/returns?asAt=0');
    expect(textOf(list.html)).toContain('Callum Birch Marlshire Constabulary');
    const back = await browser.post(list.at, { person: 'agency-author' });
    expect([back.status, back.at]).toEqual([200, '/returns?asAt=0']);
  });

  it('says who is signed in, for whom and as what, and that the data are invented', async () => {
    const { html } = await aBrowser().signIn('agency-author');
    expect(textOf(html)).toContain('Signed in as Callum Birch, Marlshire Constabulary, agency author');
    expect(textOf(html)).toContain('Demonstration: invented data.');
  });

  it('asks again where nobody was chosen, linking to the field', async () => {
    const browser = aBrowser();
    const { at } = await browser.get('/');
    const again = await browser.post(at, {});
    expect([again.status, again.html]).toEqual([422, expect.stringContaining('href="#person">Choose who you are</a>')]);
  });

  it('gives a new id, so that one known before is worth nothing', async () => {
    const browser = aBrowser();
    await browser.get('/');
    const before = browser.cookies.get('sid');
    await browser.post(browser.shown.at, { person: 'agency-author' });
    const after = browser.cookies.get('sid');
    expect(before).toMatch(/^[\w-]{43}$/);
    expect(after).toMatch(/^[\w-]{43}$/);
    expect(after).not.toBe(before);
    const planted = aBrowser();
    planted.cookies.set('sid', before ?? '');
    expect((await planted.get('/')).at).toMatch(/^\/oidc\/interaction\//);
  });

  it('sets one cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await aBrowser().once('/sign-in');
    expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
  });

  it('cannot be finished in another browser, twice, or with another state', async () => {
    const browser = aBrowser();
    await browser.get('/');
    const chosen = await browser.once(browser.shown.at, {
      method: 'POST',
      body: new URLSearchParams({ person: 'agency-author' }),
      headers: { origin: app.address },
    });
    const resumed = await browser.once(new URL(chosen.headers.get('location') ?? '', app.address).href);
    const { pathname, search } = new URL(resumed.headers.get('location') ?? '');
    expect(pathname).toBe('/sign-in/callback');
    expect((await aBrowser().get(`${pathname}${search}`)).status).toBe(400);
    expect(await browser.get(`${pathname}${search.replace(/state=[^&]+/, 'state=other')}`)).toMatchObject({ status: 400 });
    const spent = await browser.get(`${pathname}${search}`);
    expect([spent.status, textOf(spent.html)]).toEqual([400, expect.stringContaining('You could not be signed in')]);
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example/', '/\\elsewhere.example'])(
    'never leads on to another site: %s',
    async (where) => {
      const { at } = await aBrowser().signIn('agency-author', `/sign-in?returnTo=${encodeURIComponent(where)}`);
      expect(at).toBe('/');
    },
  );
});

describe('a visit', () => {
  it('is kept without its id and without anything readable', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    const row = (await sessions()).find(({ hash }) => hash === hashOf(browser.cookies.get('sid')));
    expect(row?.person).toBe(personId('agency-author'));
    expect(row?.content.toString('latin1')).not.toMatch(/csrf|issuer|subject|eyJ/);
  });

  it('ends 30 minutes after it was last used', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    await age('last_seen_at', 29);
    expect((await browser.get('/')).at).toBe('/');
    await age('last_seen_at', 31);
    expect((await browser.once('/')).headers.get('location')).toBe('/sign-in?returnTo=%2F');
  });

  it('ends after ten hours, however much it is used', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    await age('started_at', 10 * 60 + 1);
    expect((await browser.once('/')).headers.get('location')).toBe('/sign-in?returnTo=%2F');
  });

  it('ends at sign-out, here and at the issuer, and the browser is told to forget', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    const sid = browser.cookies.get('sid');
    const atIssuer = await browser.send('/sign-out', {});
    expect(atIssuer.at).toMatch(/^\/oidc\/session\/end/);
    expect((await sessions()).some(({ hash }) => hash === hashOf(sid))).toBe(false);
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(atIssuer.html) ?? [];
    const out = await browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
    expect(textOf(out.html)).toContain('You have signed out');
    expect(out.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect((await browser.get('/')).at).toMatch(/^\/oidc\/interaction\//);
  });

  it('is not forgotten for whoever only follows a link to that page', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    expect((await browser.get('/signed-out?state=guessed')).headers.get('clear-site-data')).toBeNull();
    expect((await browser.get('/')).at).toBe('/');
  });

  it('can be kept by one request', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    const { csrf = '' } = browser.hidden('/sign-out');
    await age('last_seen_at', 29);
    expect(await browser.post('/session', { csrf }, { accept: 'application/json' })).toMatchObject({ status: 204 });
    await age('last_seen_at', 29);
    expect((await browser.get('/')).at).toBe('/');
  });
});

describe('a form', () => {
  it('from another site is refused before anybody is asked who they are', async () => {
    const stranger = await aBrowser().post('/sign-out', {}, { 'sec-fetch-site': 'cross-site' });
    expect([stranger.status, textOf(stranger.html)]).toEqual([403, expect.stringContaining('That form came from another site')]);
  });

  it.each<[string, Record<string, string>]>([
    ['says it comes from another site', { 'sec-fetch-site': 'cross-site' }],
    ['says it comes from a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('is refused where the browser %s', async (_name, headers) => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    expect(await browser.send('/sign-out', {}, headers)).toMatchObject({ status: 403 });
    expect((await browser.get('/')).at).toBe('/');
  });

  it('is refused where an old browser names another origin, or none', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    const body = (): URLSearchParams => new URLSearchParams(browser.hidden('/sign-out'));
    for (const headers of [[['origin', 'https://elsewhere.example']], [], [['origin', 'null']]] as [string, string][][]) {
      expect((await browser.once('/sign-out', { method: 'POST', body: body(), headers })).status).toBe(403);
    }
  });

  it('without the token of this very visit does nothing', async () => {
    const [browser, other] = [aBrowser(), aBrowser()];
    await browser.signIn('agency-author');
    await other.signIn('co-author');
    const { csrf = '' } = other.hidden('/sign-out');
    for (const fields of [{}, { csrf: '' }, { csrf }]) await browser.post('/sign-out', fields as Record<string, string>);
    expect((await browser.get('/')).at).toBe('/');
  });

  it('is bounded, and each field comes once', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    expect(await browser.send('/sign-out', { more: 'x'.repeat(300_000) })).toMatchObject({ status: 413 });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    expect((await browser.once('/sign-out', { method: 'POST', body: 'csrf=1&csrf=2', headers })).status).toBe(400);
    const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    expect((await browser.once('/sign-out', { method: 'POST', body: '{}', headers: json })).status).toBe(415);
  });
});

describe('every answer', () => {
  it('forbids browsers what no page needs, and no page has a style of its own', async () => {
    const { headers, html } = await aBrowser().signIn('agency-author');
    const policy = headers.get('content-security-policy') ?? '';
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`);
    expect(policy).toMatch(/default-src 'self'.*frame-ancestors 'none';base-uri 'none';object-src 'none'/);
    expect(policy).not.toContain('unsafe');
    expect(html.match(/<script(?![^>]*nonce=)/g)).toBeNull();
    expect(html).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/\sstyle=|<style|\son\w+=/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  });

  it('has a nonce of its own', async () => {
    const browser = aBrowser();
    const policies = [await browser.get('/privacy-notice'), await browser.get('/privacy-notice')].map(({ headers }) =>
      headers.get('content-security-policy'),
    );
    expect(policies[0]).not.toBe(policies[1]);
  });

  it('lets styles and scripts be kept for ever, under names that change with them', async () => {
    const { html } = await aBrowser().get('/privacy-notice');
    const [, style = ''] = /href="(\/assets\/console-[0-9a-f]{16}\.css)"/.exec(html) ?? [];
    const answer = await aBrowser().get(style);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(answer.html).not.toContain('GDS Transport');
  });

  it('is a page where something is wrong, and says what to do', async () => {
    const browser = aBrowser();
    await browser.signIn('agency-author');
    const missing = await browser.get('/nothing-here');
    expect([missing.status, textOf(missing.html)]).toEqual([404, expect.stringContaining('Page not found')]);
    const foreign = await browser.get(`/returns/${uuid()}`);
    expect([foreign.status, textOf(foreign.html)]).toEqual([404, expect.stringContaining('Page not found')]);
    expect(await browser.get('/%zz')).toMatchObject({ status: 400 });
  });
});

describe('somebody with several roles', () => {
  const [asMember, asAuthor] = [uuid(), uuid()];

  beforeAll(async () => {
    const held = { partnership: MARLSHIRE.id, from: '2020-01-01' };
    await new PeopleRegister(app.platform.pools.writer).enrol({
      person: { id: personId('paqa-member'), name: 'Tom Ashworth' },
      signIns: [],
      appointments: [
        { ...held, id: asMember, agency: agencyId('health-board'), role: 'paqa-member' },
        { ...held, id: asAuthor, agency: agencyId('probation'), role: 'agency-author' },
      ],
    });
  });

  it('chooses one before anything else, acts in it, and may change', async () => {
    const browser = aBrowser();
    const choice = await browser.signIn('paqa-member', '/returns');
    expect([choice.at, textOf(choice.html)]).toEqual(['/role?returnTo=%2Freturns', expect.stringContaining('Which role do you act in?')]);
    const { returnTo = '' } = browser.hidden('/role');
    const there = await browser.send('/role', { appointment: asAuthor, returnTo });
    expect([there.at, textOf(there.html)]).toEqual(['/returns', expect.stringContaining('Marlshire Probation, agency author Change role')]);
    await browser.get('/role');
    const changed = await browser.send('/role', { appointment: asMember });
    expect(textOf(changed.html)).toContain('Marlshire Integrated Care Board, PAQA member');
  });

  it('must choose one they hold', async () => {
    const browser = aBrowser();
    await browser.signIn('paqa-member');
    expect(await browser.send('/role', {})).toMatchObject({ status: 422, html: expect.stringContaining('href="#appointment"') });
    expect(await browser.send('/role', { appointment: uuid() })).toMatchObject({ status: 404 });
  });
});

describe('a console on https', () => {
  it('has a cookie that is of this very host and never sent in clear, and holds browsers to https', async () => {
    const client = { id: 'golden-thread-console', secret: 'not asked for here' };
    const options = { platform: app.platform, issuer: `${app.address}/oidc`, client, publicUrl: 'https://goldenthread.example' };
    const pages = await createConsole(options);
    await pages.listen(0, '127.0.0.1');
    const address = await pages.getUrl();
    const { headers } = await fetch(`${address}/sign-in`, { redirect: 'manual' });
    expect(headers.get('set-cookie')).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    expect(new URL(headers.get('location') ?? '').searchParams.get('code_challenge_method')).toBe('S256');
    expect(await (await fetch(`${address}/health/live`)).json()).toEqual({ status: 'live' });
    await pages.close();
  });
});

describe('a machine with two names', () => {
  it('signs people in under the one that the issuer sends them back to', async () => {
    const other = app.address.replace('127.0.0.1', 'localhost');
    const response = await fetch(`${other}/sign-in?returnTo=%2Freturns`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`${app.address}/sign-in?returnTo=%2Freturns`);
  });
});

describe('the routes of the console', () => {
  it('each say who may call them', () => {
    const controllers = controllersOf(app.pages);
    expect(controllers.length).toBeGreaterThan(5);
    expect(routesWithoutPolicy(controllers)).toEqual([]);
  });

  it('leave the API and its errors as they are', async () => {
    const answer = await (await app.as()).get('/api/v1/nothing-here');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});
