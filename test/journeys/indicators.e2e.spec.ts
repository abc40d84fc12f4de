import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp, uuid, type Answer, type Visitor } from '../support/journey-app.js';
import { conferences, CONFERENCES, define, PLACE, quarter, quarters, VALUES } from '../support/indicators.js';

/** Thirteen quiet quarters, and one that stands out. */
const QUIET = [71, 73, 70, 72, 74, 71, 73, 70, 72, 71, 73, 72, 71];
const KEYS = quarters(2022, 14);

interface Series {
  readonly variation: string;
  readonly values: readonly { readonly period: string; readonly figure: { readonly value: number }; readonly type: string | null }[];
}

describe('Indicators over HTTP', () => {
  let app: JourneyApp;
  let [coordinator, analyst, member, scrutineer, stranger]: Visitor[] = [];
  let lastMeeting = '';

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    [coordinator, analyst, member, scrutineer, stranger] = await Promise.all(
      ['coordinator', 'council-author', 'paqa-member', 'scrutineer', 'agency-author'].map((person) => app.as(person)),
    );
  });
  afterAll(() => app.close());

  const as = (visitor: Visitor | undefined): Visitor => {
    if (!visitor) throw new Error('Nobody is signed in');
    return visitor;
  };
  const report = (values: object[], by = analyst): Promise<Answer> => as(by).post(VALUES, { place: PLACE, values });
  const series = async (by: Visitor | undefined, also = ''): Promise<Series> => {
    const answer = await as(by).get(`${VALUES}?place=${PLACE}&minPosition=${String(await app.head())}${also}`);
    expect(answer.status).toBe(200);
    return answer.body as unknown as Series;
  };

  it('are defined by the business unit alone, with a target', async () => {
    expect((await define(as(analyst), CONFERENCES, conferences)).status).toBe(403);
    expect(await define(as(coordinator), CONFERENCES, conferences)).toMatchObject({ status: 201, body: { revision: 0 } });
    const target = { target: 80, tolerance: 5, from: '2022-04-01', why: 'Set by the Executive.' };
    expect((await as(coordinator).post(`/api/v1/indicators/${CONFERENCES}/targets`, target)).status).toBe(201);
  });

  it.each<[string, object, string, string?]>([
    ['month 13', quarter('2019-13', 71), 'period-unreadable', '/values/0/period'],
    ['a fifth quarter', quarter('2019-20-Q5', 71), 'period-unreadable', '/values/0/period'],
    ['31 February', quarter('2019-02-31', 71), 'period-unreadable', '/values/0/period'],
    ['a quarter to come', quarter('2025-26-Q4', 71), 'period-not-over', '/values/0/period'],
    ['more than all', quarter(KEYS[0] ?? '', 101), 'numerator-above-denominator', '/values/0/numerator'],
    ['less than nought', quarter(KEYS[0] ?? '', -1), 'invalid'],
    ['text with a comma', quarter(KEYS[0] ?? '', 71, { numerator: '1,234' }), 'invalid'],
    ['a percent sign', quarter(KEYS[0] ?? '', 71, { value: '12%' }), 'invalid'],
    ['half a conference', quarter(KEYS[0] ?? '', 70.5), 'not-a-whole-count', '/values/0/numerator'],
    ['a marker beside a figure', quarter(KEYS[0] ?? '', 71, { marker: 'suppressed' }), 'figure-or-marker', '/values/0/marker'],
    ['a field that is unknown', quarter(KEYS[0] ?? '', 71, { colour: 'green' }), 'invalid'],
    ['a source without a title', quarter(KEYS[0] ?? '', 71, { source: {} }), 'invalid'],
    [
      'a denominator nobody recorded',
      quarter(KEYS[0] ?? '', 71, { denominatorFrom: { code: 'population', period: 'FY2021-22' } }),
      'denominator-not-recorded',
      '/values/0/denominatorFrom',
    ],
  ])('refuse %s, say what to do, and store nothing', async (_what, value, code, pointer = '') => {
    const before = await app.eventCount();
    const answer = await report([value]);
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(String(answer.body.detail)).toMatch(/[a-z]/);
    if (pointer !== '') expect(answer.body.errors).toMatchObject([{ pointer, code }]);
    expect(await app.eventCount()).toBe(before);
  });

  it('refuse NaN, a row that is given twice, and a place that is not theirs, naming the row', async () => {
    const before = await app.eventCount();
    const nan = await as(analyst).send('POST', VALUES, `{"place":"${PLACE}","values":[{"numerator":NaN}]}`, {
      'content-type': 'application/json',
      'idempotency-key': uuid(),
    });
    expect(nan).toMatchObject({ status: 400, body: { code: 'json-malformed' } });
    const twice = await report([quarter(KEYS[0] ?? '', 71), quarter(KEYS[0] ?? '', 71)]);
    expect(twice).toMatchObject({ status: 422, body: { code: 'period-given-twice', row: 2, errors: [{ pointer: '/values/1/period' }] } });
    const unknown = quarter(KEYS[1] ?? '', 71, { denominatorFrom: { code: 'population', period: 'FY2021-22' } });
    const second = await report([quarter(KEYS[0] ?? '', 71), unknown]);
    expect(second.body.errors).toMatchObject([{ pointer: '/values/1/denominatorFrom', code: 'denominator-not-recorded' }]);
    const elsewhere = await as(analyst).post(VALUES, { place: 'authority:E10000012', values: [quarter(KEYS[0] ?? '', 71)] });
    expect(elsewhere).toMatchObject({
      status: 422,
      body: { code: 'place-not-in-indicator', places: [PLACE], errors: [{ pointer: '/place' }] },
    });
    expect(await app.eventCount()).toBe(before);
  });

  it('look to an agency that does not report them as if there were none', async () => {
    const answer = await report([quarter(KEYS[0] ?? '', 71)], stranger);
    expect(answer).toMatchObject({ status: 404, body: { code: 'indicator-not-known' } });
    expect((await as(stranger).get(`${VALUES}?place=${PLACE}`)).status).toBe(404);
    expect((await as(stranger).get('/api/v1/indicators')).body.indicators).toEqual([]);
    const nowhere = await as(analyst).post('/api/v1/indicators/no-such/values', { place: PLACE, values: [quarter(KEYS[0] ?? '', 71)] });
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'indicator-not-known', detail: answer.body.detail } });
  });

  it('are reported once however often they are sent, and signal what stands out', async () => {
    const values = [...QUIET, 52].map((numerator, at) => quarter(KEYS[at] ?? '', numerator, { commentary: `Note ${at}.` }));
    const key = { 'idempotency-key': uuid() };
    const first = await as(analyst).post(VALUES, { place: PLACE, values }, key);
    expect(first.status).toBe(201);
    const again = await as(analyst).post(VALUES, { place: PLACE, values }, key);
    expect(again.text).toBe(first.text);
    const shown = await series(member);
    expect(shown.values).toHaveLength(14);
    expect(shown).toMatchObject({ variation: 'concern', assurance: 'will-miss', againstTarget: 'missed' });
    const grid = await as(member).get('/api/v1/indicators');
    expect(grid.body.indicators).toMatchObject([{ code: CONFERENCES, period: KEYS[13], figure: { value: 52 }, variation: 'concern' }]);
  });

  it('are restated with a reason, on what was read; as at the last meeting stands what was known then', async () => {
    lastMeeting = String(await app.head());
    const address = `${VALUES}/${PLACE}/${KEYS[13] ?? ''}`;
    const read = await as(analyst).get(address);
    const etag = read.headers.get('etag') ?? '';
    const restatement = {
      numerator: 71,
      denominator: 100,
      standing: 'final',
      source: { title: 'Quarterly return of the council' },
      reason: 'Nineteen conferences had been left out.',
    };
    expect((await as(analyst).post(`${address}/restatements`, restatement)).status).toBe(428);
    const restated = await as(analyst).post(`${address}/restatements`, restatement, { 'if-match': etag });
    expect(restated).toMatchObject({ status: 201, body: { events: [{ type: 'IndicatorValueRestated' }] } });
    const stale = await as(analyst).post(`${address}/restatements`, { ...restatement, numerator: 72 }, { 'if-match': etag });
    expect(stale).toMatchObject({ status: 412, body: { code: 'value-changed', current: { figure: { value: 71 } } } });

    const now = await series(scrutineer);
    const then = await series(scrutineer, `&asAt=${lastMeeting}`);
    expect([now.values[13]?.figure.value, now.variation]).toEqual([71, 'usual']);
    expect([then.values[13]?.figure.value, then.variation]).toEqual([52, 'concern']);
    const grid = await as(member).get(`/api/v1/indicators?since=${lastMeeting}`);
    expect(grid.body.indicators).toMatchObject([{ restatedSince: 1 }]);
  });

  it('say what changed since the last meeting, and why', async () => {
    const answer = await as(member).get(`/api/v1/indicator-changes?since=${lastMeeting}`);
    expect(answer.body.changes).toMatchObject([
      {
        kind: 'restated',
        code: CONFERENCES,
        period: KEYS[13],
        before: { value: 52 },
        after: { value: 71 },
        why: 'Nineteen conferences had been left out.',
        by: { name: 'Aisha Rahman' },
      },
    ]);
  });

  it('are withdrawn with a reason, and the period is shown without a figure', async () => {
    const address = `${VALUES}/${PLACE}/${KEYS[12] ?? ''}`;
    const etag = (await as(analyst).get(address)).headers.get('etag') ?? '';
    const withdrawn = await as(analyst).post(`${address}/withdrawal`, { reason: 'A team was left out.' }, { 'if-match': etag });
    expect(withdrawn.status).toBe(201);
    const shown = await series(member);
    expect(shown.values[12]).toMatchObject({ period: KEYS[12], figure: null });
    expect((await as(member).get(address)).body).toMatchObject({ stands: null, history: [{ kind: 'recorded' }, { kind: 'withdrawn' }] });
  });

  it('keep each population they were divided by: a rate that is rebased is restated', async () => {
    const population = {
      ...conferences,
      name: 'Children',
      unit: 'children',
      measure: { kind: 'count' },
      decimals: 0,
      denominator: undefined,
    } as const;
    const rate = {
      ...conferences,
      name: 'Referrals',
      measure: { kind: 'rate', per: 10_000 },
      unit: 'per 10,000',
      polarity: 'neither',
    } as const;
    await define(as(coordinator), 'population-0-17', population);
    await define(as(coordinator), 'referrals', rate);
    const [of = ''] = KEYS;
    const source = { title: 'Estimate of the council', release: '2023' };
    await as(analyst).post('/api/v1/indicators/population-0-17/values', {
      place: PLACE,
      values: [{ period: of, value: 20_000, standing: 'final', source }],
    });
    const referrals = { period: of, numerator: 500, denominatorFrom: { code: 'population-0-17', period: of }, standing: 'final', source };
    expect((await as(analyst).post('/api/v1/indicators/referrals/values', { place: PLACE, values: [referrals] })).status).toBe(201);
    const address = `/api/v1/indicators/referrals/values/${PLACE}/${of}`;
    const read = await as(analyst).get(`${address}?minPosition=${String(await app.head())}`);
    const denominatorFrom = { code: 'population-0-17', period: of, release: '2023', revision: 0 };
    expect(read.body).toMatchObject({ stands: { figure: { value: 250, denominator: 20_000, denominatorFrom } } });
  });

  it('are rebased by the business unit, with evidence; the chart before it can be had again', async () => {
    const before = String(await app.head());
    const rebase = { place: PLACE, period: KEYS[4], why: 'A second team.', evidence: 'Minutes of 3 April.' };
    expect((await as(analyst).post(`/api/v1/indicators/${CONFERENCES}/rebases`, rebase)).status).toBe(403);
    expect((await as(coordinator).post(`/api/v1/indicators/${CONFERENCES}/rebases`, rebase)).status).toBe(201);
    const groups = async (also: string): Promise<number> => ((await series(member, also)) as unknown as { groups: object[] }).groups.length;
    expect([await groups(''), await groups(`&asAt=${before}`)]).toEqual([2, 1]);
  });

  it('come as a table, with nobody’s formula in it', async () => {
    const csv = await as(member).get(`${VALUES}?place=${PLACE}&format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text.split('\r\n')[0]).toContain('Period,Value,Numerator');
    expect(csv.text).toContain(`${KEYS[13] ?? ''},71,71,100,final`);
  });

  it('are withdrawn on a page too, by whoever reports them: with a reason, as it was read, and once', async () => {
    const at = `/indicators/${CONFERENCES}/${encodeURIComponent(PLACE)}`;
    const period = KEYS[2] ?? '';
    const path = `${at}/${period}/withdraw`;
    const [analystsPage, membersPage] = [new Browsing(app.address), new Browsing(app.address)];
    await Promise.all([analystsPage.signIn('council-author'), membersPage.signIn('paqa-member')]);
    expect((await analystsPage.get(`${at}/${period}/restate`)).html).toContain(`href="${path}"`);
    await analystsPage.get(path);
    const blank = await analystsPage.send(path, { reason: ' ' });
    expect(blank.status).toBe(422);
    expect(textOf(blank.html)).toContain('Enter why it is withdrawn');
    const sent = { ...analystsPage.hidden(path), reason: 'It was of another county.' };
    expect(textOf((await analystsPage.post(path, { ...sent, basedOn: '0' })).html)).toContain('There is a problem');
    const done = await analystsPage.post(path, sent);
    expect(done.at).toBe(at);
    expect(textOf(done.html)).toContain(`Nothing stands of ${period} any more`);
    expect(textOf(done.html)).toContain('It was of another county.');
    expect((await analystsPage.get(path)).status).toBe(404);
    expect((await membersPage.get(`${at}/${KEYS[3] ?? ''}/withdraw`)).status).toBe(403);
  });

  it('hold commentary and reasons sealed', async () => {
    const texts: string[] = [];
    for await (const { bytes } of app.platform.store.readAll()) texts.push(new TextDecoder().decode(bytes));
    expect(texts.filter((text) => /Nineteen conferences|A team was left out|Note 3|A second team/.test(text))).toEqual([]);
  });
});
