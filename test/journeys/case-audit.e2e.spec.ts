import { selectCases } from '@goldenthread/case-audits';
import {
  AUDITING,
  CaseAudit,
  domainBody,
  GOVERNANCE,
  gradesOf,
  NEW,
  POPULATION,
  SECRET_NAME,
  selectionBody,
  type Auditing,
  type Grades,
} from '../support/case-audit.js';
import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp, uuid, type Answer } from '../support/journey-app.js';
import { agencyId, agencyName, must, personId } from '../support/section11-cycle.js';

const GOOD: Grades = { voice: 'good', 'information-sharing': 'good', outcome: 'requires-improvement' };
/** The cases that an agency does not know, by their place in the draw. */
const NOT_KNOWN: Partial<Record<Auditing, readonly number[]>> = { 'learning-trust': [4, 5, 6, 7], probation: [6, 7] };
const known = (agency: Auditing, number: number): boolean => !NOT_KNOWN[agency]?.includes(number);
const CASES = [0, 1, 2, 3, 4, 5, 6, 7];
const NHS_NUMBER = '943 476 5919';

describe('A domestic-abuse audit of eight cases by five agencies that do not agree', () => {
  let app: JourneyApp;
  let audit: CaseAudit;

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-12T09:00:00.000Z');
  });
  afterAll(() => app.close());

  /** What is refused stores nothing but that its sender read what the change is based on. */
  async function refused(send: () => Promise<Answer>): Promise<Answer> {
    const before = await app.eventCount(['CaseAuditReadByCircle']);
    const answer = await send();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await app.eventCount(['CaseAuditReadByCircle'])).toBe(before);
    return answer;
  }
  const put = (person: string, path: string, body: object, headers = {}): Promise<Answer> => {
    return audit.send('put', person, path, body, headers);
  };
  const post = (person: string, path: string, body: object = {}, headers = {}): Promise<Answer> => {
    return audit.send('post', person, path, body, headers);
  };
  const agencyPath = (number: number, agency: Auditing): string => `${audit.casePath(number)}/agencies/${agencyId(agency)}`;

  it('is planned, and asks nobody before it is lawful', async () => {
    audit = await CaseAudit.plan(app);
    const { body } = must(await audit.get('coordinator', audit.path));
    expect(body).toMatchObject({
      status: 'planned',
      theme: { key: 'domestic-abuse', title: 'Domestic abuse' },
      cases: 8,
      as: 'business-unit',
    });
    const early = await refused(() => post('coordinator', `${audit.path}/tools`, { dueOn: '2026-02-27' }));
    expect(early).toMatchObject({ status: 409, body: { code: 'governance-missing', missing: Object.keys(GOVERNANCE) } });
    expect((await refused(() => post('agency-lead', '/api/v1/case-audits', {}))).status).toBe(403);
  });

  it('draws its cases so that they can be drawn again, and links pseudonyms to references in the answer alone', async () => {
    const outside = await refused(() => post('coordinator', `${audit.path}/selection`, selectionBody({ includesPlacedOutside: false })));
    expect(outside).toMatchObject({ status: 422, body: { code: 'placed-outside-left-out' } });
    await audit.put('coordinator', `${audit.path}/governance`, GOVERNANCE);
    // Planned, then governed: revision 1.
    const key = { 'idempotency-key': uuid(), 'if-match': '"1"' };
    const selected = await audit.post('coordinator', `${audit.path}/selection`, selectionBody(), key);
    expect((await audit.post('coordinator', `${audit.path}/selection`, selectionBody(), key)).body).toEqual(selected.body);
    const drawn = selected.body.drawn as { case: string; ref: string }[];
    expect(new Set(drawn.map((one) => one.case)).size).toBe(8);
    audit.cases = drawn.map((one) => one.case);
    const { body } = must(await audit.get('scrutineer', audit.path));
    const { seed, strata, exclusions, population } = body.selection as {
      seed: string;
      strata: { where: object; take: number }[];
      exclusions: { row: number; reason: string }[];
      population: { snapshotHash: string };
    };
    const ordered = [...POPULATION].sort((one, other) => (one.ref < other.ref ? -1 : 1));
    const left = exclusions.map(({ row, reason }) => ({ ref: ordered[row - 1]?.ref ?? '', reason }));
    const again = selectCases({ population: POPULATION, seed, strata, exclusions: left });
    expect(again.drawn.map(({ ref }) => ref)).toEqual(drawn.map(({ ref }) => ref));
    expect(again.snapshotHash).toBe(population.snapshotHash);
    await audit.post('coordinator', `${audit.path}/tools`, { dueOn: '2026-02-27' });
    const { cases } = must(await audit.get('agency-author', `${audit.path}/cases`)).body as { cases: Record<string, unknown>[] };
    expect(Object.keys(cases[0] ?? {}).sort()).toEqual(
      ['ageBand', 'agencies', 'case', 'gender', 'level', 'moderation', 'ordinal', 'placement', 'quarterOfBirth'].sort(),
    );
    expect(cases.map(({ agencies }) => agencies)).toEqual(
      CASES.map(() => [expect.objectContaining({ agencyName: agencyName('constabulary'), status: 'requested' }) as object]),
    );
  });

  it('holds back a grade off the scale, an unknown criterion, and whatever tells who somebody is', async () => {
    await app.setClock('2026-02-02T09:00:00.000Z');
    await audit.put('agency-author', `${audit.casePath(0)}/record-check`, { answer: 'known', workers: [personId('co-author')] });
    const voice = `${audit.casePath(0)}/domains/voice`;
    const wrong = (over: object): Promise<Answer> => refused(() => put('agency-author', voice, domainBody('voice', 'good', over), NEW));
    expect(await wrong({ grade: 'splendid' })).toMatchObject({ status: 422, body: { code: 'grade-not-on-scale' } });
    const criteria = [{ criterion: 'VOI-9', rating: 'good', why: 'Why.' }];
    expect(await wrong({ criteria })).toMatchObject({ status: 422, body: { code: 'criterion-not-in-tool', criteria: ['VOI-9'] } });
    const held = await wrong({ why: `Her number is ${NHS_NUMBER}; ${SECRET_NAME.toUpperCase()} told us.` });
    expect(held).toMatchObject({ status: 422, body: { code: 'personal-data-in-text' } });
    expect(held.body.detail).toContain('an NHS number in why (character 15); a name on the list of this audit in why (character 29)');
    expect(held.text).not.toMatch(/943|Rowan/i);
    const worker = await refused(() => put('co-author', voice, domainBody('voice', 'good'), NEW));
    expect(worker).toMatchObject({ status: 409, body: { code: 'auditor-worked-on-case' } });
  });

  it('is audited by every agency for itself, or not known to it', async () => {
    for (const number of CASES) {
      for (const agency of AUDITING) {
        if (known(agency, number)) await audit.auditCase(number, agency, GOOD);
        else await audit.notKnown(number, agency);
      }
    }
    const { owed } = must(await audit.get('coordinator', `${audit.path}/owed`)).body as { owed: Record<string, unknown>[] };
    expect(owed.find(({ agency }) => agency === agencyId('learning-trust'))).toMatchObject({ submitted: 4, notKnown: 4, unanswered: 0 });
    expect(owed.find(({ agency }) => agency === agencyId('constabulary'))).toMatchObject({ submitted: 8, unsubmitted: 0, daysOverdue: 0 });
  });

  it('is blind until moderation: what is not yours looks like what is not there', async () => {
    const nowhere = `${audit.path}/cases/00000000/agencies/${agencyId('constabulary')}`;
    const theirs = agencyPath(0, 'constabulary');
    expect(must(await audit.get('agency-author', theirs)).body).toMatchObject({ status: 'submitted', domains: [{}, {}, {}] });
    for (const person of ['health-author', 'health-lead', 'paqa-member', 'fire-author']) {
      const [hidden, absent] = [await audit.get(person, theirs), await audit.get(person, nowhere)];
      expect(hidden.status).toBe(404);
      expect(said(hidden)).toEqual(said(absent));
    }
    for (const person of ['coordinator', 'scrutineer']) expect((await audit.get(person, theirs)).status).toBe(200);
    const elsewhere = await audit.get('fire-author', audit.path);
    expect(said(elsewhere)).toEqual(said(await audit.get('fire-author', `/api/v1/case-audits/${uuid()}`)));
    expect((await audit.get('fire-author', '/api/v1/case-audits')).body.audits).toEqual([]);
    expect((await audit.get('health-author', `${audit.path}/glance`)).status).toBe(404);
    const unheard = await refused(() =>
      put('health-author', `${audit.path}/cases/00000000/domains/voice`, domainBody('voice', 'good'), NEW),
    );
    expect(unheard.status).toBe(404);
  });

  it('is moderated by others, the panel sees all, and each move has its reason', async () => {
    await app.setClock('2026-03-10T10:00:00.000Z');
    const first = `${audit.casePath(0)}/moderation`;
    const present: Auditing[] = ['constabulary', 'county-council', 'hospitals', 'probation', 'learning-trust'];
    await audit.post('coordinator', first, {});
    const alone = await refused(() => post('coordinator', `${first}/meeting`, { heldOn: '2026-03-10', present: [agencyId('hospitals')] }));
    expect(alone).toMatchObject({ status: 422, body: { code: 'too-few-agencies-present' } });
    await audit.post('coordinator', `${first}/meeting`, { heldOn: '2026-03-10', present: present.map(agencyId) });
    expect((await audit.get('health-lead', agencyPath(0, 'constabulary'))).status).toBe(200);
    expect((await audit.get('health-author', agencyPath(0, 'constabulary'))).status).toBe(404);

    const lower = gradesOf(
      { ...GOOD, 'information-sharing': 'requires-improvement' },
      { 'information-sharing': 'The notification took nine days.' },
    );
    const police = `${first}/agencies/${agencyId('constabulary')}/moderator-grades`;
    expect(await refused(() => put('agency-lead', police, { grades: lower }))).toMatchObject({
      status: 409,
      body: { code: 'own-agency-grade' },
    });
    expect(await refused(() => put('paqa-member', police, { grades: lower }))).toMatchObject({
      status: 409,
      body: { code: 'not-on-panel' },
    });
    const silent = lower.map((grade) => ({ ...grade, reason: undefined }));
    expect(await refused(() => put('health-lead', police, { grades: silent }))).toMatchObject({ body: { code: 'reason-for-move-needed' } });
    await audit.moderate(0, 'constabulary', 'health-lead', lower);
    for (const agency of present.slice(1)) {
      await audit.moderate(0, agency, agency === 'hospitals' ? 'agency-lead' : 'health-lead', gradesOf(GOOD));
    }
    const grade = `${first}/agencies/${agencyId('constabulary')}/domains/information-sharing`;
    await audit.post('coordinator', `${grade}/dissent`, {
      by: agencyId('probation'),
      grade: 'inadequate',
      reason: 'Nine days is too long.',
    });
    await audit.post('agency-lead', `${grade}/dispute`, { reason: 'The form was sent on the second day.' });
    const summaries = { informationSharing: 'Sent, and read late.', voice: 'Seen alone.', outcome: 'Safe with a relative.' };
    expect(await refused(() => post('coordinator', `${first}/conclusion`, summaries))).toMatchObject({ body: { code: 'disputes-open' } });
    await audit.post('coordinator', `${grade}/dispute/escalation`, { reason: 'The meeting could not settle it.' });
    const { body } = must(await audit.get('health-author', first));
    expect((body.grades as object[]).find((one) => isGrade(one, 'constabulary', 'information-sharing'))).toMatchObject({
      agencyGrade: 'good',
      moderatorGrade: 'requires-improvement',
      moderatorReason: 'The notification took nine days.',
      agreedGrade: 'requires-improvement',
      disputeStep: 'set-procedures',
      moderator: { name: 'Dr Anil Mehta' },
    });
    expect((body.notes as { kind: string }[]).map(({ kind }) => kind)).toEqual(['dissent', 'disputed', 'escalated']);
    await audit.post('coordinator', `${grade}/dispute/decision`, { grade: 'good', reason: 'The log shows that it was sent.' });
    await audit.post('coordinator', `${first}/conclusion`, summaries);
  });

  it('moderates every other case, with a move in each agency’s outcome of the second', async () => {
    for (const number of CASES.slice(1)) {
      const present = AUDITING.filter((agency) => known(agency, number));
      await audit.hold(number, '2026-03-10', present);
      for (const agency of present) {
        const grades =
          number === 1 ? gradesOf({ ...GOOD, outcome: 'inadequate' }, { outcome: 'Nothing changed for the child.' }) : gradesOf(GOOD);
        await audit.moderate(number, agency, agency === 'hospitals' ? 'agency-lead' : 'health-lead', grades);
      }
      const summaries = { informationSharing: 'As it should be.', voice: 'Heard.', outcome: 'Better.' };
      await audit.post('coordinator', `${audit.casePath(number)}/moderation/conclusion`, summaries);
    }
    const { body } = must(await audit.get('paqa-member', `${audit.path}/movement`));
    // Cases graded: eight by each of three agencies, six by probation, four by the trust; three domains each.
    const graded = (8 * 3 + 6 + 4) * 3;
    expect(body).toMatchObject({ moderated: graded, agreed: graded, up: 0, down: 5, unchanged: graded - 5 });
    expect(body.moderatedToAgreed).toContainEqual({ from: 'requires-improvement', to: 'good', grades: 1 });
    const { cells } = must(await audit.get('paqa-member', `${audit.path}/glance`)).body as { cells: Record<string, unknown>[] };
    expect(cells).toHaveLength(5 * 3);
    expect(cells.find((one) => isGrade(one, 'probation', 'outcome'))).toMatchObject({
      counts: { inadequate: 1, 'requires-improvement': 5, good: 0, outstanding: 0 },
      waiting: 0,
    });
  });

  it('becomes findings, recommendations and a report that the sub-committee agrees', async () => {
    await app.setClock('2026-03-20T10:00:00.000Z');
    const finding = (over: object) => ({
      kind: 'learning',
      text: 'Notifications were sent in time and read late.',
      themes: ['domestic-abuse', 'information-sharing'],
      domain: 'information-sharing',
      agencies: [agencyId('constabulary')],
      cases: audit.cases.slice(0, 3),
      ...over,
    });
    const learning = await audit.post('coordinator', `${audit.path}/findings`, finding({}));
    await audit.post(
      'coordinator',
      `${audit.path}/findings`,
      finding({ kind: 'good-practice', themes: ['domestic-abuse'], cases: audit.cases.slice(2, 4) }),
    );
    await app.setClock('2026-04-10T10:00:00.000Z');
    await audit.post(
      'coordinator',
      `${audit.path}/findings`,
      finding({ kind: 'concern', themes: ['domestic-abuse'], cases: [audit.cases[7]] }),
    );
    const text = 'Agree within one working day who reads notifications.';
    await audit.post('coordinator', `${audit.path}/recommendations`, {
      text,
      findings: [learning.body.finding],
      agencies: [agencyId('hospitals')],
    });
    expect((await audit.get('agency-author', `${audit.path}/report`)).status).toBe(404);
    await audit.post('coordinator', `${audit.path}/report`, { summary: 'Eight cases, five agencies.' });
    expect((await refused(() => post('coordinator', `${audit.path}/report/agreement`, { heldOn: '2026-04-10' }))).status).toBe(403);
    await audit.post('paqa-member', `${audit.path}/report/agreement`, { heldOn: '2026-04-10' });
    const { body } = must(await audit.get('agency-author', `${audit.path}/report`));
    expect(body).toMatchObject({ agreedOn: '2026-04-10', summary: 'Eight cases, five agencies.', recommendations: [{ text }] });
    expect(await refused(() => post('coordinator', `${audit.path}/findings`, finding({})))).toMatchObject({
      body: { code: 'report-agreed' },
    });
  });

  it('counts its themes as they stood at three dates', async () => {
    const themesAt = async (day: string): Promise<unknown> =>
      (await audit.get('paqa-member', `/api/v1/case-audits/themes?asAt=${day}`)).body.themes;
    await app.setClock('2026-05-01T10:00:00.000Z');
    const none = { strength: 0, 'good-practice': 0, learning: 0, concern: 0 };
    const abuse = { key: 'domestic-abuse', title: 'Domestic abuse' };
    const sharing = {
      theme: { key: 'information-sharing', title: 'Information sharing' },
      year: '2026',
      audits: 1,
      cases: 3,
      findings: { ...none, learning: 1 },
    };
    expect(await themesAt('2026-02-28')).toEqual([]);
    // Cases 1 to 3 of the learning, 3 and 4 of the good practice: four.
    expect(await themesAt('2026-03-31')).toEqual([
      { theme: abuse, year: '2026', audits: 1, cases: 4, findings: { ...none, learning: 1, 'good-practice': 1 } },
      sharing,
    ]);
    expect(await themesAt('2026-04-30')).toEqual([
      { theme: abuse, year: '2026', audits: 1, cases: 5, findings: { ...none, learning: 1, 'good-practice': 1, concern: 1 } },
      sharing,
    ]);
    // Counts of all agencies, unsuppressed: each look at them is on record, where there was something to count.
    const { readings } = must(await (await app.as('scrutineer')).get(`${audit.path}/readings?minPosition=${String(await app.head())}`))
      .body as { readings: Record<string, unknown>[] };
    const looked = readings.filter(({ what, person }) => what === 'findings' && person === personId('paqa-member'));
    expect(looked).toMatchObject([{ readAs: 'sub-committee' }, { readAs: 'sub-committee' }]);
  });

  it('shows its themes and its report in a browser to the sub-committee, and leads from the report to what is done', async () => {
    const member = new Browsing(app.address);
    await member.signIn('paqa-member', '/case-audits/themes');
    const shown = textOf(member.shown.html);
    expect(shown).toContain('Most is to be learnt about domestic abuse: 2 findings of learning or concern.');
    expect(textOf((await member.get('/case-audits/themes?asAt=2026-03-31')).html)).toContain('1 finding of learning or concern.');
    await member.get(`/case-audits/${audit.id}/report`);
    const [, href = ''] =
      /<a class="govuk-link" href="(\/recommendations\/[^"]+)">Agree within one working day/.exec(member.shown.html) ?? [];
    expect(textOf((await member.get(href)).html)).toContain('Report of the audit: Domestic abuse');
    expect((await member.get(`/case-audits/${audit.id}/report?asAt=2026-03-31`)).html).not.toContain('href="/recommendations/');
    const agency = new Browsing(app.address);
    await agency.signIn('agency-author', '/case-audits/themes');
    expect(textOf(agency.shown.html)).toContain('No audit that you see the grades of has found anything yet.');
    await agency.get('/case-audits');
    expect(agency.shown.html).not.toContain('/case-audits/themes');
  });

  it('shows the grades as they were known before the moderation', async () => {
    const glance = async (asAt: string): Promise<Record<string, unknown> | undefined> => {
      const { cells } = must(await audit.get('paqa-member', `${audit.path}/glance?asAt=${asAt}`)).body as {
        cells: Record<string, unknown>[];
      };
      return cells.find((one) => isGrade(one, 'constabulary', 'information-sharing'));
    };
    const nothing = { inadequate: 0, 'requires-improvement': 0, good: 0, outstanding: 0 };
    expect(await glance('2026-02-28')).toMatchObject({ counts: nothing, waiting: 8, disputed: 0 });
    expect(await glance('2026-03-31')).toMatchObject({ counts: { ...nothing, good: 8 }, waiting: 0, disputed: 0 });
    const before = must(await audit.get('coordinator', `${audit.casePath(0)}/moderation?asAt=2026-02-28`));
    expect(before.body).toMatchObject({ moderation: 'not-opened', grades: [], notes: [] });
  });

  it('is repeated by the same items, and compared', async () => {
    const again = await CaseAudit.plan(app, {
      title: 'Domestic abuse, again',
      kind: 're-audit',
      reAuditOf: audit.id,
      cases: 2,
      domains: undefined,
      panel: Object.entries({ constabulary: 'agency-lead', hospitals: 'health-lead', 'learning-trust': 'trust-author' }).map(
        ([agency, person]) => ({ person: personId(person), agency: agencyId(agency) }),
      ),
    });
    await again.issue('2026-05-29', { strata: [{ where: {}, take: 2 }] });
    await again.auditCase(0, 'constabulary', { ...GOOD, outcome: 'good' });
    await again.auditCase(0, 'hospitals', { ...GOOD, outcome: 'good' });
    await again.post('coordinator', `${again.casePath(0)}/moderation`, { withoutReason: 'The others answer in June.' });
    await again.post('coordinator', `${again.casePath(0)}/moderation/meeting`, {
      heldOn: '2026-05-01',
      present: ['constabulary', 'hospitals'].map(agencyId),
    });
    await again.moderate(0, 'constabulary', 'health-lead', gradesOf({ ...GOOD, outcome: 'good' }));
    const { domains } = must(await again.get('scrutineer', `${again.path}/comparison`)).body as { domains: Record<string, unknown>[] };
    expect(domains.find(({ domain }) => domain === 'outcome')).toMatchObject({
      before: { inadequate: 5, 'requires-improvement': 29, good: 0 },
      after: { inadequate: 0, 'requires-improvement': 0, good: 1 },
    });
    // On the panel of the second audit and not of the first, whose grades stay what they were: not theirs to see.
    const { body } = must(await again.get('trust-author', `${again.path}/comparison`));
    expect(body).toMatchObject({ reAuditOf: null, domains: [] });
    const page = async (person: string): Promise<string> => {
      const browser = new Browsing(app.address);
      await browser.signIn(person, `/case-audits/${again.id}`);
      return textOf(browser.shown.html);
    };
    const heading = 'Beside the audit it repeats';
    expect([await page('health-lead'), await page('trust-author')]).toEqual([
      expect.stringContaining(heading),
      expect.not.stringContaining(heading),
    ]);
  });

  it('tells each what changed of it, as far as they may know of it', async () => {
    const kindsFor = async (person: string): Promise<ReadonlySet<string>> => {
      const { changes } = must(await audit.get(person, '/api/v1/changes?since=0')).body as {
        changes: { of: string; kind: string; audit?: string; agency: string | null; by: { agency: string } }[];
      };
      const ofIt = changes.filter((change) => change.of === 'case-audits' && change.audit === audit.id);
      if (person === 'council-author') {
        const graded = ofIt.filter(({ kind }) => kind === 'domain-graded');
        expect(new Set(graded.map(({ agency }) => agency))).toEqual(new Set([agencyId('county-council')]));
      }
      return new Set(ofIt.map(({ kind }) => kind));
    };
    const [whole, committee, asked, notAsked] = await Promise.all(
      ['scrutineer', 'paqa-member', 'council-author', 'fire-author'].map(kindsFor),
    );
    expect([...(whole ?? [])]).toEqual(
      expect.arrayContaining([
        'planned',
        'cases-selected',
        'domain-graded',
        'submitted',
        'grades-agreed',
        'grade-disputed',
        'report-agreed',
      ]),
    );
    expect([committee?.has('submitted'), committee?.has('domain-graded'), committee?.has('grades-agreed')]).toEqual([true, false, false]);
    expect([asked?.has('domain-graded'), asked?.has('report-agreed')]).toEqual([true, true]);
    expect(notAsked).toEqual(new Set());
  });

  it('goes on in the one register by itself, from what was found to who looked again', async () => {
    const coordinator = new Browsing(app.address);
    await coordinator.signIn('coordinator', '/recommendations');
    const href = /href="(\/recommendations\/[0-9a-f-]{36})"/.exec(coordinator.shown.html)?.[1] ?? '';
    const text = textOf((await coordinator.get(href)).html);
    expect(text).toContain('Case audit: Domestic abuse');
    expect(text).toContain('What was found');
    expect(text).toMatch(/Learning: .*Report of the audit/);
    expect(text).toContain('No agency has been asked to do anything about it yet.');
    expect(text).toContain('Domestic abuse, again, planned on 1 May 2026');
    expect((await coordinator.get(`${href}?asAt=2026-04-01`)).status).toBe(404);
  });

  it('has on record who of the circle read what', async () => {
    const { readings } = must(await audit.get('scrutineer', `${audit.path}/readings`)).body as { readings: Record<string, unknown>[] };
    expect(readings).toContainEqual(
      expect.objectContaining({
        what: 'agency-audit',
        readAs: 'panel',
        case: audit.cases[0],
        agency: agencyId('constabulary'),
        name: 'Dr Anil Mehta',
      }),
    );
    expect(readings).toContainEqual(expect.objectContaining({ what: 'grades', readAs: 'sub-committee', person: personId('paqa-member') }));
    expect(readings.filter(({ person }) => person === personId('agency-author'))).toEqual([]);
    expect((await audit.get('paqa-member', `${audit.path}/readings`)).status).toBe(403);
  });
});

function isGrade(one: object, agency: Auditing, domain: string): boolean {
  const grade = one as { agency?: string; domain?: string };
  return grade.agency === agencyId(agency) && grade.domain === domain;
}

/** An answer without what differs between any two. */
function said({ status, body: { correlationId: _, ...body } }: Answer): object {
  return { status, body };
}
