import type { Browser } from 'playwright-core';
import { MARLSHIRE, PAQA_GROUP } from '../../apps/standalone/src/demonstration/marlshire.js';
import { describeInChromium, expectGoodPage, openChromium, Walker, WAYS } from '../support/chromium.js';
import { conferences, CONFERENCES, define, PLACE, quarter, quarters, VALUES } from '../support/indicators.js';
import { JourneyApp, type Visitor } from '../support/journey-app.js';

const FIGURES = [71, 73, 70, 72, 74, 71, 73, 70, 72, 71, 73, 72, 71, 52];
const KEYS = quarters(2022, FIGURES.length);
const ADDRESS = `/indicators/${CONFERENCES}/${encodeURIComponent(PLACE)}`;
const NEIGHBOURS = ['borsetshire', 'loamshire', 'midshire', 'westshire'];
const SIGNAL = 'The latest figure, 52.0%, is below all that is usual';

let app: JourneyApp;
let browser: Browser;

/** Reported on a Monday, on which the sub-committee met; what follows is on the Thursday. */
describeInChromium('a signal, from the grid to the last meeting', () => {
  let coordinator: Visitor;

  beforeAll(async () => {
    app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
    const [unit, analyst] = await Promise.all([app.as('coordinator'), app.as('council-author')]);
    coordinator = unit;
    const others = NEIGHBOURS.map((code) => ({ kind: 'authority' as const, code, name: `${code} (invented)` }));
    await define(coordinator, CONFERENCES, { ...conferences, places: [...conferences.places, ...others] });
    const values = FIGURES.map((figure, at) => quarter(KEYS[at] ?? '', figure));
    for (const value of values) await analyst.post(VALUES, { place: PLACE, values: [value] });
    await compareWithOthers();
    const meeting = await coordinator.post(`/api/v1/partnerships/${MARLSHIRE.id}/groups/${PAQA_GROUP}/meetings`, { heldOn: '2026-01-05' });
    expect(meeting.status).toBe(201);
    await app.setClock('2026-01-08T09:00:00.000Z');
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  async function compareWithOthers(): Promise<void> {
    const neighbours = NEIGHBOURS.map((code, at) => ({ place: `authority:${code}`, name: `${code} (invented)`, rank: at + 1 }));
    const set = { model: '2025', neighbours, source: { title: 'Invented model' } };
    expect((await coordinator.post(`/api/v1/places/${PLACE}/neighbours`, set)).status).toBe(201);
    for (const [at, code] of NEIGHBOURS.entries()) {
      const values = [quarter(KEYS.at(-1) ?? '', 64 + at * 5)];
      expect((await coordinator.post(VALUES, { place: `authority:${code}`, values })).status).toBe(201);
    }
  }

  let walker: Walker;

  afterEach(() => walker.end());

  const goodPage = (): Promise<void> => expectGoodPage(walker);
  const follow = async (link: RegExp): Promise<void> => {
    await walker.page.getByRole('link', { name: link }).first().click();
    await goodPage();
  };

  describe.each(WAYS)('%s', (_name, javaScriptEnabled, width) => {
    beforeEach(async () => {
      walker = await Walker.start(browser, app.address, { javaScriptEnabled, width });
    });

    it('is seen by a member of the sub-committee, read in a sentence, drawn, compared and looked at as at the last meeting', async () => {
      await walker.signIn('paqa-member');
      const { page } = walker;
      await follow(/^Indicators$/);
      await page
        .getByText(/Unusual/)
        .first()
        .waitFor();
      await follow(/Read what is unusual/);
      await page.getByRole('link', { name: /Initial conferences/ }).waitFor();
      await follow(/Initial conferences/);
      await page.locator('svg.gt-chart').waitFor();
      await follow(/Compare it with other places/);
      await page
        .getByText(/Among itself and its 4 statistical neighbours, by the model of 2025, it is in the worst quarter/)
        .first()
        .waitFor();
      await page.locator('svg.gt-chart').waitFor();
      await walker.goTo(`/indicators/${CONFERENCES}/places`);
      await goodPage();
      await walker.goTo(ADDRESS);
      await follow(/See this page as it was when .* met on 5 January 2026/);
      await page.getByText('Showing the record as at').waitFor();
      await page.getByText(SIGNAL).first().waitFor();
    });
  });

  // What is restated is so for all that come after.
  describe.each(WAYS)('and later, %s', (_name, javaScriptEnabled, width) => {
    beforeEach(async () => {
      walker = await Walker.start(browser, app.address, { javaScriptEnabled, width });
    });

    it('is restated by its agency with a reason, and stands as it was at the last meeting', async () => {
      await walker.signIn('council-author');
      const { page } = walker;
      await walker.goTo(ADDRESS);
      await follow(/^Restate Quarter 2 2025/);
      await page.getByLabel('Why is it now known to be another?').fill('Some conferences had been left out.');
      await page.getByLabel('Number of initial conferences held in time').fill(javaScriptEnabled ? '72' : '73');
      await page.getByRole('button', { name: 'Restate the figure' }).click();
      await page.getByText('is restated, with your reason').waitFor();
      await page
        .getByText(/is usual variation: nothing in it asks for an explanation/)
        .first()
        .waitFor();
      await follow(/See this page as it was when .* met on 5 January 2026/);
      await page.getByText(SIGNAL).first().waitFor();
      expect(await page.getByRole('link', { name: /^Restate/ }).count()).toBe(0);
    });

    it('is followed up by people: what is proposed, the risk that the Board is told of, and what others published', async () => {
      await walker.signIn('paqa-member');
      const { page } = walker;
      await walker.goTo('/indicators/follow-up');
      await goodPage();
      await page.getByText('Quarter 2 2025 to 2026').first().waitFor();
      await follow(/^Tell the Board of a risk/);
      await page.getByRole('button', { name: 'Tell the Board' }).click();
      await page.getByText('There is a problem').waitFor();
      await goodPage();
      await page.getByLabel('What is the risk?').fill(`Too few chairs (${width})`);
      await page.getByLabel('Why is it a risk?').fill('Five of eight are away.');
      await page.getByRole('button', { name: 'Tell the Board' }).click();
      await page.getByText('The Board is told of the risk').waitFor();
      await follow(new RegExp(`Too few chairs \\(${width}\\)`));
      await page.getByText('Not decided yet').waitFor();
      await walker.goTo('/indicators/published');
      await goodPage();
    });
  });
});
