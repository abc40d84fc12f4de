import { Browsing, textOf } from '../support/browsing.js';
import { CaseAudit, gradesOf } from '../support/case-audit.js';
import { conferences, CONFERENCES, define, quarter, quarters, VALUES } from '../support/indicators.js';
import { JourneyApp, uuid, type Answer, type Visitor } from '../support/journey-app.js';
import { agencyId } from '../support/section11-cycle.js';

const KEYS = quarters(2024, 4);
const COUNTY = 'authority:marlshire';
/** So many in the first quarter, and so many more in each that follows: three quadrants, and the county they make up. */
const PLACES = { [COUNTY]: [83, 20], 'quadrant:north': [3, 0], 'quadrant:south': [30, 10], 'quadrant:coast': [50, 10] } as const;
const RELEASES = '/api/v1/releases';
const PREVIEW = `${RELEASES}/preview?kind=indicators&codes=${CONFERENCES}&periods=4`;
/** What everybody sees who is signed in: registers and tools were published, and who they are here is their own. */
const OPEN = /^\/(health\/|api\/v1\/(openapi\.json|problems|me|agencies|partnerships|footprints|tools|releases)(\/|$))/;

describe('What leaves the circle', () => {
  let app: JourneyApp;
  let visitors: Readonly<Record<string, Visitor>> = {};
  let release = '';
  let before = '';

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    const people = [
      'coordinator',
      'paqa-member',
      'scrutineer',
      'lay-member',
      'council-author',
      'agency-lead',
      'operator',
      'data-protection-lead',
    ];
    visitors = Object.fromEntries(await Promise.all(people.map(async (person) => [person, await app.as(person)] as const)));
    const places = [
      ...conferences.places,
      ...['north', 'south', 'coast'].map((code) => ({ kind: 'quadrant' as const, code, name: `${code} Marlshire` })),
    ];
    await define(as('coordinator'), CONFERENCES, { ...conferences, measure: { kind: 'count' }, unit: 'conferences', decimals: 0, places });
    for (const [place, [first, more]] of Object.entries(PLACES)) {
      const values = KEYS.map((key, at) => quarter(key, first + at * more, { denominator: undefined }));
      expect((await as('council-author').post(VALUES, { place, values })).status).toBe(201);
    }
    before = String(await app.head());
  });
  afterAll(() => app.close());

  function as(person: string): Visitor {
    const visitor = visitors[person];
    if (!visitor) throw new Error(`${person} is not signed in`);
    return visitor;
  }
  const now = async (path: string): Promise<string> => `${path}${path.includes('?') ? '&' : '?'}minPosition=${String(await app.head())}`;
  const body = async (over: object = {}): Promise<object> => {
    const { previewed, position } = (await as('coordinator').get(await latest(PREVIEW))).body;
    const source = { kind: 'indicators', codes: [CONFERENCES], periods: 4 };
    return { title: 'Conferences', audience: 'lay-members', purpose: 'Asked for by lay members.', source, position, previewed, ...over };
  };
  const latest = async (path: string): Promise<string> => `${path}&asAt=${String(await app.head())}`;
  const make = async (over: object = {}, key = uuid()): Promise<Answer> => {
    return as('coordinator').post(RELEASES, await body(over), { 'idempotency-key': key });
  };

  it('is looked at first, by the business unit alone: small numbers marked, and what protects them', async () => {
    const { status, body: seen } = await as('coordinator').get(await latest(PREVIEW));
    expect(status).toBe(200);
    expect(seen).toMatchObject({ exposed: 0, tally: { numbers: 16, small: 4, others: 4 } });
    for (const person of ['paqa-member', 'scrutineer', 'agency-lead', 'council-author'])
      expect((await as(person).get(PREVIEW)).status).toBe(403);
    expect((await as('coordinator').get(PREVIEW.replace(CONFERENCES, 'no-such'))).status).toBe(404);
  });

  it.each<[string, object, number, string]>([
    ['an audience that there is not', { audience: 'the-press' }, 422, 'invalid'],
    ['no purpose', { purpose: ' ' }, 422, 'invalid'],
    ['no indicator', { source: { kind: 'indicators', codes: [], periods: 4 } }, 422, 'invalid'],
    ['thirteen periods', { source: { kind: 'indicators', codes: [CONFERENCES], periods: 13 } }, 422, 'invalid'],
    ['an audit that there is not', { source: { kind: 'case-audit-grades', audit: uuid(), by: 'domain' } }, 404, 'not-found'],
    ['what was not looked at', { previewed: '0'.repeat(64) }, 409, 'release-not-as-previewed'],
    ['themes of no audit', { source: { kind: 'case-audit-themes' } }, 422, 'nothing-to-release'],
    ['a place in the record that is to come', { position: '999999' }, 422, 'as-at-in-future'],
    ['a field that is unknown', { table: [] }, 422, 'invalid'],
  ])('is refused with %s, and nothing is stored', async (_what, over, status, code) => {
    const count = await app.eventCount();
    expect(await make(over)).toMatchObject({ status, body: { code } });
    expect(await app.eventCount()).toBe(count);
  });

  it('is released once however often it is sent', async () => {
    const [key, sent] = [uuid(), await body()];
    const first = await as('coordinator').post(RELEASES, sent, { 'idempotency-key': key });
    expect(first.status).toBe(201);
    expect((await as('coordinator').post(RELEASES, sent, { 'idempotency-key': key })).text).toBe(first.text);
    release = String(first.body.release);
  });

  it('is read by lay members without what is hidden, why it was made or by whom', async () => {
    const list = await as('lay-member').get(await now(RELEASES));
    expect(list.body.releases).toMatchObject([{ release, title: 'Conferences' }]);
    const { text, body: shown } = await as('lay-member').get(await now(`${RELEASES}/${release}`));
    expect(shown.symbols).toContain('c: hidden, since it is from 1 to 5, or such a number could be worked out from it');
    expect(text).not.toMatch(/purpose|madeBy|tally|workings|Asked for/);
    const csv = await as('lay-member').get(await now(`${RELEASES}/${release}?format=csv`));
    expect(csv.headers.get('content-disposition')).toContain('release-as-at');
    expect(csv.text.split('\r\n').filter((line) => line.includes('north'))).toHaveLength(4);
    for (const line of csv.text.split('\r\n').filter((one) => /north|south/.test(one))) expect(line.split(',')[5]).toMatch(/^c$|^\d{2,}$/);
  });

  it('is seen by the circle with why, by whom and how much is hidden; not before its date', async () => {
    const { body: shown } = await as('scrutineer').get(await now(`${RELEASES}/${release}`));
    expect(shown).toMatchObject({ purpose: 'Asked for by lay members.', madeBy: { name: 'Priya Raman' }, tally: { small: 4, others: 4 } });
    expect((await as('scrutineer').get(`${RELEASES}?asAt=${before}`)).body.releases).toEqual([]);
    expect((await as('scrutineer').get(`${RELEASES}/${release}?asAt=${before}`)).status).toBe(404);
  });

  it('is not there for those it was not released to, as one that nobody made', async () => {
    const foi = String((await make({ audience: 'freedom-of-information' })).body.release);
    for (const person of ['lay-member', 'agency-lead']) {
      const theirs = await as(person).get(await now(`${RELEASES}/${foi}`));
      const nobodys = await as(person).get(await now(`${RELEASES}/${uuid()}`));
      expect(theirs.status).toBe(404);
      expect(withoutIds(theirs)).toEqual(withoutIds(nobodys));
      expect((await as(person).get(await now(RELEASES))).text).not.toContain(foi);
    }
    expect((await as('agency-lead').get(await now(`${RELEASES}/${release}`))).status).toBe(404);
    for (const person of ['operator', 'data-protection-lead']) expect((await as(person).get(RELEASES)).status).toBe(403);
  });

  it('is among what has changed for the circle, which may know who released it, and for nobody else', async () => {
    const since = await now('/api/v1/changes?since=0');
    const told = (await as('paqa-member').get(since)).body.changes as { of: string }[];
    expect(told.filter((one) => one.of === 'releases')).toMatchObject([
      { kind: 'released', ref: release, title: 'Conferences', audience: 'lay-members', why: 'Asked for by lay members.' },
      { kind: 'released', audience: 'freedom-of-information', by: { role: 'coordinator', name: 'Priya Raman' } },
    ]);
    expect((await as('council-author').get(since)).text).not.toMatch(/"of":"releases"/);
    expect((await as('lay-member').get(since)).status).toBe(404);
    const member = new Browsing(app.address);
    await member.signIn('paqa-member');
    const page = await member.get('/changes');
    expect(textOf(page.html)).toContain('Table released to lay members');
    expect(page.html).toMatch(new RegExp(`href="/releases/${release}\\?asAt=\\d+"`));
  });

  it('hides again what was hidden, after one of its figures is restated', async () => {
    const read = await as('council-author').get(`${VALUES}/quadrant:south/${KEYS[3] ?? ''}`);
    const value = { numerator: 61, standing: 'final', source: { title: 'Return' }, reason: 'One had been left out.' };
    const restated = await as('council-author').post(`${VALUES}/quadrant:south/${KEYS[3] ?? ''}/restatements`, value, {
      'if-match': read.headers.get('etag') ?? '',
    });
    expect(restated.status).toBe(201);
    const made = await make({ audience: 'publication' });
    expect(made.status).toBe(201);
    const rows = async (ref: string): Promise<string[]> => {
      const { text } = await as('scrutineer').get(await now(`${RELEASES}/${ref}?format=csv`));
      return text.split('\r\n').filter((line) => line.includes('north') || line.includes('south'));
    };
    const [first, second] = [await rows(release), await rows(String(made.body.release))];
    expect(first.filter((line) => line.includes(',c,'))).toHaveLength(8);
    first.forEach((line, at) => {
      if (line.includes(',c,')) expect(second[at]).toContain(',c,');
    });
  });

  describe('of a case audit', () => {
    let audit: CaseAudit;

    beforeAll(async () => {
      await app.setClock('2026-01-12T09:00:00.000Z');
      const agencies = ['constabulary', 'county-council', 'hospitals'] as const;
      audit = await CaseAudit.plan(app, { kind: 'one-case', cases: 1, agencies: agencies.map(agencyId) });
      await audit.issue('2026-02-27', { strata: [{ where: { level: 'child-protection' }, take: 1 }] });
      const grades = { voice: 'good', 'information-sharing': 'good', outcome: 'requires-improvement' };
      for (const agency of agencies) await audit.auditCase(0, agency, grades);
      await app.setClock('2026-03-10T10:00:00.000Z');
      await audit.hold(0, '2026-03-10', agencies);
      for (const agency of agencies)
        await audit.moderate(0, agency, agency === 'hospitals' ? 'agency-lead' : 'health-lead', gradesOf(grades));
      const summaries = { informationSharing: 'As it should be.', voice: 'Heard.', outcome: 'Better.' };
      await audit.post('coordinator', `${audit.casePath(0)}/moderation/conclusion`, summaries);
      const finding = {
        kind: 'concern',
        text: 'It was read late.',
        themes: ['neglect'],
        domain: 'outcome',
        agencies: [],
        cases: audit.cases,
      };
      await audit.post('coordinator', `${audit.path}/findings`, { ...finding, agencies: [agencyId('hospitals')] });
    });

    const preview = () => as('coordinator').get(`${RELEASES}/preview?kind=case-audit-grades&audit=${audit.id}&by=domain`);

    it('waits for its report to be agreed, and that somebody looked is noted', async () => {
      expect((await preview()).status).toBe(404);
      await audit.post('coordinator', `${audit.path}/report`, { summary: 'One case.' });
      await audit.post('paqa-member', `${audit.path}/report/agreement`, { heldOn: '2026-03-10' });
      await as('coordinator').get(await now(audit.path));
      expect((await preview()).body).toMatchObject({ exposed: 0, tally: { numbers: 20, small: 7, others: 1 } });
      const { readings } = (await as('scrutineer').get(await now(`${audit.path}/readings`))).body;
      expect(readings).toContainEqual(expect.objectContaining({ what: 'grades', name: 'Priya Raman' }));
    });

    it('tells lay members no count of so few, and an agency not in how many cases something was seen', async () => {
      const { previewed, position } = (await preview()).body;
      const source = { kind: 'case-audit-grades', audit: audit.id, by: 'domain' };
      const made = await as('coordinator').post(RELEASES, {
        title: 'One case',
        audience: 'lay-members',
        purpose: 'Asked.',
        source,
        previewed,
        position,
      });
      expect(made.status).toBe(201);
      const { text } = await as('lay-member').get(await now(`${RELEASES}/${String(made.body.release)}?format=csv`));
      expect(text.split('\r\n')[1]).toBe('Voice and lived experience,0,0,c,0,c');
      expect(text).not.toMatch(/,[1-5](,|\r|$)/);
      const report = await audit.get('council-author', `${audit.path}/report`);
      expect(report.body).toMatchObject({ findings: [{ text: 'It was read late.' }] });
      expect(report.text).not.toMatch(/"cases"/);
      expect((await audit.get('paqa-member', `${audit.path}/report`)).text).toMatch(/"cases"/);
      const council = new Browsing(app.address);
      await council.signIn('council-author');
      expect(textOf((await council.get(`/case-audits/${audit.id}/report`)).html)).not.toContain('Seen in');
      for (const what of ['glance', 'movement', 'comparison'])
        expect((await audit.get('council-author', `${audit.path}/${what}`)).status).toBe(404);
    });
  });

  describe('to those outside the circle, by any route', () => {
    const OUTSIDE = ['lay-member', 'operator', 'data-protection-lead'];

    it.each(OUTSIDE)('the API gives %s nothing but what was published or released', async (person) => {
      const gets = app.routes.filter(({ method, url }) => method === 'GET' && url.startsWith('/api/v1/'));
      expect(gets.length).toBeGreaterThan(30);
      for (const { url } of gets) {
        const path = url
          .replace(':code', CONFERENCES)
          .replace(':place', COUNTY)
          .replace(':period', KEYS[0] ?? '')
          .replace(/:\w+/g, uuid());
        const { status } = await as(person).get(`${path}${url.includes('values') ? `?place=${COUNTY}` : ''}`);
        if (!OPEN.test(url)) expect({ url, answers: status >= 400 }).toEqual({ url, answers: true });
        if (!OPEN.test(url) && person === 'lay-member') expect({ url, status: [400, 404].includes(status) }).toEqual({ url, status: true });
      }
    });

    it('an agency is given no figure of another', async () => {
      expect((await as('agency-lead').get('/api/v1/indicators')).body.indicators).toEqual([]);
      expect((await as('agency-lead').get(`${VALUES}?place=${COUNTY}`)).status).toBe(404);
      expect((await as('council-author').get('/api/v1/case-audits/themes')).body.themes).toEqual([]);
    });

    it('the console gives a lay member what was released, and all else is not there', async () => {
      const lay = new Browsing(app.address);
      expect((await lay.signIn('lay-member')).at).toBe('/releases');
      const page = await lay.get(`/releases/${release}`);
      expect(textOf(page.html)).toContain('c (hidden)');
      expect(textOf(page.html)).not.toMatch(/circle alone|Asked for|Priya/);
      const csv = await lay.get(`/releases/${release}?format=csv`);
      expect(csv.html).toContain(',c,');
      for (const path of [
        '/indicators',
        '/case-audits',
        '/overview',
        '/actions',
        '/returns',
        '/record',
        '/releases/make',
        `/indicators/${CONFERENCES}/${COUNTY}`,
      ]) {
        for (const format of ['', '?format=csv']) {
          const answer = await lay.get(`${path}${format}`);
          expect({ path, status: answer.status }).toEqual({ path, status: 404 });
        }
      }
      const earlier = await lay.get(`/releases?asAt=${before}`);
      expect(textOf(earlier.html)).not.toMatch(/\d+ changes? ha|See what changed/);
    });
  });

  describe('and is taken back', () => {
    const withdraw = (sent: object, key = uuid(), id = release): Promise<Answer> => {
      return as('coordinator').post(`${RELEASES}/${id}/withdrawal`, sent, { 'idempotency-key': key });
    };
    const WHY = { reason: 'The conferences of two quadrants were counted twice.' };
    let stood = '';

    it.each<[string, object, string]>([
      ['no reason', {}, 'invalid'],
      ['a blank reason', { reason: ' \n ' }, 'invalid'],
      ['a reason that is no text', { reason: ['twice'] }, 'invalid'],
      ['a reason of a thousand characters and one', { reason: 'x'.repeat(1_001) }, 'invalid'],
      ['control characters', { reason: 'twice\u0007' }, 'invalid'],
      ['a field that is unknown', { ...WHY, on: '2026-01-05' }, 'invalid'],
    ])('is not withdrawn with %s, and nothing is stored', async (_what, sent, code) => {
      const count = await app.eventCount();
      expect(await withdraw(sent)).toMatchObject({ status: 422, body: { code } });
      expect(await app.eventCount()).toBe(count);
    });

    it('is withdrawn by the business unit alone; one that there is not, not at all', async () => {
      const count = await app.eventCount();
      for (const person of ['paqa-member', 'scrutineer', 'agency-lead', 'lay-member', 'operator']) {
        const { status } = await as(person).post(`${RELEASES}/${release}/withdrawal`, WHY);
        expect({ person, status }).toEqual({ person, status: person === 'lay-member' ? 404 : 403 });
      }
      for (const id of [uuid(), 'not-an-id', release.toUpperCase()])
        expect(await withdraw(WHY, uuid(), id)).toMatchObject({ status: 404, body: { code: 'release-not-known' } });
      expect(await app.eventCount()).toBe(count);
    });

    it('once, however often it is sent, and not a second time', async () => {
      stood = String(await app.head());
      const key = uuid();
      const first = await withdraw(WHY, key);
      expect(first.status).toBe(201);
      expect((await withdraw(WHY, key)).text).toBe(first.text);
      expect(await withdraw(WHY)).toMatchObject({ status: 409, body: { code: 'release-withdrawn-already' } });
    });

    it('and says so to those who have it, who are not given the table again: not even at a date before', async () => {
      for (const path of [await now(`${RELEASES}/${release}`), `${RELEASES}/${release}?asAt=${stood}`]) {
        const { body: shown } = await as('lay-member').get(path);
        expect(shown).toMatchObject({ title: 'Conferences', table: null, withdrawn: WHY });
        expect(shown).not.toHaveProperty('withdrawnBy');
        expect((await as('lay-member').get(`${path}&format=csv`)).status).toBe(406);
      }
      const { body: list } = await as('lay-member').get(await now(RELEASES));
      expect((list.releases as { release: string }[]).find((one) => one.release === release)).toMatchObject({ withdrawn: WHY });
    });

    it('while the circle still sees what left, and at a date before that it stood', async () => {
      const { body: shown } = await as('scrutineer').get(await now(`${RELEASES}/${release}`));
      expect(shown).toMatchObject({ withdrawn: WHY, withdrawnBy: { name: 'Priya Raman' }, table: { columns: expect.any(Array) } });
      const { body: then } = await as('scrutineer').get(`${RELEASES}/${release}?asAt=${stood}`);
      expect(then).toMatchObject({ withdrawn: null, withdrawnBy: null, table: shown.table });
      const { changes } = (await as('paqa-member').get(await now(`/api/v1/changes?since=${stood}`))).body;
      expect(changes).toMatchObject([{ of: 'releases', kind: 'withdrawn', ref: release, why: WHY.reason, by: { name: 'Priya Raman' } }]);
    });

    it('on the pages too', async () => {
      const [unit, lay, member] = [new Browsing(app.address), new Browsing(app.address), new Browsing(app.address)];
      await Promise.all([unit.signIn('coordinator'), lay.signIn('lay-member'), member.signIn('paqa-member')]);
      const said = textOf((await lay.get(`/releases/${release}`)).html);
      expect(said).toContain('Withdrawn on 10 March 2026');
      expect(said).toContain(WHY.reason);
      expect(said).not.toMatch(/c \(hidden\)|Download this table|Priya/);
      const [, second] = (await as('coordinator').get(await now(RELEASES))).body.releases as { release: string }[];
      const path = `/releases/${second?.release ?? ''}/withdraw`;
      await unit.get(path);
      const blank = await unit.send(path, { reason: ' ' });
      expect(blank.status).toBe(422);
      expect(textOf(blank.html)).toContain('Enter why it is withdrawn');
      const sent = { ...unit.hidden(path), reason: 'It answered another question.' };
      expect(textOf((await unit.post(path, sent)).html)).toMatch(/It answered another question\. This is the table as it left\./);
      const again = await unit.post(path, { ...sent, commandId: uuid() });
      expect(again.status).toBe(409);
      expect(textOf(again.html)).toContain('Somebody has withdrawn this release');
      expect(textOf((await member.get(await now('/changes'))).html)).toMatch(/Release withdrawn that went to lay members/);
      expect((await member.get(`/releases/${release}/withdraw`)).status).toBe(403);
    });

    it('and what it told still counts: the same is hidden again', async () => {
      const { body: seen } = await as('coordinator').get(await latest(PREVIEW));
      const why = (seen.why as (string | null)[][]).flat();
      expect(why).toContain('hidden-before');
    });
  });
});

/** What an answer says, without what is of its own request. */
function withoutIds({ body }: Answer): object {
  const { instance: _instance, correlationId: _correlation, ...rest } = body;
  return rest;
}
