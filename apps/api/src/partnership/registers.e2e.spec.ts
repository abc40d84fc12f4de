import { footprintIdOf, groupIdOf, partnershipIdOf } from '@goldenthread/partnership';
import { JourneyApp, uuid, type Visitor } from '../../../../test/support/journey-app.js';
import { section11V1 } from '@goldenthread/section11';

const MARLSHIRE = partnershipIdOf('marlshire');
const ESSEX = partnershipIdOf('escb');
const PAQA = groupIdOf('marlshire', 'paqa');
const MEETINGS = `/api/v1/partnerships/${MARLSHIRE}/groups/${PAQA}/meetings`;

describe('registers over HTTP', () => {
  let app: JourneyApp;
  let coordinator: Visitor;
  let author: Visitor;

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    coordinator = await app.as('coordinator');
    author = await app.as('agency-author');
  });

  afterAll(async () => {
    await app.close();
  });

  it('are there for everyone signed in, of every partnership, and for nobody else', async () => {
    for (const person of ['coordinator', 'agency-author', 'scrutineer', 'operator', 'data-protection-lead']) {
      const { body } = await (await app.as(person)).get('/api/v1/partnerships');
      expect((body.partnerships as { shortName: string | null; name: string }[]).map(({ shortName, name }) => shortName ?? name)).toEqual([
        'BDSCB',
        'Barking and Dagenham',
        'ESCB',
        'Havering',
        'Marlshire Safeguarding Children Partnership (invented)',
        'Redbridge',
        'Southend',
        'Thurrock LSCB',
        'Thurrock LSCP',
      ]);
    }
    expect((await (await app.as()).get('/api/v1/partnerships')).status).toBe(401);
  });

  it('are as published, with source and date, as JSON and as CSV', async () => {
    const essex = await author.get(`/api/v1/partnerships/${ESSEX}`);
    expect(essex.body).toMatchObject({
      kind: 'published',
      returnsHeld: false,
      entries: 35,
      statement: expect.stringMatching(/^Register as published \(.*, 21 June 2019\); no returns are held here\.$/) as string,
    });
    const csv = await author.get(`/api/v1/partnerships/${ESSEX}?format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(36);
    expect((await author.get(`/api/v1/footprints/${footprintIdOf('set')}?format=csv`)).text).toContain(
      'Southend safeguarding arrangements',
    );
    expect((await author.get('/api/v1/footprints')).body).toMatchObject({ footprints: [{ shortName: 'BHR' }, { shortName: 'SET' }] });
  });

  it('are not found under what is no partnership', async () => {
    for (const ref of [uuid(), 'escb', '%27', footprintIdOf('set')]) {
      expect((await author.get(`/api/v1/partnerships/${ref}`)).status).toBe(404);
      expect((await author.get(`/api/v1/partnerships/${ref}/groups/${PAQA}/meetings`)).status).toBe(404);
    }
    expect((await author.get(`/api/v1/footprints/${ESSEX}`)).status).toBe(404);
    expect((await author.get(`/api/v1/partnerships/${ESSEX}/groups/${PAQA}/meetings`)).status).toBe(404);
  });

  it('open no cycle of a real partnership: none of its people act here', async () => {
    const cycle = {
      title: 'A cycle',
      tool: { code: section11V1.code, version: section11V1.version },
      opensOn: '2026-01-05',
      dueOn: '2026-03-31',
    };
    const before = await app.eventCount();
    const answer = await coordinator.post('/api/v1/cycles', { ...cycle, partnership: ESSEX, agencies: [] });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(await app.eventCount()).toBe(before);
  });

  it('take a meeting from the coordinator, once however often it is sent, and show it as at now and as at before', async () => {
    const before = await app.head();
    const headers = { 'idempotency-key': uuid() };
    const first = await coordinator.post(MEETINGS, { heldOn: '2025-12-11' }, headers);
    expect(first).toMatchObject({ status: 201, body: { group: PAQA, heldOn: '2025-12-11', events: [{ type: 'MeetingHeld' }] } });
    expect((await coordinator.post(MEETINGS, { heldOn: '2025-12-11' }, headers)).text).toBe(first.text);
    const second = await coordinator.post(MEETINGS, { heldOn: '2026-01-05' });
    const seen = await author.get(`${MEETINGS}?minPosition=${String(second.body.position)}`);
    expect(seen.body).toMatchObject({ role: 'paqa', meetings: [{ heldOn: '2026-01-05' }, { heldOn: '2025-12-11' }] });
    expect((await author.get(`${MEETINGS}?asAt=${String(before)}`)).body).toMatchObject({ meetings: [] });
    expect((await author.get(`${MEETINGS}?format=csv`)).text).toContain('2025-12-11');
  });

  it('take no meeting that is still to come, is no day, is of no group, or is another’s to record', async () => {
    const before = await app.eventCount();
    const elsewhere = `/api/v1/partnerships/${ESSEX}/groups/${groupIdOf('escb', 'paqa')}/meetings`;
    const refused: readonly (readonly [Visitor, string, object, number, string])[] = [
      [coordinator, MEETINGS, { heldOn: '2026-01-06' }, 422, 'meeting-in-future'],
      [coordinator, MEETINGS, { heldOn: '2026-02-30' }, 422, 'invalid'],
      [coordinator, MEETINGS, {}, 422, 'invalid'],
      [coordinator, MEETINGS, { heldOn: '2026-01-05', minutes: 'none' }, 422, 'invalid'],
      [coordinator, MEETINGS.replace(PAQA, uuid()), { heldOn: '2026-01-05' }, 404, 'group-not-named'],
      [coordinator, MEETINGS.replace(PAQA, 'paqa'), { heldOn: '2026-01-05' }, 404, 'not-found'],
      [coordinator, elsewhere, { heldOn: '2026-01-05' }, 404, 'not-found'],
      [author, MEETINGS, { heldOn: '2026-01-05' }, 403, 'not-permitted'],
    ];
    for (const [visitor, path, body, status, code] of refused) {
      expect(await visitor.post(path, body)).toMatchObject({ status, body: { code } });
    }
    expect(await app.eventCount()).toBe(before);
  });

  it('are loaded again at every start, and record nothing new', async () => {
    const before = await app.eventCount();
    await app.restart();
    expect(await app.eventCount()).toBe(before);
  });
});
