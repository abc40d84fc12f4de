import { addDays, isWeekend } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { Browser } from 'playwright-core';
import { tellCaseAudits } from '../../apps/standalone/src/demonstration/case-audit-story.js';
import { BEGINS_AT } from '../../apps/standalone/src/demonstration/history.js';
import { Plan } from '../../apps/standalone/src/demonstration/plan.js';
import { describeInChromium, expectGoodPage, HARDEST_WAY, openChromium, Walker } from '../support/chromium.js';
import { JourneyApp } from '../support/journey-app.js';

const TODAY = '2026-11-25';
const DOMAIN = 'Outcome and impact';

/** Four invented children, as a spreadsheet gives them. */
const POPULATION = [
  'N-1, 5-9, 2018-Q1, female, child-protection, in-area',
  'N-2, 1-4, 2023-Q2, male, child-protection, in-area',
  'N-3, 10-15, 2013-Q3, female, looked-after, outside-area',
  'N-4, 16-17, 2009-Q4, male, early-help, in-area',
].join('\n');

let app: JourneyApp;
let browser: Browser;

describeInChromium('those who audit cases, in a browser', () => {
  beforeAll(async () => {
    app = await JourneyApp.open(BEGINS_AT);
    const plan = new Plan();
    tellCaseAudits(plan, ago);
    for (const { at, command } of plan.inOrder()) {
      await app.setClock(at);
      await app.commands.execute(command);
    }
    await app.setClock(`${TODAY}T10:00:00.000Z`);
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  describe.each(HARDEST_WAY)('%s', (_name, javaScriptEnabled, width) => {
    let reader: Walker;

    afterEach(() => reader.end());

    async function signIn(person: string): Promise<void> {
      reader = await Walker.start(browser, app.address, { javaScriptEnabled, width });
      await reader.signIn(person);
      await reader.page.getByRole('link', { name: 'Case audits' }).first().click();
      await reader.page.getByRole('heading', { name: 'Case audits' }).waitFor();
    }

    const goodPage = (): Promise<void> => expectGoodPage(reader);

    const follow = (name: string | RegExp): Promise<void> => reader.page.getByRole('link', { name }).first().click();
    const heading = (name: string | RegExp): Promise<void> => reader.page.getByRole('heading', { name }).first().waitFor();

    it('the sub-committee sees grades drawn, the re-audit beside the first, and the report, now and before the moderation', async () => {
      await signIn('paqa-member');
      const { page } = reader;
      await goodPage();
      await follow('Domestic abuse: six cases');
      await heading('How grades moved');
      expect(await page.locator('.gt-grade-cell').count()).toBe(16);
      expect(await page.locator('.gt-grade-cell rect').count()).toBeGreaterThan(60);
      await goodPage();
      const one = reader.at;
      await reader.goTo(`${one}?asAt=2025-03-01`);
      await page.getByText('Showing the record as at 1 March 2025').waitFor();
      expect(await page.locator('.gt-grade-cell rect').count()).toBe(0);
      await page.getByText('6 not agreed yet').first().waitFor();
      await goodPage();
      await reader.goTo(one);
      await follow('Findings, recommendations and report');
      await heading('Good practice');
      await goodPage();
      await reader.goTo('/case-audits');
      await follow('Domestic abuse: a year on');
      await heading('Beside the audit it repeats');
      await page.getByText('Marlshire Probation: 1 case still to audit').waitFor();
      await goodPage();
    });

    it('a member of the panel reads the case that is open, side by side, and not the one that waits', async () => {
      await signIn('council-lead');
      const { page } = reader;
      await follow('Domestic abuse: a year on');
      await heading('Cases');
      await goodPage();
      await follow(/^Open to the panel/);
      await heading(/^Moderation of case/);
      expect(await page.locator('table').count()).toBe(3);
      await goodPage();
      await page.goBack();
      await follow(/^Marlshire Constabulary: submitted/);
      await heading('Domains');
      await goodPage();
    });

    it('an agency’s auditor is told what is missing, what names somebody, and then has it saved', async () => {
      await signIn('probation-author');
      const { page } = reader;
      await follow('Domestic abuse: a year on');
      await follow(/^Begun/);
      await heading('Domains');
      await goodPage();
      await follow(`Grade ${DOMAIN}`);
      await page.getByRole('button', { name: 'Save' }).click();
      await heading('There is a problem');
      await goodPage();
      for (const box of await page.locator('textarea').all()) await box.fill('The note of the visit shows it.');
      for (const good of await page.locator('input[type=radio][value=good]').all()) await good.check();
      await page.locator('#why').fill('The family of 943 476 5919 was seen.');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('this holds an NHS number at character 15').first().waitFor();
      expect(await page.locator('#why').inputValue()).toContain('was seen');
      await goodPage();
      await page.locator('#why').fill('The child was seen alone.');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Domain graded').waitFor();
      await goodPage();
    });

    it('a grade is disputed by its agency, taken up the ladder, and decided by the record keeper', async () => {
      await signIn('agency-lead');
      const { page } = reader;
      await follow('Domestic abuse: a year on');
      await follow(/^Held/);
      await page.getByText('The mechanism of the SET Procedures').first().waitFor();
      await goodPage();
      const moderation = reader.at;
      const grade = `about ${DOMAIN}, Marlshire Constabulary`;
      const toGrade = async (): Promise<void> => {
        await page.getByRole('link', { name: grade }).click();
        await heading(DOMAIN);
      };
      await toGrade();
      await page.getByText('Nobody has spoken against this grade.').waitFor();
      await goodPage();
      await page.getByRole('button', { name: 'Dispute this grade' }).click();
      await page.getByRole('button', { name: 'Dispute the grade' }).click();
      await heading('There is a problem');
      await goodPage();
      await page.locator('#reason').fill('The note of the visit was not looked at.');
      await page.getByRole('button', { name: 'Dispute the grade' }).click();
      await page.getByText('Grade disputed').waitFor();
      await page.getByText('Here now').waitFor();
      await goodPage();
      await reader.end();

      await signIn('coordinator');
      await reader.goTo(moderation);
      await reader.page.getByRole('link', { name: grade }).click();
      await reader.page.getByRole('button', { name: 'Take the dispute a step further' }).click();
      await goodPage();
      await reader.page.locator('#reason').fill('The meeting could not settle it.');
      await reader.page.getByRole('button', { name: 'Take it further' }).click();
      await reader.page.getByText('Dispute taken further').waitFor();
      await goodPage();
      await reader.page.getByRole('button', { name: 'Record a dissent' }).click();
      await reader.page.getByLabel('Marlshire Hospitals', { exact: true }).check();
      await reader.page.getByLabel('Inadequate', { exact: true }).check();
      await reader.page.locator('#reason').fill('We were not told.');
      await reader.page.getByRole('button', { name: 'Record the dissent' }).click();
      await reader.page.getByText('Marlshire Hospitals thinks otherwise: Inadequate').waitFor();
      await reader.page.getByRole('button', { name: 'Record how the dispute was decided' }).click();
      await reader.page.getByLabel('Outstanding', { exact: true }).check();
      await reader.page.locator('#reason').fill('The note says so.');
      await goodPage();
      await reader.page.getByRole('button', { name: 'Record the decision' }).click();
      await reader.page.getByText('Decided here').waitFor();
      await goodPage();
      const decided = reader.at;
      await reader.goTo(`${decided}?asAt=2026-11-20`);
      await reader.page.getByText('Nobody has spoken against this grade.').waitFor();
      expect(await reader.page.getByRole('button', { name: /dissent|dispute/ }).count()).toBe(0);
      await goodPage();
    });

    it('a group acknowledges the briefing, is answered, and what it sees coming goes to the executive beside the re-audit', async () => {
      await signIn('coordinator');
      const { page } = reader;
      await follow('Domestic abuse: six cases');
      await follow('Findings, recommendations and report');
      await heading('Groups that it is shared with');
      await page.getByText('Visits to relatives go into the questions of the re-audit.').waitFor();
      await goodPage();
      await page
        .getByRole('link', { name: /: Marlshire Local Safeguarding Group Vale$/ })
        .first()
        .click();
      await goodPage();
      const risk = `Nobody answers the helpline at night.`;
      await page.locator('#feedback').fill('Call 943 476 5919.');
      await page.getByRole('button', { name: 'The group has read it' }).click();
      await page.getByText('this holds an NHS number at character 6').first().waitFor();
      await goodPage();
      await page.locator('#feedback').fill('Read at the market stall.');
      await page.locator('#emergingRisks').fill(risk);
      await page.getByRole('button', { name: 'The group has read it' }).click();
      await page.getByText('Briefing acknowledged').waitFor();
      await goodPage();
      await page.getByRole('link', { name: /^(Answer it|Change the answer).*Group Vale$/ }).click();
      await page.locator('#answer').fill(`The helpline is asked.`);
      await page.getByRole('button', { name: 'Send the answer' }).click();
      await page.getByText(`The helpline is asked.`).waitFor();
      await goodPage();
      const report = reader.at;
      await reader.goTo(`${report}?asAt=2025-04-30`);
      await page.getByText('not acknowledged yet').first().waitFor();
      await goodPage();

      await reader.goTo('/case-audits');
      await follow('Emerging risks, by the quarter');
      await page.getByText(risk).waitFor();
      await goodPage();
      await page.getByRole('button', { name: 'Record a risk' }).click();
      await page.getByRole('button', { name: 'Record the risk' }).click();
      await heading('There is a problem');
      await goodPage();
      await page.getByLabel('Marlshire Local Safeguarding Group South').check();
      await page.getByLabel('What is coming?').fill('Hostels are full.');
      await page.getByLabel('Missing children', { exact: true }).check();
      await page.getByRole('button', { name: 'Record the risk' }).click();
      await page.getByText('Hostels are full.').first().waitFor();
      await page.getByRole('button', { name: /^Report (to the executive|again)$/ }).click();
      await page.locator('#summary').fill(`Two groups see more at night.`);
      await goodPage();
      await page.getByRole('button', { name: 'Report the quarter' }).click();
      await page.getByText(/^Reported to the executive on 25 November 2026/).waitFor();
      await goodPage();
      await follow('April to June 2025');
      await page.getByText('Reported to the executive on 25 June 2025: 3 risks from 4 groups.').waitFor();
      await goodPage();
      await follow('The list as it was reported');
      await page.getByText('The refuge in the vale has had no free room since April.').waitFor();
      await goodPage();

      await reader.goTo('/case-audits');
      await follow('Domestic abuse: a year on');
      await heading('Beside the audit it repeats');
      await page.getByRole('link', { name: 'Repeats: Domestic abuse: six cases' }).waitFor();
      await follow('Who read it');
      await heading('Who read it');
      expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
      await goodPage();
    });

    it('the coordinator plans the theme again by the same items, beginning from the audit that is repeated', async () => {
      await signIn('coordinator');
      const { page } = reader;
      await follow('Domestic abuse: six cases');
      await follow('Plan a re-audit by the same items');
      await page.getByText('By the same items:').waitFor();
      await goodPage();
      expect(await page.getByLabel('What is its theme?').count()).toBe(0);
      expect(await page.getByLabel('Marlshire Probation', { exact: true }).isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Plan the audit' }).click();
      await heading('There is a problem');
      await goodPage();
      await page.getByLabel('What is it called?').fill(`Domestic abuse: two years on`);
      for (const [id, typed] of Object.entries({ ...dayIn('from', '1 1 2026'), ...dayIn('to', '31 10 2026'), cases: '2' })) {
        await page.locator(`#${id}`).fill(typed);
      }
      await page.getByRole('button', { name: 'Plan the audit' }).click();
      await page.getByText('Audit planned').waitFor();
      await page.getByRole('link', { name: 'Repeats: Domestic abuse: six cases' }).waitFor();
      await goodPage();
    });

    it('the coordinator is told what a plan lacks, plans an audit, and cannot send tools out before it is lawful', async () => {
      await signIn('coordinator');
      const { page } = reader;
      await page.getByRole('button', { name: 'Plan a case audit' }).click();
      await heading('Plan a case audit');
      await page.getByRole('button', { name: 'Continue' }).click();
      await heading('There is a problem');
      await goodPage();
      await page.getByLabel('Sample by theme').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Plan the audit' }).click();
      await heading('There is a problem');
      await goodPage();
      await page.getByLabel('What is it called?').fill('Neglect: two cases');
      await page.getByLabel('What is its theme?').selectOption('neglect');
      await page.getByLabel('Business plan').check();
      await page.getByLabel('Which one was it?').fill('Priority 2 of the plan');
      await page.getByLabel('What do you want to find out?').fill('Is neglect named early?\nDoes the plan change?');
      for (const [id, typed] of [
        ['from', '1'],
        ['from-month', '1'],
        ['from-year', '2026'],
        ['to', '30'],
        ['to-month', '9'],
        ['to-year', '2026'],
        ['cases', '2'],
      ] as const)
        await page.locator(`#${id}`).fill(typed);
      await page.getByLabel('Marlshire Constabulary', { exact: true }).check();
      await page.getByLabel('Marlshire Hospitals', { exact: true }).check();
      await page.getByLabel('Martin Hollis, Marlshire County Council').check();
      await page.getByRole('button', { name: 'Plan the audit' }).click();
      await page.getByText('Audit planned').waitFor();
      await goodPage();
      expect(await page.getByRole('button', { name: 'Ask every agency' }).count()).toBe(0);
      await page.getByLabel('Lawful basis').fill('UK GDPR article 6(1)(e)');
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByText('The tools go out once all three are recorded').waitFor();
      expect(await page.getByLabel('Lawful basis').count()).toBe(0);
      await goodPage();
      await page.getByLabel('Information-sharing agreement').fill('Agreement of the partners, version 4');
      await page.getByLabel('Data protection impact assessment').fill('MSCP-2026-03');
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByRole('button', { name: 'Draw the cases' }).click();
      await heading('Draw the cases');
      await page.getByRole('button', { name: 'Draw the cases' }).click();
      await heading('There is a problem');
      await goodPage();
      await page.getByLabel('Whom does the population hold?').fill('Open cases of neglect');
      for (const [id, typed] of [
        ['takenOn', '2'],
        ['takenOn-month', '11'],
        ['takenOn-year', '2026'],
        ['take', '1'],
        ['take-child-protection', '1'],
        ['seed', 'drawn on 25 November'],
      ] as const)
        await page.locator(`#${id}`).fill(typed);
      await page.locator('#population').fill(POPULATION);
      await page.getByLabel('Children whom the area placed outside it').check();
      await page.getByRole('button', { name: 'Draw the cases' }).click();
      await heading('The cases are drawn');
      expect(await page.locator('tbody tr').count()).toBe(2);
      await goodPage();
      await follow('Go on with the audit');
      for (const [id, typed] of [
        ['dueOn', '18'],
        ['dueOn-month', '12'],
        ['dueOn-year', '2026'],
      ] as const)
        await page.locator(`#${id}`).fill(typed);
      await page.getByRole('button', { name: 'Ask every agency' }).click();
      await page.getByText('Marlshire Hospitals: 2 cases still to audit').waitFor();
      await goodPage();
      await follow('Findings, recommendations and report');
      await follow('Record a finding');
      await goodPage();
      await page.getByRole('button', { name: 'Record the finding' }).click();
      await heading('There is a problem');
      await goodPage();
      await page.getByLabel('Good practice', { exact: true }).check();
      await page.getByLabel('Outcome and impact', { exact: true }).check();
      await page.getByLabel('What was found?').fill('Plans said what would be different.');
      await page.getByLabel('Neglect', { exact: true }).check();
      await page.getByRole('button', { name: 'Record the finding' }).click();
      await page.getByText('Plans said what would be different.').waitFor();
      await goodPage();
    });
  });
});

/** The three fields of a day. */
function dayIn(id: string, day: string): Record<string, string> {
  const [date = '', month = '', year = ''] = day.split(' ');
  return { [id]: date, [`${id}-month`]: month, [`${id}-year`]: year };
}

/** So many days before; on a weekend, the Friday before that. */
function ago(days: number): Day {
  const day = addDays(TODAY, -days);
  return isWeekend(day) ? ago(days + 1) : day;
}
