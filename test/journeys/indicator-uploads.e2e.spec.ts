import { spreadsheetOf, tableOfFile } from '@goldenthread/files';
import { Browsing } from '../support/browsing.js';
import { conferences, CONFERENCES, COUNCIL, define, PLACE, quarter } from '../support/indicators.js';
import { JourneyApp, uuid, type Answer, type HeaderFields, type Visitor } from '../support/journey-app.js';
import { multipartOf } from '../support/multipart.js';

const UPLOADS = '/api/v1/indicator-uploads';
const PAGE = '/indicators/upload';
const COUNT = 'contacts';
const RATE = 'referral-rate';
const HEADER = 'indicator,place,period,numerator,denominator,standing,source,reason';

/** Comma-separated rows below the names of the columns. */
const csv = (...rows: string[]): Buffer => Buffer.from([HEADER, ...rows].join('\n'));
const row = (
  period: string,
  numerator: string,
  over: { code?: string; place?: string; denominator?: string; reason?: string } = {},
): string =>
  [over.code ?? CONFERENCES, over.place ?? PLACE, period, numerator, over.denominator ?? '100', 'final', 'Return', over.reason ?? ''].join(
    ',',
  );
const month = (period: string, numerator: string): string => row(period, numerator, { code: COUNT, denominator: '' });

interface Fault {
  readonly row?: number;
  readonly column?: string;
  readonly given?: string;
  readonly message: string;
}

/** What is sent, and what must be said of it. */
type Bad = readonly [what: string, file: Buffer, fault: Partial<Fault>, todo: RegExp];

// prettier-ignore
const BAD: readonly Bad[] = [
  ['month 13',                   csv(month('2019-13', '7')),                              { row: 2, column: 'period', given: '2019-13' },          /Write it as 2019-04/],
  ['a fifth quarter',            csv(row('2024-25-Q5', '71')),                            { row: 2, column: 'period', given: '2024-25-Q5' },       /Write it as 2019-20-Q4/],
  ['31 February',                csv(month('2019-02-31', '7')),                           { row: 2, column: 'period', given: '2019-02-31' },       /Write it as 2019-04/],
  ['a period to come',           csv(row('2026-27-Q1', '71')),                            { row: 2, column: 'period', given: '2026-27-Q1' },       /ends on 2026-06-30/],
  ['more than all',              csv(row('2024-25-Q1', '101')),                           { row: 2, column: 'numerator', given: '101' },           /above its denominator 100/],
  ['less than nought',           csv(row('2024-25-Q1', '-5')),                            { row: 2, column: 'numerator', given: '-5' },            /Give a number/],
  ['NaN',                        csv(row('2024-25-Q1', 'NaN')),                           { row: 2, column: 'numerator', given: 'NaN' },           /Give a number/],
  ['a comma in a number',        csv(row('2024-25-Q1', '"1,234"')),                       { row: 2, column: 'numerator', given: '1,234' },         /without commas/],
  ['a percentage for a count',   csv(month('2024-04', '12%')),                            { row: 2, column: 'numerator', given: '12%' },           /Give a number/],
  ['half a conference',          csv(row('2024-25-Q1', '70.5')),                          { row: 2, column: 'numerator', given: '70.5' },          /whole number/],
  ['a count that is divided',    csv(row('2024-04', '7', { code: COUNT })),               { row: 2, column: 'denominator', given: '100' },         /Leave the denominator out/],
  ['a row twice',                csv(row('2024-25-Q1', '71'), row('2024-25-Q1', '71')),   { row: 3, column: 'period', given: '2024-25-Q1' },       /Give each period once/],
  ['a place of another',         csv(row('2024-25-Q1', '71', { place: 'authority:E10000012' })), { row: 2, column: 'place', given: 'authority:E10000012' }, /authority:marlshire/],
  ['an indicator nobody has',    csv(row('2024-25-Q1', '71', { code: 'no-such' })),       { row: 2, column: 'indicator', given: 'no-such' },       /[a-z]/],
  ['no figure',                  csv(row('2024-25-Q1', '')),                              { row: 2, column: 'numerator' },                         /give the value/],
  ['no denominator',             csv(row('2024-25-Q1', '71', { denominator: '0' })),      { row: 2, column: 'denominator', given: '0' },           /not-applicable/],
  ['a formula',                  csv(row('2024-25-Q1', '=1+1')),                          { row: 2, column: 'numerator', given: '=1+1' },          /Send its value/],
  ['a renamed column',           Buffer.from(csv(row('2024-25-Q1', '71')).toString().replace('period', 'quarter')), { row: 1, column: 'period' },  /Name each as the template does/],
  ['Windows-1252',               Buffer.from(csv(row('2024-25-Q1', '71', { reason: 'Caf\xe9' })).toString(), 'latin1'), {},                          /Windows-1252.*CSV UTF-8/],
  ['UTF-16',                     Buffer.from(`\ufeff${csv(row('2024-25-Q1', '71')).toString()}`, 'utf16le'), {},                                    /UTF-16.*CSV UTF-8/],
  ['a million rows',             Buffer.from(`${HEADER}\n${'a,b\n'.repeat(1_000_000)}`),  { row: 2002 },                                           /more than 2,000 rows/],
  ['a spreadsheet cut short',    spreadsheetOf([['a']], [], 'xlsx').subarray(0, 400),     {},                                                      /damaged or cut short/],
  ['a file with a password',     Buffer.from('d0cf11e0a1b11ae1', 'hex'),                  {},                                                      /password/],
  ['a program',                  Buffer.from('MZ\u0000\u0001'),                           {},                                                      /[A-Z]/],
];

describe('Tables of figures', () => {
  let app: JourneyApp;
  let [coordinator, analyst, member, stranger]: Visitor[] = [];

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    [coordinator, analyst, member, stranger] = await Promise.all(
      ['coordinator', 'council-author', 'paqa-member', 'agency-author'].map((person) => app.as(person)),
    );
    const { denominator: _, ...counted } = conferences;
    await define(as(coordinator), CONFERENCES, conferences);
    await define(as(coordinator), COUNT, {
      ...counted,
      name: 'Contacts',
      measure: { kind: 'count' },
      decimals: 0,
      unit: 'contacts',
      frequency: 'month',
    });
    await define(as(coordinator), RATE, {
      ...conferences,
      name: 'Referrals',
      measure: { kind: 'rate', per: 10_000 },
      unit: 'per 10,000',
      polarity: 'neither',
    });
  });
  afterAll(() => app.close());

  const as = (visitor: Visitor | undefined): Visitor => {
    if (!visitor) throw new Error('Nobody is signed in');
    return visitor;
  };
  const upload = async (
    file: Uint8Array,
    { by = analyst, fields = {}, headers = {} }: { by?: Visitor; fields?: Record<string, string>; headers?: HeaderFields } = {},
  ): Promise<Answer> => {
    const { body, contentType } = await multipartOf(fields, file);
    return as(by).send('POST', UPLOADS, body, { 'content-type': contentType, 'idempotency-key': uuid(), ...headers });
  };
  const confirmed = { fields: { confirmed: 'yes' } };
  const signedIn = async (): Promise<Browsing> => {
    const browsing = new Browsing(app.address);
    await browsing.signIn('council-author');
    await browsing.get(PAGE);
    return browsing;
  };

  it.each(BAD)('with %s are refused: where, what was given, what to do; and nothing is stored', async (_what, file, fault, todo) => {
    const before = await app.head();
    const answer = await upload(file, confirmed);
    expect(answer).toMatchObject({ status: 422, body: { code: 'upload-not-sound' } });
    const [first] = answer.body.faults as Fault[];
    expect(first).toMatchObject(fault);
    expect(first?.message).toMatch(todo);
    const shown = await (await signedIn()).sendFile(PAGE, file, { confirmed: 'yes' });
    expect([shown.status, shown.html.includes('To put right')]).toEqual([422, true]);
    expect(await app.head()).toBe(before);
  });

  it('are taken as a form with one file, and nothing else', async () => {
    const before = await app.head();
    const json = await as(analyst).post(UPLOADS, {});
    expect(json).toMatchObject({ status: 422, body: { code: 'file-missing' } });
    expect(await upload(Buffer.alloc(0))).toMatchObject({ status: 422, body: { code: 'file-missing' } });
    expect(await upload(csv(row('2024-25-Q1', '71')), { fields: { colour: 'red' } })).toMatchObject({
      status: 422,
      body: { code: 'invalid' },
    });
    expect(await upload(Buffer.alloc(11 * 1024 * 1024, 'a'), confirmed)).toMatchObject({
      status: 422,
      body: { faults: [{ message: 'The file is larger than 10 MB. Send it in parts.' }] },
    });
    const long = { one: 'a'.repeat(600_000), other: 'a'.repeat(600_000) };
    expect(await upload(csv(row('2024-25-Q1', '71')), { fields: long })).toMatchObject({ status: 400, body: { code: 'body-unreadable' } });
    const { body, contentType } = await multipartOf({}, csv(row('2024-25-Q1', '71')));
    const headers = { 'content-type': contentType, 'idempotency-key': uuid() };
    expect(await as(analyst).send('POST', UPLOADS, body.subarray(0, -40), headers)).toMatchObject({
      status: 400,
      body: { code: 'body-unreadable' },
    });
    expect(await as(analyst).send('POST', `/api/v1/indicators/${CONFERENCES}/values`, body, headers)).toMatchObject({
      status: 415,
      body: { code: 'media-type-unsupported' },
    });
    expect((await as(member).send('POST', UPLOADS, body, headers)).status).toBe(403);
    expect(await upload(csv(row('2024-25-Q1', '71')), { by: stranger })).toMatchObject({
      status: 422,
      body: { faults: [{ row: 2, column: 'indicator' }] },
    });
    expect(await app.head()).toBe(before);
  });

  it('cannot be bombs', async () => {
    const bomb = spreadsheetOf(
      Array.from({ length: 800 }, () => ['a'.repeat(32_000)]),
      [],
      'xlsx',
    );
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await upload(bomb, confirmed)).toMatchObject({
      status: 422,
      body: { code: 'upload-not-sound', faults: [{ message: expect.stringContaining('much larger unpacked') }] },
    });
  });

  it('are offered as templates with what is asked for, filled in, checked, confirmed and recorded once', async () => {
    await app.setClock('2026-05-05T09:00:00.000Z');
    const template = await as(analyst).get(`${UPLOADS}/template?minPosition=${String(await app.head())}`);
    expect(template.body.columns).toEqual(expect.arrayContaining(['indicator', 'place', 'period', 'numerator']));
    expect(template.body.rows).toEqual(expect.arrayContaining([expect.arrayContaining([CONFERENCES, PLACE, '2025-26-Q4'])]));
    const browsing = await signedIn();
    for (const format of ['xlsx', 'ods']) {
      const file = await browsing.once(`${PAGE}/template?as=${format}`);
      const read = await tableOfFile(Buffer.from(await file.arrayBuffer()));
      expect('table' in read && read.table.rows.slice(1).map(({ cells }) => cells.slice(0, 3))).toEqual(
        (template.body.rows as string[][]).map((cells) => cells.slice(0, 3)),
      );
      expect(file.headers.get('content-disposition')).toBe(`attachment; filename="figures.${format}"`);
    }
    expect((await as(analyst).get(`${UPLOADS}/template?format=csv`)).text).toContain(`${CONFERENCES},${PLACE},2025-26-Q4,`);

    const filled = csv(
      row('2025-26-Q3', '71'),
      row('2025-26-Q4', '73'),
      month('2026-01', '410'),
      row('2025-26-Q4', '512', { code: RATE, denominator: '20000' }),
    );
    const before = await app.head();
    const foreseen = await upload(filled);
    expect(foreseen).toMatchObject({ status: 409, body: { code: 'upload-not-confirmed', questions: [] } });
    expect(foreseen.body.outcomes).toMatchObject([
      { row: 2, outcome: 'new', figure: { value: 71 } },
      {},
      {},
      { row: 5, figure: { value: 256 } },
    ]);
    expect(await app.head()).toBe(before);

    const key = { ...confirmed, headers: { 'idempotency-key': uuid() } };
    const recorded = await upload(filled, key);
    expect(recorded).toMatchObject({
      status: 201,
      body: { series: [{ code: CONFERENCES, recorded: 2 }, { code: COUNT }, { code: RATE }] },
    });
    expect((await upload(filled, key)).text).toBe(recorded.text);
    expect(await app.head()).toBe(BigInt(String(recorded.body.position)));
  });

  it('ask about what looks unusual, and record a restatement with its reason', async () => {
    const slips = csv(
      row('2025-26-Q4', '730', { denominator: '1000', reason: 'A new extract.' }),
      month('2026-02', '4100'),
      row('2025-26-Q3', '71', { denominator: '101', reason: 'One was missed.' }),
    );
    await as(analyst).get(`/api/v1/indicators?minPosition=${String(await app.head())}`);
    const foreseen = await upload(slips);
    expect(foreseen.body.questions).toMatchObject([
      { row: 2, column: 'denominator', given: '1000', message: expect.stringContaining('slip of a digit') },
      { row: 3, column: 'numerator', given: '4100', message: expect.stringContaining('slip of a digit') },
    ]);
    expect(foreseen.body.outcomes).toMatchObject([
      { outcome: 'restates', before: { value: 73 } },
      { outcome: 'new' },
      { outcome: 'restates' },
    ]);
    expect(await upload(csv(row('2025-26-Q4', '74')))).toMatchObject({
      status: 422,
      body: { faults: [{ row: 2, column: 'reason', message: expect.stringContaining('Restate it, with the reason') }] },
    });
    const recorded = await upload(csv(row('2025-26-Q4', '74', { reason: 'One was missed.' })), confirmed);
    expect(recorded.body).toMatchObject({ events: [{ type: 'IndicatorValueRestated' }] });
  });

  it('are sent as a file on a page: put right where they are, looked at, and recorded only when they are confirmed', async () => {
    const browsing = await signedIn();
    const before = await app.head();
    const sheet = spreadsheetOf(
      [
        HEADER.split(','),
        [COUNT, PLACE, '2026-03', '1,234', '', 'final', 'Return', ''],
        [COUNT, PLACE, '2026-13', '430', '', 'final', 'Return', ''],
      ],
      ['Notes'],
      'ods',
    );
    const wrong = await browsing.sendFile(PAGE, sheet);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/2 rows need to be put right[\s\S]*>2<[\s\S]*numerator[\s\S]*1,234[\s\S]*>3<[\s\S]*period[\s\S]*2026-13/);
    expect(wrong.html).toContain(`${COUNT},${PLACE},2026-13,430`);
    const ready = await browsing.send(PAGE, { csv: csv(month('2026-03', '430')).toString() });
    expect(ready.html).toContain('All 1 row can be recorded: 1 new figure, 0 restatements, 0 that stand already.');
    expect(await app.head()).toBe(before);
    const hidden = browsing.hidden(PAGE);
    const done = await browsing.send(PAGE, { csv: csv(month('2026-03', '430')).toString() });
    expect(done.html).toContain('1 figure of 1 row were recorded');
    const after = await app.head();
    await browsing.post(PAGE, { ...hidden, csv: csv(month('2026-03', '430')).toString() });
    expect(await app.head()).toBe(after);
  });

  it('are not taken from another site, nor without the token of the visit, nor on pages that take none', async () => {
    const browsing = await signedIn();
    const before = await app.head();
    const file = csv(month('2026-04', '430'));
    const hidden = browsing.hidden(PAGE);
    const sent = async (fields: Record<string, string>, headers: Record<string, string>, path = PAGE): Promise<Response> => {
      const { body, contentType } = await multipartOf({ ...fields, confirmed: 'yes' }, file);
      return browsing.once(path, { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': contentType, ...headers } });
    };
    const here = { 'sec-fetch-site': 'same-origin' };
    expect((await sent(hidden, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const { csrf: _, ...without } = hidden;
    for (const fields of [without, { ...hidden, csrf: 'guessed' }]) {
      expect((await sent(fields, here)).headers.get('location')).toBe(PAGE);
    }
    expect((await sent(hidden, here, '/meetings')).status).toBe(415);
    expect(await app.head()).toBe(before);
  });

  it('that have not come are chased: who is late, with what and since when, as at any date', async () => {
    await app.setClock('2026-08-05T09:00:00.000Z');
    const before = String(await app.head());
    const late = await as(member).get(`/api/v1/indicator-submissions?minPosition=${before}`);
    const asked = late.body.asked as { code: string; agency: string; period: string; due: string; isLate: boolean }[];
    expect(asked.filter(({ code }) => code === CONFERENCES)).toMatchObject([
      { agency: COUNCIL, period: '2026-27-Q1', due: '2026-07-21', isLate: true },
    ]);
    expect(asked.filter(({ code }) => code === COUNT).map(({ period, isLate }) => [period, isLate])).toEqual([
      ['2026-02', true],
      ['2026-04', true],
      ['2026-05', true],
      ['2026-06', true],
      ['2026-07', false],
    ]);
    expect((await as(stranger).get('/api/v1/indicator-submissions')).body.asked).toEqual([]);

    const page = new Browsing(app.address);
    await page.signIn('coordinator');
    const shown = await page.get('/indicators/late');
    expect(shown.html).toMatch(/Marlshire County Council[\s\S]*6 figures are late[\s\S]*15 days late/);
    expect((await page.get('/indicators/late?format=csv')).html).toContain('2026-27-Q1,2026-07-21,yes');

    await app.setClock('2026-08-06T09:00:00.000Z');
    expect((await upload(csv(row('2026-27-Q1', '72')), confirmed)).status).toBe(201);
    const now = await as(member).get(`/api/v1/indicator-submissions?minPosition=${String(await app.head())}`);
    expect((now.body.asked as { code: string }[]).filter(({ code }) => code === CONFERENCES)).toEqual([]);
    const then = await as(member).get(`/api/v1/indicator-submissions?asAt=2026-08-05`);
    expect((then.body.asked as { code: string }[]).filter(({ code }) => code === CONFERENCES)).toHaveLength(1);
  });

  it('that were recorded are answered as they were when they are sent again, whatever was restated since', async () => {
    await app.setClock('2026-08-07T09:00:00.000Z');
    const rows = csv(month('2026-06', '420'), row('2026-27-Q1', '500', { code: RATE, denominator: '20000' }));
    const key = { ...confirmed, headers: { 'idempotency-key': uuid() } };
    const recorded = await upload(rows, key);
    expect(recorded).toMatchObject({ status: 201, body: { series: [{ recorded: 1 }, { recorded: 1 }] } });
    const restated = row('2026-06', '421', { code: COUNT, denominator: '', reason: 'One came late.' });
    expect((await upload(csv(restated), { ...confirmed, by: coordinator })).status).toBe(201);
    const after = await app.head();
    expect((await upload(rows, key)).text).toBe(recorded.text);
    expect((await upload(csv(month('2026-06', '999')), key)).body.code).toBe('command-id-reused');
    expect(await upload(rows, confirmed)).toMatchObject({ status: 422, body: { faults: [{ row: 2, column: 'reason' }] } });
    expect(await app.head()).toBe(after);
  });

  it('are late only from the day on which their place was asked for, where that came after the indicator', async () => {
    await app.setClock('2026-08-10T09:00:00.000Z');
    const north = 'quadrant:north';
    const places = [...conferences.places, { kind: 'quadrant', code: 'north', name: 'North Marlshire' } as const];
    expect((await define(as(coordinator), CONFERENCES, { ...conferences, places })).status).toBe(201);
    const asked = async (): Promise<unknown[]> => {
      const { body } = await as(member).get(`/api/v1/indicator-submissions?minPosition=${String(await app.head())}`);
      return (body.asked as { place: string; period: string; due: string; isLate: boolean }[])
        .filter(({ place }) => place === north)
        .map(({ period, due, isLate }) => [period, due, isLate]);
    };
    expect(await asked()).toEqual([]);
    const first = { place: north, values: [quarter('2025-26-Q4', 70)] };
    const reported = await as(analyst).post(`/api/v1/indicators/${CONFERENCES}/values`, first);
    expect(reported).toMatchObject({ status: 201, body: { events: [{ type: 'IndicatorValueRecorded' }] } });
    expect(await asked()).toEqual([['2026-27-Q1', '2026-08-31', false]]);
    await app.setClock('2026-10-25T09:00:00.000Z');
    expect(await asked()).toEqual([
      ['2026-27-Q1', '2026-08-31', true],
      ['2026-27-Q2', '2026-10-21', true],
    ]);
  });
});
