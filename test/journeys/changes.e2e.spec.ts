import { aRecommendation, adoptThurrocksRules, anAction } from '../support/actions-journey.js';
import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp } from '../support/journey-app.js';

let app: JourneyApp;
let action: string;

beforeAll(async () => {
  app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
  await adoptThurrocksRules(app, '2026-01-01');
  await app.setClock('2026-01-06T09:00:00.000Z');
  const coordinator = await app.as('coordinator');
  const made = await coordinator.post('/api/v1/recommendations', aRecommendation);
  const asked = await coordinator.post(`/api/v1/recommendations/${String(made.body.recommendation)}/actions`, anAction('constabulary'));
  action = String(asked.body.action);
  const police = await app.as('agency-lead');
  await police.post(`/api/v1/actions/${action}/receipt`, { receivedOn: '2026-01-06' }, { 'if-match': '"0"' });
});
afterAll(() => app.close());

async function signedIn(person: string, path: string): Promise<Browsing> {
  const browser = new Browsing(app.address);
  await browser.signIn(person, path);
  return browser;
}

interface Changed {
  readonly of: string;
  readonly kind: string;
  readonly what: string;
}

async function changesFor(person: string): Promise<readonly Changed[]> {
  const answer = await (await app.as(person)).get('/api/v1/changes?since=2026-01-05');
  return answer.body.changes as Changed[];
}

describe('what has changed, in everything that is recorded', () => {
  it('is counted under the banner of a page at an earlier date, and listed as many where it leads', async () => {
    const browser = await signedIn('scrutineer', '/actions?asAt=2026-01-05');
    expect(textOf(browser.shown.html)).toContain('3 changes have been made since.');
    const text = textOf((await browser.get('/changes?since=2026-01-05')).html);
    expect(text).toContain('3 changes, the latest first.');
    expect(text).toContain('Recommendation recorded');
    expect(text).toContain('Action issued');
    expect(text).toContain('Receipt of an action recorded');
    expect(browser.shown.html).toContain(`href="/actions/${action}?asAt=`);
  });

  it('is told over the API and as a table, with what it is about', async () => {
    const changes = await changesFor('scrutineer');
    expect(changes.map(({ of, kind }) => [of, kind])).toEqual([
      ['follow-up', 'recommended'],
      ['follow-up', 'issued'],
      ['follow-up', 'received'],
    ]);
    const scrutineer = await app.as('scrutineer');
    const { text: csv } = await scrutineer.get('/api/v1/changes?since=2026-01-05&format=csv');
    expect(csv).toContain('agency-lead,follow-up,received,Marlshire Constabulary,Tell referrers within two days');
  });

  it('is told over the API in parts, each since where the one before ended', async () => {
    const scrutineer = await app.as('scrutineer');
    const part = async (since: string): Promise<{ changes: readonly Changed[]; next: string | null }> => {
      const { body } = await scrutineer.get(`/api/v1/changes?since=${since}&limit=2`);
      return body as { changes: readonly Changed[]; next: string | null };
    };
    const first = await part('2026-01-05');
    const second = await part(first.next ?? '');
    expect([first, second].map(({ changes }) => changes.map(({ kind }) => kind))).toEqual([['recommended', 'issued'], ['received']]);
    expect(second.next).toBeNull();
    for (const limit of ['0', '201', 'many', '1.5']) {
      expect((await scrutineer.get(`/api/v1/changes?since=2026-01-05&limit=${limit}`)).status).toBe(422);
    }
  });

  it('tells an agency what concerns its own actions, and another nothing', async () => {
    expect((await changesFor('agency-lead')).map(({ kind }) => kind)).toEqual(['issued', 'received']);
    expect(await changesFor('health-lead')).toEqual([]);
    const browser = await signedIn('health-lead', '/actions?asAt=2026-01-05');
    expect(textOf(browser.shown.html)).toContain('Nothing that you may read has changed since.');
  });
});
