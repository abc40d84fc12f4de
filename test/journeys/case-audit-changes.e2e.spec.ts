import { idOf } from '@goldenthread/event-sourcing';
import { groupIdOf } from '@goldenthread/partnership';
import { anotherPartnership } from '../support/another-partnership.js';
import { Browsing, textOf } from '../support/browsing.js';
import {
  CaseAudit,
  domainBody,
  DOMAINS,
  GOVERNANCE,
  gradesOf,
  NEW,
  SECRET_NAME,
  selectionBody,
  type Grades,
} from '../support/case-audit.js';
import { JourneyApp, uuid, type Answer } from '../support/journey-app.js';
import { agencyId, must, personId } from '../support/section11-cycle.js';

const GOOD: Grades = { voice: 'good', 'information-sharing': 'good', outcome: 'good' };
const NUMBER = '943 476 5919';
/** A text that tells who somebody is. */
const TELLING = `Her number is ${NUMBER}.`;
const [NORTH = '', SOUTH = '', EXECUTIVE = ''] = ['local-north', 'local-south', 'executive'].map((slug) => groupIdOf('marlshire', slug));
const READINGS = ['CaseAuditReadByCircle'];

let app: JourneyApp;
let audit: CaseAudit;

beforeAll(async () => {
  app = await JourneyApp.open('2026-01-12T09:00:00.000Z');
  const agencies = ['constabulary', 'hospitals'].map(agencyId);
  audit = await CaseAudit.plan(app, { title: 'Neglect: two cases', theme: 'neglect', cases: 2, agencies });
});
afterAll(() => app.close());

/** What is refused stores nothing, but that somebody read. */
async function refused<A extends { readonly status: number }>(send: () => Promise<A>): Promise<A> {
  const before = await app.eventCount(READINGS);
  const answer = await send();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await app.eventCount(READINGS)).toBe(before);
  return answer;
}

type Method = 'post' | 'put';

/**
 * Makes a change, once it has been refused without what it is based on, based on what has changed since, and with each of
 * the texts that tell who somebody is.
 */
async function change(person: string, method: Method, path: string, body: object, ...telling: readonly object[]): Promise<Answer> {
  const visitor = await app.as(person);
  const blind = await refused(() => visitor[method](path, body));
  expect([path, blind.status, blind.body.code]).toEqual([path, 428, 'precondition-required']);
  const stale = await refused(() => visitor[method](path, body, { 'if-match': '"999"' }));
  expect([path, stale.status]).toEqual([path, 412]);
  for (const one of telling) await toldOff(person, method, path, { ...body, ...one });
  return audit[method](person, path, body);
}

/** A text that tells who somebody is: held back, said where, and never repeated. */
async function toldOff(person: string, method: Method, path: string, body: object, headers = {}): Promise<void> {
  const held = await refused(() => audit.send(method, person, path, body, headers));
  expect([path, held.status, held.body.code]).toEqual([path, 422, 'personal-data-in-text']);
  expect(held.text).not.toContain(NUMBER);
}

const bad = (person: string, method: Method, path: string, body: object, headers = {}): Promise<Answer> => {
  return refused(() => audit.send(method, person, path, body, headers));
};

describe('planning over HTTP', () => {
  const plan = async (over: object): Promise<Answer> => {
    const agencies = ['constabulary', 'hospitals'].map(agencyId);
    return refused(async () => (await app.as('coordinator')).post('/api/v1/case-audits', { ...planned, agencies, ...over }));
  };
  const planned = {
    title: 'Neglect',
    kind: 'themed',
    theme: 'neglect',
    source: { kind: 'signal', reference: 'Figures of 2025' },
    questions: ['Is it named early?'],
    period: { from: '2025-01-01', to: '2025-12-31' },
    tool: { code: 'multi-agency', version: 1 },
    cases: 2,
    panel: [{ person: personId('health-lead'), agency: agencyId('hospitals') }],
  };

  it.each([
    ['a joint audit with nobody', { kind: 'joint' }, 'joint-with-nobody'],
    ['a sample that repeats an audit', { reAuditOf: '00000000-0000-4000-8000-000000000001' }, 'not-of-kind'],
    ['a re-audit of nothing', { kind: 're-audit' }, 'earlier-audit-not-found'],
    ['a sample without information sharing', { domains: ['voice'] }, 'information-sharing-left-out'],
    ['an unknown domain', { domains: ['information-sharing', 'parking'] }, 'domain-not-in-tool'],
    ['an unknown theme', { theme: 'weather' }, 'theme-not-listed'],
    ['a title that tells who somebody is', { title: TELLING }, 'personal-data-in-text'],
    ['a question that tells who somebody is', { questions: ['Is it named?', TELLING] }, 'personal-data-in-text'],
  ])('refuses %s', async (_what, over, code) => {
    const answer = await plan(over);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(answer.text).not.toContain(NUMBER);
  });

  it('refuses a re-audit of another theme than the earlier audit’s', async () => {
    expect((await plan({ kind: 're-audit', reAuditOf: audit.id, theme: 'missing' })).body).toMatchObject({
      code: 're-audit-theme-differs',
    });
  });

  it('is joint with agencies of another partnership, each of which is named, and some of which are asked', async () => {
    const { partnership } = await anotherPartnership(app);
    const theirs = idOf('drafting', 'fenmarch');
    const joint = { kind: 'joint', with: [partnership] };
    expect((await plan(joint)).body).toMatchObject({ code: 'joint-with-nobody', partnerships: [partnership] });
    const planning = await CaseAudit.plan(app, { ...planned, ...joint, agencies: [agencyId('constabulary'), theirs] });
    const { body } = must(await planning.get('scrutineer', planning.path));
    expect(body).toMatchObject({ kind: 'joint', doneWith: [partnership], agencies: [{}, { agency: theirs, partnership }] });
  });
});

describe('each change of an audit over HTTP', () => {
  it('is based on the audit as it was read, from what makes it lawful to the tools', async () => {
    const telling = Object.keys(GOVERNANCE).map((field) => ({ [field]: TELLING }));
    await change('coordinator', 'put', `${audit.path}/governance`, GOVERNANCE, ...telling);
    const drawing = selectionBody({ strata: [{ where: {}, take: 2 }] });
    const poisoned = [{ describedAs: TELLING }, { seed: TELLING }, { exclusions: [{ ref: 'M-0001', reason: TELLING }] }];
    const selected = await change('coordinator', 'post', `${audit.path}/selection`, drawing, ...poisoned);
    audit.cases = (selected.body.drawn as { case: string }[]).map((one) => one.case);
    await change('coordinator', 'post', `${audit.path}/tools`, { dueOn: '2026-02-27' });
  });

  it('a draw that is refused lists no names, nor takes any off the list', async () => {
    const again = selectionBody({ strata: [{ where: {}, take: 2 }], names: ['Somebody Else'] });
    expect((await bad('coordinator', 'post', `${audit.path}/selection`, again)).body).toMatchObject({ code: 'cases-already-selected' });
    const check = `${audit.casePath(0)}/record-check`;
    const named = await bad('agency-author', 'put', check, { answer: 'known', note: `${SECRET_NAME} is known.` });
    expect(named.body).toMatchObject({ code: 'personal-data-in-text' });
  });

  it('of an agency is based on the record check and the feedback that stand', async () => {
    for (const person of ['agency-author', 'health-author']) {
      const path = audit.casePath(0);
      await change(person, 'put', `${path}/record-check`, { answer: 'known', note: 'Somebody Else asked.' }, { note: TELLING });
      await change(person, 'put', `${path}/feedback`, { practitioners: 'Late.' }, { practitioners: TELLING }, { family: TELLING });
      for (const domain of DOMAINS) await audit.put(person, `${path}/domains/${domain}`, domainBody(domain, 'good'), NEW);
      const { etag } = Object.fromEntries((await audit.get(person, `${path}/agencies/${ownOf(person)}`)).headers);
      await audit.post(person, `${path}/submission`, { independent: true }, { 'if-match': String(etag) });
    }
    const { body } = must(await audit.get('coordinator', `${audit.casePath(0)}/agencies/${agencyId('hospitals')}`));
    expect(body).toMatchObject({ checkRevision: 0, feedbackRevision: 1, revision: 5 });
  });

  it('of a moderation is based on the whole of it, on an agency’s grades, or on the one grade', async () => {
    await app.setClock('2026-03-10T10:00:00.000Z');
    const path = `${audit.casePath(0)}/moderation`;
    const none = await bad('coordinator', 'post', `${audit.casePath(1)}/moderation`, { withoutReason: 'None.' });
    expect([none.status, none.body.code]).toEqual([409, 'too-few-audits']);
    await change('coordinator', 'post', path, {});
    const [police, health] = ['constabulary', 'hospitals'].map(agencyId) as [string, string];
    const alone = await bad('coordinator', 'post', `${path}/meeting`, { heldOn: '2026-03-10', present: [health] });
    expect([alone.status, alone.body.code]).toEqual([422, 'too-few-agencies-present']);
    const unsaid = await bad('coordinator', 'post', `${path}/meeting`, {
      heldOn: '2026-03-10',
      present: [police, health, agencyId('probation')],
    });
    expect(unsaid.body).toMatchObject({ code: 'agency-not-in-moderation' });
    await change('coordinator', 'post', `${path}/meeting`, { heldOn: '2026-03-10', present: [police, health] });

    const lower = (reason: string): { grades: readonly object[] } => ({
      grades: gradesOf({ ...GOOD, voice: 'inadequate' }, { voice: reason }),
    });
    const mine = `${path}/agencies/${police}`;
    const off = await bad('health-lead', 'put', `${mine}/moderator-grades`, { grades: gradesOf({ ...GOOD, voice: 'splendid' }) });
    expect([off.status, off.body.code]).toEqual([422, 'grade-not-on-scale']);
    const unknown = await bad('health-lead', 'put', `${mine}/moderator-grades`, { grades: [{ domain: 'parking', grade: 'good' }] });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'domain-not-in-tool']);
    await change('health-lead', 'put', `${mine}/moderator-grades`, lower('Nobody asked.'), lower(TELLING));
    await change('coordinator', 'put', `${mine}/agreed-grades`, lower('Nobody asked.'), {
      grades: gradesOf({ ...GOOD, voice: 'requires-improvement' }, { voice: TELLING }),
    });
    await audit.moderate(0, 'hospitals', 'agency-lead', gradesOf(GOOD));

    const grade = `${mine}/domains/voice`;
    const dissent = { by: health, grade: 'good', reason: 'We were told.' };
    expect((await bad('coordinator', 'post', `${grade}/dissent`, { ...dissent, grade: 'splendid' })).body.code).toBe('grade-not-on-scale');
    await change('coordinator', 'post', `${grade}/dissent`, dissent, { reason: TELLING });
    await change('agency-lead', 'post', `${grade}/dispute`, { reason: 'The note is there.' }, { reason: TELLING });
    await change('coordinator', 'post', `${grade}/dispute/escalation`, { reason: 'Not settled.' }, { reason: TELLING });
    const read = must(await audit.get('agency-lead', grade));
    expect(read.body).toMatchObject({ agreedGrade: 'inadequate', disputeStep: 'set-procedures', notes: [{ kind: 'dissent' }, {}, {}] });
    await change('coordinator', 'post', `${grade}/dispute/decision`, { grade: 'good', reason: 'It is.' }, { reason: TELLING });
    const summaries = { informationSharing: 'Shared.', voice: 'Heard.', outcome: 'Better.' };
    const poisoned = Object.keys(summaries).map((field) => ({ [field]: TELLING }));
    await change('coordinator', 'post', `${path}/conclusion`, summaries, ...poisoned);
  });

  it('of a report and its briefing is based on the audit, and on what each group has said of it', async () => {
    await audit.notKnown(1, 'constabulary');
    const finding = {
      kind: 'learning',
      text: 'Read late.',
      themes: ['neglect'],
      domain: 'voice',
      agencies: [agencyId('hospitals')],
      cases: [audit.cases[0]],
    };
    await toldOff('coordinator', 'post', `${audit.path}/findings`, { ...finding, text: TELLING });
    expect((await bad('coordinator', 'post', `${audit.path}/findings`, { ...finding, domain: 'parking' })).status).toBe(422);
    const { body } = await audit.post('coordinator', `${audit.path}/findings`, finding);
    const recommended = { text: 'Read sooner.', findings: [body.finding], agencies: [] };
    await toldOff('coordinator', 'post', `${audit.path}/recommendations`, { ...recommended, text: TELLING });
    expect((await bad('coordinator', 'post', `${audit.path}/report`, { summary: 'One of two.' })).body).toMatchObject({
      code: 'moderation-not-concluded',
      cases: [audit.cases[1]],
    });
    expect((await bad('coordinator', 'post', `${audit.path}/briefing`, { text: 'Read.', groups: [NORTH] })).body.code).toBe(
      'report-not-agreed',
    );
    // Nobody knows the second child: there is nothing to lay side by side, and nothing to wait for.
    await audit.notKnown(1, 'hospitals');
    expect((await bad('coordinator', 'post', `${audit.casePath(1)}/moderation`, {})).body.code).toBe('too-few-audits');
    await change('coordinator', 'post', `${audit.path}/report`, { summary: 'One of two.' }, { summary: TELLING });
  });
});

/** An audit of its own, to its agreed report: by two agencies that both know both cases. */
async function agreedAudit(): Promise<CaseAudit> {
  const agencies = ['constabulary', 'hospitals'].map(agencyId);
  const made = await CaseAudit.plan(app, { title: 'Missing: two cases', theme: 'missing', cases: 2, agencies });
  await made.issue('2026-04-30', { strata: [{ where: {}, take: 2 }] });
  for (const number of [0, 1]) {
    for (const agency of ['constabulary', 'hospitals'] as const) await made.auditCase(number, agency, GOOD);
    await made.hold(number, '2026-03-10', ['constabulary', 'hospitals']);
    await made.moderate(number, 'constabulary', 'health-lead', gradesOf(GOOD));
    await made.moderate(number, 'hospitals', 'agency-lead', gradesOf(GOOD));
    const summaries = { informationSharing: 'Shared.', voice: 'Heard.', outcome: 'Better.' };
    await made.post('coordinator', `${made.casePath(number)}/moderation/conclusion`, summaries);
  }
  const finding = { kind: 'strength', text: 'Seen soon.', themes: ['missing'], domain: 'voice', agencies: [], cases: [] };
  await made.post('coordinator', `${made.path}/findings`, finding);
  return made;
}

describe('what groups say, over HTTP', () => {
  const risks = '/api/v1/case-audits/emerging-risks';

  it('comes back when they acknowledge a briefing, and is answered', async () => {
    audit = await agreedAudit();
    await change('coordinator', 'post', `${audit.path}/report`, { summary: 'Two of two.' }, { summary: TELLING });
    await change('paqa-member', 'post', `${audit.path}/report/agreement`, { heldOn: '2026-03-10' });
    const briefing = { text: 'Ask where they slept.', groups: [NORTH, SOUTH] };
    expect((await bad('coordinator', 'post', `${audit.path}/briefing`, { ...briefing, groups: [] })).body.code).toBe('no-groups');
    await change('coordinator', 'post', `${audit.path}/briefing`, briefing, { text: TELLING });
    const north = `${audit.path}/briefing/groups/${NORTH}`;
    expect((await bad('coordinator', 'post', `${north}/reply`, { answer: 'Thank you.' })).body.code).toBe('no-feedback-to-answer');
    const said = { feedback: 'For schools too.', emergingRisks: 'More young people sleep elsewhere.' };
    await change('coordinator', 'post', `${north}/acknowledgement`, said, { feedback: TELLING }, { emergingRisks: TELLING });
    await change('coordinator', 'post', `${north}/reply`, { answer: 'Schools have it.' }, { answer: TELLING });
    const { groups } = must(await audit.get('agency-lead', `${audit.path}/report`)).body as { groups: object[] };
    expect(groups).toMatchObject([
      { name: expect.stringContaining('North') as string, ...said, answer: 'Schools have it.' },
      { acknowledgedOn: null, answer: null },
    ]);
  });

  it('comes up by itself, and goes to the executive in one report of the quarter, that can be read as it was', async () => {
    const south = { group: SOUTH, themes: ['missing'], text: 'Nobody asks where they sleep.' };
    for (const [over, code] of [
      [{ group: agencyId('hospitals') }, 'group-not-in-partnership'],
      [{ themes: ['weather'] }, 'theme-not-listed'],
      [{ text: TELLING }, 'personal-data-in-text'],
    ] as const) {
      const answer = await refused(async () => (await app.as('paqa-member')).post(risks, { ...south, ...over }));
      expect([answer.status, answer.body.code]).toEqual([422, code]);
    }
    expect((await refused(async () => (await app.as('agency-lead')).post(risks, south))).status).toBe(403);
    await audit.post('paqa-member', risks, south);
    const report = `${risks}/2026-Q1/report`;
    const visitor = await app.as('coordinator');
    expect((await audit.get('scrutineer', report)).status).toBe(404);
    expect((await refused(() => visitor.put(report, { summary: 'More sleep elsewhere.' }))).status).toBe(428);
    expect((await refused(() => visitor.put(`${risks}/2026-Q4/report`, { summary: 'Early.' }, NEW))).body.code).toBe('quarter-not-begun');
    expect((await refused(() => visitor.put(report, { summary: TELLING }, NEW))).body.code).toBe('personal-data-in-text');
    await audit.put('coordinator', report, { summary: 'More sleep elsewhere.' }, NEW);
    expect((await refused(() => visitor.put(report, { summary: 'Again.' }, NEW))).status).toBe(412);

    await app.setClock('2026-03-20T10:00:00.000Z');
    await audit.post('coordinator', risks, { ...south, text: 'Hostels are full.' });
    const { body, headers } = must(await audit.get('scrutineer', report));
    expect(body).toMatchObject({ number: 1, quarterInWords: 'January to March 2026', summary: 'More sleep elsewhere.' });
    expect((body.groups as { risks: number }[]).map((one) => one.risks).sort()).toEqual([0, 0, 1, 1]);
    const listed = async (query: string): Promise<number> => {
      return ((await audit.get('paqa-member', `${risks}?quarter=2026-Q1${query}`)).body.risks as object[]).length;
    };
    expect([await listed(''), await listed(`&asAt=${String(body.readAt)}`), await listed('&asAt=2026-03-09')]).toEqual([3, 2, 0]);
    const csv = await (await app.as('scrutineer')).get(`${risks}?quarter=2026-Q1&format=csv`);
    expect(csv.text.trim().split('\r\n')).toHaveLength(1 + 3);
    await audit.put('coordinator', report, { summary: 'And hostels are full.' }, { 'if-match': headers.get('etag') ?? '' });
    expect(must(await audit.get('scrutineer', report)).body).toMatchObject({ number: 2 });
    expect((await audit.get('agency-lead', risks)).status).toBe(403);
    expect((await audit.get('scrutineer', `${risks}?quarter=2026-Q9`)).status).toBe(422);
  });

  it('is answered by the executive: with its words, its day and the version that it speaks of, as at any date', async () => {
    const report = `${risks}/2026-Q1/report`;
    const reply = { outcome: 'more-wanted', words: 'How many hostels?', group: EXECUTIVE, answeredOn: '2026-03-20' };
    const read = async (query = ''): Promise<Answer> => {
      return must(await (await app.as('scrutineer')).get(`${report}?minPosition=${String(await app.head())}${query}`));
    };
    const etag = async (): Promise<Record<string, string>> => ({ 'if-match': (await read()).headers.get('etag') ?? '' });
    const answer = async (person: string, over: object = {}, headers?: Record<string, string>, quarter = report): Promise<Answer> => {
      return (await app.as(person)).post(`${quarter}/replies`, { ...reply, ...over }, headers ?? (await etag()));
    };
    for (const [over, status, code] of [
      [{ outcome: 'shelved' }, 422, 'invalid'],
      [{ words: ' ' }, 422, 'invalid'],
      [{ words: TELLING }, 422, 'personal-data-in-text'],
      [{ group: SOUTH }, 422, 'not-the-executive'],
      [{ group: uuid() }, 422, 'not-the-executive'],
      [{ answeredOn: '2026-03-31' }, 422, 'reply-not-of-its-time'],
      [{ answeredOn: '2026-03-01' }, 422, 'reply-not-of-its-time'],
      [{ answeredOn: 'last week' }, 422, 'invalid'],
      [{ mood: 'good' }, 422, 'invalid'],
    ] as const) {
      const { status: got, body, text } = await refused(() => answer('coordinator', over));
      expect([over, got, body.code]).toEqual([over, status, code]);
      expect(text).not.toContain(NUMBER);
    }
    expect((await refused(() => answer('coordinator', {}, {}))).status).toBe(428);
    expect((await refused(() => answer('coordinator', {}, { 'if-match': '"0"' }))).body.code).toBe('risk-report-changed');
    expect((await refused(() => answer('coordinator', {}, { 'if-match': '"0"' }, `${risks}/2026-Q2/report`))).body.code).toBe(
      'risks-not-reported',
    );
    for (const person of ['paqa-member', 'scrutineer', 'agency-lead', 'lay-member']) {
      expect([person, (await refused(() => answer(person))).status]).toEqual([person, person === 'lay-member' ? 404 : 403]);
    }
    const first = must(await answer('coordinator'));
    await app.setClock('2026-03-25T10:00:00.000Z');
    must(await answer('coordinator', { outcome: 'escalated-to-board', words: 'For the Board.', answeredOn: '2026-03-25' }));
    const replies = async (query = ''): Promise<unknown> => (await read(query)).body.replies;
    const asked = { reply: 1, number: 2, outcome: 'more-wanted', words: 'How many hostels?', group: EXECUTIVE, answeredOn: '2026-03-20' };
    expect(await replies()).toEqual([
      { ...asked, groupName: 'Marlshire Executive' },
      expect.objectContaining({ reply: 2, outcome: 'escalated-to-board', answeredOn: '2026-03-25' }) as object,
    ]);
    expect(await replies(`&asAt=${String(first.body.position)}`)).toHaveLength(1);
    expect(await replies(`&asAt=${String(Number(first.body.position) - 1)}`)).toEqual([]);
    const since = must(await audit.get('paqa-member', `/api/v1/changes?since=${String(Number(first.body.position) - 1)}`));
    expect(since.text).toContain('risks-answered');
  });

  it('is answered in a browser, and shown with the report to whoever reads that', async () => {
    const coordinator = new Browsing(app.address);
    const page = '/emerging-risks?quarter=2026-Q1';
    await coordinator.signIn('coordinator', page);
    expect(textOf(coordinator.shown.html)).toContain('Record the executive’s reply');
    expect(textOf(coordinator.shown.html)).toMatch(/What the executive replied Taken to the Board For the Board\. .* Asks for more/);
    const path = '/emerging-risks/2026-Q1/reply';
    await coordinator.get(path);
    const day = { answeredOn: '26', 'answeredOn-month': '3', 'answeredOn-year': '2026' };
    const before = await app.eventCount(['CaseAuditReadByCircle']);
    const empty = await coordinator.send(path, { outcome: '', words: '', group: EXECUTIVE, ...day });
    expect([empty.status, textOf(empty.html)]).toEqual([422, expect.stringContaining('Choose what the executive made of the report')]);
    const early = await coordinator.send(path, { outcome: 'accepted', words: 'Good.', group: EXECUTIVE, ...day });
    expect([early.status, early.html]).toEqual([422, expect.stringContaining('href="#answeredOn"')]);
    const telling = await coordinator.send(path, { outcome: 'accepted', words: TELLING, group: EXECUTIVE, ...day, answeredOn: '25' });
    expect([telling.status, telling.html]).toEqual([422, expect.stringContaining('href="#words"')]);
    expect(await app.eventCount(['CaseAuditReadByCircle'])).toBe(before);
    await coordinator.send(path, { outcome: 'accepted', words: 'Taken up.', group: EXECUTIVE, ...day, answeredOn: '25' });
    expect(textOf(coordinator.shown.html)).toContain('Accepted Taken up. Marlshire Executive, 25 March 2026, to version 2.');
    const member = new Browsing(app.address);
    await member.signIn('paqa-member', page);
    expect(textOf(member.shown.html)).toContain('Taken up.');
    expect(textOf(member.shown.html)).not.toContain('Record the executive’s reply');
    expect((await member.get(path)).status).toBe(403);
    expect(textOf((await member.get(`${page}&asAt=2026-03-24`)).html)).toMatch(/What the executive replied Asks for more/);
  });
});

describe('bad input in a browser without JavaScript', () => {
  async function signedIn(person: string, path: string): Promise<Browsing> {
    const browser = new Browsing(app.address);
    await browser.signIn(person, path);
    return browser;
  }
  const own = (number: number): string => `/case-audits/${audit.id}/cases/${audit.cases[number] ?? ''}`;

  beforeAll(async () => {
    const agencies = ['constabulary', 'hospitals'].map(agencyId);
    audit = await CaseAudit.plan(app, { title: 'Consent: two cases', theme: 'consent', cases: 2, agencies });
    await audit.issue('2026-04-30', { strata: [{ where: {}, take: 2 }] });
    for (const agency of ['constabulary', 'hospitals'] as const) await audit.auditCase(0, agency, GOOD);
    await audit.put('agency-author', `${audit.casePath(1)}/record-check`, { answer: 'known' });
    await audit.post('coordinator', `${audit.casePath(0)}/moderation`, {});
  });

  it.each([
    ['a grade off the scale', { grade: 'splendid' }, 'href="#grade"'],
    ['a criterion off the scale', { 'rating-VOI-1': 'splendid' }, 'href="#rating-VOI-1"'],
    ['an unknown criterion', { 'rating-VOI-9': 'good', 'why-VOI-9': 'Why.' }, 'Not asked here: VOI-9'],
    ['a criterion with more words than are kept', { 'why-VOI-1': 'x'.repeat(5_001) }, 'href="#why-VOI-1"'],
    ['what tells who somebody is', { why: TELLING }, 'href="#why"'],
    ['a listed name beside a criterion', { 'why-VOI-1': `${SECRET_NAME} said so.` }, 'href="#why-VOI-1"'],
  ])('%s is told beside its field, and nothing is saved', async (_what, over, told) => {
    const path = `${own(1)}/domains/voice`;
    const browser = await signedIn('agency-author', path);
    const criteria = Object.fromEntries(
      ['VOI-1', 'VOI-2'].flatMap((key) => [
        [`rating-${key}`, 'good'],
        [`why-${key}`, 'Seen.'],
      ]),
    );
    const shown = await refused(() => browser.send(path, { grade: 'good', why: 'Seen.', ...criteria, ...over }));
    expect([shown.status, textOf(shown.html)]).toEqual([422, expect.stringContaining('There is a problem')]);
    expect(`${shown.html}${textOf(shown.html)}`).toContain(told);
  });

  it('whoever worked on the case is named, and told that somebody else must audit it', async () => {
    const browser = await signedIn('agency-author', `${own(1)}/agencies/${agencyId('constabulary')}`);
    const check = { answer: 'known', [`worker-${personId('co-author')}`]: 'yes' };
    const saved = await browser.send(`${own(1)}/record-check`, check);
    expect([saved.status, textOf(saved.html)]).toEqual([200, expect.stringContaining('Record check saved')]);
    expect(saved.html).toMatch(new RegExp(`name="worker-${personId('co-author')}"[^>]*checked`));
    const worker = await signedIn('co-author', `${own(1)}/domains/voice`);
    const criteria = { 'rating-VOI-1': 'good', 'why-VOI-1': 'Seen.', 'rating-VOI-2': 'good', 'why-VOI-2': 'Seen.' };
    const shown = await refused(() => worker.send(`${own(1)}/domains/voice`, { grade: 'good', why: 'Seen.', ...criteria }));
    expect([shown.status, textOf(shown.html)]).toEqual([409, expect.stringContaining('Whoever worked on the case cannot grade it')]);
    const { body } = must(await audit.get('agency-author', `${audit.casePath(1)}/agencies/${agencyId('constabulary')}`));
    expect(body.workers).toEqual([personId('co-author')]);
    expect(must(await audit.get('coordinator', `${audit.casePath(0)}/agencies/${agencyId('constabulary')}`)).body).not.toHaveProperty(
      'workers',
    );
  });

  it('a moderation with one agency, or with one that is neither there nor absent, is told', async () => {
    const path = `${own(0)}/moderation`;
    const browser = await signedIn('coordinator', path);
    const day = { heldOn: '10', 'heldOn-month': '3', 'heldOn-year': '2026' };
    const [police, health] = ['constabulary', 'hospitals'].map(agencyId) as [string, string];
    const alone = { ...day, [`present-${health}`]: 'yes', [`absent-${police}`]: 'On call.' };
    const one = await refused(() => browser.send(`${path}/meeting`, alone));
    expect([one.status, textOf(one.html)]).toEqual([422, expect.stringContaining('Grades are agreed by at least two of the agencies')]);
    expect(one.html).toContain('href="#present"');
    const both = { ...day, [`present-${police}`]: 'yes', [`present-${health}`]: 'yes' };
    const torn = await refused(() => browser.send(`${path}/meeting`, { ...both, [`absent-${police}`]: 'On call.' }));
    expect([torn.status, torn.html]).toEqual([422, expect.stringContaining(`href="#absent-${police}"`)]);
    const long = { ...day, [`present-${health}`]: 'yes', [`absent-${police}`]: 'x'.repeat(1_001) };
    const endless = await refused(() => browser.send(`${path}/meeting`, long));
    expect([endless.status, textOf(endless.html)]).toEqual([422, expect.stringContaining('Say why in 1,000 characters or fewer')]);
    const stale = await refused(() => browser.send(`${path}/meeting`, { ...both, basedOn: '7' }));
    expect([stale.status, textOf(stale.html)]).toEqual([412, expect.stringContaining('Somebody changed this moderation meanwhile')]);
    expect(stale.html).toMatch(/name="present-[^"]+" type="checkbox" value="yes" checked/);
  });
});

function ownOf(person: string): string {
  return agencyId(person === 'agency-author' ? 'constabulary' : 'hospitals');
}
