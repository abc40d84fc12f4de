import { idOf } from '@goldenthread/event-sourcing';
import type { Place } from '@goldenthread/indicators';
import { partnershipIdOf } from '@goldenthread/partnership';
import { conferences, CONFERENCES, define, PLACE, quarter, VALUES } from '../support/indicators.js';
import { JourneyApp, type Answer, type Visitor } from '../support/journey-app.js';

const PERIOD = '2024-25-Q1';
const NEIGHBOURS = ['borsetshire', 'loamshire', 'midshire', 'westshire'];
const PLACES: readonly Place[] = [
  { kind: 'england', code: 'E92000001', name: 'England' },
  ...['marlshire', ...NEIGHBOURS].map((code) => ({ kind: 'authority' as const, code, name: code })),
];
const SETS = `/api/v1/places/${PLACE}/neighbours`;

const setOf = (model: string, codes: readonly string[]): object => ({
  model,
  neighbours: codes.map((code, at) => ({ place: `authority:${code}`, name: code, rank: at + 1, closeness: 'Close' })),
  source: { title: 'Statistical neighbours', release: model },
});

interface Compared {
  readonly model: string | null;
  readonly models: readonly string[];
  readonly quartile: number | null;
  readonly places: readonly { readonly name: string; readonly kind: string; readonly value: number | null }[];
}

describe('Comparing an indicator over HTTP', () => {
  let app: JourneyApp;
  let coordinator: Visitor;
  let analyst: Visitor;
  let member: Visitor;

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    [coordinator, analyst, member] = (await Promise.all(
      ['coordinator', 'council-author', 'paqa-member'].map((person) => app.as(person)),
    )) as [Visitor, Visitor, Visitor];
    for (const [code, polarity] of [
      [CONFERENCES, 'up-is-good'],
      ['contacts', 'neither'],
    ] as const) {
      await define(coordinator, code, { ...conferences, polarity, places: [...PLACES] });
      for (const [place, figure] of Object.entries({ england: 75, marlshire: 71, borsetshire: 60, loamshire: 80, midshire: 90 })) {
        const of = place === 'england' ? 'england:E92000001' : `authority:${place}`;
        const sent = await coordinator.post(`/api/v1/indicators/${code}/values`, { place: of, values: [quarter(PERIOD, figure)] });
        expect(sent.status).toBe(201);
      }
    }
  });
  afterAll(() => app.close());

  const compare = async (code: string, also = ''): Promise<Compared> => {
    const head = String(await app.head());
    const answer: Answer = await member.get(`/api/v1/indicators/${code}/comparators?place=${PLACE}&minPosition=${head}${also}`);
    expect(answer.status).toBe(200);
    return answer.body as unknown as Compared;
  };
  const valuesOf = ({ places }: Compared): unknown[] => places.map(({ name, kind, value }) => [name, kind, value]);

  it('needs no neighbours: England stands beside a place from the first', async () => {
    const alone = await compare(CONFERENCES);
    expect(alone).toMatchObject({ model: null, models: [], quartile: null });
    expect(valuesOf(alone)).toEqual([
      ['Marlshire'.toLowerCase(), 'own', 71],
      ['England', 'england', 75],
    ]);
  });

  it('names neighbours by the year of a model: by the business unit alone, each once, never itself', async () => {
    expect((await analyst.post(SETS, setOf('2021', ['borsetshire']))).status).toBe(403);
    const twice = await coordinator.post(SETS, setOf('2021', ['borsetshire', 'borsetshire']));
    expect(twice).toMatchObject({ status: 422, body: { code: 'neighbour-named-twice' } });
    const itself = await coordinator.post(SETS, setOf('2021', ['marlshire']));
    expect(itself).toMatchObject({ status: 422, body: { code: 'neighbour-of-itself' } });
    const named = await coordinator.post(SETS, setOf('2021', ['borsetshire', 'loamshire', 'midshire', 'westshire']));
    expect(named).toMatchObject({ status: 201, body: { events: [{ type: 'StatisticalNeighboursNamed' }] } });
  });

  it('says in which quarter a place lies where one way is good, and in none where neither is', async () => {
    const compared = await compare(CONFERENCES);
    expect(compared.quartile).toBe(3);
    expect(valuesOf(compared).at(-1)).toEqual(['westshire', 'neighbour', null]);
    expect((await compare('contacts')).quartile).toBeNull();
  });

  it('keeps the set of each model: the latest is shown, an earlier one is still there', async () => {
    const before = String(await app.head());
    expect((await coordinator.post(SETS, setOf('2025', ['borsetshire', 'westshire']))).status).toBe(201);
    expect(await compare(CONFERENCES)).toMatchObject({ model: '2025', models: ['2025', '2021'] });
    expect((await compare(CONFERENCES, '&model=2021')).places).toHaveLength(6);
    expect(await compare(CONFERENCES, `&asAt=${before}`)).toMatchObject({ model: '2021', models: ['2021'] });
    const unknown = await member.get(`/api/v1/indicators/${CONFERENCES}/comparators?place=${PLACE}&model=1999`);
    expect(unknown.status).toBe(404);
    const sets = await member.get(SETS);
    expect(sets.body.models).toMatchObject([{ model: '2025' }, { model: '2021' }]);
  });

  it('gives a line on the grid to the partnership’s own place alone, and asks for no figure of another', async () => {
    const grid = await member.get('/api/v1/indicators');
    expect((grid.body.indicators as { place: string }[]).map(({ place }) => place)).toEqual([PLACE, PLACE]);
    const asked = (await analyst.get('/api/v1/indicator-submissions')).body.asked as { place: string }[];
    expect([...new Set(asked.map(({ place }) => place))]).toEqual([PLACE]);
    const neighbour = await member.get(`${VALUES}?place=authority:borsetshire`);
    expect(neighbour.status).toBe(200);
  });

  it('shows nobody a partnership’s own figures as if they were published; those of a real one it holds none of', async () => {
    const figures = (partnership: string): Promise<Answer> => member.get(`/api/v1/partnerships/${partnership}/published-figures`);
    expect((await figures(idOf('partnership', 'marlshire'))).status).toBe(404);
    expect(await figures(partnershipIdOf('escb'))).toMatchObject({ status: 200, body: { figures: [] } });
    expect((await figures('no-such')).status).toBe(404);
  });

  it('tells among what has changed which models were named', async () => {
    const { changes } = (await member.get('/api/v1/changes?since=0')).body as { changes: { kind: string }[] };
    expect(changes.filter(({ kind }) => kind === 'neighbours-named')).toMatchObject([
      { of: 'performance', place: PLACE, placeName: 'marlshire', period: '2021' },
      { of: 'performance', place: PLACE, placeName: 'marlshire', period: '2025' },
    ]);
  });

  it('comes as a table', async () => {
    const csv = await member.get(`/api/v1/indicators/${CONFERENCES}/comparators?place=${PLACE}&format=csv`);
    expect(csv.text).toContain('borsetshire,authority:borsetshire,neighbour,2025,1,Close,2024-25-Q1,60');
  });
});
