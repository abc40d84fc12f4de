import type { Browser } from 'playwright-core';
import { describeInChromium, expectGoodPage, openChromium, Walker } from '../support/chromium.js';
import { JourneyApp } from '../support/journey-app.js';
import { ITEMS, Section11Cycle } from '../support/section11-cycle.js';

const WORDS = 'Nobody has been named since the lead left in June.';

let app: JourneyApp;
let browser: Browser;

describeInChromium('a return, from the agency that makes it to the scrutineer who looks back', () => {
  beforeAll(async () => {
    app = await JourneyApp.open();
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each([
    { name: 'with JavaScript', javaScriptEnabled: true, width: 1100, dueOn: '2026-03-31', before: '2026-01-11', submittedOn: '2026-01-12' },
    {
      name: 'without JavaScript, on a phone',
      javaScriptEnabled: false,
      width: 390,
      dueOn: '2026-04-30',
      before: '2026-01-19',
      submittedOn: '2026-01-20',
    },
  ])('is seen by each of them in turn, $name', async ({ javaScriptEnabled, width, dueOn, before, submittedOn }) => {
    const cycle = await Section11Cycle.open(app, ['constabulary', 'hospitals'], dueOn);
    const ref = cycle.ref('agency-lead');
    await cycle.openReturn('agency-author');
    await cycle.answerAll('agency-author', ITEMS, (item) =>
      item === 'SMC-1' ? { rating: 'not-met', narrative: WORDS } : { rating: 'met', narrative: 'In place.' },
    );
    await cycle.etag('agency-author');
    await app.setClock(`${submittedOn}T10:00:00.000Z`);
    const signIn = async (person: string): Promise<Walker> => {
      const walker = await Walker.start(browser, app.address, { javaScriptEnabled, width });
      await walker.signIn(person);
      return walker;
    };

    const lead = await signIn('agency-lead');
    await lead.goTo(`/returns/${ref}/sign-off`);
    await lead.page.getByRole('checkbox').check();
    await lead.page.getByRole('button', { name: 'Sign off' }).click();
    await lead.page.getByRole('button', { name: 'Submit the return' }).click();
    await lead.page.getByRole('heading', { name: 'Return submitted' }).waitFor();
    await expectGoodPage(lead);
    await cycle.etag('agency-lead');

    const coordinator = await signIn('coordinator');
    expect(coordinator.at).toBe('/cycles');
    await coordinator.page.getByText('1 of 2 returned; 1 of 2 required.').waitFor();
    const row = coordinator.page.locator('.gt-agencies tbody tr', { hasText: 'Marlshire Constabulary' });
    expect(await row.innerText()).toMatch(/Submitted[\s\S]*40 of 40/);
    await expectGoodPage(coordinator);

    const member = await signIn('paqa-member');
    expect(member.at).toBe('/overview');
    expect(await member.page.locator('#not-returned').innerText()).toMatch(/^1 of 2 agencies has not returned/);
    expect(await member.page.locator('#weakest').innerText()).toMatch(/3 of 4 items/);
    await member.page.locator('#weakest').getByRole('link', { name: 'Marlshire Constabulary: 3 of 4 met' }).click();
    await member.page.getByText(WORDS).first().waitFor();
    await expectGoodPage(member);
    const figures = `/cycles/${cycle.id}/standards`;
    await member.goTo(figures);
    expect(await cellsOf(member, 'Marlshire Constabulary').count()).toBeGreaterThan(5);
    await expectGoodPage(member);

    const scrutineer = await signIn('scrutineer');
    await scrutineer.goTo(`${figures}?asAt=${before}`);
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(before));
    await scrutineer.page.getByText(`Showing the record as at ${day}`).waitFor();
    expect(await cellsOf(scrutineer, 'Marlshire Constabulary').count()).toBe(0);
    await expectGoodPage(scrutineer);
    await scrutineer.goTo(`/overview?asAt=${before}`);
    expect(await scrutineer.page.locator('#not-returned').innerText()).toMatch(/^2 of 2 agencies have not returned/);
    expect(await scrutineer.page.getByText(WORDS).count()).toBe(0);
    await expectGoodPage(scrutineer);
    await printed(scrutineer, javaScriptEnabled, `It shows the record as at ${day}`);

    expect([lead, coordinator, member, scrutineer].flatMap(({ complaints }) => complaints)).toEqual([]);
    await Promise.all([lead, coordinator, member, scrutineer].map((walker) => walker.end()));
  });
});

function cellsOf({ page }: Walker, agency: string): ReturnType<typeof page.locator> {
  return page.locator('.gt-matrix tbody tr', { hasText: agency }).locator('td a');
}

/** The page goes on paper with its date, and without what can only be pressed; its button asks the browser to print it. */
async function printed({ page }: Walker, javaScriptEnabled: boolean, words: string): Promise<void> {
  const button = page.getByRole('button', { name: 'Print this page' });
  if (javaScriptEnabled) {
    await page.evaluate('globalThis.print = () => { document.body.dataset.printed = "yes"; }');
    await button.click();
    expect(await page.locator('body').getAttribute('data-printed')).toBe('yes');
  } else {
    expect(await page.locator('.gt-page-tools noscript').innerText()).toContain('use your browser’s print command');
  }
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.gt-print-line').innerText()).toContain(words);
  expect(await page.locator('.gt-print-line').innerText()).toMatch(/\(event [\d,]+\)/);
  for (const hidden of [button, page.getByRole('button', { name: 'Sign out' })]) expect(await hidden.isVisible()).toBe(false);
}
