import { describeInChromium, HARDEST_WAY, inEachWay, openedFor } from '../support/chromium.js';
import { openMarlshire } from '../support/marlshire.js';

const TODAY = '2026-11-25';

describeInChromium('the register of actions, in a browser', () => {
  const place = openedFor(() => openMarlshire(TODAY));

  inEachWay(HARDEST_WAY, place, ({ signIn, goodPage }) => {
    it('tells a member of PAQA what needs attention, and leads to the letter and the action', async () => {
      const reader = await signIn('paqa-member');
      const { page } = reader;
      await reader.goTo('/attention');
      await page.getByText('Vale District Council failed 2 times to respond in time').first().waitFor();
      expect(await page.locator('ol.govuk-list--number > li').count()).toBeLessThanOrEqual(10);
      await goodPage();
      await page.getByRole('link', { name: 'See the letter' }).click();
      await page.getByText('To the executive member of Vale District Council').waitFor();
      await goodPage();
      await page.locator('.govuk-inset-text a').first().click();
      await page.getByRole('heading', { name: 'What happened' }).waitFor();
      await goodPage();
    });

    it('shows the register, filtered, and as at a day before', async () => {
      const reader = await signIn('scrutineer');
      const { page } = reader;
      await reader.goTo('/actions');
      await page.getByRole('heading', { name: 'Overdue, agency by agency' }).waitFor();
      await goodPage();
      await page.getByLabel('Status').selectOption('overdue');
      await page.getByRole('button', { name: 'Show these' }).click();
      await page.locator('table.gt-table-cards tbody tr').first().waitFor();
      expect(await page.locator('table.gt-table-cards tbody tr').count()).toBe(1);
      await reader.goTo('/actions?asAt=2024-08-10');
      await page.getByText('Showing the record as at 10 August 2024').waitFor();
      await page.getByText('2 actions: 1 overdue, 0 done.').waitFor();
      await goodPage();
      await page.locator('table.gt-table-cards tbody a').first().click();
      await page.getByText('Showing the record as at 10 August 2024').waitFor();
      await goodPage();
      await page.getByRole('link', { name: 'Agencies should agree what may be shared' }).click();
      await page.getByText('Section 11 standard: Information sharing').first().waitFor();
      await goodPage();
    });

    it('lets an agency say that it is done, and tells it what is missing', async () => {
      const reader = await signIn('fire-author');
      const { page } = reader;
      await reader.goTo('/');
      // Its own alone: what is asked of other agencies is not its to see.
      expect(await page.locator('.govuk-task-list .govuk-link').allInnerTexts()).toEqual(['Say on each referral whom to answer.']);
      await goodPage();
      await page.getByRole('link', { name: 'Say on each referral whom to answer.' }).click();
      await page.getByRole('link', { name: 'Refuse it, with the reason' }).click();
      await page.getByRole('button', { name: 'Refuse the action' }).click();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
      await goodPage();
      await reader.goTo('/actions');
      await goodPage();
    });

    it('lets the business unit record a recommendation', async () => {
      const reader = await signIn('coordinator');
      const { page } = reader;
      await reader.goTo('/recommendations/make');
      await goodPage();
      await page.getByRole('button', { name: 'Record the recommendation' }).click();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
      await goodPage();
    });
  });
});
