import { describeInChromium, HARDEST_WAY, inEachWay, openedFor, Walker } from '../support/chromium.js';
import { openMarlshire } from '../support/marlshire.js';

const TODAY = '2026-11-25';

describeInChromium('meetings, reviews and the chain of an audit, in a browser', () => {
  const place = openedFor(() => openMarlshire(TODAY));

  inEachWay(HARDEST_WAY, place, ({ signIn, goodPage }) => {
    it('leads from late minutes to the meetings, and to the step they wait for', async () => {
      const reader = await signIn('coordinator');
      const { page } = reader;
      await reader.goTo('/attention');
      await page
        .getByText(/The minutes of Performance, Audit and Quality Assurance sub-committee on .* were due with its chair by/)
        .waitFor();
      await page.getByRole('link', { name: 'See meetings and reviews' }).first().click();
      await page.getByText('Review of how agencies worked with Child R').waitFor();
      await goodPage();
      await page
        .getByRole('link', { name: /Record that they went to the chair/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Record it' }).click();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
      await goodPage();
      for (const path of ['/meetings-and-reviews/extraordinary', '/meetings-and-reviews/reviews', '/follow-up-rules']) {
        await reader.goTo(path);
        await goodPage();
      }
    });

    it('shows the chain from what an audit found to who looked again', async () => {
      const reader = await signIn('paqa-member');
      const { page } = reader;
      await reader.goTo('/recommendations');
      await page.getByRole('link', { name: /Name in each agency who reads police notifications/ }).click();
      await page.getByRole('heading', { name: 'What was found' }).waitFor();
      await page.getByText('61 of 66 notifications were read within two working days.').waitFor();
      await page.getByRole('link', { name: /Domestic abuse: a year on/ }).waitFor();
      await goodPage();
      await reader.goTo('/overdue-actions');
      await page.getByRole('img', { name: /Overdue actions of each agency, over time/ }).waitFor();
      await goodPage();
    });

    it('counts and lists what changed in everything, with a way to each thing', async () => {
      const reader = await signIn('scrutineer');
      const { page } = reader;
      await reader.goTo('/meetings-and-reviews?asAt=2026-10-20');
      await page.getByText(/\d+ changes have been made since\./).waitFor();
      await goodPage();
      await page.getByRole('link', { name: 'See what changed' }).first().click();
      for (const [domain, change] of [
        ['Recommendations, actions and meetings', /Minutes circulated, of the meeting on/],
        ['Case audits', /Case audit planned|Grades agreed/],
        ['Indicators', 'Figure recorded'],
      ] as const) {
        await page.getByRole('link', { name: `${domain} alone` }).click();
        await page.getByRole('heading', { name: `What was recorded: ${domain}` }).waitFor();
        await page.getByText(change).first().waitFor();
      }
      await goodPage();
    });
  });

  it('takes the minutes off the list once they have gone to the chair', async () => {
    const keeper = await Walker.start(place.browser, place.app.address);
    const { page } = keeper;
    await keeper.signIn('coordinator');
    await keeper.goTo('/meetings-and-reviews');
    await page
      .getByRole('link', { name: /Record that they went to the chair/ })
      .first()
      .click();
    const [year = '', month = '', day = ''] = TODAY.split('-');
    await page.getByLabel('Day').fill(day);
    await page.getByLabel('Month').fill(month);
    await page.getByLabel('Year').fill(year);
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('With the chair').first().waitFor();
    await keeper.goTo('/attention');
    expect(await page.getByText(/The minutes of/).count()).toBe(0);
    await keeper.end();
  });
});
