import { JourneyApp, type Answer, type Visitor } from '../support/journey-app.js';
import { agencyId, agencyName, ITEMS, must, personId, Section11Cycle } from '../support/section11-cycle.js';

/** A moment that people look back at: the three ways to name it, and what everybody was shown then. */
interface Moment {
  readonly asAt: readonly string[];
  readonly shown: readonly Shown[];
}

/** What one person was shown at one address, in one form. */
interface Shown {
  readonly person: string;
  readonly path: string;
  readonly answer: unknown;
}

const OWN = ['agency-author', 'agency-lead'];
const PARTNERSHIP = ['coordinator', 'paqa-member', 'scrutineer'];

describe('A Section 11 cycle of four agencies, from its opening to what is read long after', () => {
  let app: JourneyApp;
  let cycle: Section11Cycle;
  let opening: string;
  const moments: Record<'january' | 'february' | 'march' | 'now', Moment> = Object.create(null) as never;

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
  });
  afterAll(() => app.close());

  const as = (person: string): Promise<Visitor> => app.as(person);
  const mine = (): string => cycle.returnOf('constabulary');

  it('is opened by the coordinator, and each agency has still to start', async () => {
    cycle = await Section11Cycle.open(app, ['constabulary', 'hospitals', 'probation', 'fire-and-rescue']);
    opening = String(await app.head());
    const coordinator = await as('coordinator');
    const { body } = must(await coordinator.get(`/api/v1/returns?cycle=${cycle.id}&minPosition=${opening}`));
    expect(body.returns).toMatchObject(
      ['constabulary', 'fire-and-rescue', 'hospitals', 'probation'].map((slug) => progress(slug, { status: 'not-started' })),
    );
  });

  it('is answered item by item, with reasons, notes and links, and says what is missing', async () => {
    await app.setClock('2026-01-12T10:00:00.000Z');
    must(await cycle.openReturn('agency-author'));
    await cycle.answer('agency-author', 'SMC-1', {
      rating: 'met',
      narrative: 'The Deputy Chief Constable leads.',
      evidence: [
        { kind: 'note', text: 'Board minutes of 8 December.' },
        { kind: 'link', title: 'Policy', url: 'https://marlshire.example/policy' },
      ],
    });
    for (const item of ['SMC-2', 'SMC-3']) await cycle.answer('agency-author', item, { rating: 'met' });
    await cycle.answer('agency-author', 'SMC-4', { rating: 'partly-met', narrative: 'Two of three audits are followed up.' });
    await cycle.answer('agency-author', 'SOA-1', { rating: 'not-met' });
    await cycle.answer('agency-author', 'SOA-2', { rating: 'not-applicable', reason: 'The policy is national.' });

    const author = await as('agency-author');
    const { body } = must(await author.get(`${mine()}?minPosition=${String(await app.head())}`));
    expect(body).toMatchObject({ status: 'open', answered: 6, of: 40 });
    expect((body.missing as { item: string }[]).map(({ item }) => item)).toEqual(ITEMS.slice(6));
    expect((body.standards as { inWords: string }[]).slice(0, 3).map(({ inWords }) => inWords)).toEqual([
      '3 of 4 met',
      '0 of 3 met (2 not answered, 1 does not apply)',
      '0 of 4 met (4 not answered)',
    ]);
    expect((body.items as object[])[0]).toMatchObject({
      item: 'SMC-1',
      narrative: 'The Deputy Chief Constable leads.',
      evidence: [
        { kind: 'note', text: 'Board minutes of 8 December.' },
        { kind: 'link', title: 'Policy', url: 'https://marlshire.example/policy' },
      ],
      changedBy: { person: personId('agency-author'), name: 'Callum Birch', role: 'agency-author' },
      changedAt: '2026-01-12T10:00:00.000Z',
    });
    moments.january = await moment('2026-01-31', '2026-01-31T23:59:59.999Z');
  });

  it('is signed off by a senior officer who wrote none of it, and by nobody else', async () => {
    await app.setClock('2026-02-10T14:00:00.000Z');
    await cycle.answerAll('co-author', ITEMS.slice(6, 39));
    await cycle.answer('agency-author', 'MON-4', { rating: 'not-met' });
    const author = await as('agency-author');
    const refused = await author.post(`${mine()}/sign-off`, {}, { 'if-match': await cycle.etag('agency-author') });
    expect(refused).toMatchObject({ status: 403, body: { code: 'not-permitted' } });

    must(await cycle.openReturn('probation-lead'));
    await cycle.answer('probation-lead', 'SMC-1', { rating: 'met' });
    const lead = await as('probation-lead');
    const own = await lead.post(`${cycle.returnOf('probation')}/sign-off`, {}, { 'if-match': await cycle.etag('probation-lead') });
    expect(own).toMatchObject({ status: 409, body: { code: 'author-cannot-sign-off' } });

    await app.setClock('2026-02-20T12:00:00.000Z');
    await cycle.signOff('agency-lead', 'Agreed by the executive board.');
    const { body } = must(await (await as('coordinator')).get(`/api/v1/returns?cycle=${cycle.id}&minPosition=${String(await app.head())}`));
    const signedOff = { person: personId('agency-lead'), name: 'Superintendent Ruth Adeyemi', at: '2026-02-20T12:00:00.000Z' };
    expect((body.returns as object[])[0]).toMatchObject(
      progress('constabulary', { status: 'signed-off', answered: 40, signedOff, revision: 41 }),
    );
    moments.february = await moment('2026-02-20', '2026-02-20T12:00:00Z');
  });

  it('loses its sign-off when an answer changes, and must be signed off again before it is submitted', async () => {
    await app.setClock('2026-03-02T09:00:00.000Z');
    const saved = await cycle.answer('agency-author', 'SMC-4', { rating: 'met', narrative: 'All three audits are followed up.' });
    expect((saved.body.events as { type: string }[]).map(({ type }) => type)).toEqual([
      'Section11AnswerRecorded',
      'Section11SignOffWithdrawn',
    ]);
    const author = await as('agency-author');
    const tooSoon = await author.post(`${mine()}/submission`, undefined, { 'if-match': await cycle.etag('agency-author') });
    expect(tooSoon).toMatchObject({ status: 409, body: { code: 'not-signed-off' } });
    await cycle.signOff('agency-lead');
    await app.setClock('2026-03-03T16:30:00.000Z');
    const receipt = await cycle.submit('agency-author');
    expect(receipt.body).toMatchObject({ return: cycle.ref('constabulary'), recordedAt: '2026-03-03T16:30:00.000Z', revision: 45 });
    const shown = must(await author.get(`${mine()}/submission?minPosition=${String(receipt.body.position)}`));
    expect(shown.body).toMatchObject({ status: 'submitted', submitted: { at: '2026-03-03T16:30:00.000Z', late: false, daysLate: 0 } });
    const after = await author.put(`${mine()}/answers/SMC-4`, { rating: 'not-met' }, { 'if-match': '"43"' });
    expect(after).toMatchObject({ status: 409, body: { code: 'return-submitted' } });
    moments.march = await moment('2026-03-03', '2026-03-03T16:30:00.000Z');
  });

  it('takes a late return and says so: half past eleven in March is already April in London', async () => {
    await app.setClock('2026-03-20T09:00:00.000Z');
    must(await cycle.openReturn('health-author'));
    await cycle.answerAll('health-author', ITEMS.slice(0, 39), () => ({ rating: 'partly-met' }));
    await app.setClock('2026-03-31T23:30:00.000Z');
    await cycle.answer('health-author', 'MON-4', { rating: 'met' });
    await cycle.signOff('health-lead');
    const receipt = await cycle.submit('health-author');
    const health = await as('health-lead');
    const shown = must(await health.get(`${cycle.returnOf('hospitals')}/submission?minPosition=${String(receipt.body.position)}`));
    expect(shown.body.submitted).toMatchObject({ at: '2026-03-31T23:30:00.000Z', late: true, daysLate: 1 });
    const { body } = must(await health.get(`${cycle.returnOf('hospitals')}/history`));
    expect((body.history as object[]).slice(-4)).toMatchObject([
      { kind: 'answered', item: 'MON-3', afterDue: false },
      { kind: 'answered', item: 'MON-4', afterDue: true },
      { kind: 'signed-off' },
      { kind: 'submitted', submittedOn: '2026-04-01', late: true, daysLate: 1 },
    ]);
    await app.setClock('2026-05-01T08:00:00.000Z');
    moments.now = await moment('2026-04-30', '2026-05-01T08:00:00.000Z');
  });

  it.each(['january', 'february', 'march', 'now'] as const)(
    'is read as it was then, by everyone, by date, by instant and by position, as JSON and as CSV: %s',
    async (when) => {
      const { asAt, shown } = moments[when];
      for (const [index, { person, path, answer }] of shown.entries()) {
        const place = asAt[index % asAt.length] ?? '';
        expect({ person, path, place, answer: await read(person, asked(path, `asAt=${place}`)) }).toEqual({ person, path, place, answer });
      }
      expect(shown).toHaveLength(38);
    },
  );

  it('shows what it says it was read at, and where to read it again', async () => {
    const coordinator = await as('coordinator');
    const [day, instant, position] = moments.january.asAt;
    for (const place of [day, instant, position]) {
      const { headers } = must(await coordinator.get(`/api/v1/returns?asAt=${place ?? ''}`));
      expect(headers.get('x-as-at-event')).toBe(position);
    }
    const answer = must(await coordinator.get(`/api/v1/returns?cycle=${cycle.id}&asAt=${day ?? ''}`));
    expect(answer.body.asAt).toEqual({ position, instant: '2026-01-31T23:59:59.999Z', day: '2026-01-31', isNow: false });
    const again = must(await coordinator.get(answer.headers.get('content-location') ?? ''));
    expect(again.body.returns).toEqual(answer.body.returns);
  });

  it('has the progress of each agency at each moment', async () => {
    const statuses = await Promise.all(
      Object.values(moments).map(async ({ asAt }) => {
        const { body } = must(await (await as('paqa-member')).get(`/api/v1/returns?asAt=${asAt[2] ?? ''}`));
        return (body.returns as { status: string; answered: number }[]).map(({ status, answered }) => `${status} ${answered}`);
      }),
    );
    expect(statuses).toEqual([
      ['open 6', 'not-started 0', 'not-started 0', 'not-started 0'],
      ['signed-off 40', 'not-started 0', 'not-started 0', 'open 1'],
      ['submitted 40', 'not-started 0', 'not-started 0', 'open 1'],
      ['submitted 40', 'not-started 0', 'submitted 40', 'open 1'],
    ]);
    const csv = must(await (await as('coordinator')).get(`/api/v1/returns?asAt=2026-05-01`, { accept: 'text/csv' }));
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toContain('section-11-returns-as-at-2026-05-01-');
    const lines = tableOf(csv.text, ['Agency', 'Status', 'Answered', 'Signed off by', 'Submitted at', 'Late', 'Days late', 'Return']);
    expect(lines).toEqual([
      [
        agencyName('constabulary'),
        'submitted',
        '40',
        'Superintendent Ruth Adeyemi',
        '2026-03-03T16:30:00.000Z',
        'no',
        '0',
        cycle.ref('constabulary'),
      ],
      [agencyName('fire-and-rescue'), 'not-started', '0', '', '', '', '', cycle.ref('fire-and-rescue')],
      [agencyName('hospitals'), 'submitted', '40', 'Dr Anil Mehta', '2026-03-31T23:30:00.000Z', 'yes', '1', cycle.ref('hospitals')],
      [agencyName('probation'), 'open', '1', '', '', '', '', cycle.ref('probation')],
    ]);
  });

  it('has the standards of each agency at each moment, drafts only for their own', async () => {
    const first = async (person: string, { asAt }: Moment): Promise<unknown> => {
      const { body } = must(await (await as(person)).get(`${cycle.path}/standards?asAt=${asAt[2] ?? ''}`));
      return (body.agencies as { standards: { inWords: string }[] }[]).map(({ standards }) => standards[0]?.inWords ?? null);
    };
    const { january, february, march, now } = moments;
    const own = ['3 of 4 met', '3 of 4 met', '4 of 4 met', '4 of 4 met'];
    const everyone = [january, february, march, now];
    for (const person of OWN) expect(await Promise.all(everyone.map((at) => first(person, at)))).toEqual(own.map((words) => [words]));
    for (const person of PARTNERSHIP) {
      expect(await Promise.all(everyone.map((at) => first(person, at)))).toEqual([
        [null, null, null, null],
        [null, null, null, null],
        ['4 of 4 met', null, null, null],
        ['4 of 4 met', null, '0 of 4 met', null],
      ]);
    }
  });

  it('has a history that says who, in which role, when, and what it was before and after', async () => {
    const { body } = must(await (await as('scrutineer')).get(`${mine()}/history`));
    const history = body.history as Record<string, unknown>[];
    expect(history.map(({ revision }) => revision)).toEqual(Array.from({ length: 46 }, (_, revision) => revision));
    expect(history.filter(({ item }) => item === 'SMC-4')).toMatchObject([
      {
        kind: 'answered',
        by: { person: personId('agency-author'), agency: agencyId('constabulary'), role: 'agency-author', name: 'Callum Birch' },
        recordedAt: '2026-01-12T10:00:00.000Z',
        before: null,
        after: { rating: 'partly-met', reason: null, narrative: 'Two of three audits are followed up.', evidence: [] },
      },
      {
        kind: 'answered',
        recordedAt: '2026-03-02T09:00:00.000Z',
        before: { rating: 'partly-met', reason: null, narrative: 'Two of three audits are followed up.', evidence: [] },
        after: { rating: 'met', reason: null, narrative: 'All three audits are followed up.', evidence: [] },
      },
      { kind: 'sign-off-withdrawn', before: null, after: null },
    ]);
    expect(history.filter(({ kind }) => kind !== 'answered')).toMatchObject([
      { kind: 'opened', by: { name: 'Callum Birch' } },
      { kind: 'signed-off', by: { name: 'Superintendent Ruth Adeyemi', role: 'agency-lead' }, statement: 'Agreed by the executive board.' },
      { kind: 'sign-off-withdrawn', by: { name: 'Callum Birch' } },
      { kind: 'signed-off', by: { name: 'Superintendent Ruth Adeyemi', role: 'agency-lead' }, statement: null },
      { kind: 'submitted', by: { name: 'Callum Birch' }, submittedOn: '2026-03-03', late: false, daysLate: 0 },
    ]);
  });

  it('says what differs between two dates', async () => {
    const lead = await as('agency-lead');
    const between = async (since: string, until: string): Promise<unknown> => {
      return must(await lead.get(`${mine()}/differences?since=${since}&asAt=${until}`)).body.differences;
    };
    const ours = { return: cycle.ref('constabulary'), agency: agencyId('constabulary'), agencyName: agencyName('constabulary') };
    const status = { ...ours, item: null, question: null, wordsChanged: false };
    expect(await between('2026-02-20', '2026-03-03')).toEqual([
      { ...status, before: 'signed-off', after: 'submitted' },
      {
        ...ours,
        item: 'SMC-4',
        question: expect.stringContaining('leaders act on'),
        before: 'partly-met',
        after: 'met',
        wordsChanged: true,
      },
    ]);
    expect(await between('2026-03-03', '2026-04-30')).toEqual([]);
    expect(await between(opening, '2026-01-31')).toMatchObject([
      { before: 'not-started', after: 'open' },
      { item: 'SMC-1', before: null, after: 'met', wordsChanged: true },
      { item: 'SMC-2', before: null, after: 'met', wordsChanged: false },
      { item: 'SMC-3', before: null, after: 'met', wordsChanged: false },
      { item: 'SMC-4', before: null, after: 'partly-met', wordsChanged: true },
      { item: 'SOA-1', before: null, after: 'not-met', wordsChanged: false },
      { item: 'SOA-2', before: null, after: 'not-applicable', wordsChanged: true },
    ]);
    const csv = must(await lead.get(`${mine()}/differences?since=2026-02-20&asAt=2026-03-03&format=csv`));
    expect(csv.text.split('\r\n')).toHaveLength(4);
    expect(csv.text).toContain('SMC-4');
  });

  it('is judged by who may read now, and shown as it was then: a draft to its agency alone', async () => {
    expect(must(await (await as('agency-author')).get(`${mine()}?asAt=2026-01-31`)).body).toMatchObject({ status: 'open', answered: 6 });
    for (const reader of PARTNERSHIP) {
      for (const what of ['', '/answers/SMC-1']) {
        const then = await (await as(reader)).get(`${mine()}${what}?asAt=2026-01-31`);
        expect(then).toMatchObject({ status: 404, body: { code: 'not-submitted-then' } });
        expect(then.text).not.toContain('Deputy Chief Constable');
      }
      const history = must(await (await as(reader)).get(`${mine()}/history?asAt=2026-01-31`)).body.history;
      expect(history).toMatchObject([{ kind: 'opened' }]);
      const progress = must(await (await as(reader)).get(`/api/v1/returns?cycle=${cycle.id}&asAt=2026-01-31`)).body.returns;
      expect(progress).toMatchObject([{ status: 'open', answered: 6 }, {}, {}, {}]);
      const handedOver = must(await (await as(reader)).get(`${mine()}?asAt=2026-03-03`));
      expect(handedOver.text).toContain('Deputy Chief Constable');
      const draft = await (await as(reader)).get(`${cycle.returnOf('probation')}?asAt=2026-05-01`);
      expect(draft).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
  });

  it('is recorded and answered in JSON, though a change asks for CSV', async () => {
    const before = await app.eventCount();
    const path = `${cycle.returnOf('probation')}/answers/SMC-2`;
    const answer = await (await as('probation-author')).put(path, { rating: 'met' }, { 'if-none-match': '*', accept: 'text/csv' });
    expect(answer).toMatchObject({ status: 200, body: { item: 'SMC-2' } });
    expect(await app.eventCount()).toBe(before + 1);
  });

  /** Notes what everybody is shown now, to be compared with what they are shown as at now, later. */
  async function moment(day: string, instant: string): Promise<Moment> {
    const position = String(await app.head());
    const matrix = `${cycle.path}/standards`;
    const views = [
      ...[...OWN, ...PARTNERSHIP].flatMap((person) => [
        { person, path: '/api/v1/returns' },
        { person, path: matrix },
      ]),
      ...OWN.flatMap((person) => ['', '/history', `/differences?since=${opening}`].map((view) => ({ person, path: `${mine()}${view}` }))),
      ...PARTNERSHIP.map((person) => ({ person, path: `${cycle.path}/differences?since=${opening}` })),
    ];
    const shown: Shown[] = [];
    for (const { person, path } of views.flatMap((one) => [one, { ...one, path: asked(one.path, 'format=csv') }])) {
      shown.push({ person, path, answer: await read(person, asked(path, `minPosition=${position}`)) });
    }
    return { asAt: [day, instant, position], shown };
  }

  /** The answer without the place it was read at. */
  async function read(person: string, path: string): Promise<unknown> {
    const answer: Answer = must(await (await as(person)).get(path));
    if (!answer.headers.get('content-type')?.includes('json')) return answer.text;
    const { asAt: _, since: __, ...content } = answer.body;
    return content;
  }

  function progress(slug: string, over: object): object {
    return {
      return: cycle.ref(slug),
      cycle: cycle.id,
      cycleTitle: 'Section 11 self-assessment 2026',
      agency: agencyId(slug),
      agencyName: agencyName(slug),
      duty: slug === 'fire-and-rescue' ? 'invited' : 'required',
      status: 'not-started',
      answered: 0,
      of: 40,
      dueOn: '2026-03-31',
      signedOff: null,
      submitted: null,
      revision: null,
      ...over,
    };
  }
});

/** A path with one more parameter. */
function asked(path: string, parameter: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${parameter}`;
}

/** The named columns of a table in which no cell is quoted. */
function tableOf(csv: string, headings: readonly string[]): string[][] {
  const [head = [], ...lines] = csv
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return lines.map((cells) => headings.map((heading) => cells[head.indexOf(heading)] ?? 'no such column'));
}
