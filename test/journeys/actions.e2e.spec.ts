import { Browsing, textOf } from '../support/browsing.js';
import { adoptThurrocksRules, anAction, aRecommendation } from '../support/actions-journey.js';
import { eventually } from '../support/eventually.js';
import { JourneyApp, uuid, type Answer, type Visitor } from '../support/journey-app.js';
import { agencyId } from '../support/section11-cycle.js';

let app: JourneyApp;
let coordinator: Visitor;
let police: Visitor;
let health: Visitor;

const DAY = (day: string, time = '09:00'): string => `${day}T${time}:00.000Z`;

beforeAll(async () => {
  app = await JourneyApp.open(DAY('2026-01-05'));
  await adoptThurrocksRules(app, '2026-01-01');
  coordinator = await app.as('coordinator');
  police = await app.as('agency-lead');
  health = await app.as('health-lead');
});
afterAll(() => app.close());

const get = async (who: Visitor, path: string): Promise<Answer> => {
  return who.get(`${path}${path.includes('?') ? '&' : '?'}minPosition=${String(await app.head())}`);
};
const recorded = (answer: Answer, ...types: string[]): Answer => {
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 201, body: { events: types.map((type) => ({ type })) } });
  return answer;
};
const refused = (answer: Answer, status: number, code: string): void => {
  expect({ status: answer.status, code: answer.body.code, text: answer.text }).toMatchObject({ status, code });
};
const etag = (answer: Answer): Record<string, string> => ({ 'if-match': answer.headers.get('etag') ?? '' });

async function recommend(over: object = {}): Promise<string> {
  const answer = recorded(await coordinator.post('/api/v1/recommendations', { ...aRecommendation, ...over }), 'RecommendationMade');
  return answer.body.recommendation as string;
}
async function issue(recommendation: string, slug: string, over: object = {}): Promise<string> {
  const answer = recorded(
    await coordinator.post(`/api/v1/recommendations/${recommendation}/actions`, anAction(slug, over)),
    'ActionIssued',
  );
  return `/api/v1/actions/${answer.body.action as string}`;
}
const letters = async (): Promise<Record<string, unknown>[]> =>
  (await get(coordinator, '/api/v1/letters')).body.letters as Record<string, unknown>[];

describe('a recommendation, from a visit to what came of it', () => {
  let recommendation: string;
  let first: string;
  let second: string;

  it('becomes actions of two agencies', async () => {
    recommendation = await recommend();
    first = await issue(recommendation, 'constabulary');
    second = await issue(recommendation, 'hospitals', { what: 'Name one person to ask.' });
    const { body } = await get(coordinator, `/api/v1/recommendations/${recommendation}`);
    expect(body).toMatchObject({ text: aRecommendation.text, actions: [{ agencyName: expect.any(String) }, { status: 'issued' }] });
    expect((await get(police, '/api/v1/actions')).body.actions).toHaveLength(1);
    expect((await get(coordinator, '/api/v1/actions')).body.actions).toHaveLength(2);
  });

  it('stands among the tasks of the agency that is asked, and among no other’s', async () => {
    const tasksOf = async (person: string): Promise<string> => textOf((await new Browsing(app.address).signIn(person)).html);
    const tasks = [await tasksOf('agency-lead'), await tasksOf('health-lead'), await tasksOf('probation-lead')];
    const asked = [String(anAction('constabulary').what), 'Name one person to ask.'];
    const named = tasks.map((text) => asked.map((what) => text.includes(what)));
    expect(named).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
    expect(tasks[2]).toContain('You have nothing to do.');
  });

  it('is received by the agency, which then has ten working days', async () => {
    await app.setClock(DAY('2026-01-06'));
    const shown = await get(police, first);
    const received = recorded(await police.post(`${first}/receipt`, { receivedOn: '2026-01-06' }, etag(shown)), 'ActionReceived');
    // Received Tuesday 6 January 2026: 7 Wed 1 … 9 Fri 3, 16 Fri 8, 19 Mon 9, 20 Tue 10.
    expect((await get(police, first)).body).toMatchObject({
      receipt: { on: '2026-01-06', recordedBy: 'agency' },
      response: { by: '2026-01-20' },
    });
    refused(await coordinator.post(`${first}/receipt`, { receivedOn: '2026-01-05' }, etag(received)), 409, 'receipt-recorded');
  });

  it('or the business team records the receipt in its place', async () => {
    recorded(await coordinator.post(`${second}/receipt`, { receivedOn: '2026-01-06' }, { 'if-match': '"0"' }), 'ActionReceived');
    expect((await get(health, second)).body).toMatchObject({ receipt: { recordedBy: 'business-team' } });
  });

  it('is accepted by one, and refused with a reason by the other', async () => {
    recorded(await police.post(`${first}/acceptance`, undefined, { 'if-match': '"1"' }), 'ActionAccepted');
    refused(await health.post(`${second}/refusal`, { reason: ' ' }, { 'if-match': '"1"' }), 422, 'invalid');
    recorded(await health.post(`${second}/refusal`, { reason: 'The council does this.' }, { 'if-match': '"1"' }), 'ActionRefused');
  });

  it('is never done without evidence, nor because its own agency says so', async () => {
    recorded(
      await police.post(`${first}/progress`, { progress: 'A letter was drafted.' }, { 'if-match': '"2"' }),
      'ActionProgressReported',
    );
    refused(await police.post(`${first}/completion`, { statement: 'Done.', evidence: [] }, { 'if-match': '"3"' }), 422, 'evidence-needed');
    const claim = { statement: 'Letters go out.', evidence: [{ kind: 'note', text: 'Twenty letters read on 3 April.' }] };
    await app.setClock(DAY('2026-04-03'));
    refused(await police.post(`${first}/completion`, claim), 428, 'precondition-required');
    recorded(await police.post(`${first}/completion`, claim, { 'if-match': '"3"' }), 'ActionCompletionClaimed');
    refused(await police.post(`${first}/completion/acceptance`, {}, { 'if-match': '"4"' }), 403, 'not-permitted');
    refused(await police.post(`${first}/completion`, claim, { 'if-match': '"3"' }), 412, 'action-changed');
  });

  it('is sent back once, claimed again, agreed to by the business unit, and looked at later', async () => {
    const back = recorded(
      await coordinator.post(`${first}/completion/return`, { reason: 'Show us the replies.' }, { 'if-match': '"4"' }),
      'ActionCompletionReturned',
    );
    const link = { kind: 'link', title: 'The replies', url: 'https://police.marlshire.example/replies' };
    const claimed = recorded(
      await police.post(`${first}/completion`, { statement: 'Replies came.', evidence: [link] }, etag(back)),
      'ActionCompletionClaimed',
    );
    const key = { 'idempotency-key': uuid(), ...etag(claimed) };
    const accepted = recorded(
      await coordinator.post(`${first}/completion/acceptance`, { comment: 'Clear.' }, key),
      'ActionCompletionAccepted',
    );
    expect((await coordinator.post(`${first}/completion/acceptance`, { comment: 'Clear.' }, key)).text).toBe(accepted.text);
    await app.setClock(DAY('2026-04-20'));
    const member = await app.as('paqa-member');
    recorded(
      await member.post(`${first}/impact`, { impact: 'better', found: 'Referrers ask less often.' }, etag(accepted)),
      'ActionImpactReviewed',
    );
    expect((await get(police, first)).body).toMatchObject({
      status: 'completed',
      completed: { on: '2026-04-03' },
      impact: { impact: 'better' },
      overdue: false,
    });
  });

  it('keeps its whole way, in words, for the agency and the scrutineer', async () => {
    const kinds = ['issued', 'received', 'accepted', 'progress', 'claimed', 'returned', 'claimed', 'completed', 'impact-reviewed'];
    for (const who of [police, await app.as('scrutineer')]) {
      const { body, text } = await get(who, `${first}/history`);
      expect((body.history as { kind: string }[]).map(({ kind }) => kind)).toEqual(kinds);
      expect(text).toContain('Twenty letters read on 3 April.');
    }
  });

  it('shows the register as it was on any date, with what was overdue then', async () => {
    const at = async (asAt: string): Promise<unknown> => {
      const actions = (await get(coordinator, `/api/v1/actions?status=overdue&asAt=${asAt}`)).body.actions as {
        agencyName: string;
        daysOverdue: number;
      }[];
      return actions.map(({ agencyName, daysOverdue }) => [agencyName, daysOverdue]);
    };
    expect(await at('2026-03-31')).toEqual([]);
    expect(await at('2026-04-02')).toEqual([['Marlshire Constabulary', 2]]);
    expect(await at('2026-04-03')).toEqual([]);
    const series = (await get(coordinator, '/api/v1/overdue-actions?months=4&asAt=2026-04-02')).body.moments as {
      day: string;
      agencies: object[];
    }[];
    expect(series.map(({ day, agencies }) => [day, agencies.length])).toEqual([
      ['2026-01-31', 0],
      ['2026-02-28', 0],
      ['2026-03-31', 0],
      ['2026-04-02', 1],
    ]);
    const csv = await get(coordinator, '/api/v1/actions?format=csv&asAt=2026-04-02');
    expect(csv.text).toContain('Tell referrers within two days');
  });

  it('is asked for again after a refusal, and gives way to another action', async () => {
    const reopened = recorded(
      await coordinator.post(
        `${second}/reopening`,
        { reason: 'The council says it does not.', dueOn: '2026-06-30' },
        { 'if-match': '"2"' },
      ),
      'ActionReopened',
    );
    const third = await issue(recommendation, 'county-council', { dueOn: '2026-06-30' });
    const by = third.split('/').at(-1);
    refused(
      await coordinator.post(`${second}/supersession`, { by: uuid(), reason: 'One for both.' }, etag(reopened)),
      422,
      'successor-unknown',
    );
    recorded(await coordinator.post(`${second}/supersession`, { by, reason: 'One for both.' }, etag(reopened)), 'ActionSuperseded');
    expect((await get(health, second)).body).toMatchObject({ status: 'superseded', supersededBy: by });
  });
});

describe('an agency that does not answer', () => {
  let silent: string;
  let silentToo: string;

  it('is counted when a day begins after its time, twice, and a letter is prepared once', async () => {
    await app.setClock(DAY('2026-05-05'));
    const recommendation = await recommend({
      source: { kind: 'practice-review', title: 'Child K', review: 'learning-review', commissionedOn: '2025-09-01' },
    });
    silent = await issue(recommendation, 'probation', { dueOn: '2026-09-30' });
    silentToo = await issue(recommendation, 'probation', { dueOn: '2026-09-30', what: 'Tell us who.' });
    for (const one of [silent, silentToo])
      recorded(await coordinator.post(`${one}/receipt`, { receivedOn: '2026-05-05' }, { 'if-match': '"0"' }), 'ActionReceived');
    // Received Tuesday 5 May 2026: 6 Wed 1 … 8 Fri 3, 15 Fri 8, 18 Mon 9, 19 Tue 10.
    await app.setClock(DAY('2026-05-19'));
    await app.beginDay();
    expect(await letters()).toEqual([]);
    await app.setClock(DAY('2026-05-20'));
    await app.beginDay();
    const [letter] = await eventually(letters, (found) => found.length > 0);
    expect(letter).toMatchObject({
      agencyName: 'Marlshire Probation',
      letter: 1,
      occasions: 2,
      status: 'prepared',
      preparedOn: '2026-05-20',
    });
    await app.setClock(DAY('2026-05-21'));
    await app.beginDay();
    await app.restart();
    expect(await letters()).toHaveLength(1);
    const { body } = await get(coordinator, `${silent}/history`);
    expect((body.history as { kind: string }[]).map(({ kind }) => kind)).toEqual(['issued', 'received', 'response-overdue']);
  });

  it('is what the sub-committee is told first', async () => {
    const member = await app.as('paqa-member');
    const { lines } = (await get(member, '/api/v1/attention')).body as { lines: { kind: string }[] };
    expect(lines.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['letter-to-decide', 'response-overdue']));
    expect(lines[0]).toMatchObject({ kind: 'letter-to-decide', agencyName: 'Marlshire Probation', occasions: 2 });
    const before = (await get(member, '/api/v1/attention?asAt=2026-05-19')).body as { lines: { kind: string }[] };
    expect(before.lines.map(({ kind }) => kind)).not.toContain('letter-to-decide');
    refused(await get(police, '/api/v1/attention'), 403, 'not-permitted');
  });

  it('gets the letter when the Business Manager has held it with a reason, and then issues it', async () => {
    const [letter] = await letters();
    const path = `/api/v1/letters/${String(letter?.failures)}/1`;
    refused(await (await app.as('paqa-member')).post(`${path}/issue`), 403, 'not-permitted');
    recorded(
      await coordinator.post(`${path}/hold`, { reason: 'Their lead is on leave.' }),
      'ResponseLetterHeld',
      'StrategicPartnersInformed',
    );
    expect((await letters())[0]).toMatchObject({
      status: 'held',
      decided: { reason: 'Their lead is on leave.', by: { name: 'Priya Raman' } },
      partnersInformedOn: '2026-05-21',
    });
    recorded(await coordinator.post(`${path}/issue`), 'ResponseLetterIssued', 'StrategicPartnersInformed');
    refused(await coordinator.post(`${path}/issue`), 409, 'letter-issued');
    refused(await coordinator.post(path.replace('/1', '/7') + '/issue'), 404, 'letter-not-prepared');
  });
});

describe('bad input', () => {
  it.each([
    ['a theme there is not', { ...aRecommendation, themes: ['weather'] }, 422, 'theme-unknown'],
    ['no theme', { ...aRecommendation, themes: [] }, 422, 'theme-needed'],
    ['a field of another kind', { ...aRecommendation, source: { ...aRecommendation.source, review: 'rapid-review' } }, 422, 'invalid'],
    ['a source without what its kind needs', { ...aRecommendation, source: { kind: 'dispute', title: 'A grade' } }, 422, 'invalid'],
    [
      'a serious case review of 2021',
      { ...aRecommendation, source: { kind: 'practice-review', title: 'X', review: 'serious-case-review', commissionedOn: '2021-01-05' } },
      422,
      'review-not-of-its-time',
    ],
    ['a day to come', { ...aRecommendation, source: { ...aRecommendation.source, on: '2030-01-01' } }, 422, 'source-in-future'],
  ])('of a recommendation, %s, is told clearly and stores nothing', async (_what, body, status, code) => {
    const before = await app.head();
    refused(await coordinator.post('/api/v1/recommendations', body), status, code);
    expect(await app.head()).toBe(before);
  });

  it('of an action and of the register is told clearly and stores nothing', async () => {
    const recommendation = await recommend();
    const before = await app.head();
    const path = `/api/v1/recommendations/${recommendation}/actions`;
    refused(await coordinator.post(path, anAction('constabulary', { agency: uuid() })), 422, 'agency-not-in-partnership');
    refused(await coordinator.post(path, anAction('constabulary', { dueOn: '2026-01-01' })), 422, 'due-before-issued');
    refused(await coordinator.post(path, anAction('constabulary', { dueOn: 'soon' })), 422, 'invalid');
    refused(
      await coordinator.post(path, anAction('constabulary', { meeting: { group: uuid(), heldOn: '2026-01-02' } })),
      404,
      'group-not-named',
    );
    refused(await coordinator.get('/api/v1/actions?status=lost'), 422, 'invalid');
    refused(await coordinator.get('/api/v1/actions?olderThan=x'), 422, 'invalid');
    expect(await app.head()).toBe(before);
  });

  it('takes another agency’s action for one that is not there', async () => {
    const path = await issue(await recommend(), 'constabulary', { dueOn: '2026-12-31' });
    const unseen = (text: string): string => text.replace(/"correlationId":"[^"]+"/, '');
    for (const who of ['health-lead', 'council-author']) {
      const stranger = await app.as(who);
      const [theirs, nothing] = await Promise.all([stranger.get(path), stranger.get(`/api/v1/actions/${uuid()}`)]);
      expect([theirs.status, unseen(theirs.text)]).toEqual([404, unseen(nothing.text)]);
      const posted = await stranger.post(`${path}/acceptance`, undefined, { 'if-match': '"0"' });
      expect([posted.status, unseen(posted.text)]).toEqual([404, unseen(nothing.text)]);
      expect((await stranger.get(`/api/v1/actions?agency=${agencyId('constabulary')}`)).body.actions).toEqual([]);
    }
  });
});
