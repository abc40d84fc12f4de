import { describeInChromium, inEachWay, openedFor, WAYS } from '../support/chromium.js';
import { conferences, CONFERENCES, define, PLACE, quarter, quarters, VALUES } from '../support/indicators.js';
import { JourneyApp } from '../support/journey-app.js';

const KEYS = quarters(2022, 14);
const FIGURES = [71, 73, 70, 72, 74, 71, 73, 70, 72, 71, 73, 72, 71, 52];
const ADDRESS = `/indicators/${CONFERENCES}/${encodeURIComponent(PLACE)}`;

describeInChromium('indicators, in a browser', () => {
  const place = openedFor(async () => {
    const app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    const [coordinator, analyst] = await Promise.all([app.as('coordinator'), app.as('council-author')]);
    await define(coordinator, CONFERENCES, conferences);
    const target = { target: 80, tolerance: 5, from: '2022-04-01', why: 'Set by the Executive.' };
    await coordinator.post(`/api/v1/indicators/${CONFERENCES}/targets`, target);
    await analyst.post(VALUES, { place: PLACE, values: FIGURES.slice(0, 13).map((figure, at) => quarter(KEYS[at] ?? '', figure)) });
    return app;
  });

  inEachWay(WAYS, place, ({ signIn, goodPage, javaScriptEnabled }) => {
    it('an analyst reports a quarter, puts two errors right, and restates it with a reason', async () => {
      const { page } = await signIn('council-author');
      await page.getByRole('link', { name: 'Indicators', exact: true }).click();
      await goodPage();
      await page.getByRole('link', { name: /Initial conferences/ }).click();
      await goodPage();
      if (javaScriptEnabled) {
        await page.getByRole('link', { name: 'Report the figure of another period' }).click();
        await page.getByLabel('Number of initial conferences held in time').fill('5,2');
        await page.getByLabel('Provisional').check();
        await page.getByRole('button', { name: 'Report the figure' }).click();
        await page.getByText('There is a problem').waitFor();
        await goodPage();
        expect(await page.locator('.govuk-error-summary li').count()).toBe(2);
        await page.getByLabel('Number of initial conferences held in time').fill('52');
        await page.getByLabel('Out of how many initial conferences').fill('100');
        await page.getByLabel('Where does the figure come from?').fill('Quarterly return of the council');
        await page.getByRole('button', { name: 'Report the figure' }).click();
        await page.getByText('The latest figure, 52.0%, is below all that is usual').first().waitFor();
      }
      await page.getByRole('link', { name: /^Restate Quarter 2 2025/ }).click();
      await goodPage();
      await page.getByRole('button', { name: 'Restate the figure' }).click();
      await page.getByText('Enter a reason').first().waitFor();
      await page.getByLabel('Why is it now known to be another?').fill('Some conferences had been left out.');
      await page.getByLabel('Number of initial conferences held in time').fill(javaScriptEnabled ? '62' : '71');
      await page.getByRole('button', { name: 'Restate the figure' }).click();
      await page.getByText('is restated, with your reason').waitFor();
      await goodPage();
    });

    it('a member of PAQA sees the signal on the grid, reads the sentence and opens the chart', async () => {
      const { page } = await signIn('paqa-member');
      await page.getByRole('link', { name: 'Indicators', exact: true }).click();
      await goodPage();
      await page.getByRole('link', { name: /Initial conferences/ }).click();
      await page.locator('svg.gt-chart').waitFor();
      expect(await page.getByRole('link', { name: /^Restate/ }).count()).toBe(0);
      await goodPage();
    });

    it('the grid, a chart and places side by side go whole on a sheet of paper, without addresses', async () => {
      const walker = await signIn('paqa-member');
      const { page } = walker;
      // As wide as an A4 sheet between its margins.
      await page.setViewportSize({ width: 680, height: 900 });
      await page.emulateMedia({ media: 'print' });
      for (const path of ['/indicators', ADDRESS, `/indicators/${CONFERENCES}/places`]) {
        await walker.goTo(path);
        const widest = await page.evaluate<number>(
          'Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll("main svg, main table")].map((one) => one.getBoundingClientRect().right))',
        );
        expect({ path, fits: widest <= 680 }).toEqual({ path, fits: true });
        const after = await page.evaluate<string[]>(
          '[...document.querySelectorAll("main a")].map((one) => getComputedStyle(one, "::after").content)',
        );
        expect(after.filter((content) => content.includes('/'))).toEqual([]);
      }
    });

    it('the scrutineer sees the same page as it was before, and what changed since and why', async () => {
      const walker = await signIn('scrutineer');
      const { page } = walker;
      const before = await positionOfTheLastReport();
      await walker.goTo(`${ADDRESS}?asAt=${before}`);
      await page.getByText('Showing the record as at').waitFor();
      await page.getByText('The latest figure, 52.0%, is below all that is usual').first().waitFor();
      await goodPage();
      await walker.goTo(`/indicators/changes?since=${before}`);
      await page.getByText('Some conferences had been left out.').first().waitFor();
      await goodPage();
    });
  });

  /** Where the record stood when the quarter had been reported and not yet restated. */
  async function positionOfTheLastReport(): Promise<string> {
    for await (const { type, position } of place.app.platform.store.readAll()) {
      if (type === 'IndicatorValueRestated') return String(position - 1n);
    }
    throw new Error('Nothing was restated');
  }
});
