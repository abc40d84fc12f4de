import { addDays } from '@goldenthread/calendar';
import type { Browser } from 'playwright-core';
import { describeInChromium, expectGoodPage, openChromium, Walker, WAYS } from '../support/chromium.js';
import { JourneyApp } from '../support/journey-app.js';
import { ITEMS, Section11Cycle } from '../support/section11-cycle.js';

let app: JourneyApp;
let browser: Browser;
/** The day that the store's clock shows: it goes on from one cycle to the next. */
let today = '2026-01-05';

describeInChromium('a coordinator in a browser', () => {
  beforeAll(async () => {
    app = await JourneyApp.open(`${today}T09:00:00.000Z`);
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  describe.each(WAYS)('%s', (name, javaScriptEnabled, width) => {
    const title = `Section 11 ${name}`;
    let walker: Walker;
    let cycle: Section11Cycle;

    beforeAll(async () => {
      today = await nextDay();
      walker = await Walker.start(browser, app.address, { javaScriptEnabled, width });
      await walker.signIn('coordinator');
    });
    afterAll(() => walker.end());

    it('lands on the cycles, or is told what will appear there', async () => {
      expect(walker.at).toBe('/cycles');
      expect(await walker.page.locator('.gt-agencies, main p:has-text("No cycle has been opened yet.")').count()).toBe(1);
      await expectGoodPage(walker);
    });

    it('opens a cycle step by step, and is told at each what is wrong with it', async () => {
      const { page } = walker;
      const before = await app.eventCount();
      const goOn = page.getByRole('button', { name: 'Continue' });
      await page.getByRole('button', { name: 'Open a cycle' }).click();
      await page.getByLabel('What is the cycle called?').fill('');
      await refused(walker, goOn.click(), 'Enter a title', 'title');
      await page.getByLabel('What is the cycle called?').fill(title);
      await goOn.click();
      await heading(walker, 'Which questions do agencies answer?');
      await expectGoodPage(walker);
      await goOn.click();
      await heading(walker, 'When does it open, and when is it due?');
      await expectGoodPage(walker);
      await typeDay(walker, 'Last day in time', '2026-02-31');
      await refused(walker, goOn.click(), 'Enter the day it is due as a real date', 'dueOn');
      expect(await page.locator('#dueOn').inputValue()).toBe('31');
      await typeDay(walker, 'Last day in time', addDays(today, -1));
      await refused(walker, goOn.click(), 'The day it is due must be the day it opens or later', 'dueOn');
      await typeDay(walker, 'Last day in time', today);
      await goOn.click();
      await heading(walker, 'Which agencies are asked?');
      await expectGoodPage(walker);
      await page.getByRole('button', { name: 'Tick all agencies' }).click();
      await page.getByText('12 of 12 agencies are ticked.').waitFor();
      await expectGoodPage(walker);
      await page.getByRole('button', { name: 'Tick none agencies' }).click();
      await page.getByText('0 of 12 agencies are ticked.').waitFor();
      await refused(walker, goOn.click(), 'Choose at least one agency', 'agencies');
      await page.getByLabel('Marlshire Constabulary').check();
      await page.getByLabel('Marlshire Hospitals').check();
      await page.getByLabel('Marlshire Probation').check();
      await goOn.click();
      await heading(walker, 'Check your answers before you open the cycle');
      await expectGoodPage(walker);
      await page.getByRole('button', { name: 'Change title' }).click();
      expect(await page.getByLabel('What is the cycle called?').inputValue()).toBe(title);
      for (let steps = 0; steps < 4; steps++) await goOn.click();
      expect(await app.eventCount()).toBe(before);
      await page.getByRole('button', { name: 'Open the cycle' }).click();
      await page.waitForURL('**/opened');
      await expectGoodPage(walker);
      expect(await app.eventCount()).toBe(before + 1);
      cycle = await Section11Cycle.at(app, walker.at.split('/')[2] ?? '');
      await page.getByRole('link', { name: 'See how far the cycle has come' }).click();
      await heading(walker, title);
      await expectGoodPage(walker);
    });

    it('sees of a draft how far it has come, and none of its words', async () => {
      const { page } = walker;
      await submitted(cycle);
      await walker.goTo(`/cycles/${cycle.id}`);
      await page.getByRole('link', { name: 'Marlshire Hospitals', exact: true }).click();
      await heading(walker, 'Marlshire Hospitals');
      await page.getByText('12 of 40 questions (30%) answered.').waitFor();
      expect(await page.getByText('Under way.').count()).toBe(0);
      expect(await page.getByRole('link', { name: 'Read the return' }).count()).toBe(0);
      await expectGoodPage(walker);
    });

    it('gives a return back to its agency with a reason', async () => {
      const { page } = walker;
      await walker.goTo(`/cycles/${cycle.id}`);
      await expectGoodPage(walker);
      await page.getByRole('link', { name: 'Reopen the return of Marlshire Constabulary' }).click();
      await expectGoodPage(walker);
      await refused(walker, page.getByRole('button', { name: 'Reopen the return' }).click(), 'Enter a reason', 'reason');
      await page.getByLabel('Why do you reopen it?').fill('It describes the former policy.');
      await page.getByRole('button', { name: 'Reopen the return' }).click();
      await page.getByRole('heading', { name: 'Return reopened' }).waitFor();
      await expectGoodPage(walker);
      await walker.goTo(`/returns/${cycle.ref('constabulary')}/history`);
      expect(await page.getByText('It describes the former policy.').count()).toBeGreaterThan(0);
      await expectGoodPage(walker);
    });

    it('closes the cycle once the day it was due is over, and not before', async () => {
      const { page } = walker;
      await walker.goTo(`/cycles/${cycle.id}/close`);
      await page.getByText('You can close the cycle once that day is over.').waitFor();
      expect(await page.getByRole('button', { name: 'Close the cycle' }).count()).toBe(0);
      await expectGoodPage(walker);
      today = await nextDay();
      await walker.goTo(`/cycles/${cycle.id}`);
      await page.getByRole('button', { name: 'Close this cycle' }).click();
      expect(await page.getByRole('main').getByRole('listitem').count()).toBe(3);
      await expectGoodPage(walker);
      await page.getByRole('button', { name: 'Close the cycle' }).click();
      await page.getByRole('heading', { name: 'Cycle closed' }).waitFor();
      await expectGoodPage(walker);
    });

    it('lets a late return in after the close, with a reason', async () => {
      const { page } = walker;
      await page.getByRole('link', { name: 'Admit late Marlshire Hospitals' }).click();
      expect(await page.getByLabel('Marlshire Hospitals').isChecked()).toBe(true);
      await expectGoodPage(walker);
      const admit = page.getByRole('button', { name: 'Admit the return' });
      await page.getByLabel('Why do you admit it?').fill('Their lead was away.');
      await refused(walker, admit.click(), 'Enter the last day as a real date', 'until');
      await typeDay(walker, 'Until which day?', addDays(today, -1));
      await refused(walker, admit.click(), 'The last day must be today or later', 'until');
      expect(await page.getByLabel('Why do you admit it?').inputValue()).toBe('Their lead was away.');
      expect(await page.getByLabel('Marlshire Hospitals').isChecked()).toBe(true);
      await page.getByLabel('Why do you admit it?').fill('');
      await typeDay(walker, 'Until which day?', addDays(today, 7));
      await refused(walker, admit.click(), 'Enter a reason', 'reason');
      await page.getByLabel('Why do you admit it?').fill('Their lead was away.');
      await admit.click();
      await page.getByRole('heading', { name: 'Late return admitted' }).waitFor();
      expect(await page.getByText('Admitted until', { exact: false }).count()).toBeGreaterThan(0);
      await expectGoodPage(walker);
    });

    it('records that the sub-committee met, and sees what changed since', async () => {
      const { page } = walker;
      await page.getByRole('link', { name: 'Meetings', exact: true }).click();
      await expectGoodPage(walker);
      const record = page.getByRole('button', { name: 'Record the meeting' });
      await refused(walker, record.click(), 'Enter the day of the meeting as a real date', 'heldOn');
      await typeDay(walker, 'When did it meet?', addDays(today, 1));
      await refused(walker, record.click(), 'The meeting must have been held', 'heldOn');
      await page.getByLabel('Marlshire Executive').check();
      await typeDay(walker, 'When did it meet?', today);
      await record.click();
      await page.getByRole('heading', { name: 'Meeting recorded' }).waitFor();
      expect(await page.locator('tbody tr').first().innerText()).toContain('Marlshire Executive');
      await expectGoodPage(walker);
      await page.getByRole('link', { name: 'Since then' }).first().click();
      await heading(walker, 'What has changed');
      await expectGoodPage(walker);
      expect(walker.complaints).toEqual([]);
    });
  });

  it('opens a cycle and records a meeting with the keyboard alone', async () => {
    today = await nextDay();
    const walker = await Walker.start(browser, app.address);
    const { keyboard } = walker.page;
    await walker.goTo('/');
    await walker.tabTo(/^agency-author$|^coordinator$/);
    while ((await walker.page.locator(':focus').inputValue()) !== 'coordinator') await keyboard.press('ArrowDown');
    await press(walker, /^Sign in$/);
    await walker.page.waitForURL('**/cycles');
    await walker.page.keyboard.press('Tab');
    expect(await walker.page.locator(':focus').innerText()).toBe('Skip to main content');
    await press(walker, /^Open a cycle$/);
    await walker.page.waitForURL('**/cycles/open');
    await walker.tabTo(/^title$/);
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('By keyboard alone');
    await keyboard.press('Enter');
    await heading(walker, 'Which questions do agencies answer?');
    await press(walker, /^Continue$/);
    await heading(walker, 'When does it open, and when is it due?');
    await walker.tabTo(/^dueOn$/);
    const [year = '', month = '', day = ''] = today.split('-');
    for (const typed of [day, month, year]) {
      await keyboard.type(typed);
      await keyboard.press('Tab');
    }
    await keyboard.press('Enter');
    await heading(walker, 'Which agencies are asked?');
    await walker.tabTo(/^agencies$/);
    await keyboard.press('Space');
    await press(walker, /^Continue$/);
    await heading(walker, 'Check your answers before you open the cycle');
    await press(walker, /^Open the cycle$/);
    await walker.page.waitForURL('**/opened');
    await press(walker, /^Meetings$/);
    await walker.page.waitForURL('**/meetings');
    await walker.tabTo(/^heldOn$/);
    for (const typed of [day, month, year]) {
      await keyboard.type(typed);
      await keyboard.press('Tab');
    }
    await keyboard.press('Enter');
    await heading(walker, 'Meeting recorded');
    await walker.end();
  });
});

async function nextDay(): Promise<string> {
  const day = addDays(today, 1);
  await app.setClock(`${day}T10:00:00.000Z`);
  return day;
}

async function heading({ page }: Walker, name: string): Promise<void> {
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** What was sent is refused: the page says so first, its summary leads to the field, and nothing is stored. */
async function refused(walker: Walker, sending: Promise<void>, words: string, field: string): Promise<void> {
  const { page } = walker;
  const before = await app.eventCount();
  await sending;
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  expect(await page.title()).toMatch(/^Error: /);
  await expectGoodPage(walker);
  await page.locator('.govuk-error-summary').getByRole('link', { name: words }).click();
  expect(await page.locator(':focus').getAttribute('id')).toBe(field);
  expect(await app.eventCount()).toBe(before);
}

async function typeDay({ page }: Walker, legend: string, typed: string): Promise<void> {
  const [year = '', month = '', day = ''] = typed.split('-');
  const group = page.getByRole('group', { name: legend });
  await group.getByLabel('Day').fill(day);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Year').fill(year);
}

async function press(walker: Walker, what: RegExp): Promise<void> {
  await walker.tabTo(what);
  await walker.page.keyboard.press('Enter');
}

/** The constabulary returns; the hospitals begin and do not. What is shown afterwards shows it. */
async function submitted(cycle: Section11Cycle): Promise<void> {
  await cycle.openReturn('health-author');
  await cycle.answerAll('health-author', ITEMS.slice(0, 12), () => ({ rating: 'partly-met', narrative: 'Under way.' }));
  await cycle.openReturn('agency-author');
  await cycle.answerAll('agency-author', ITEMS, () => ({ rating: 'met', narrative: 'In place.' }));
  await cycle.signOff('agency-lead');
  await cycle.submit('agency-lead');
  await cycle.etag('agency-lead');
}
