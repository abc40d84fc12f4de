import { PAQA_GROUP } from '../../apps/standalone/src/demonstration/marlshire.js';
import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp } from '../support/journey-app.js';
import { agencyId, ITEMS, personId, Section11Cycle } from '../support/section11-cycle.js';

let app: JourneyApp;

beforeAll(async () => {
  app = await JourneyApp.open();
});
afterAll(() => app.close());

async function signedIn(person: string, path = '/'): Promise<Browsing> {
  const browser = new Browsing(app.address);
  await browser.signIn(person, path);
  return browser;
}

const OPEN = '/cycles/open';
const DUE = { opensOn: '5', 'opensOn-month': '1', 'opensOn-year': '2026', dueOn: '31', 'dueOn-month': '3', 'dueOn-year': '2026' };
const asked = (...slugs: string[]): Record<string, string> => ({ 'agencies[]': slugs.map(agencyId).join(',') });

describe('a coordinator without JavaScript', () => {
  let cycle: string;
  let path: string;

  it('lands on the cycles, is told what will appear there, and opens one step by step', async () => {
    const browser = await signedIn('coordinator');
    expect([browser.shown.at, textOf(browser.shown.html)]).toEqual(['/cycles', expect.stringContaining('No cycle has been opened yet.')]);
    const before = await app.eventCount();
    await browser.get(OPEN);
    await browser.send(OPEN, { title: 'Section 11 2026' });
    expect(textOf(browser.shown.html)).toContain('Which questions do agencies answer?');
    await browser.send(OPEN, { tool: 'section-11/1' });
    await browser.send(OPEN, DUE);
    expect(textOf(browser.shown.html)).toContain('Marlshire Constabulary Required: Children Act 2004, section 11');
    await browser.send(OPEN, asked('constabulary', 'hospitals', 'young-voices'));
    expect(textOf(browser.shown.html)).toContain('Tuesday 31 March 2026, 61 working days after opening');
    expect(await app.eventCount()).toBe(before);
    const confirm = browser.hidden(OPEN);
    const opened = await browser.post(OPEN, confirm);
    expect(textOf(opened.html)).toContain('A return is issued to each of 3 agencies: 2 required, 1 invited.');
    const again = await browser.post(OPEN, confirm);
    expect([again.at, await app.eventCount()]).toEqual([opened.at, before + 1]);
    path = opened.at.replace('/opened', '');
    cycle = path.replace('/cycles/', '');
  });

  it('keeps what was typed where a step is wrong, links to the field, and stores nothing', async () => {
    const browser = await signedIn('coordinator', OPEN);
    const before = await app.eventCount();
    await browser.send(OPEN, { title: 'Another' });
    await browser.send(OPEN, { tool: 'section-11/1' });
    const wrong = await browser.send(OPEN, { ...DUE, dueOn: '31', 'dueOn-month': '2' });
    expect([wrong.status, textOf(wrong.html)]).toEqual([
      422,
      expect.stringContaining('There is a problem Enter the day it is due as a real date'),
    ]);
    expect(wrong.html).toMatch(/href="#dueOn"/);
    expect(wrong.html).toMatch(/id="dueOn"[^>]*value="31"/);
    const early = await browser.send(OPEN, { ...DUE, 'dueOn-year': '2025' });
    expect(textOf(early.html)).toContain('The day it is due must be the day it opens or later');
    const nobody = await browser.send(OPEN, DUE).then(() => browser.post(OPEN, withoutAgencies(browser.hidden(OPEN))));
    expect(textOf(nobody.html)).toContain('There is a problem Choose at least one agency');
    await browser.send(OPEN, asked('constabulary'));
    const changed = await browser.send(OPEN, { go: 'title' });
    expect(changed.html).toMatch(/id="title"[^>]*value="Another"/);
    expect(await app.eventCount()).toBe(before);
  });

  it('sees the cycle as the returns come in, and at the date before', async () => {
    const section11 = await Section11Cycle.at(app, cycle);
    await section11.openReturn('agency-author');
    await section11.answerAll('agency-author', ITEMS);
    await section11.openReturn('health-author');
    await section11.answerAll('health-author', ITEMS.slice(0, 3));
    await app.setClock('2026-04-02T09:00:00.000Z');
    await section11.signOff('agency-lead');
    await section11.submit('agency-lead');
    const browser = await signedIn('coordinator', await upToDate(path));
    const text = textOf(browser.shown.html);
    expect(text).toContain('1 of 3 returned; 1 of 2 required.');
    expect(text).toContain(`Marlshire Hospitals Required: Children Act 2004, section 11 In progress 3 of ${ITEMS.length} 2 days overdue`);
    expect(text).toContain('Submitted 2 April 2026 2 days late');
    expect(browser.shown.html).toContain('Returns that have come in, day by day');
    const csv = await browser.once(`${path}?format=csv`);
    expect([csv.headers.get('content-type'), await csv.text()]).toEqual([
      expect.stringContaining('text/csv'),
      expect.stringContaining('Young Voices Marlshire,invited'),
    ]);
    const then = textOf((await browser.get(`${path}?asAt=2026-01-05`)).html);
    expect(then).toContain('Showing the record as at 5 January 2026');
    expect(then).toContain('0 of 3 returned; 0 of 2 required.');
    expect(then).not.toContain('Close this cycle');
  });

  it('reopens a return with a reason, from what was read', async () => {
    const ref = (await Section11Cycle.at(app, cycle)).ref('agency-author');
    const reopen = `/returns/${ref}/reopen`;
    const browser = await signedIn('coordinator', reopen);
    const silent = await browser.send(reopen, { reason: ' ' });
    expect([silent.status, silent.html]).toEqual([422, expect.stringContaining('href="#reason"')]);
    const stale = await browser.send(reopen, { reason: 'Evidence is missing.', basedOn: '1' });
    expect([stale.status, textOf(stale.html)]).toEqual([412, expect.stringContaining('Evidence is missing.')]);
    await browser.get(reopen);
    const done = await browser.send(reopen, { reason: 'Evidence is missing.' });
    expect([done.at, textOf(done.html)]).toEqual([path, expect.stringContaining('Return reopened It is back with its agency.')]);
    expect(textOf(done.html)).toContain('0 of 3 returned; 0 of 2 required.');
    expect(textOf(done.html)).toContain('Back with its agency since 2 April 2026');
  });

  it('closes the cycle, having read who has not returned', async () => {
    const browser = await signedIn('coordinator', `${path}/close`);
    expect(textOf(browser.shown.html)).toContain('3 of 3 agencies have not returned:');
    const closed = await browser.send(`${path}/close`, {});
    expect(textOf(closed.html)).toContain('Cycle closed Nothing more can be submitted');
    expect(textOf((await browser.get(`${path}/close`)).html)).toContain('The cycle was closed on Thursday 2 April 2026.');
  });

  it('admits a late return with a reason and a last day, in words where that is refused', async () => {
    const admit = `${path}/admit`;
    const agency = agencyId('hospitals');
    const browser = await signedIn('coordinator', `${admit}?agency=${agency}`);
    expect(browser.shown.html).toMatch(new RegExp(`value="${agency}" checked`));
    const reason = 'A flood closed the office.';
    const before = await app.eventCount();
    const past = await browser.send(admit, { agency, until: '1', 'until-month': '4', 'until-year': '2026', reason });
    expect([past.status, textOf(past.html)]).toEqual([
      422,
      expect.stringContaining('There is a problem The last day must be today or later'),
    ]);
    expect(past.html).toContain(reason);
    expect(await app.eventCount()).toBe(before);
    const done = await browser.send(admit, { agency, until: '10', 'until-month': '4', 'until-year': '2026', reason });
    expect(textOf(done.html)).toContain('The agency can return until 10 April 2026.');
    expect(textOf(done.html)).toContain('Admitted until 10 April 2026');
    const section11 = await Section11Cycle.at(app, cycle);
    await section11.answerAll('health-author', ITEMS.slice(3));
    await section11.signOff('health-lead');
    await section11.submit('health-lead');
    const { html } = await browser.get(await upToDate(path));
    expect(textOf(html)).toContain('1 of 3 returned; 1 of 2 required.');
  });

  it('records the day the sub-committee met, once it has', async () => {
    const browser = await signedIn('coordinator', '/meetings');
    expect(textOf(browser.shown.html)).toContain('No meeting is on record yet.');
    const future = await browser.send('/meetings', { group: PAQA_GROUP, heldOn: '3', 'heldOn-month': '4', 'heldOn-year': '2026' });
    expect([future.status, textOf(future.html)]).toEqual([422, expect.stringContaining('The meeting must have been held')]);
    const done = await browser.send('/meetings', { group: PAQA_GROUP, heldOn: '1', 'heldOn-month': '4', 'heldOn-year': '2026' });
    expect(textOf(done.html)).toContain('The meeting of Wednesday 1 April 2026 is on record.');
  });

  it.each(['agency-lead', 'paqa-member', 'scrutineer'])('is the only one who can do any of it: not the %s', async (person) => {
    const browser = await signedIn(person);
    for (const page of [OPEN, `${path}/close`, `${path}/admit`, '/meetings']) {
      expect([page, (await browser.get(page)).status]).toEqual([page, 403]);
    }
    expect(textOf((await browser.get(path)).html)).not.toContain('Admit a late return');
  });

  it('acts under their own name', async () => {
    const events = [];
    for await (const { stream, actor } of app.platform.store.readAll()) {
      if (stream === `section11Cycle-${cycle}`) events.push(actor.person);
    }
    expect(events).toEqual([personId('coordinator'), personId('coordinator'), personId('coordinator')]);
  });
});

/** The address of a page that waits for what others have done up to here. */
async function upToDate(path: string): Promise<string> {
  return `${path}?asAt=${String(await app.head())}`;
}

function withoutAgencies(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'agencies[]'));
}
