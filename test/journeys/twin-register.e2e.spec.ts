import { PeopleRegister, type Role } from '@goldenthread/access';
import { idOf, newId, THE_PROGRAM } from '@goldenthread/event-sourcing';
import { importRegister, ListAgency } from '@goldenthread/partnership';
import { CycleReader, PublishTool, RecordAnswer, RecordAnswerHandler, returnIdOf, ReturnReader } from '@goldenthread/section11';
import { aTool, EASTMARSH, EASTMARSH_AGENCIES, eastmarshRegister, type TwinAgency } from '@goldenthread/section11/testing';
import { JourneyApp, type Answer } from '../support/journey-app.js';
import { must, personId } from '../support/section11-cycle.js';

const BUSINESS_UNIT = idOf('body', 'eastmarsh-business-unit');
const ITEMS = aTool.headings.flatMap((heading) => heading.items.map(({ key }) => key));
const RATINGS = ['met', 'partly-met', 'not-met', 'not-applicable'];

/** What an agency answers: every rating is somewhere. */
const ratingOf = (agency: number, item: string): string => RATINGS[(agency + ITEMS.indexOf(item)) % RATINGS.length] ?? '';

/** Who acts in Eastmarsh: each holds a role there for as many agencies as there are, and acts for one at a time. */
const CAST: readonly { readonly person: string; readonly role: Role; readonly agencies: readonly string[] }[] = [
  { person: 'coordinator', role: 'coordinator', agencies: [BUSINESS_UNIT] },
  { person: 'paqa-member', role: 'paqa-member', agencies: [BUSINESS_UNIT] },
  { person: 'scrutineer', role: 'scrutineer', agencies: [BUSINESS_UNIT] },
  { person: 'agency-author', role: 'agency-author', agencies: EASTMARSH_AGENCIES.map(({ agency }) => agency) },
  { person: 'agency-lead', role: 'agency-lead', agencies: EASTMARSH_AGENCIES.map(({ agency }) => agency) },
];

interface Cell {
  readonly heading: string;
  readonly met: number;
  readonly partlyMet: number;
  readonly notMet: number;
  readonly notApplicable: number;
  readonly of: number;
}

describe('A whole cycle on a register of 35 entries, read as at three dates', () => {
  let app: JourneyApp;
  let cycle: string;
  let cyclePath: string;

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    await importRegister(app.platform.journal, [eastmarshRegister]);
    for (const { agency, name, kind, basis } of EASTMARSH_AGENCIES) {
      const wanted = { partnership: EASTMARSH.id, agency, name, kind, basis };
      await app.commands.execute(new ListAgency(...carried(), wanted));
    }
    await app.commands.execute(new PublishTool(...carried(), aTool));
    const register = new PeopleRegister(app.platform.pools.writer);
    for (const { person, role, agencies } of CAST) {
      const appointments = agencies.map((agency) => {
        return { id: appointmentOf(role, agency), partnership: EASTMARSH.id, agency, role, from: '2025-01-01' };
      });
      const { name } = must(await (await app.as(person)).get('/api/v1/me')).body.person as { name: string };
      await register.enrol({ person: { id: personId(person), name }, signIns: [], appointments });
    }
  });
  afterAll(() => app.close());

  async function as(role: Role, agency = BUSINESS_UNIT) {
    const person = CAST.find((one) => one.role === role)?.person ?? '';
    const visitor = await app.as(person);
    const acting = { 'acting-as': appointmentOf(role, agency) };
    return {
      get: async (path: string) => visitor.get(`${path}${path.includes('?') ? '&' : '?'}minPosition=${String(await app.head())}`, acting),
      post: (path: string, body?: unknown, headers = {}) => visitor.post(path, body, { ...acting, ...headers }),
      put: (path: string, body: unknown, headers = {}) => visitor.put(path, body, { ...acting, ...headers }),
    };
  }

  const agencyAt = (index: number): TwinAgency => {
    const agency = EASTMARSH_AGENCIES[index];
    if (!agency) throw new Error(`Eastmarsh has no agency ${index}`);
    return agency;
  };
  const returnOf = (index: number): string => `/api/v1/returns/${returnIdOf(cycle, agencyAt(index).agency)}`;

  /** Open, answered, signed off and submitted: an agency's whole return. */
  async function makeReturn(index: number): Promise<Answer> {
    const { agency } = agencyAt(index);
    const [author, lead] = [await as('agency-author', agency), await as('agency-lead', agency)];
    must(await author.post(`${cyclePath}/returns`));
    for (const item of ITEMS)
      must(await author.put(`${returnOf(index)}/answers/${item}`, answer(ratingOf(index, item)), { 'if-none-match': '*' }));
    must(await lead.post(`${returnOf(index)}/sign-off`, {}, { 'if-match': `"${ITEMS.length}"` }));
    return must(await lead.post(`${returnOf(index)}/submission`, undefined, { 'if-match': `"${ITEMS.length + 1}"` }));
  }

  it('shows 35 entries, and issues 53 returns', async () => {
    const coordinator = await as('coordinator');
    const shown = must(await coordinator.get(`/api/v1/partnerships/${EASTMARSH.id}`)).body;
    expect((shown.register as { entries: unknown[] }).entries).toHaveLength(35);
    const opened = must(
      await coordinator.post('/api/v1/cycles', {
        title: 'Section 11 self-assessment 2026',
        tool: { code: aTool.code, version: aTool.version },
        opensOn: '2026-01-05',
        dueOn: '2026-03-31',
        agencies: EASTMARSH_AGENCIES.map(({ agency }) => ({ agency })),
      }),
    );
    cycle = String(opened.body.cycle);
    cyclePath = `/api/v1/cycles/${cycle}`;
    const { body } = must(await coordinator.get(`${cyclePath}/response`));
    expect(body).toMatchObject({ issued: 53, returned: 0, required: { issued: 49, returned: 0 } });
  });

  it('takes ten returns in January, thirty in March and one late', async () => {
    await app.setClock('2026-01-20T10:00:00.000Z');
    for (let index = 0; index < 10; index++) await makeReturn(index);
    await app.setClock('2026-03-20T10:00:00.000Z');
    for (let index = 10; index < 40; index++) await makeReturn(index);
    await app.setClock('2026-04-03T10:00:00.000Z');
    await makeReturn(40);
    const { body } = must(await (await as('coordinator')).get(`/api/v1/returns?cycle=${cycle}`));
    const late = (body.returns as { agencyName: string; submitted: { late: boolean; daysLate: number } | null }[]).filter(
      (row) => row.submitted?.late,
    );
    expect(late).toMatchObject([{ agencyName: agencyAt(40).name, submitted: { daysLate: 3 } }]);
  });

  it('is closed once, after which only who is admitted is let in', async () => {
    const coordinator = await as('coordinator');
    await app.setClock('2026-04-20T10:00:00.000Z');
    const { journal, clock } = app.platform;
    const slow = await as('agency-author', agencyAt(42).agency);
    must(await slow.post(`${cyclePath}/returns`));
    const asItWas = await new CycleReader(journal).windowOf(returnIdOf(cycle, agencyAt(42).agency));
    must(await coordinator.post(`${cyclePath}/closing`));

    // A save that had read the cycle just before: it cannot be told from one that came in time, so it is kept, and marked.
    const reader = { windowOf: () => Promise.resolve(asItWas) } as unknown as CycleReader;
    const save = new RecordAnswer(...carried(), returnIdOf(cycle, agencyAt(42).agency), {
      item: 'SMC-1',
      rating: 'met',
      evidence: [],
      basedOn: 'new',
    });
    await new RecordAnswerHandler(journal, reader, new ReturnReader(journal), clock).execute(save);
    const { body } = must(await slow.get(`${returnOf(42)}/history`));
    expect(body.history).toMatchObject([
      { kind: 'opened', racedClose: false },
      { kind: 'answered', racedClose: true, admitted: false },
    ]);
    expect(await coordinator.post(`${cyclePath}/closing`)).toMatchObject({ status: 409, body: { code: 'cycle-already-closed' } });
    const { agency } = agencyAt(41);
    const author = await as('agency-author', agency);
    expect(await author.post(`${cyclePath}/returns`)).toMatchObject({ status: 409, body: { code: 'cycle-closed' } });
    const admission = { agency, until: '2026-04-30', reason: 'The office was flooded in March.' };
    expect(await coordinator.post(`${cyclePath}/admissions`, { ...admission, until: '2026-04-19' })).toMatchObject({
      status: 422,
      body: { code: 'admission-in-past' },
    });
    must(await coordinator.post(`${cyclePath}/admissions`, admission));
    await app.setClock('2026-04-22T10:00:00.000Z');
    await makeReturn(41);
  });

  it('lets an answer be corrected after the close, keeping what it was', async () => {
    await app.setClock('2026-04-23T10:00:00.000Z');
    const lead = await as('agency-lead', agencyAt(0).agency);
    const correction = { answer: answer('not-met'), reason: 'The lead had left by then.' };
    must(await lead.put(`${returnOf(0)}/answers/SMC-1/correction`, correction, { 'if-match': '"1"' }));
    const { body } = must(await lead.get(`${returnOf(0)}/answers/SMC-1/history`));
    expect(body.history).toMatchObject([
      { kind: 'answered', after: { rating: 'met' }, before: null },
      { kind: 'corrected', before: { rating: 'met' }, after: { rating: 'not-met' }, why: 'The lead had left by then.' },
    ]);
    const stale = await lead.put(
      `${returnOf(0)}/answers/SMC-1/correction`,
      { ...correction, answer: answer('met') },
      { 'if-match': '"1"' },
    );
    expect(stale).toMatchObject({ status: 412, body: { code: 'answer-changed' } });
  });

  it('gives a return back only where it could come in again, and goes on showing what had been submitted', async () => {
    await app.setClock('2026-04-24T10:00:00.000Z');
    const coordinator = await as('coordinator');
    const reopening = { reason: 'The wrong policy was described.' };
    const ifMatch = { 'if-match': `"${ITEMS.length + 2}"` };
    expect(await coordinator.post(`${returnOf(1)}/reopening`, reopening, ifMatch)).toMatchObject({ body: { code: 'cycle-closed' } });
    const admission = { agency: agencyAt(1).agency, until: '2026-04-30', reason: 'To put it right.' };
    must(await coordinator.post(`${cyclePath}/admissions`, admission));
    must(await coordinator.post(`${returnOf(1)}/reopening`, reopening, ifMatch));
    const author = await as('agency-author', agencyAt(1).agency);
    must(await author.put(`${returnOf(1)}/answers/SMC-1`, answer('not-met'), { 'if-match': '"1"' }));
    const own = must(await author.get(`${returnOf(1)}/answers/SMC-1`)).body;
    const theirs = must(await coordinator.get(`${returnOf(1)}/answers/SMC-1`)).body;
    expect([own.rating, theirs.rating]).toEqual(['not-met', 'partly-met']);
  });

  it('makes a new receipt when it comes in again, and keeps the first', async () => {
    const lead = await as('agency-lead', agencyAt(1).agency);
    const first = must(await lead.get(`${returnOf(1)}/submission`)).body;
    expect(first).toMatchObject({ status: 'open', receipt: null, submissions: [{ number: 1, submittedOn: '2026-01-20' }] });
    await app.setClock('2026-04-27T10:00:00.000Z');
    must(await lead.post(`${returnOf(1)}/sign-off`, {}, { 'if-match': '"7"' }));
    const again = must(await lead.post(`${returnOf(1)}/submission`, undefined, { 'if-match': '"8"' }));
    const { body } = must(await lead.get(`${returnOf(1)}/submission`));
    const receipt = {
      storeId: app.platform.identity.storeId,
      eventId: (again.body.events as { id: string }[])[0]?.id,
      recordedAt: '2026-04-27T10:00:00.000Z',
      position: again.body.position,
    };
    expect(body).toMatchObject({ status: 'submitted', receipt, submissions: [{ number: 1 }, { ...receipt, number: 2 }] });
    expect(again.body.receipt).toMatchObject(receipt);
    const references = (body.submissions as { reference: string }[]).map(({ reference }) => reference);
    expect(new Set(references).size).toBe(2);
    for (const reference of references) expect(reference).toMatch(/^GT(-[0-9A-F]{4}){3}$/);
  });

  describe.each([
    { asAt: '2026-01-31', returned: 10, corrected: false },
    { asAt: '2026-03-31', returned: 40, corrected: false },
    { asAt: '2026-04-24', returned: 42, corrected: true },
  ])('read as at $asAt', ({ asAt, returned, corrected }) => {
    /** A cell as the answers that had been submitted by then make it. */
    const expected = (index: number): Cell[] =>
      index >= returned
        ? []
        : aTool.headings.map(({ key: heading, items }) => {
            const ratings = items.map(({ key }) => (corrected && index === 0 && key === 'SMC-1' ? 'not-met' : ratingOf(index, key)));
            const having = (rating: string): number => ratings.filter((one) => one === rating).length;
            const notApplicable = having('not-applicable');
            return {
              heading,
              met: having('met'),
              partlyMet: having('partly-met'),
              notMet: having('not-met'),
              notApplicable,
              of: items.length - notApplicable,
            };
          });

    it.each(['coordinator', 'paqa-member', 'scrutineer'] as const)(
      'the matrix is what had been submitted by then, to a %s',
      async (role) => {
        const { body } = must(await (await as(role)).get(`${cyclePath}/standards?asAt=${asAt}`));
        const matrix = body.agencies as { agency: string; standards: Cell[] }[];
        expect(matrix).toHaveLength(53);
        for (const [index, { agency }] of EASTMARSH_AGENCIES.entries()) {
          const shown = matrix.find((row) => row.agency === agency)?.standards;
          expect(shown).toMatchObject(expected(index));
          expect(shown).toHaveLength(expected(index).length);
        }
      },
    );

    it('the rate counts returns issued, and names who has not returned with the days overdue as on that day', async () => {
      const { body } = must(await (await as('paqa-member')).get(`${cyclePath}/response?asAt=${asAt}`));
      // The one that had been reopened by the third date was out again.
      const back = corrected ? 1 : 0;
      expect(body).toMatchObject({ issued: 53, returned: returned - back });
      const outstanding = body.outstanding as { agency: string; duty: string; daysOverdue: number }[];
      expect(outstanding).toHaveLength(53 - returned + back);
      const overdue = { '2026-01-31': 0, '2026-03-31': 0, '2026-04-24': 24 }[asAt];
      expect(new Set(outstanding.map(({ daysOverdue }) => daysOverdue))).toEqual(new Set([overdue]));
      const duties = outstanding.map(({ duty }) => duty);
      expect(duties).toEqual([...duties].sort().reverse());
    });
  });

  it('differs between the dates in the returns that came in, and in the one answer that was corrected', async () => {
    const scrutineer = await as('scrutineer');
    const differences = async (since: string, asAt: string) => {
      const { body } = must(await scrutineer.get(`${cyclePath}/differences?since=${since}&asAt=${asAt}`));
      return body.differences as { agency: string; item: string | null; before: string | null; after: string | null }[];
    };
    const spring = await differences('2026-01-31', '2026-03-31');
    expect(
      spring
        .filter(({ item }) => item === null)
        .map(({ agency, before, after }) => [agency, before, after])
        .sort(),
    ).toEqual(
      EASTMARSH_AGENCIES.slice(10, 40)
        .map(({ agency }) => [agency, 'not-started', 'submitted'])
        .sort(),
    );
    expect(spring.filter(({ item }) => item !== null)).toHaveLength(30 * ITEMS.length);
    const april = await differences('2026-03-31', '2026-04-24');
    const corrected = april.filter(({ agency, item }) => agency === agencyAt(0).agency && item !== null);
    expect(corrected).toMatchObject([{ item: 'SMC-1', before: 'met', after: 'not-met' }]);
    expect(
      april
        .filter(({ item }) => item === null)
        .map(({ agency, before, after }) => [agency, before, after])
        .sort(),
    ).toEqual(
      [
        [agencyAt(1).agency, 'submitted', 'open'],
        [agencyAt(40).agency, 'not-started', 'submitted'],
        [agencyAt(41).agency, 'not-started', 'submitted'],
        [agencyAt(42).agency, 'not-started', 'open'],
      ].sort(),
    );
    expect(april.filter(({ item }) => item !== null)).toHaveLength(1 + 2 * ITEMS.length);
  });

  it('says what changed since the returns were due: who, and why', async () => {
    const { body } = must(await (await as('paqa-member')).get(`${cyclePath}/changes?since=2026-03-31`));
    expect(body.counts).toEqual({ submitted: 2, late: 2, resubmitted: 1, reopened: 1, corrected: 1, admitted: 2, started: 3 });
    const why = (body.changes as { kind: string; why: string | null }[]).flatMap((change) =>
      change.why === null ? [] : [[change.kind, change.why]],
    );
    expect(why).toEqual([
      ['late-return-admitted', 'The office was flooded in March.'],
      ['corrected', 'The lead had left by then.'],
      ['late-return-admitted', 'To put it right.'],
      ['reopened', 'The wrong policy was described.'],
    ]);
  });

  it('brings answers forward into the next cycle, from the agency’s own return only, and says so', async () => {
    await app.setClock('2028-01-10T10:00:00.000Z');
    const coordinator = await as('coordinator');
    const next = must(
      await coordinator.post('/api/v1/cycles', {
        title: 'Section 11 self-assessment 2028',
        tool: { code: aTool.code, version: aTool.version },
        opensOn: '2028-01-10',
        dueOn: '2028-03-31',
        agencies: EASTMARSH_AGENCIES.slice(0, 2).map(({ agency }) => ({ agency })),
      }),
    );
    const [mine, theirs] = [0, 1].map((index) => returnIdOf(cycle, agencyAt(index).agency));
    const author = await as('agency-author', agencyAt(0).agency);
    const opened = must(await author.post(`/api/v1/cycles/${String(next.body.cycle)}/returns`));
    const path = `/api/v1/returns/${String(opened.body.return)}`;
    const { previous } = must(await author.get(`${path}/previous`)).body as {
      previous: { return: string; items: { item: string; revision: number }[] };
    };
    const corrected = previous.items.find(({ item }) => item === 'SMC-1');
    expect([previous.return, corrected?.revision]).toEqual([mine, 6]);
    const forward = (from: string | undefined, revision: number, rating: string) => {
      return author.put(
        `${path}/answers/SMC-1`,
        { ...answer(rating), broughtForwardFrom: { return: from, revision } },
        { 'if-none-match': '*' },
      );
    };
    expect(await forward(theirs, 1, 'met')).toMatchObject({ status: 422, body: { code: 'cannot-bring-forward' } });
    expect(await forward(mine, 5, 'met')).toMatchObject({ status: 422, body: { code: 'cannot-bring-forward' } });
    must(await forward(mine, 6, 'not-met'));
    const { body } = must(await author.get(`${path}/answers/SMC-1`));
    expect(body.broughtForwardFrom).toEqual({
      return: mine,
      cycle,
      cycleTitle: 'Section 11 self-assessment 2026',
      revision: 6,
      kept: true,
    });
  });
});

function answer(rating: string): object {
  return { rating, narrative: 'As our policy says.', ...(rating === 'not-applicable' ? { reason: 'We do no such work.' } : {}) };
}

function appointmentOf(role: Role, agency: string): string {
  return idOf('appointment', 'eastmarsh', role, agency);
}

function carried() {
  const request = { action: 'test', subject: {}, body: null };
  return [{ commandId: newId(), actor: THE_PROGRAM, partnership: EASTMARSH.id }, request] as const;
}
