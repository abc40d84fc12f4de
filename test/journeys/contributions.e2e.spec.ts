import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp, type Answer, type Visitor } from '../support/journey-app.js';

const CONTRIBUTIONS = '/api/v1/contributions';
const source = { title: 'Annual report' };

describe('What partners contribute', () => {
  let app: JourneyApp;
  let [coordinator, member, author]: Visitor[] = [];

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    [coordinator, member, author] = await Promise.all(['coordinator', 'paqa-member', 'agency-author'].map((person) => app.as(person)));
  });
  afterAll(() => app.close());

  const as = (visitor: Visitor | undefined): Visitor => {
    if (!visitor) throw new Error('Nobody is signed in');
    return visitor;
  };
  const state = (over: object, by = coordinator): Promise<Answer> =>
    as(by).post(CONTRIBUTIONS, {
      year: 'FY2024-25',
      stage: 'actual',
      contributor: 'Marlshire County Council',
      kind: 'cash',
      pounds: 60_000,
      source,
      ...over,
    });
  const years = async (also = ''): Promise<readonly Record<string, unknown>[]> => {
    const answer = await as(member).get(`${CONTRIBUTIONS}?minPosition=${String(await app.head())}${also}`);
    return answer.body.years as readonly Record<string, unknown>[];
  };

  it('is recorded by the business unit alone, as planned and as it came', async () => {
    expect((await state({}, author)).status).toBe(403);
    expect((await state({ stage: 'planned', pounds: 50_000 })).status).toBe(201);
    expect((await state({})).status).toBe(201);
    expect((await state({ contributor: 'Marlshire Constabulary', pounds: 20_000, kind: 'staff' })).status).toBe(201);
    expect((await state({ contributor: undefined, pounds: 95_000 })).status).toBe(201);
    expect(await years()).toMatchObject([
      { year: 'FY2024-25', stage: 'actual', sum: 80_000, stated: [{ kind: 'cash', pounds: 95_000, difference: 35_000 }] },
      { year: 'FY2024-25', stage: 'planned', sum: 50_000, stated: [] },
    ]);
  });

  it.each([
    ['a year that is none', { year: '2024' }, 422, 'not-a-financial-year'],
    ['pence', { pounds: 0.5 }, 422, 'invalid'],
    ['less than nothing', { pounds: -1 }, 422, 'invalid'],
    ['text', { pounds: '60,000' }, 422, 'invalid'],
    ['another amount without a reason', { pounds: 61_000 }, 409, 'contribution-stands'],
    ['a stage that is none', { stage: 'promised' }, 422, 'invalid'],
  ])('is refused for %s, and nothing is stored', async (_what, over, status, code) => {
    const before = await app.head();
    expect(await state(over)).toMatchObject({ status, body: { code } });
    expect(await app.head()).toBe(before);
  });

  it('is restated with a reason; as at a date before stands what was known then, and what disagrees is flagged', async () => {
    const before = String(await app.head());
    expect((await state({ pounds: 61_000, reason: 'A grant came late.' })).status).toBe(201);
    expect(await years()).toMatchObject([{ sum: 81_000, contributions: [{ pounds: 61_000, reason: 'A grant came late.' }, {}] }, {}]);
    const then = await as(member).get(`${CONTRIBUTIONS}?asAt=${before}`);
    expect(then.body.years).toMatchObject([{ sum: 80_000 }, {}]);
    expect((await as(member).get(`${CONTRIBUTIONS}?format=csv`)).text).toContain('FY2024-25,actual,Total as stated,cash,95000');

    const browsing = new Browsing(app.address);
    await browsing.signIn('paqa-member');
    const page = textOf((await browsing.get('/contributions')).html);
    expect(page).toContain(
      'Annual report states a total of £95,000 for cash, which is £34,000 more than its parts come to. Both are kept.',
    );
    expect(page).toContain('2024 to 2025, as planned');
    expect((await browsing.get('/contributions?format=csv')).html).toContain('FY2024-25,planned,Marlshire County Council,cash,50000');
  });

  it('is among what has changed, for everybody of the partnership', async () => {
    const since = `/api/v1/changes?since=0&minPosition=${String(await app.head())}`;
    const told = (await as(author).get(since)).body.changes as object[];
    expect(told).toMatchObject([
      { of: 'performance', kind: 'contribution-planned', title: 'Marlshire County Council', period: 'FY2024-25', why: null },
      { kind: 'contribution-made', title: 'Marlshire County Council' },
      { kind: 'contribution-made', title: 'Marlshire Constabulary' },
      { kind: 'contribution-made', title: null },
      { kind: 'contribution-restated', title: 'Marlshire County Council', why: 'A grant came late.', by: { role: 'coordinator' } },
    ]);
    const browsing = new Browsing(app.address);
    await browsing.signIn('agency-author');
    const page = await browsing.get('/changes');
    expect(textOf(page.html)).toContain('Total as stated, 2024 to 2025');
    expect(page.html).toMatch(/href="\/contributions\?asAt=\d+"/);
  });
});
