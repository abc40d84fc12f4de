import { PeopleRegister } from '@goldenthread/access';
import { idOf, newId, THE_PROGRAM } from '@goldenthread/event-sourcing';
import { importRegister, ListAgency, partnershipIdOf } from '@goldenthread/partnership';
import { EASTMARSH, EASTMARSH_AGENCIES, eastmarshRegister } from '@goldenthread/section11/testing';
import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp } from '../support/journey-app.js';
import { personId } from '../support/section11-cycle.js';

const OPEN = '/cycles/open';
const SCHOOLS = 400;
const ALL = EASTMARSH_AGENCIES.length + SCHOOLS;
const UNIT = idOf('body', 'eastmarsh-business-unit');
const [EASTMARSH_SEAT, ESSEX_SEAT] = [idOf('appointment', 'eastmarsh'), idOf('appointment', 'essex')];

let app: JourneyApp;

beforeAll(async () => {
  app = await JourneyApp.open();
  await importRegister(app.platform.journal, [eastmarshRegister]);
  const schools = Array.from({ length: SCHOOLS }, (_, number) => {
    const [agency, name] = [idOf('body', 'eastmarsh-school', String(number)), `Eastmarsh School ${number + 1}`];
    return { agency, name, kind: 'education', basis: 'education-act-2002-s175' } as const;
  });
  for (const { agency, name, kind, basis } of [...EASTMARSH_AGENCIES, ...schools]) {
    const wanted = { partnership: EASTMARSH.id, agency, name, kind, basis };
    const context = { commandId: newId(), actor: THE_PROGRAM, partnership: EASTMARSH.id };
    await app.commands.execute(new ListAgency(context, { action: 'test', subject: {}, body: null }, wanted));
  }
  const seat = { agency: UNIT, role: 'coordinator', from: '2025-01-01' } as const;
  await new PeopleRegister(app.platform.pools.writer).enrol({
    person: { id: personId('coordinator'), name: 'Priya Raman' },
    signIns: [],
    appointments: [
      { id: EASTMARSH_SEAT, partnership: EASTMARSH.id, ...seat },
      { id: ESSEX_SEAT, partnership: partnershipIdOf('escb'), ...seat },
    ],
  });
});
afterAll(() => app.close());

async function actingAs(appointment: string): Promise<Browsing> {
  const browser = new Browsing(app.address);
  await browser.signIn('coordinator');
  if (!browser.shown.at.startsWith('/role')) await browser.get('/role');
  await browser.send('/role', { appointment });
  return browser;
}

describe('opening a cycle', () => {
  it(`asks a register of 35 entries and ${SCHOOLS} schools beside, kind by kind`, async () => {
    const browser = await actingAs(EASTMARSH_SEAT);
    await browser.get(OPEN);
    await browser.send(OPEN, { title: 'Section 11 of Eastmarsh' });
    await browser.send(OPEN, { tool: 'section-11/1' });
    const dates = { opensOn: '5', 'opensOn-month': '1', 'opensOn-year': '2026', dueOn: '31', 'dueOn-month': '3', 'dueOn-year': '2026' };
    const step = await browser.send(OPEN, dates);
    expect(textOf(step.html)).toContain(`${ALL} of ${ALL} agencies are ticked.`);
    expect(textOf((await browser.send(OPEN, { choose: 'none' })).html)).toContain(`0 of ${ALL} agencies are ticked.`);
    const before = await app.eventCount();
    expect(textOf((await browser.send(OPEN, {})).html)).toContain('Choose at least one agency');
    const schools = textOf((await browser.send(OPEN, { choose: 'all:education' })).html);
    expect(schools).toContain('410 of 410 ticked');
    const ticked = (html: string): string => [...html.matchAll(/value="([0-9a-f-]{36})" checked/g)].map(([, id]) => id).join(',');
    const councils = await browser.send(OPEN, { 'agencies[]': ticked(browser.shown.html), choose: 'all:district-council' });
    expect(textOf(councils.html)).toContain(`422 of ${ALL} agencies are ticked.`);
    const check = await browser.send(OPEN, { 'agencies[]': ticked(councils.html) });
    expect(textOf(check.html)).toContain('Required (422)');
    expect(await app.eventCount()).toBe(before);
    const opened = await browser.send(OPEN, {});
    expect(textOf(opened.html)).toContain('A return is issued to each of 422 agencies: 422 required, 0 invited.');
    expect(await app.eventCount()).toBe(before + 1);
  });

  it('is not offered for a partnership known by what it published: the first step says so', async () => {
    const browser = await actingAs(ESSEX_SEAT);
    const before = await app.eventCount();
    const first = await browser.get(OPEN);
    expect(textOf(first.html)).toMatch(/No cycle can be opened here Register as published \(.+, .*2019\); no returns are held here\./);
    expect(first.html).not.toContain(`action="${OPEN}"`);
    await browser.get('/cycles');
    expect(textOf(browser.shown.html)).toMatch(/Register as published \(.+\); no returns are held here\./);
    expect(textOf(browser.shown.html)).not.toContain('Open a cycle');
    expect(await app.eventCount()).toBe(before);
  });
});
