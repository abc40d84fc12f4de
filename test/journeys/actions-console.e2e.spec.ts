import { adoptThurrocksRules } from '../support/actions-journey.js';
import { Browsing, textOf } from '../support/browsing.js';
import { JourneyApp } from '../support/journey-app.js';
import { agencyId } from '../support/section11-cycle.js';

let app: JourneyApp;

beforeAll(async () => {
  app = await JourneyApp.open('2026-01-05T09:00:00.000Z');
  await adoptThurrocksRules(app, '2026-01-01');
});
afterAll(() => app.close());

async function signedIn(person: string, path: string): Promise<Browsing> {
  const browser = new Browsing(app.address);
  await browser.signIn(person, path);
  return browser;
}

const day = (name: string, text: string): Record<string, string> => {
  const [year = '', month = '', ofMonth = ''] = text.split('-');
  return { [name]: ofMonth, [`${name}-month`]: month, [`${name}-year`]: year };
};

describe('the register in a browser without JavaScript', () => {
  let recommendation: string;
  let action: string;

  it('is empty at first, and says what will appear', async () => {
    const browser = await signedIn('coordinator', '/actions');
    expect(textOf(browser.shown.html)).toContain('0 actions: 0 overdue, 0 done.');
    expect(textOf(browser.shown.html)).toContain('No action has been issued yet. When one is, it appears here.');
  });

  it('lets the business unit record a recommendation, and tells what is wrong with one', async () => {
    const browser = await signedIn('coordinator', '/recommendations/make');
    const before = await app.eventCount();
    const words = { text: 'Tell referrers what became of it.', kind: 'scrutiny', sourceTitle: 'Visit to the front door', review: '' };
    const wrong = await browser.send('/recommendations/make', { ...words, ...day('on', '2026-02-30') });
    expect([wrong.status, textOf(wrong.html)]).toEqual([422, expect.stringContaining('There is a problem')]);
    expect(textOf(wrong.html)).toContain('Choose at least one theme');
    expect(wrong.html).toMatch(/href="#on"/);
    expect(wrong.html).toContain('Tell referrers what became of it.');
    const future = await browser.send('/recommendations/make', { ...words, ...day('on', '2030-01-01'), 'theme-front-door': 'yes' });
    expect([future.status, textOf(future.html)]).toEqual([422, expect.stringContaining('Today is 2026-01-05')]);
    expect(await app.eventCount()).toBe(before);
    const made = await browser.send('/recommendations/make', { ...words, ...day('on', '2026-01-02'), 'theme-front-door': 'yes' });
    expect(textOf(made.html)).toContain('Recommendation recorded');
    expect(textOf(made.html)).toContain('Scrutiny: Visit to the front door, 2 January 2026. Themes: Front door and thresholds.');
    recommendation = made.at;
  });

  it('issues an action to an agency, once however often the form is sent', async () => {
    const browser = await signedIn('coordinator', `${recommendation}/issue`);
    const asked = {
      what: 'Write to every referrer.',
      agency: agencyId('constabulary'),
      successMeasure: 'They hear.',
      evidenceSought: 'A sample.',
    };
    const hidden = browser.hidden(`${recommendation}/issue`);
    const fields = { ...hidden, ...asked, ...day('dueOn', '2026-03-31') };
    const first = await browser.post(`${recommendation}/issue`, fields);
    const again = await browser.post(`${recommendation}/issue`, fields);
    expect(again.at).toBe(first.at);
    action = first.at;
    expect(textOf(first.html)).toContain('To be done by Tuesday 31 March 2026');
  });

  it('is received, accepted, worked on and shown to be done by its agency', async () => {
    const browser = await signedIn('agency-lead', '/actions');
    expect(textOf(browser.shown.html)).toContain('Write to every referrer.');
    await browser.get(`${action}/receive/receipt`);
    const early = await browser.send(`${action}/receive/receipt`, day('receivedOn', '2026-01-04'));
    expect([early.status, textOf(early.html)]).toEqual([422, expect.stringContaining('It was issued on 2026-01-05')]);
    await browser.send(`${action}/receive/receipt`, day('receivedOn', '2026-01-05'));
    // Received Monday 5 January 2026: 6 Tue 1 … 9 Fri 4, 16 Fri 9, 19 Mon 10.
    expect(textOf(browser.shown.html)).toContain('Response due Monday 19 January 2026');
    await browser.get(`${action}/respond/accept`);
    await browser.send(`${action}/respond/accept`, {});
    expect(textOf(browser.shown.html)).toContain('Action accepted');
    await browser.get(`${action}/progress/claim`);
    const claim = { statement: 'Letters go out.', evidence: '', linkTitle: '', linkUrl: '' };
    const bare = await browser.send(`${action}/progress/claim`, claim);
    expect([bare.status, textOf(bare.html)]).toEqual([422, expect.stringContaining('Give at least one piece of evidence')]);
    await browser.send(`${action}/progress/claim`, { ...claim, evidence: 'Twenty letters read.' });
    expect(textOf(browser.shown.html)).toContain('Said to be done, with evidence');
    const judging = await browser.get(`${action}/judge/agree`);
    expect(judging.status).toBe(403);
  });

  it('is agreed to by the business unit, and can be read as it was before', async () => {
    await app.setClock('2026-04-07T09:00:00.000Z');
    const browser = await signedIn('coordinator', '/attention');
    expect(textOf(browser.shown.html)).toContain('1 action said to be done waits for somebody of another body to agree');
    await browser.get(`${action}/judge/agree`);
    await browser.send(`${action}/judge/agree`, {});
    expect(textOf(browser.shown.html)).toContain('Agreed to be done on 7 April 2026, after it was due');
    const then = textOf((await browser.get(`${action}?asAt=2026-01-05`)).html);
    expect(then).toContain('Said to be done');
    expect(then).not.toContain('Agreed to be done');
    expect(then).not.toContain('What you can do');
    const filtered = textOf((await browser.get('/actions?status=completed&theme=front-door')).html);
    expect(filtered).toContain('Write to every referrer.');
    expect(textOf((await browser.get('/actions?status=open')).html)).toContain('No action is like that.');
    const csv = await browser.once('/actions?format=csv');
    expect(await csv.text()).toContain('Write to every referrer.');
  });

  it('is nobody else’s to see', async () => {
    const browser = await signedIn('health-lead', '/actions');
    expect(textOf(browser.shown.html)).not.toContain('Write to every referrer.');
    const theirs = await browser.get(action);
    const nothing = await browser.get('/actions/00000000-0000-4000-8000-000000000009');
    expect([theirs.status, nothing.status]).toEqual([404, 404]);
  });

  it('shows the sub-committee’s letter to decide on', async () => {
    const coordinator = await signedIn('coordinator', `${recommendation}/issue`);
    for (const what of ['One thing.', 'Another thing.']) {
      await coordinator.get(`${recommendation}/issue`);
      await coordinator.send(`${recommendation}/issue`, {
        what,
        agency: agencyId('probation'),
        successMeasure: 'x',
        evidenceSought: 'x',
        ...day('dueOn', '2026-12-31'),
      });
      const at = coordinator.shown.at;
      await coordinator.get(`${at}/receive/receipt`);
      await coordinator.send(`${at}/receive/receipt`, day('receivedOn', '2026-04-07'));
    }
    // Received Tuesday 7 April 2026: 8 Wed 1, 9, 10 Fri 3, 13 Mon 4 … 17 Fri 8, 20 Mon 9, 21 Tue 10.
    await app.setClock('2026-04-22T09:00:00.000Z');
    await app.beginDay();
    const text = await appears(coordinator, '/attention', 'failed 2 times to respond in time');
    expect(text).toContain('A letter to its executive member is ready.');
    const href = /href="(\/letters\/[^"]+)"/.exec(coordinator.shown.html)?.[1] ?? '';
    await coordinator.get(href);
    const noReason = await coordinator.send(`${href}/hold`, { reason: '' });
    expect([noReason.status, textOf(noReason.html)]).toEqual([422, expect.stringContaining('Enter a reason')]);
    await coordinator.send(`${href}/hold`, { reason: 'Their lead is on leave.' });
    expect(textOf(coordinator.shown.html)).toContain(
      'Held on Wednesday 22 April 2026 by Priya Raman. The strategic partners were informed on Wednesday 22 April 2026.',
    );
    await coordinator.send(`${href}/issue`, {});
    expect(textOf(coordinator.shown.html)).toContain('Letter issued');
    const member = await signedIn('paqa-member', href);
    expect(textOf(member.shown.html)).toContain('To the executive member of Marlshire Probation');
    expect(member.shown.html).not.toContain('Issue the letter');
  });
});

async function appears(browser: Browsing, path: string, words: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const text = textOf((await browser.get(path)).html);
    if (text.includes(words)) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`"${words}" never appeared on ${path}`);
}
