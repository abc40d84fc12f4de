import { groupIdOf } from '@goldenthread/partnership';
import { adoptThurrocksRules } from '../support/actions-journey.js';
import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp } from '../support/journey-app.js';
import { agencyId, must } from '../support/section11-cycle.js';

const EXECUTIVE = groupIdOf('marlshire', 'executive');
let app: JourneyApp;

beforeAll(async () => {
  app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
  await adoptThurrocksRules(app, '2026-01-01');
});
afterAll(() => app.close());

async function signedIn(person: string, path: string): Promise<Browsing> {
  const browser = new Browsing(app.address);
  await browser.signIn(person, path);
  return browser;
}

const on = (name: string, text: string): Record<string, string> => {
  const [year = '', month = '', ofMonth = ''] = text.split('-');
  return { [name]: ofMonth, [`${name}-month`]: month, [`${name}-year`]: year };
};

describe('meetings, their minutes and reviews, in a browser without JavaScript', () => {
  it('counts the minutes of a meeting from its day, and puts late ones before the sub-committee', async () => {
    const coordinator = await signedIn('coordinator', '/meetings');
    await coordinator.send('/meetings', { group: EXECUTIVE, ...on('heldOn', '2026-01-05') });
    // Monday 5 January 2026: 6 Tue 1 … 9 Fri 4, 12 Mon 5 … 16 Fri 9, 19 Mon 10.
    const text = textOf((await coordinator.get('/meetings-and-reviews')).html);
    expect(text).toContain('Marlshire Executive, 5 January 2026 19 January 2026');
    await app.setClock('2026-01-20T09:00:00.000Z');
    const late = textOf((await coordinator.get('/attention')).html);
    expect(late).toContain('The minutes of Marlshire Executive on 5 January 2026 were due with its chair by 19 January 2026.');
    expect(textOf((await coordinator.get('/attention?asAt=2026-01-05')).html)).not.toContain('The minutes of');
  });

  it('records each step, tells what is wrong with one, and counts the next from the approval', async () => {
    const coordinator = await signedIn('coordinator', '/meetings-and-reviews');
    const step = (name: string) => `/meetings-and-reviews/minutes/${EXECUTIVE}/2026-01-05/${name}`;
    const before = await app.eventCount();
    await coordinator.get(step('approved'));
    const early = await coordinator.send(step('approved'), on('on', '2026-01-20'));
    expect([early.status, textOf(early.html)]).toEqual([409, expect.stringContaining('The minutes are drafted before')]);
    await coordinator.get(step('drafted'));
    const none = await coordinator.send(step('drafted'), on('on', '2026-02-30'));
    expect([none.status, textOf(none.html)]).toEqual([422, expect.stringContaining('Enter the day as a real date')]);
    expect(await app.eventCount()).toBe(before);
    await coordinator.send(step('drafted'), on('on', '2026-01-20'));
    await coordinator.get(step('approved'));
    await coordinator.send(step('approved'), on('on', '2026-01-20'));
    // Approved Tuesday 20 January 2026: 21 Wed 1, 22, 23 Fri 3, 26 Mon 4, 27 Tue 5.
    expect(textOf(coordinator.shown.html)).toContain('27 January 2026');
    expect((await coordinator.get(step('lost'))).status).toBe(404);
  });

  it('has a request for an extraordinary meeting, which two members must support, held in time or late', async () => {
    const coordinator = await signedIn('coordinator', '/meetings-and-reviews/extraordinary');
    const asked = { group: EXECUTIVE, reason: 'Two providers closed.', ...on('receivedOn', '2026-01-20') };
    const one = { [`supporter-${agencyId('constabulary')}`]: 'yes' };
    const alone = await coordinator.send('/meetings-and-reviews/extraordinary', { ...asked, ...one });
    expect([alone.status, textOf(alone.html)]).toEqual([422, expect.stringContaining('At least 2 partner members must support')]);
    const two = { ...one, [`supporter-${agencyId('hospitals')}`]: 'yes' };
    await coordinator.send('/meetings-and-reviews/extraordinary', { ...asked, ...two });
    // Received Tuesday 20 January 2026: 21 Wed 1, 23 Fri 3, 26 Mon 4 … 30 Fri 8, 2 Feb Mon 9 … 6 Fri 13, 9 Mon 14, 10 Tue 15.
    expect(textOf(coordinator.shown.html)).toContain('10 February 2026');
    await app.setClock('2026-02-11T09:00:00.000Z');
    expect(textOf((await coordinator.get('/attention')).html)).toContain(
      'has not held the extraordinary meeting that was due by 10 February 2026.',
    );
    await coordinator.get('/meetings');
    await coordinator.send('/meetings', { group: EXECUTIVE, ...on('heldOn', '2026-02-11') });
    await coordinator.get('/meetings-and-reviews');
    const href = /href="(\/meetings-and-reviews\/extraordinary\/[^"]+\/held)"/.exec(coordinator.shown.html)?.[1] ?? '';
    await coordinator.get(href);
    await coordinator.send(href, on('on', '2026-02-11'));
    expect(textOf(coordinator.shown.html)).toContain('Held, late');
  });

  it('follows a practice review from its commissioning to the copies that are owed', async () => {
    const coordinator = await signedIn('coordinator', '/meetings-and-reviews/reviews');
    const review = { title: 'Child B', ...on('commissionedOn', '2026-01-12') };
    const old = await coordinator.send('/meetings-and-reviews/reviews', { ...review, kind: 'serious-case-review' });
    expect([old.status, textOf(old.html)]).toEqual([422, expect.stringContaining('The kind of a review follows from the day')]);
    await coordinator.send('/meetings-and-reviews/reviews', { ...review, kind: 'child-safeguarding-practice-review' });
    const href = /href="(\/meetings-and-reviews\/reviews\/[^"]+)\/published"/.exec(coordinator.shown.html)?.[1] ?? '';
    await coordinator.get(`${href}/published`);
    await coordinator.send(`${href}/published`, on('on', '2026-02-11'));
    expect(textOf(coordinator.shown.html)).toContain('18 February 2026');
    await app.setClock('2026-02-19T09:00:00.000Z');
    expect(textOf((await coordinator.get('/attention')).html)).toContain('Copies of a published review were due by 18 February 2026');
    await coordinator.get(`${href}/copies`);
    await coordinator.send(`${href}/copies`, on('on', '2026-02-19'));
    expect(textOf(coordinator.shown.html)).toContain('Copies sent, late');
    const csv = await (await coordinator.once('/meetings-and-reviews?format=csv')).text();
    expect(csv).toContain('Practice review,Child B,2026-01-12,2026-02-18,"Copies sent, late",no');
  });

  it('is read by the sub-committee, changed by nobody else, and not an agency’s to see', async () => {
    const member = await signedIn('paqa-member', '/meetings-and-reviews');
    expect(textOf(member.shown.html)).not.toContain('Record');
    expect((await member.get('/meetings-and-reviews/reviews')).status).toBe(403);
    const { body } = must(await (await app.as('scrutineer')).get('/api/v1/minutes?asAt=2026-01-20'));
    expect(body.minutes).toEqual([
      expect.objectContaining({
        heldOn: '2026-01-05',
        toChairBy: '2026-01-19',
        approvedOn: '2026-01-20',
        toMembersBy: '2026-01-27',
        isLate: false,
      }),
    ]);
    expect((await (await app.as('agency-lead')).get('/api/v1/minutes')).status).toBe(403);
  });
});

describe('the rules of follow-up', () => {
  it('are shown with their source to all who are judged by them, and changed by the partnership manager, with a reason', async () => {
    const agency = await signedIn('agency-lead', '/follow-up-rules');
    const text = textOf(agency.shown.html);
    expect(text).toContain('In force: Thurrock LSCP, 2019 Source: Thurrock LSCP Implementation Plan');
    expect(text).not.toContain('Adopt a changed set');
    const coordinator = await signedIn('coordinator', '/follow-up-rules');
    const numbers = { response: '5', failuresToALetter: '3', minutesToChair: '8', minutesToMembers: '5', extraordinaryMeeting: '15' };
    const changed = {
      ...{
        ...numbers,
        supporters: '2',
        reviewCopies: '7',
        receipt: '',
        escalation: '20',
        ruleTitle: 'Marlshire, 2026',
        source: 'Plan, 4.2',
      },
      ...on('from', '2026-03-01'),
    };
    const bare = await coordinator.send('/follow-up-rules', { ...changed, response: '0', reason: '' });
    expect([bare.status, textOf(bare.html)]).toEqual([422, expect.stringContaining('Working days to respond must be a whole number')]);
    const late = await coordinator.send('/follow-up-rules', { ...changed, ...on('from', '2026-01-20'), reason: 'They were always so.' });
    expect([late.status, textOf(late.html)]).toEqual([422, expect.stringContaining('Changed rules hold from 2026-02-19 or a later day')]);
    await coordinator.send('/follow-up-rules', { ...changed, reason: 'Ten days were too long.' });
    expect(textOf(coordinator.shown.html)).toContain('In force: Thurrock LSCP, 2019');
    expect(textOf(coordinator.shown.html)).toContain('Marlshire, 2026');
    await app.setClock('2026-03-02T09:00:00.000Z');
    const { body } = must(await (await app.as('agency-lead')).get('/api/v1/follow-up-rules'));
    expect(body).toMatchObject({
      inForce: { code: 'own', version: 2, response: { workingDays: 5 }, escalation: { workingDays: 20 }, receipt: null },
      adopted: [
        { from: '2026-03-01', reason: 'Ten days were too long.' },
        { from: '2026-01-01', reason: null },
      ],
    });
    expect((await (await app.as('paqa-member')).post('/api/v1/follow-up-rules', {})).status).toBe(403);
  });
});
