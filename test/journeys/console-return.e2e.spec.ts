import { PeopleRegister } from '@goldenthread/access';
import { withClient } from '@goldenthread/event-store-postgres/testing';
import { section11V1 } from '@goldenthread/section11';
import { Browsing, textOf, type Shown } from '../support/browsing.js';
import { JourneyApp, uuid } from '../support/journey-app.js';
import { agencyId, ITEMS, personId, Section11Cycle } from '../support/section11-cycle.js';
import { MARLSHIRE } from '../../apps/standalone/src/demonstration/marlshire.js';

let app: JourneyApp;
let cycle: Section11Cycle;

beforeAll(async () => {
  app = await JourneyApp.open();
  cycle = await Section11Cycle.open(app, ['constabulary', 'hospitals', 'probation']);
});
afterAll(() => app.close());

async function aBrowser(person: string): Promise<Browsing> {
  const browser = new Browsing(app.address);
  await browser.signIn(person);
  return browser;
}

function returnOf(person: string): string {
  return `/returns/${cycle.ref(person)}`;
}

function questionOf(person: string, item: string): string {
  return `${returnOf(person)}/items/${item}`;
}

/** Waits until pages show what was done through the API. */
async function shown(person: string, ref: string): Promise<void> {
  const { status } = await (await app.as(person)).get(`/api/v1/returns/${ref}?minPosition=${String(await app.head())}`);
  expect(status).toBe(200);
}

/** Opens a question and sends its form. */
async function answer(browser: Browsing, path: string, fields: Record<string, string>, button = 'save'): Promise<Shown> {
  await browser.get(path);
  return browser.send(path, { next: button, ...fields });
}

describe('an agency, without JavaScript', () => {
  let author: Browsing;
  const first = (): string => questionOf('agency-author', 'SMC-1');

  beforeAll(async () => {
    author = await aBrowser('agency-author');
  });

  it('finds the return among its tasks, is told by what law it is asked, and starts it', async () => {
    expect(textOf((await author.get('/')).html)).toContain('Start your return');
    const start = `/cycles/${cycle.id}/return`;
    expect(textOf((await author.get(start)).html)).toContain('Your agency must answer, under section 11 of the Children Act 2004.');
    const started = await author.send(start, {});
    expect([started.at, textOf(started.html)]).toEqual([
      returnOf('agency-author'),
      expect.stringContaining('You have answered 0 of 40 questions (0%)'),
    ]);
    expect((await author.get(start)).at).toBe(returnOf('agency-author'));
  });

  it('is shown what is wrong with an answer, keeps what was typed, and nothing is stored', async () => {
    const before = await app.eventCount();
    const wrong = await answer(author, first(), {
      narrative: 'Typed at length.',
      'evidence-1-kind': 'link',
      'evidence-1-title': 'Policy',
      'evidence-1-url': 'not an address',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('<title>Error: ');
    expect(wrong.html).toContain('href="#rating">Choose how far this is met</a>');
    expect(wrong.html).toContain('href="#evidence-0-url">');
    expect(wrong.html).toContain('>Typed at length.</textarea>');
    expect(wrong.html).toContain('value="not an address"');
    expect(await app.eventCount()).toBe(before);
  });

  it('answers, and is led on to the next question', async () => {
    const onwards = await answer(author, first(), { rating: 'partly-met', narrative: 'A named lead\r\nsince May.' }, 'continue');
    expect(onwards.at).toBe(questionOf('agency-author', 'SMC-2'));
    expect(textOf(onwards.html)).toContain('Saved Your answer is saved.');
    const list = textOf((await author.get(returnOf('agency-author'))).html);
    expect(list).toContain('You have answered 1 of 40 questions (3%)');
    expect(list).not.toContain('Your answer is saved');
  });

  it('that sends the same form twice changes it once', async () => {
    await author.get(first());
    const fields = { ...author.hidden(first()), rating: 'met', narrative: 'Twice.' };
    const before = await app.eventCount();
    await author.post(first(), fields);
    expect(await author.post(first(), fields)).toMatchObject({ status: 200 });
    expect(await app.eventCount()).toBe(before + 1);
  });

  it('adds evidence, and takes it away by emptying it', async () => {
    const link = { 'evidence-1-kind': 'link', 'evidence-1-title': 'Policy', 'evidence-1-url': 'https://example.org/policy' };
    const saved = await answer(author, first(), { rating: 'met', 'evidence-0-kind': 'note', 'evidence-0-text': 'Minutes', ...link });
    expect(saved.html).toContain('value="https://example.org/policy"');
    const less = await answer(author, first(), { rating: 'met', 'evidence-0-kind': 'note', 'evidence-0-text': ' ', ...link });
    expect(less.html).not.toContain('>Minutes</textarea>');
  });

  it('sees who changed an answer, when, and what it was before, at that date too', async () => {
    const { html } = await author.get(first());
    expect(textOf(html)).toMatch(/Changed from Partly met to Met Callum Birch, agency author\. 5 January 2026/);
    const [, then = ''] = [...html.matchAll(/href="([^"]+asAt=\d+)"/g)].at(-1) ?? [];
    const earlier = textOf((await author.get(then)).html);
    expect(earlier).toContain('Showing the record as at 5 January 2026');
    expect(earlier).toMatch(/[1-9]\d* changes have been made since\. See what changed or return to today/);
    expect(earlier).toContain('Partly met A named lead since May.');
    expect(earlier).not.toContain('Save and continue');
  });

  it('sees what changed since, as many as the banner said', async () => {
    const earlier = await author.get(`${returnOf('agency-author')}?asAt=${String((await app.head()) - 2n)}`);
    expect(textOf(earlier.html)).toContain('2 changes have been made since.');
    const [, changes = ''] = /href="(\/changes\?since=\d+)"/.exec(earlier.html) ?? [];
    const page = await author.get(changes);
    expect(textOf(page.html)).toContain('2 changes, the latest first.');
    const table = await author.get(`${changes}&format=csv`);
    expect([table.headers.get('content-type'), table.html.trim().split('\r\n').length]).toEqual([
      'text/csv; charset=utf-8; header=present',
      3,
    ]);
  });
});

describe('two people of an agency who write at once', () => {
  const item = (): string => questionOf('agency-author', 'SMC-3');

  it('each see both texts, and nobody’s is lost', async () => {
    const [author, colleague] = [await aBrowser('agency-author'), await aBrowser('co-author')];
    await author.get(item());
    await colleague.get(item());
    await colleague.send(item(), { next: 'save', rating: 'met', narrative: 'Nia wrote this.' });
    const conflict = await author.send(item(), { next: 'save', rating: 'not-met', narrative: 'Callum wrote this.' });
    expect(conflict.status).toBe(412);
    expect(textOf(conflict.html)).toMatch(
      /Nia Pritchard, agency author, changed this answer on 5 January 2026.*What stands now Met Nia wrote this\. What you wrote Not met Callum wrote this\./,
    );
    expect(conflict.html).toContain('>Callum wrote this.</textarea>');
    const together = await author.send(item(), { next: 'save', rating: 'met', narrative: 'Nia and Callum wrote this.' });
    expect([together.status, textOf(together.html)]).toEqual([200, expect.stringContaining('Your answer is saved')]);
  });

  it('are not let past each other by a mistake in between', async () => {
    const [author, colleague] = [await aBrowser('agency-author'), await aBrowser('co-author')];
    await author.get(item());
    await answer(colleague, item(), { rating: 'partly-met', narrative: 'Meanwhile.' });
    await author.send(item(), { next: 'save', rating: '', narrative: 'Old base.' });
    expect(await author.send(item(), { next: 'save', rating: 'met', narrative: 'Old base.' })).toMatchObject({ status: 412 });
  });
});

describe('saving by itself', () => {
  const item = (): string => questionOf('agency-author', 'SMC-4');
  const json = { accept: 'application/json' };

  it('answers when it was saved and what the form stands on, or why not', async () => {
    const author = await aBrowser('agency-author');
    await author.get(item());
    const fields = author.hidden(item());
    const unrated = await author.post(`${item()}/autosave`, { ...fields, narrative: 'Typing…' }, json);
    expect(JSON.parse(unrated.html)).toEqual({ saved: false, message: 'Not saved yet. Choose how far this is met.' });
    const saved = await author.post(`${item()}/autosave`, { ...fields, rating: 'met', narrative: 'Typing…' }, json);
    expect(JSON.parse(saved.html)).toEqual({ saved: true, message: 'Saved 9:00am', basedOn: expect.stringMatching(/^\d+$/) });
    const late = await author.post(`${item()}/autosave`, { ...fields, commandId: uuid(), rating: 'not-met' }, json);
    expect(JSON.parse(late.html)).toEqual({
      saved: false,
      conflict: true,
      message: 'Callum Birch changed this answer while you were writing. Save to see both texts.',
    });
  });

  it('needs the token and a visit as every form does', async () => {
    const author = await aBrowser('agency-author');
    await author.get(item());
    const { csrf: _, ...rest } = author.hidden(item());
    expect((await author.post(`${item()}/autosave`, { ...rest, rating: 'met' }, json)).status).toBeGreaterThanOrEqual(400);
    const nobody = await new Browsing(app.address).post(`${item()}/autosave`, rest, json);
    expect([nobody.status, nobody.headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8']);
  });
});

describe('somebody who was signed out while writing', () => {
  const item = (): string => questionOf('agency-author', 'SOA-1');

  it('signs in again, is back at the same place, and finds what they typed', async () => {
    const author = await aBrowser('agency-author');
    await author.get(item());
    const fields = { ...author.hidden(item()), next: 'save', rating: 'met', narrative: 'An hour’s work.' };
    const before = await app.eventCount();
    await withClient(app.adminUrl, (client) => client.query('delete from console.session'));
    const list = await author.post(item(), fields);
    expect(list.at).toMatch(/^\/oidc\/interaction\/|^\/returns/);
    const back = list.at.startsWith('/oidc') ? await author.post(list.at, { person: 'agency-author' }) : list;
    expect(back.at).toBe(item());
    expect(textOf(back.html)).toContain('What you typed is still here: check it, and save again');
    expect(back.html).toContain('>An hour’s work.</textarea>');
    expect(await app.eventCount()).toBe(before);
    expect(textOf((await author.send(item(), { next: 'save', rating: 'met', narrative: 'An hour’s work.' })).html)).toContain(
      'Your answer is saved',
    );
  });

  it('leaves it to nobody else at the same browser', async () => {
    const author = await aBrowser('agency-author');
    await author.get(item());
    const fields = { ...author.hidden(item()), next: 'save', rating: 'met', narrative: 'For my eyes.' };
    await withClient(app.adminUrl, (client) => client.query('delete from console.session'));
    author.cookies.clear();
    const list = await author.post(item(), fields);
    const back = await author.post(list.at, { person: 'co-author' });
    expect([back.at, back.html]).toEqual([item(), expect.not.stringContaining('For my eyes.')]);
  });

  it('finds it once, sealed until then', async () => {
    const author = await aBrowser('agency-author');
    await withClient(app.adminUrl, async (client) => {
      await author.get(item());
      const fields = { ...author.hidden(item()), rating: 'met', narrative: 'Nobody else reads this.' };
      await client.query('delete from console.session');
      await author.once(item(), { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin' } });
      const { rows } = await client.query<{ content: Buffer }>('select content from console.session');
      expect(rows).toHaveLength(1);
      expect(rows[0]?.content.toString('latin1')).not.toContain('Nobody else reads this');
    });
  });

  it('is not shown what another site made their browser send', async () => {
    const author = new Browsing(app.address);
    const refused = await author.post(item(), { rating: 'met', narrative: 'Planted.' }, { 'sec-fetch-site': 'cross-site' });
    expect([refused.status, author.cookies.size]).toEqual([403, 0]);
  });
});

describe('a whole return', () => {
  let author: Browsing;
  let lead: Browsing;
  const mine = (): string => returnOf('health-author');

  beforeAll(async () => {
    [author, lead] = [await aBrowser('health-author'), await aBrowser('health-lead')];
    await cycle.openReturn('health-author');
    await cycle.answerAll('health-author', ITEMS.slice(1), () => ({ rating: 'met', narrative: 'In place.' }));
    await shown('health-author', cycle.ref('health-author'));
  });

  it('is checked: what is missing and what has no evidence is said first', async () => {
    const text = textOf((await author.get(`${mine()}/check`)).html);
    expect(text).toContain('1 question is not answered');
    expect(text).toContain('39 questions are rated met or partly met with no evidence');
    await answer(author, questionOf('health-author', ITEMS[0] ?? ''), { rating: 'met', narrative: 'In place.' });
    expect(textOf((await author.get(`${mine()}/check`)).html)).toContain('Ask your agency’s safeguarding lead');
  });

  it('is not signed off by an author, whatever page they ask for', async () => {
    const refused = await author.get(`${mine()}/sign-off`);
    expect([refused.status, textOf(refused.html)]).toEqual([403, expect.stringContaining('Ask its coordinator if you need to do this')]);
  });

  it('is not signed off without the declaration, and keeps the statement', async () => {
    await lead.get(`${mine()}/sign-off`);
    const wrong = await lead.send(`${mine()}/sign-off`, { statement: 'Two gaps remain.' });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('href="#declaration"')]);
    expect(wrong.html).toContain('>Two gaps remain.</textarea>');
  });

  it('is not signed off as it is no more: somebody changed it since it was read', async () => {
    await lead.get(`${mine()}/sign-off`);
    await answer(author, questionOf('health-author', 'SMC-2'), { rating: 'partly-met', narrative: 'Not quite.' });
    const stale = await lead.send(`${mine()}/sign-off`, { declaration: 'yes' });
    expect([stale.status, textOf(stale.html)]).toEqual([
      412,
      expect.stringContaining('Somebody changed the return after you opened this page'),
    ]);
  });

  it('is signed off by somebody else, submitted, and has its receipt', async () => {
    await lead.get(`${mine()}/sign-off`);
    const signed = await lead.send(`${mine()}/sign-off`, { declaration: 'yes', statement: 'Two gaps remain.' });
    expect([signed.at, textOf(signed.html)]).toEqual([`${mine()}/submit`, expect.stringContaining('It was signed off by Dr Anil Mehta')]);
    const receipt = await lead.send(`${mine()}/submit`, {});
    expect(receipt.at).toBe(`${mine()}/receipt`);
    expect(textOf(receipt.html)).toMatch(/Return submitted Your reference GT-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}/);
    expect(textOf(receipt.html)).toContain(app.platform.identity.storeId);
    const csv = await lead.get(`${mine()}/receipt?format=csv`);
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="section-11-receipt-as-at-2026-01-05-\d+\.csv"$/);
    expect((await author.get(`${mine()}/submit`)).at).toBe(`${mine()}/receipt`);
  });

  it('stays as its own copy, on a page and as a table of forty lines', async () => {
    const copy = await author.get(`${mine()}/copy`);
    expect(textOf(copy.html)).toContain('Submitted 5 January 2026');
    const csv = (await author.get(`${mine()}/copy?format=csv`)).html;
    expect(csv.split('\r\n').filter((line) => line.includes('In place.') || line.includes('Not quite.'))).toHaveLength(40);
  });

  it('is no longer changed: an old form says so and stores nothing', async () => {
    const question = await author.get(questionOf('health-author', 'SMC-2'));
    expect(question.html).not.toContain('name="rating"');
    const before = await app.eventCount();
    const { csrf = '' } = author.hidden('/sign-out');
    const late = await author.post(questionOf('health-author', 'SMC-2'), { csrf, commandId: uuid(), basedOn: '1', rating: 'met' });
    expect([late.status, await app.eventCount()]).toEqual([409, before]);
  });

  it('is read by its partnership now, and by no other agency', async () => {
    const coordinator = await aBrowser('coordinator');
    expect(textOf((await coordinator.get(questionOf('health-author', 'SMC-2'))).html)).toContain('Not quite.');
    const other = await aBrowser('probation-author');
    for (const path of ['', '/copy', '/receipt', '/history', '/check', '/items/SMC-2']) {
      expect(await other.get(`${mine()}${path}`)).toMatchObject({ status: 404 });
    }
  });

  it('had nothing to show at a date before it was started, and says so', async () => {
    const before = await author.get(`${returnOf('health-author')}?asAt=${String(BigInt(1))}`);
    expect([before.status, textOf(before.html)]).toEqual([404, expect.stringContaining('Not there yet')]);
    expect(before.html).toContain(`href="${mine()}">See this page as it is today</a>`);
    expect(textOf((await author.get('/returns?asAt=1999-01-01')).html)).toContain('Before the record begins');
    expect(textOf((await author.get('/returns?asAt=2099-01-01')).html)).toContain('That is still to come');
    expect(await author.get('/returns?asAt=yesterday')).toMatchObject({ status: 400 });
  });
});

describe('answers of the last cycle', () => {
  let next: Section11Cycle;
  let author: Browsing;

  beforeAll(async () => {
    await app.setClock('2026-06-01T09:00:00.000Z');
    next = await Section11Cycle.open(app, ['hospitals'], '2026-12-18');
    await next.openReturn('health-author');
    await shown('health-author', next.ref('health-author'));
    author = await aBrowser('health-author');
  });

  it('are there to check, each on its question, and are kept by one press', async () => {
    const list = textOf((await author.get(`/returns/${next.ref('health-author')}`)).html);
    expect(list).toContain('40 answers of the last cycle are there to check');
    const item = `/returns/${next.ref('health-author')}/items/SMC-2`;
    const { html } = await author.get(item);
    expect(textOf(html)).toContain('Your answer in Section 11 self-assessment 2026 Partly met Not quite.');
    const onwards = await author.send(item, { keep: 'yes' });
    expect(onwards.at).toBe(`/returns/${next.ref('health-author')}/items/SMC-3`);
    expect(textOf((await author.get(item)).html)).toContain('Kept as it was, from Section 11 self-assessment 2026');
  });

  it('are changed from where they stood, and the record says so', async () => {
    const item = `/returns/${next.ref('health-author')}/items/SMC-3`;
    const { html } = await author.get(`${item}?begin=earlier`);
    expect(html).toContain('>In place.</textarea>');
    await author.send(item, { next: 'save', rating: 'met', narrative: 'Still in place.' });
    expect(textOf((await author.get(item)).html)).toContain('Brought forward and changed, from Section 11 self-assessment 2026');
  });
});

describe('the event that somebody with several roles leads to', () => {
  it('names the one they act in', async () => {
    const asAuthor = uuid();
    const held = { partnership: MARLSHIRE.id, from: '2020-01-01' };
    await new PeopleRegister(app.platform.pools.writer).enrol({
      person: { id: personId('paqa-member'), name: 'Tom Ashworth' },
      signIns: [],
      appointments: [{ ...held, id: asAuthor, agency: agencyId('probation'), role: 'agency-author' }],
    });
    const browser = new Browsing(app.address);
    await browser.signIn('paqa-member');
    await browser.send('/role', { appointment: asAuthor });
    await browser.get(`/cycles/${cycle.id}/return`);
    await browser.send(`/cycles/${cycle.id}/return`, {});
    const history = textOf((await browser.get(`${returnOf('probation-author')}/history`)).html);
    expect(history).toContain('Return started Tom Ashworth, agency author');
  });
});

describe('every question', () => {
  it('is one of the tool’s, and no other is there', async () => {
    const author = await aBrowser('agency-author');
    expect(section11V1.headings).toHaveLength(10);
    for (const item of ['SMC-99', '..%2f..', '%00', 'constructor']) {
      expect((await author.get(`${returnOf('agency-author')}/items/${item}`)).status).toBeGreaterThanOrEqual(400);
    }
  });
});
