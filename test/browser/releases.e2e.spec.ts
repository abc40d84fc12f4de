import type { Page } from 'playwright-core';
import { describeInChromium, HARDEST_WAY, inEachWay, openedFor } from '../support/chromium.js';
import { conferences, CONFERENCES, define, PLACE, quarter, quarters, VALUES } from '../support/indicators.js';
import { JourneyApp } from '../support/journey-app.js';

/** In the third quarter all but three conferences were in time: from the percentage it could be worked out how few were late. */
const FIGURES = [71, 82, 97, 74];

describeInChromium('what leaves the circle, in a browser', () => {
  const place = openedFor(async () => {
    const app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    await define(await app.as('coordinator'), CONFERENCES, conferences);
    const keys = quarters(2024, 4);
    await (
      await app.as('council-author')
    ).post(VALUES, { place: PLACE, values: FIGURES.map((figure, at) => quarter(keys[at] ?? '', figure)) });
    return app;
  });

  inEachWay(HARDEST_WAY, place, ({ signIn, goodPage, way }) => {
    const title = `Conferences, ${way}`;

    /** The service navigation is folded up on a phone, where scripts run. */
    const toReleases = (page: Page): Promise<void> => page.getByRole('link', { name: 'Releases', exact: true }).click();

    it('the coordinator chooses a table, sees what will be hidden and why, and releases it to lay members', async () => {
      const { page } = await signIn('coordinator');
      await toReleases(page);
      await goodPage();
      await page.getByRole('button', { name: 'Release figures' }).click();
      await goodPage();
      await page.getByRole('button', { name: 'Look at the table' }).click();
      await page.getByText('Choose what to release').first().waitFor();
      await goodPage();
      await page.getByLabel('Figures of indicators').check();
      await page.getByLabel(conferences.name).check();
      await page.getByRole('button', { name: 'Look at the table' }).click();
      await page.getByText('Of 12 numbers, 2 are hidden').waitFor();
      // Released once, it is known to be hidden: then that is why.
      await page.getByText(/^Hidden: (a small number could be worked out from it|an earlier release hid it)$/).waitFor();
      await page.getByText('97.0%').waitFor();
      await goodPage();
      await page.getByRole('button', { name: 'Release it' }).click();
      await page.getByText('Enter what it is for').first().waitFor();
      await goodPage();
      await page.getByLabel('What is it called?').fill(title);
      await page.getByLabel('Lay members').check();
      await page.getByLabel('What is it for?').fill('The lay members asked for it.');
      await page.getByRole('button', { name: 'Release it' }).click();
      await page.getByText('It stays as it is.').waitFor();
      await page.getByText('The lay members asked for it.').waitFor();
      await goodPage();
    });

    it('a lay member reads it and what its symbols mean, and nothing else is there', async () => {
      const walker = await signIn('lay-member');
      const { page } = walker;
      expect(walker.at).toBe('/releases');
      await goodPage();
      await page.getByRole('link', { name: title }).click();
      await page.getByText('c: hidden, since it is from 1 to 5').waitFor();
      expect(await page.getByText('97').count()).toBe(0);
      expect(await page.getByText('The lay members asked for it.').count()).toBe(0);
      expect(await page.getByRole('link', { name: 'Download this table (CSV)' }).count()).toBe(1);
      await goodPage();
      const own = walker.at;
      for (const path of ['/indicators', '/case-audits', '/overview', '/releases/make']) {
        await walker.goTo(path);
        await page.getByRole('heading', { name: 'Page not found' }).waitFor();
        await goodPage();
      }
      await walker.goTo(`${own}?asAt=${String(await place.app.head())}`);
      await goodPage();
    });

    it('the coordinator withdraws it, and the lay member reads when and why instead', async () => {
      const unit = await signIn('coordinator');
      await toReleases(unit.page);
      await unit.page.getByRole('link', { name: title }).click();
      await unit.page.getByRole('button', { name: 'Withdraw it' }).click();
      await goodPage();
      await unit.page.getByRole('button', { name: 'Withdraw it' }).click();
      await unit.page.getByText('Enter why it is withdrawn').first().waitFor();
      await goodPage();
      await unit.page.getByLabel('Why is it withdrawn?').fill('A quarter had been counted twice.');
      await unit.page.getByRole('button', { name: 'Withdraw it' }).click();
      await unit.page.getByText('This is the table as it left.').waitFor();
      await goodPage();
      const { page } = await signIn('lay-member');
      await page.getByText('Withdrawn on 5 January 2026').first().waitFor();
      await goodPage();
      await page.getByRole('link', { name: title }).click();
      await page.getByText('A quarter had been counted twice.').waitFor();
      expect(await page.getByRole('link', { name: 'Download this table (CSV)' }).count()).toBe(0);
      await goodPage();
    });
  });
});
