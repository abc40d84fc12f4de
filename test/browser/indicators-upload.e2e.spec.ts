import { spreadsheetOf } from '@goldenthread/files';
import type { Browser } from 'playwright-core';
import { describeInChromium, expectGoodPage, openChromium, Walker, WAYS } from '../support/chromium.js';
import { conferences, CONFERENCES, define, PLACE } from '../support/indicators.js';
import { JourneyApp } from '../support/journey-app.js';

const HEADER = ['indicator', 'place', 'period', 'numerator', 'denominator', 'standing', 'source', 'reason'];
const COUNT = 'contacts';

/** A quarter of two indicators as a spreadsheet. */
function quarter(quarterly: readonly string[], monthly: readonly string[]): { name: string; mimeType: string; buffer: Buffer } {
  const rows = [
    HEADER,
    [CONFERENCES, PLACE, ...quarterly, 'final', 'Return', 'Sent again.'],
    [COUNT, PLACE, ...monthly, 'final', 'Return', 'Sent again.'],
  ];
  return { name: 'figures.ods', mimeType: 'application/vnd.oasis.opendocument.spreadsheet', buffer: spreadsheetOf(rows, [], 'ods') };
}

let app: JourneyApp;
let browser: Browser;

describeInChromium('a quarter of figures, sent as a file in a browser', () => {
  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    const coordinator = await app.as('coordinator');
    const { denominator: _, ...counted } = conferences;
    await define(coordinator, CONFERENCES, conferences);
    await define(coordinator, COUNT, {
      ...counted,
      name: 'Contacts',
      measure: { kind: 'count' },
      decimals: 0,
      unit: 'contacts',
      frequency: 'month',
    });
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each(WAYS)(
    '%s: two errors are put right in the file, it is sent again, confirmed, and stands on the grid',
    async (_name, javaScriptEnabled, width) => {
      const walker = await Walker.start(browser, app.address, { javaScriptEnabled, width });
      const { page } = walker;
      const figure = javaScriptEnabled ? '71' : '72';
      const before = await app.head();
      await walker.signIn('council-author');
      await page.getByRole('link', { name: 'Indicators' }).click();
      await expectGoodPage(walker);
      await page.getByRole('link', { name: 'Send a table of figures' }).click();
      await expectGoodPage(walker);

      await page.locator('input[type=file]').setInputFiles(quarter(['2025-26-Q5', figure, '100'], ['2025-12', '1,234', '']));
      await page.getByRole('button', { name: 'Check the rows' }).click();
      await page.getByText('2 rows need to be put right').waitFor();
      await page.locator('td', { hasText: '2025-26-Q5' }).first().waitFor();
      await page.locator('td', { hasText: '1,234' }).first().waitFor();
      await expectGoodPage(walker);
      expect(await app.head()).toBe(before);

      await page.locator('input[type=file]').setInputFiles(quarter(['2025-26-Q3', figure, '100'], ['2025-12', `4${figure}`, '']));
      await page.getByRole('button', { name: 'Check the rows' }).click();
      await page.getByText('All 2 rows can be recorded').waitFor();
      expect(await page.locator('svg.gt-sparkline').count()).toBe(2);
      await expectGoodPage(walker);
      expect(await app.head()).toBe(before);

      await page.getByRole('button', { name: 'Record these figures' }).click();
      await page.getByText('2 figures of 2 rows were recorded').waitFor();
      await page.getByText(`${figure}.0% (${figure} of 100)`).waitFor();
      await expectGoodPage(walker);
      await page.getByRole('link', { name: 'See which figures have not come' }).click();
      await page.getByRole('heading', { name: 'Figures that have not come' }).waitFor();
      await expectGoodPage(walker);
      await walker.end();
    },
  );
});
