import { auditRecommendationIdOf } from '@goldenthread/actions';
import { adoptThurrocksRules } from '../support/actions-journey.js';
import { Browsing, textOf } from '../support/browsing.js';
import { eventually } from '../support/eventually.js';
import { CaseAudit, gradesOf, type Grades } from '../support/case-audit.js';
import { JourneyApp, type Answer } from '../support/journey-app.js';
import { agencyId, must } from '../support/section11-cycle.js';

const GOOD: Grades = { voice: 'good', 'information-sharing': 'good', outcome: 'good' };
const AGENCIES = ['constabulary', 'hospitals'] as const;

/** One audit, told by those who do it: from its theme through a letter to evidence that another body accepts, and its re-audit. */
describe('an audit whose actions nobody answers at first', () => {
  let app: JourneyApp;
  let audit: CaseAudit;
  let recommendation: string;
  const actions: string[] = [];
  let letter: string;

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-12T09:00:00.000Z');
    await adoptThurrocksRules(app, '2026-01-01');
  });
  afterAll(() => app.close());

  const on = (day: string): Promise<void> => app.setClock(`${day}T10:00:00.000Z`);
  const get = async (person: string, path: string): Promise<Answer> => {
    const joined = path.includes('?') ? '&' : '?';
    return must(await (await app.as(person)).get(`${path}${joined}minPosition=${String(await app.head())}`));
  };
  const step = async (person: string, action: string, name: string, body: object = {}): Promise<Answer> => {
    const etag = (await get(person, action)).headers.get('etag') ?? '';
    return (await app.as(person)).post(`${action}/${name}`, body, { 'if-match': etag });
  };
  const page = async (person: string, path: string): Promise<string> => {
    const browser = new Browsing(app.address);
    await browser.signIn(person, path);
    return textOf(browser.shown.html);
  };
  it('is planned, audited, moderated with a move, and agreed', async () => {
    audit = await CaseAudit.plan(app, { title: 'Neglect: two cases', theme: 'neglect', cases: 2, agencies: AGENCIES.map(agencyId) });
    await audit.issue('2026-02-27', { strata: [{ where: {}, take: 2 }] });
    await on('2026-02-02');
    for (const number of [0, 1]) for (const agency of AGENCIES) await audit.auditCase(number, agency, GOOD);
    await on('2026-03-10');
    const lower = gradesOf({ ...GOOD, 'information-sharing': 'requires-improvement' }, { 'information-sharing': 'Read late.' });
    for (const number of [0, 1]) {
      await audit.hold(number, '2026-03-10', AGENCIES);
      await audit.moderate(number, 'constabulary', 'health-lead', gradesOf(GOOD));
      await audit.moderate(number, 'hospitals', 'agency-lead', lower);
      const summaries = { informationSharing: 'Read late.', voice: 'Heard.', outcome: 'Better.' };
      await audit.post('coordinator', `${audit.casePath(number)}/moderation/conclusion`, summaries);
    }
    await on('2026-03-12');
    const about = { themes: ['neglect', 'information-sharing'], domain: 'information-sharing', agencies: [agencyId('hospitals')] };
    const finding = { kind: 'learning', text: 'Notices were read days late.', cases: audit.cases, ...about };
    const found = await audit.post('coordinator', `${audit.path}/findings`, finding);
    const text = 'Agree who reads notices.';
    const made = await audit.post('coordinator', `${audit.path}/recommendations`, {
      text,
      findings: [found.body.finding],
      agencies: [agencyId('hospitals')],
    });
    recommendation = auditRecommendationIdOf(audit.id, String(made.body.recommendation));
    await audit.post('coordinator', `${audit.path}/report`, { summary: 'Two cases, two agencies.' });
    await on('2026-03-16');
    await audit.post('paqa-member', `${audit.path}/report/agreement`, { heldOn: '2026-03-16' });
  });

  it('has its recommendation in the register by itself, and asks an agency for two things', async () => {
    const listed = async (): Promise<readonly string[]> => {
      const { recommendations } = (await get('coordinator', '/api/v1/recommendations')).body as {
        recommendations: { recommendation: string }[];
      };
      return recommendations.map((one) => one.recommendation);
    };
    await eventually(listed, (found) => found.includes(recommendation));
    const coordinator = await app.as('coordinator');
    for (const what of ['Name who reads notices on each ward.', 'Name who reads them at night.']) {
      const asked = {
        what,
        agency: agencyId('hospitals'),
        dueOn: '2026-09-30',
        successMeasure: 'Nine in ten in two days.',
        evidenceSought: 'A count.',
      };
      const { body } = must(await coordinator.post(`/api/v1/recommendations/${recommendation}/actions`, asked));
      const action = `/api/v1/actions/${String(body.action)}`;
      must(await step('coordinator', action, 'receipt', { receivedOn: '2026-03-16' }));
      actions.push(action);
    }
    expect(await page('health-lead', '/')).toContain('Name who reads notices on each ward. Action. Accept it, or refuse it and say why');
  });

  it('prepares a letter when neither was answered in ten working days, which is held, and then issued', async () => {
    // Received Monday 16 March 2026: 17 Tue 1 … 20 Fri 4, 23 Mon 5 … 27 Fri 9, 30 Mon 10.
    await on('2026-03-30');
    await app.beginDay();
    await on('2026-03-31');
    await app.beginDay();
    const letters = async () => (await get('coordinator', '/api/v1/letters')).body.letters as Record<string, unknown>[];
    const [prepared = {}] = await eventually(letters, (found) => found.length > 0);
    expect(prepared).toMatchObject({ agencyName: 'Marlshire Hospitals', occasions: 2, status: 'prepared', preparedOn: '2026-03-31' });
    letter = `${String(prepared.failures)}/${String(prepared.letter)}`;
    expect(await page('paqa-member', '/attention')).toContain('Marlshire Hospitals failed 2 times to respond in time.');
    const coordinator = new Browsing(app.address);
    await coordinator.signIn('coordinator', `/letters/${letter}`);
    await coordinator.send(`/letters/${letter}/hold`, { reason: 'Their lead is on leave until Wednesday.' });
    expect(textOf(coordinator.shown.html)).toContain('Their lead is on leave until Wednesday.');
    await on('2026-04-02');
    await coordinator.get(`/letters/${letter}`);
    await coordinator.send(`/letters/${letter}/issue`, {});
    expect(textOf(coordinator.shown.html)).toContain('Letter issued');
  });

  it('is answered after the letter, done with evidence, and accepted by another body alone', async () => {
    for (const action of actions) must(await step('health-lead', action, 'acceptance'));
    await on('2026-06-01');
    for (const action of actions) {
      expect((await step('health-author', action, 'completion', { statement: 'Done.', evidence: [] })).status).toBe(422);
      const evidence = [{ kind: 'note', text: 'May: 58 of 60 were read in two days.' }];
      must(await step('health-author', action, 'completion', { statement: 'Each ward has two names.', evidence }));
      expect((await step('health-lead', action, 'completion/acceptance')).status).toBe(403);
    }
    await on('2026-06-08');
    for (const action of actions) must(await step('coordinator', action, 'completion/acceptance', { comment: 'Seen.' }));
    const chain = await page('paqa-member', `/recommendations/${recommendation}`);
    expect(chain).toContain('Learning: Notices were read days late.');
    expect(chain).toContain('May: 58 of 60 were read in two days.');
    expect(chain).toContain('The same has not been looked at again yet.');
  });

  it('is looked at again by the same items, and its chain leads there', async () => {
    const again = await CaseAudit.plan(app, {
      title: 'Neglect: again',
      kind: 're-audit',
      theme: 'neglect',
      cases: 1,
      agencies: AGENCIES.map(agencyId),
      domains: undefined,
      reAuditOf: audit.id,
    });
    expect(await page('scrutineer', `/recommendations/${recommendation}`)).toContain('Neglect: again, planned on 8 June 2026');
    expect(await page('scrutineer', `/case-audits/${again.id}`)).toContain('Repeats: Neglect: two cases');
  });

  it('is shown as it was known on each date', async () => {
    const shown = (asAt: string) => page('scrutineer', `/case-audits/${audit.id}?asAt=${asAt}`);
    expect(await shown('2026-03-09')).toContain('Marlshire Hospitals Voice and lived experience 2 not agreed yet');
    expect(await shown('2026-03-09')).not.toContain('requires improvement');
    expect(await shown('2026-03-10')).toContain('Information sharing 2 requires improvement');
    const letters = async (asAt: string) =>
      ((await get('scrutineer', `/api/v1/letters?asAt=${asAt}`)).body.letters as { status: string }[]).map(({ status }) => status);
    expect([await letters('2026-03-30'), await letters('2026-03-31'), await letters('2026-04-02')]).toEqual([[], ['held'], ['issued']]);
    const chain = await page('scrutineer', `/recommendations/${recommendation}?asAt=2026-05-31`);
    expect(chain).toContain('None yet');
    expect(chain).not.toContain('58 of 60');
  });
});
