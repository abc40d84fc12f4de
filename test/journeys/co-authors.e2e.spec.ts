import { JourneyApp, type Answer } from '../support/journey-app.js';
import { ITEMS, must, personId, Section11Cycle } from '../support/section11-cycle.js';

describe('Two people of one agency', () => {
  let app: JourneyApp;
  let cycle: Section11Cycle;
  let path: string;

  beforeAll(async () => {
    app = await JourneyApp.open();
    cycle = await Section11Cycle.open(app, ['constabulary']);
    await cycle.openReturn('agency-author');
    path = cycle.returnOf('agency-author');
  });
  afterAll(() => app.close());

  async function save(person: string, item: string, narrative: string, headers: Record<string, string>): Promise<Answer> {
    const evidence = [{ kind: 'note', text: `Seen by ${person}` }];
    return (await app.as(person)).put(`${path}/answers/${item}`, { rating: 'met', narrative, evidence }, headers);
  }

  const authors = [
    { person: 'agency-author', name: 'Callum Birch', text: 'Mine.' },
    { person: 'co-author', name: 'Nia Pritchard', text: 'Theirs.' },
  ];
  const isNew = { 'if-none-match': '*' };

  it('save different items at the same moment, and both are saved', async () => {
    for (const [mine, theirs] of [ITEMS.slice(0, 2), ITEMS.slice(2, 4), ITEMS.slice(4, 6), ITEMS.slice(6, 8)]) {
      if (!mine || !theirs) throw new Error('Two items are needed');
      const answers = await Promise.all([save('agency-author', mine, 'Mine.', isNew), save('co-author', theirs, 'Theirs.', isNew)]);
      answers.forEach(must);
      const visitor = await app.as('agency-lead');
      const seen = Math.max(...answers.map(({ body }) => Number(body.position)));
      const shown = await Promise.all([mine, theirs].map((item) => visitor.get(`${path}/answers/${item}?minPosition=${seen}`)));
      expect(shown.map(({ body }) => body)).toMatchObject([
        { item: mine, narrative: 'Mine.', changedBy: { name: 'Callum Birch', role: 'agency-author' } },
        { item: theirs, narrative: 'Theirs.', changedBy: { name: 'Nia Pritchard', role: 'agency-author' } },
      ]);
      expect(shown.map(({ headers }) => headers.get('etag'))).toEqual(answers.map(({ headers }) => headers.get('etag')));
    }
  });

  it('save the same item at the same moment: one is saved, and the other is told by whom and given both texts', async () => {
    for (const item of ITEMS.slice(8, 12)) {
      const saves = authors.map(async (author) => ({ ...author, answer: await save(author.person, item, author.text, isNew) }));
      const [won, lost] = (await Promise.all(saves)).sort((one, other) => one.answer.status - other.answer.status);
      if (!won || !lost) throw new Error('Two answers were expected');
      expect([won.answer.status, lost.answer.status]).toEqual([200, 412]);
      expect(lost.answer.headers.get('content-type')).toContain('application/problem+json');
      expect(lost.answer.body).toMatchObject({
        code: 'answer-changed',
        item,
        changedBy: { person: personId(won.person), name: won.name, role: 'agency-author' },
        theirs: { rating: 'met', narrative: won.text, evidence: [{ kind: 'note', text: `Seen by ${won.person}` }] },
        yours: { rating: 'met', narrative: lost.text, evidence: [{ kind: 'note', text: `Seen by ${lost.person}` }] },
        changedAt: '2026-01-05T09:00:00.000Z',
        errors: [{ pointer: 'If-Match' }],
      });
      const current = `"${String(lost.answer.body.currentRevision)}"`;
      expect(won.answer.headers.get('etag')).toBe(current);
      const { body } = must(await save(lost.person, item, 'Mine and theirs.', { 'if-match': current }));
      const shown = await (await app.as('agency-lead')).get(`${path}/answers/${item}?minPosition=${String(body.position)}`);
      expect(shown.body).toMatchObject({ narrative: 'Mine and theirs.', changedBy: { person: personId(lost.person) } });
    }
  });

  it('must say what they change', async () => {
    const before = await app.eventCount();
    const lead = await app.as('agency-lead');
    const answers = [
      await save('agency-author', 'MON-1', 'Mine.', {}),
      await lead.post(`${path}/sign-off`, {}),
      await lead.post(`${path}/submission`),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
    expect(await app.eventCount()).toBe(before);
  });

  it('are not let sign off or submit what has changed since they read it', async () => {
    await cycle.answerAll('agency-author', ITEMS.slice(12));
    const lead = await app.as('agency-lead');
    const read = await cycle.etag('agency-lead');
    await cycle.answer('co-author', 'MON-4', { rating: 'not-met' });
    const before = await app.eventCount();
    const changed = {
      status: 412,
      body: { code: 'return-changed', changedBy: { person: personId('co-author'), name: 'Nia Pritchard', role: 'agency-author' } },
    };
    const current = Number(read.replaceAll('"', '')) + 1;
    const signOff = await lead.post(`${path}/sign-off`, {}, { 'if-match': read });
    expect(signOff).toMatchObject(changed);
    expect(signOff.body.currentRevision).toBe(current);
    expect(await lead.post(`${path}/sign-off`, {}, { 'if-none-match': '*' })).toMatchObject({ status: 412 });
    expect(await app.eventCount()).toBe(before);

    must(await lead.post(`${path}/sign-off`, {}, { 'if-match': `"${current}"` }));
    const submission = await lead.post(`${path}/submission`, undefined, { 'if-match': `"${current}"` });
    expect(submission).toMatchObject({ status: 412, body: { code: 'return-changed', changedBy: { name: 'Superintendent Ruth Adeyemi' } } });
    must(await lead.post(`${path}/submission`, undefined, { 'if-match': `"${String(submission.body.currentRevision)}"` }));
  });
});
