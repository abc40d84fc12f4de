import { JourneyApp, uuid, type Answer, type Visitor } from '../support/journey-app.js';
import { placesOf, type Place } from '../support/clear-text.js';
import { agencyName, ITEMS, must, Section11Cycle } from '../support/section11-cycle.js';
import { walPlace, wholeDatabase } from '../support/whole-database.js';

/** Stands in all that is planted, so that one search finds any of it. */
const CANARY = `canary${uuid().replaceAll('-', '').slice(0, 20)}`;
const planted = {
  narrative: `Narrative: ${CANARY} leads on safeguarding.`,
  reason: `Reason: ${CANARY} is not ours to answer.`,
  note: `Note: ${CANARY}, board minutes.`,
  title: `Title: ${CANARY}`,
  url: `https://marlshire.example/${CANARY}`,
  statement: `Statement: ${CANARY} agreed by the board.`,
};
const evidence = [
  { kind: 'note', text: planted.note },
  { kind: 'link', title: planted.title, url: planted.url },
] as const;

describe('What people write', () => {
  let app: JourneyApp;
  let cycle: Section11Cycle;
  let places: readonly Place[];

  beforeAll(async () => {
    app = await JourneyApp.open();
    const wal = await walPlace(app.adminUrl);
    cycle = await Section11Cycle.open(app, ['constabulary']);
    await cycle.openReturn('agency-author');
    await cycle.answer('agency-author', 'SMC-1', { rating: 'met', narrative: planted.narrative, evidence });
    await cycle.answer('agency-author', 'SMC-2', { rating: 'not-applicable', reason: planted.reason });
    await cycle.answerAll('agency-author', ITEMS.slice(2), () => ({ rating: 'partly-met' }));
    for (const refused of await refusals(await app.as('agency-author'))) expect(refused.status).toBeGreaterThanOrEqual(400);
    await cycle.signOff('agency-lead', planted.statement);
    await cycle.submit('agency-author');
    await app.restart();
    places = await wholeDatabase(app.adminUrl, wal);
  });
  afterAll(() => app.close());

  /** What is refused passes through as many hands as what is saved, and is more likely to be logged. */
  async function refusals(author: Visitor): Promise<Answer[]> {
    const path = `${cycle.returnOf('agency-author')}/answers/SMC-1`;
    const answer = { rating: 'met', narrative: planted.narrative, evidence };
    const fresh = { 'if-none-match': '*' };
    const asJson = { ...fresh, 'idempotency-key': uuid(), 'content-type': 'application/json' };
    return [
      await author.put(path, answer, fresh),
      await author.put(path, { ...answer, narrative: `${planted.narrative}\u0000` }, fresh),
      await author.put(path, { ...answer, [CANARY]: planted.reason }, fresh),
      await author.put(path, { ...answer, rating: CANARY }, fresh),
      await author.put(`${path}${CANARY}`, answer, fresh),
      await author.send('PUT', path, `{"narrative":"${planted.narrative}"`, asJson),
    ];
  }

  it('stands nowhere in clear: in no row, page, index, statistic, log of the database, nor in what the program logs', () => {
    const programLog = { name: 'the program’s log', bytes: Buffer.from(app.log.join('')) };
    expect(placesOf(CANARY, [...places, programLog])).toEqual([]);
  });

  it('would have been found: the same search finds what is kept in clear, in rows, pages, indexes and the write-ahead log', () => {
    const name = placesOf(agencyName('constabulary'), places);
    const rating = placesOf('partly-met', places);
    expect(name).toEqual(
      expect.arrayContaining(['the rows of rm.section11_return_progress_1', 'the pages of rm.section11_return_progress_1']),
    );
    expect(rating.filter((place) => place.startsWith('the rows of es.events'))).not.toEqual([]);
    expect(rating.filter((place) => place.startsWith('the pages of es.events'))).not.toEqual([]);
    expect(rating.filter((place) => place.startsWith('the write-ahead log'))).not.toEqual([]);
    expect(placesOf('section11Return-', places)).toContain('the pages of es.streams_stream_key');
    expect(placesOf('database system is ready', places)).toEqual(['the server’s log']);
  });

  it('is shown, whole, to those it is for', async () => {
    for (const person of ['agency-author', 'agency-lead', 'coordinator', 'scrutineer']) {
      const visitor = await app.as(person);
      const { body } = must(await visitor.get(cycle.returnOf('constabulary')));
      const [first, second] = body.items as Record<string, unknown>[];
      expect(first).toMatchObject({ narrative: planted.narrative, evidence });
      expect(second).toMatchObject({ reason: planted.reason });
      const history = must(await visitor.get(`${cycle.returnOf('constabulary')}/history`));
      expect(history.body.history).toContainEqual(expect.objectContaining({ kind: 'signed-off', statement: planted.statement }));
      const csv = must(await visitor.get(`${cycle.returnOf('constabulary')}?format=csv`));
      for (const text of [planted.narrative, planted.reason, planted.note, planted.title, planted.url]) expect(csv.text).toContain(text);
    }
  });
});
