import type { Browser, Page } from 'playwright-core';
import { describeInChromium, expectGoodPage, openChromium, Walker } from '../support/chromium.js';
import { JourneyApp } from '../support/journey-app.js';
import { ITEMS, Section11Cycle } from '../support/section11-cycle.js';

let app: JourneyApp;
let browser: Browser;

async function headingOf(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).innerText()).trim();
}

describeInChromium('an agency in a browser', () => {
  beforeAll(async () => {
    app = await JourneyApp.open();
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each([
    ['with JavaScript', true, 1100],
    ['without JavaScript', false, 1100],
    ['without JavaScript, on a phone', false, 390],
  ])('answers, signs off, submits and is given a receipt, %s', async (_name, javaScriptEnabled, width) => {
    const cycle = await Section11Cycle.open(app, ['constabulary']);
    const author = await Walker.start(browser, app.address, { javaScriptEnabled, width });
    const { page } = author;

    await author.goTo('/');
    await expectGoodPage(author);
    await author.signIn('agency-author');
    await expectGoodPage(author);
    await author.goTo(`/cycles/${cycle.id}/return`);
    await expectGoodPage(author);
    await page.getByRole('button', { name: 'Start now' }).click();
    await page.waitForURL(`**/returns/${cycle.ref('agency-author')}`);
    await expectGoodPage(author);

    await page.getByRole('link', { name: /Does your agency have a named lead/ }).click();
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    await expectGoodPage(author);
    await page.getByRole('link', { name: 'Choose how far this is met' }).click();
    await page.getByRole('radio', { name: 'Partly met' }).check();
    await page.getByLabel('What is in place').fill('A named lead since May.');
    await page.getByLabel('Add a link: its name').fill('Policy');
    await page.getByLabel('Add a link: its address').fill('https://example.org/policy');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Your answer is saved.').waitFor();
    await expectGoodPage(author);

    await cycle.answerAll('agency-author', ITEMS.slice(1), () => ({ rating: 'met', narrative: 'In place.' }));
    await cycle.etag('agency-author');
    for (const path of ['', '/check', '/copy', '/history', '?asAt=5']) {
      await author.goTo(`/returns/${cycle.ref('agency-author')}${path}`);
      await expectGoodPage(author);
    }

    const lead = await Walker.start(browser, app.address, { javaScriptEnabled, width });
    await lead.signIn('agency-lead');
    await lead.goTo(`/returns/${cycle.ref('agency-lead')}/sign-off`);
    await lead.page.getByRole('button', { name: 'Sign off' }).click();
    await lead.page.getByRole('link', { name: /Confirm that you have read/ }).waitFor();
    await expectGoodPage(lead);
    await lead.page.getByRole('checkbox').check();
    await lead.page.getByRole('button', { name: 'Sign off' }).click();
    await lead.page.waitForURL('**/submit');
    await expectGoodPage(lead);
    await lead.page.getByRole('button', { name: 'Submit the return' }).click();
    await lead.page.waitForURL('**/receipt');
    expect(await headingOf(lead.page)).toBe('Return submitted');
    await expectGoodPage(lead);
    expect([...author.complaints, ...lead.complaints]).toEqual([]);
    await Promise.all([author.end(), lead.end()]);
  });

  it('walks to an answer, gives it and saves it with the keyboard alone', async () => {
    const cycle = await Section11Cycle.open(app, ['constabulary']);
    await cycle.openReturn('agency-author');
    await cycle.etag('agency-author');
    const walker = await Walker.start(browser, app.address);
    const { page } = walker;
    await walker.signIn('agency-author');
    await walker.goTo(`/returns/${cycle.ref('agency-author')}`);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    await walker.tabTo(/^Continue with the next question$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/items/SMC-1');
    await walker.tabTo(/^not-met$/);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await walker.tabTo(/^narrative$/);
    await page.keyboard.type('By keyboard alone.');
    await walker.tabTo(/^Save and continue$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/items/SMC-2');
    await walker.goTo(`/returns/${cycle.ref('agency-author')}/items/SMC-1`);
    expect(await page.getByLabel('What is in place').inputValue()).toBe('By keyboard alone.');
    expect(await page.getByRole('radio', { name: 'Partly met' }).isChecked()).toBe(true);
    await walker.end();
  });

  it('saves by itself when a field is left and when typing stops, and says so quietly', async () => {
    const cycle = await Section11Cycle.open(app, ['constabulary']);
    await cycle.openReturn('agency-author');
    await cycle.etag('agency-author');
    const [walker, colleague] = [await Walker.start(browser, app.address), await Walker.start(browser, app.address)];
    const { page } = walker;
    await page.clock.install();
    await walker.signIn('agency-author');
    await colleague.signIn('co-author');
    await walker.goTo(`/returns/${cycle.ref('agency-author')}/items/SMC-1`);
    const status = page.locator('[data-autosave-status]');

    await page.getByLabel('What is in place').fill('Not rated yet.');
    await page.getByLabel('Add a note').focus();
    await status.filter({ hasText: 'Not saved yet. Choose how far this is met.' }).waitFor();
    await page.getByRole('radio', { name: 'Partly met' }).check();
    await page.getByLabel('What is in place').fill('Saved by leaving the field.');
    await page.getByLabel('Add a note').focus();
    await status.filter({ hasText: /^Saved \d{1,2}:\d\d(am|pm)$/ }).waitFor();
    await page.getByLabel('What is in place').fill('Saved by stopping to type.');
    const saved = page.waitForResponse((response) => response.url().endsWith('/autosave'));
    await page.clock.fastForward(10_000);
    expect(await (await saved).json()).toMatchObject({ saved: true });
    await expectGoodPage(walker);

    await colleague.goTo(`/returns/${cycle.ref('agency-author')}/items/SMC-1`);
    expect(await colleague.page.getByLabel('What is in place').inputValue()).toBe('Saved by stopping to type.');
    await colleague.page.getByLabel('What is in place').fill('Nia wrote this meanwhile.');
    await colleague.page.getByRole('button', { name: 'Save', exact: true }).click();
    await colleague.page.getByText('Your answer is saved.').waitFor();
    await page.getByLabel('What is in place').fill('Callum goes on writing.');
    await page.getByLabel('Add a note').focus();
    await status.filter({ hasText: 'Nia Pritchard changed this answer while you were writing. Save to see both texts.' }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: /^Nia Pritchard, agency author, changed this answer/ }).waitFor();
    expect(await page.getByLabel('What is in place').inputValue()).toBe('Callum goes on writing.');
    await expectGoodPage(walker);
    expect([...walker.complaints, ...colleague.complaints]).toEqual([]);
    await Promise.all([walker.end(), colleague.end()]);
  });

  it('is warned five minutes before being signed out, and stays by one press', async () => {
    const walker = await Walker.start(browser, app.address);
    const { page } = walker;
    await page.clock.install();
    await walker.signIn('agency-author');
    const warning = page.getByRole('alertdialog', { name: 'You will soon be signed out' });
    await page.clock.fastForward(24 * 60_000);
    expect(await warning.isVisible()).toBe(false);
    await page.clock.fastForward(2 * 60_000);
    await warning.waitFor();
    expect(await page.locator(':focus').innerText()).toBe('Stay signed in');
    await expectGoodPage(walker);
    await page.keyboard.press('Enter');
    await warning.waitFor({ state: 'hidden' });
    await walker.end();
  });

  it('prints any page with its date and position, and nothing folded away', async () => {
    const cycle = await Section11Cycle.open(app, ['constabulary']);
    await cycle.openReturn('agency-author');
    await cycle.answer('agency-author', 'SMC-1', { rating: 'met', narrative: 'Printed for the minutes.' });
    const walker = await Walker.start(browser, app.address);
    const { page } = walker;
    await walker.signIn('agency-author');
    await walker.goTo(`/returns/${cycle.ref('agency-author')}/history`);
    expect(await page.getByRole('button', { name: 'Print this page' }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    const line = page.getByText(/^Printed from Golden Thread on 5 January 2026, .* by Callum Birch, .* \(event \d+\)\.$/);
    expect(await line.isVisible()).toBe(true);
    expect(await page.getByText('Printed for the minutes.').isVisible()).toBe(true);
    for (const hidden of ['Sign out', 'Print this page']) expect(await page.getByText(hidden).isVisible()).toBe(false);
    await walker.end();
  });

  it('signs out, and the browser holds nothing any more', async () => {
    const walker = await Walker.start(browser, app.address);
    await walker.signIn('agency-author');
    await walker.page.getByRole('button', { name: 'Sign out' }).click();
    await walker.page.waitForURL('**/signed-out?state=*');
    await expectGoodPage(walker);
    expect((await walker.page.context().cookies()).map(({ name }) => name)).toEqual([]);
    await walker.page.getByRole('button', { name: 'Sign in' }).click();
    await walker.page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    await walker.end();
  });
});
