import type { Locator, Page } from 'playwright-core';
import { describeInChromium, inEachWay, openedFor, WAYS } from '../support/chromium.js';
import { openMarlshire } from '../support/marlshire.js';

const TODAY = '2026-11-25';

describeInChromium('those who read, in a browser', () => {
  const place = openedFor(() => openMarlshire(TODAY));

  inEachWay(WAYS, place, ({ signIn, goodPage }) => {
    it('a member of PAQA lands on five sentences, and is one click from the agency’s words', async () => {
      const reader = await signIn('paqa-member');
      const { page } = reader;
      expect(reader.at).toBe('/overview');
      expect(await page.locator('.gt-sentences > li').count()).toBe(7);
      await goodPage();
      await page.locator('#slipped a').first().click();
      await page.getByRole('heading', { name: 'The agency’s answer' }).waitFor();
      expect(await page.locator('.gt-words').count()).toBeGreaterThan(1);
      await goodPage();
      for (const finding of ['not-returned', 'weakest', 'slipped', 'without-evidence']) {
        await reader.goTo(`/overview/${finding}`);
        expect(await page.locator('tbody tr').count()).toBeGreaterThan(1);
        await goodPage();
      }
    });

    it('sees every agency by standard, now and as at a day before', async () => {
      const reader = await signIn('paqa-member');
      const { page } = reader;
      await page.getByRole('link', { name: 'See every agency by standard' }).click();
      await page.locator('.gt-matrix tbody tr').first().waitFor();
      await goodPage();
      const now = await page.locator('.gt-matrix td a').count();
      await reader.goTo(`${reader.at}?asAt=2026-11-05`);
      await page.getByText('Showing the record as at 5 November 2026').waitFor();
      expect(await page.locator('.gt-matrix td a').count()).toBeLessThan(now);
      await goodPage();
      await page.locator('.gt-matrix td a').first().click();
      await page.getByText('Showing the record as at 5 November 2026').waitFor();
      await goodPage();
    });

    it('a scrutineer chooses a day, is told of one that there is not, and sees what changed since', async () => {
      const reader = await signIn('scrutineer');
      const { page } = reader;
      expect(reader.at).toBe('/record');
      await goodPage();
      for (const [field, typed] of [
        ['Day', '31'],
        ['Month', '2'],
        ['Year', '2026'],
      ] as const)
        await whichDay(page).getByLabel(field, { exact: true }).fill(typed);
      await page.getByRole('button', { name: 'Show the record then' }).click();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
      expect(await whichDay(page).getByLabel('Month', { exact: true }).inputValue()).toBe('2');
      await goodPage();
      await whichDay(page).getByLabel('Month', { exact: true }).fill('10');
      await page.getByRole('button', { name: 'Show the record then' }).click();
      await page.getByText('Showing the record as at 31 October 2026').waitFor();
      await goodPage();
      await page.getByRole('link', { name: 'See what changed' }).click();
      await page.getByRole('heading', { name: 'What has changed' }).waitFor();
      await goodPage();
    });

    it('walks from change to change by keyboard, and compares the last meeting with today', async () => {
      const reader = await signIn('scrutineer');
      const { page } = reader;
      const previous = page.getByRole('link', { name: /^Previous change/ });
      await previous.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/asAt=.*#walk$/);
      await page.keyboard.press('Tab');
      expect(await page.evaluate<string>('document.activeElement.rel')).toBe('prev');
      await goodPage();
      await reader.goTo('/record');
      await page.locator('#since-moment').selectOption('2026-11-13');
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByRole('heading', { name: 'Everything that was recorded' }).waitFor();
      await goodPage();
      await page.getByRole('link', { name: /Case audits alone$/ }).click();
      await page.getByRole('heading', { name: 'What was recorded: Case audits' }).waitFor();
      await goodPage();
      await page.getByRole('link', { name: 'See everything that was recorded' }).click();
      for (const step of ['Older', 'Older', 'Newer']) {
        await page.getByRole('navigation', { name: 'Pages of changes' }).getByRole('link', { name: step }).click();
        await page.getByRole('heading', { name: /^What has changed: \d+ to \d+ of [\d,]+$/, level: 1 }).waitFor();
      }
      await goodPage();
      for (const view of ['Section 11 answers that changed', 'Section 11 standards, then and now']) {
        await page.getByRole('link', { name: view }).click();
        await page.getByRole('heading', { name: view, level: 1 }).waitFor();
        expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
        await goodPage();
      }
      await page.locator('#until-moment').selectOption('');
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByText('Choose or enter the second date').first().waitFor();
      await goodPage();
    });
  });
});

/** The one date, beside the two that can be compared. */
function whichDay(page: Page): Locator {
  return page.getByRole('group', { name: 'Which day?' });
}
