import { idOf } from '@goldenthread/event-sourcing';
import { AnswerProposal, DecidePerformanceRisk } from '@goldenthread/indicators';
import { Browsing, textOf } from '../support/browsing.js';
import { conferences, CONFERENCES, define, PLACE, quarter, quarters, VALUES } from '../support/indicators.js';
import { JourneyApp, uuid, type Visitor } from '../support/journey-app.js';

const QUIET = [71, 73, 70, 72, 74, 71, 73, 70, 72, 71, 73, 72, 71];
const KEYS = quarters(2022, 14);
const PROPOSALS = '/api/v1/signal-proposals';
const RISKS = '/api/v1/performance-risks';
const ABOUT = [{ code: CONFERENCES, place: PLACE }];
const RISK = { title: 'Too few chairs of conferences', why: 'Five of eight are away.', about: ABOUT };

interface Proposal {
  readonly proposal: string;
  readonly code: string;
  readonly period: string;
  readonly status: string;
  readonly revision: number;
}

describe('What follows from signals', () => {
  let app: JourneyApp;
  let coordinator: Visitor;
  let analyst: Visitor;
  let member: Visitor;
  let scrutineer: Visitor;

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    [coordinator, analyst, member, scrutineer] = (await Promise.all(
      ['coordinator', 'council-author', 'paqa-member', 'scrutineer'].map((person) => app.as(person)),
    )) as [Visitor, Visitor, Visitor, Visitor];
    await define(coordinator, CONFERENCES, conferences);
    const values = [...QUIET, 52].map((figure, at) => quarter(KEYS[at] ?? '', figure));
    for (const value of values) await analyst.post(VALUES, { place: PLACE, values: [value] });
  });
  afterAll(() => app.close());

  async function proposals(by = member, also = ''): Promise<Proposal[]> {
    const head = String(await app.head());
    return (await by.get(`${PROPOSALS}?minPosition=${head}${also}`)).body.proposals as Proposal[];
  }

  /** The worker reacts by itself: the test waits for what it does, and for nothing else. */
  async function theProposal(of: string = CONFERENCES): Promise<Proposal> {
    for (;;) {
      const found = (await proposals()).find(({ code }) => code === of);
      if (found) return found;
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  it('is proposed when a figure becomes a concern: once, to those who judge, and not to the agency', async () => {
    const found = await theProposal();
    expect(found).toMatchObject({ code: CONFERENCES, place: PLACE, period: KEYS[13], signal: 'below-lower', status: 'open' });
    expect(await proposals()).toHaveLength(1);
    expect((await analyst.get(PROPOSALS)).status).toBe(403);
  });

  it('is taken up by a person with words, as it was read, and by one alone', async () => {
    const { proposal, revision } = await theProposal();
    const before = String(await app.head());
    const words = 'The panel looks at ten late conferences.';
    const body = { takenUpAs: 'audit-theme', words };
    const path = `${PROPOSALS}/${proposal}/acceptance`;
    expect((await scrutineer.post(path, body, { 'if-match': `"${revision}"` })).status).toBe(403);
    expect((await member.post(path, body)).status).toBe(428);
    const taken = await member.post(path, body, { 'if-match': `"${revision}"` });
    expect(taken).toMatchObject({ status: 201, body: { events: [{ type: 'SignalProposalAccepted' }] } });
    const late = await coordinator.post(`${PROPOSALS}/${proposal}/setting-aside`, { words: 'No.' }, { 'if-match': `"${revision}"` });
    expect(late).toMatchObject({ status: 412, body: { code: 'proposal-answered' } });
    expect(await proposals()).toMatchObject([{ status: 'accepted', takenUpAs: 'audit-theme', words }]);
    expect(await proposals(scrutineer, `&asAt=${before}`)).toMatchObject([{ status: 'open', words: null }]);
  });

  it('may be a risk that the sub-committee tells the Board of, which the Board decides', async () => {
    expect((await analyst.post(RISKS, RISK)).status).toBe(403);
    const unknown = await member.post(RISKS, { ...RISK, about: [{ code: 'no-such', place: PLACE }] });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'risk-about-unknown', codes: ['no-such'] } });
    const raised = await member.post(RISKS, RISK);
    expect(raised).toMatchObject({ status: 201, body: { events: [{ type: 'PerformanceRiskRaised' }] } });
    const before = String(await app.head());
    const decisions = `${RISKS}/${String(raised.body.risk)}/decisions`;
    const decision = { decision: 'act', words: 'Agency chairs begin in January.', decidedOn: '2026-01-05', callBackOn: '2026-03-02' };
    expect((await member.post(decisions, decision, { 'if-match': '"0"' })).status).toBe(403);
    const early = await coordinator.post(decisions, { ...decision, decidedOn: '2026-01-06' }, { 'if-match': '"0"' });
    expect(early).toMatchObject({ status: 422, body: { code: 'decided-in-the-future' } });
    expect((await coordinator.post(decisions, decision, { 'if-match': '"0"' })).status).toBe(201);
    const again = await coordinator.post(decisions, decision, { 'if-match': '"1"' });
    expect(again).toMatchObject({ status: 409, body: { code: 'risk-decided-already' } });
    const now = await scrutineer.get(`${RISKS}?minPosition=${String(await app.head())}`);
    expect(now.body.risks).toMatchObject([{ title: RISK.title, why: RISK.why, about: ABOUT, ...decision, revision: 1 }]);
    const then = await scrutineer.get(`${RISKS}?asAt=${before}`);
    expect(then.body.risks).toMatchObject([{ title: RISK.title, decision: null, revision: 0 }]);
  });

  it('is nobody else’s to decide: another partnership’s looks as if there were none', async () => {
    const { proposal } = await theProposal();
    const risk = ((await member.get(RISKS)).body.risks as { risk: string }[])[0]?.risk ?? '';
    const partnership = idOf('partnership', 'elsewhere');
    const context = { commandId: uuid(), partnership, actor: { person: uuid(), agency: uuid(), role: 'coordinator' } };
    const request = { action: 'test', subject: {}, body: null };
    const decided = { partnership, decision: 'act', words: 'x', decidedOn: '2026-01-05' } as const;
    await expect(app.commands.execute(new DecidePerformanceRisk(context, request, risk, decided, 1))).rejects.toMatchObject({
      code: 'risk-not-known',
    });
    const answer = { proposal, partnership, words: 'x', basedOn: 1 };
    await expect(app.commands.execute(new AnswerProposal({ ...context, commandId: uuid() }, request, answer))).rejects.toMatchObject({
      code: 'proposal-not-known',
    });
    const own = { decision: 'act', words: 'x', decidedOn: '2026-01-05' };
    const nowhere = await coordinator.post(`${RISKS}/${uuid()}/decisions`, own, { 'if-match': '"0"' });
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'risk-not-known' } });
  });

  it('has its page: a member raises a risk there, puts an error right, and reads what was decided', async () => {
    const browsing = new Browsing(app.address);
    await browsing.signIn('paqa-member');
    const page = await browsing.get('/indicators/follow-up');
    expect(page.html).toMatch(
      /Taken up as the theme of an audit by[\s\S]*ten late conferences[\s\S]*The Board has something done about it, 5 January 2026/,
    );
    await browsing.get('/indicators/risks/raise');
    const wrong = await browsing.send('/indicators/risks/raise', { title: '', why: 'Because.', about: `${CONFERENCES} ${PLACE}` });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Enter what the risk is');
    const right = await browsing.send('/indicators/risks/raise', { title: 'Another', why: 'Because.', about: `${CONFERENCES} ${PLACE}` });
    expect(right.html).toMatch(/The Board is told of the risk[\s\S]*Another[\s\S]*Not decided yet/);
  });

  it('is among what has changed, in the words of each: to those who judge, and to no agency', async () => {
    const since = `/api/v1/changes?since=0&minPosition=${String(await app.head())}`;
    const told = ((await member.get(since)).body.changes as { of: string; kind: string }[]).filter((one) => one.of === 'performance');
    expect(told).toMatchObject([
      { kind: 'follow-up-proposed', title: conferences.name, placeName: 'Marlshire', period: KEYS[13] },
      { kind: 'taken-up-as-audit-theme', title: conferences.name, why: 'The panel looks at ten late conferences.' },
      { kind: 'risk-raised', title: RISK.title, why: RISK.why },
      { kind: 'risk-acted-on', title: RISK.title, why: 'Agency chairs begin in January.', by: { role: 'coordinator' } },
      { kind: 'risk-raised', title: 'Another' },
    ]);
    expect((await analyst.get(since)).text).not.toMatch(/"of":"performance"/);
    const csv = await member.get(`${since}&format=csv`);
    expect(csv.text).toContain('coordinator,performance,risk-acted-on,,Too few chairs of conferences,Agency chairs begin in January.');
    const browsing = new Browsing(app.address);
    await browsing.signIn('paqa-member');
    const page = await browsing.get('/changes');
    expect(textOf(page.html)).toContain('Risk to performance: the Board has something done about it');
    expect(page.html).toMatch(/href="\/indicators\/risks\/[0-9a-f-]+\?asAt=\d+"/);
  });

  it('leads the business unit on to an audit, or to a recommendation that begins with the words that were said', async () => {
    await define(coordinator, 'contacts', conferences);
    for (const [at, figure] of [...QUIET, 52].entries()) {
      await analyst.post('/api/v1/indicators/contacts/values', { place: PLACE, values: [quarter(KEYS[at] ?? '', figure)] });
    }
    const { proposal } = await theProposal('contacts');
    const answer = { takenUpAs: 'action', words: 'Somebody counts the contacts again.' };
    expect((await member.post(`${PROPOSALS}/${proposal}/acceptance`, answer, { 'if-match': '"0"' })).status).toBe(201);
    expect(await proposals()).toHaveLength(2);
    const [unit, sub] = [new Browsing(app.address), new Browsing(app.address)];
    await unit.signIn('coordinator');
    const make = `/recommendations/make?proposal=${proposal}`;
    const page = await unit.get('/indicators/follow-up');
    expect(page.html).toMatch(/href="\/case-audits\/plan\?proposal=[0-9a-f-]{36}"/);
    expect(page.html).toContain(`href="${make}"`);
    const form = (await unit.get(make)).html;
    expect(form).toContain('Somebody counts the contacts again.</textarea>');
    expect(form).toMatch(/name="sourceTitle"[^>]*value="Initial conferences held within 15 working days, Marlshire, /);
    expect((await unit.get(`/recommendations/make?proposal=${uuid()}`)).html).not.toContain('Somebody counts');
    await sub.signIn('paqa-member');
    expect((await sub.get('/indicators/follow-up')).html).not.toContain('recommendations/make');
  });

  it('fills in the plan of the audit that it became the theme of, and of no other', async () => {
    const [attended, other] = ['conference-attendance', 'contacts'];
    await define(coordinator, attended, conferences);
    for (const [at, figure] of [...QUIET, 52].entries()) {
      await analyst.post(`/api/v1/indicators/${attended}/values`, { place: PLACE, values: [quarter(KEYS[at] ?? '', figure)] });
    }
    const { proposal } = await theProposal(attended);
    const answer = { takenUpAs: 'audit-theme', words: 'Who does not come?\n\nDoes anybody ask why?' };
    expect((await member.post(`${PROPOSALS}/${proposal}/acceptance`, answer, { 'if-match': '"0"' })).status).toBe(201);
    await proposals();
    const unit = new Browsing(app.address);
    await unit.signIn('coordinator');
    const first = `/case-audits/plan?proposal=${proposal}`;
    expect((await unit.get('/indicators/follow-up')).html).toContain(`href="${first}"`);
    expect((await unit.get(first)).html).toContain(`<input type="hidden" name="proposal" value="${proposal}">`);
    expect((await unit.get(`/case-audits/plan?asked=yes&proposal=${proposal}`)).html).toContain(`name="proposal" value="${proposal}"`);
    const plan = (await unit.get(`/case-audits/plan?asked=yes&kind=themed&proposal=${proposal}`)).html;
    expect(plan).toMatch(/value="information-sharing" selected/);
    expect(plan).toMatch(/name="source"[^>]*value="signal" checked/);
    expect(plan).toMatch(new RegExp(`name="reference"[^>]*value="${conferences.name}, Marlshire, Quarter 2 2025 to 2026"`));
    expect(plan).toContain('Who does not come?\nDoes anybody ask why?</textarea>');
    // One that became an action, one that there is not, and what is no proposal, fill in nothing.
    for (const none of [(await theProposal(other)).proposal, uuid(), '%3Cb%3E']) {
      const { status, html } = await unit.get(`/case-audits/plan?kind=themed&proposal=${none}`);
      expect(status).toBe(200);
      expect(html).not.toMatch(/value="signal" checked|Who does not come/);
    }
  });

  it('is decided on its page too, with the day on which the Board looks at it again', async () => {
    const unit = new Browsing(app.address);
    await unit.signIn('coordinator');
    const risks = (await coordinator.get(`${RISKS}?minPosition=${String(await app.head())}`)).body.risks as {
      risk: string;
      title: string;
    }[];
    const path = `/indicators/risks/${risks.find(({ title }) => title === 'Another')?.risk ?? ''}`;
    await unit.get(path);
    const day = (name: string, month: string): Record<string, string> => ({
      [name]: '5',
      [`${name}-month`]: month,
      [`${name}-year`]: '2026',
    });
    const decision = { decision: 'ask-for-more', words: 'How many?', ...day('decidedOn', '1') };
    const early = await unit.send(path, { ...decision, ...day('callBackOn', '1') });
    expect(early.status).toBe(422);
    const right = await unit.send(path, { ...decision, ...day('callBackOn', '3') });
    expect(textOf(right.html)).toContain('The Board asks for more before it decides, 5 January 2026; looked at again on 5 March 2026');
  });

  it('keeps people’s words sealed', async () => {
    const texts: string[] = [];
    for await (const { bytes } of app.platform.store.readAll()) texts.push(new TextDecoder().decode(bytes));
    expect(texts.filter((text) => /ten late conferences|Too few chairs|Five of eight|Agency chairs begin/.test(text))).toEqual([]);
  });
});
