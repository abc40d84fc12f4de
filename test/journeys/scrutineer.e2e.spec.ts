import { Browsing, textOf, type Shown } from '../support/browsing.js';
import type { JourneyApp } from '../support/journey-app.js';
import { openMarlshire } from '../support/marlshire.js';
import { must } from '../support/section11-cycle.js';

const TODAY = '2026-11-25';
const BEFORE = '2026-10-26';
/** On this day some returns had come in, and some were still drafts that have been submitted since. */
const MEETING = '2026-11-05';
const DUE = '2026-11-13';

let app: JourneyApp;
let cycle: string;

beforeAll(async () => {
  app = await openMarlshire(TODAY);
  const { body } = must(await (await app.as('scrutineer')).get(`/api/v1/cycles?minPosition=${String(await app.head())}`));
  cycle = (body.cycles as { cycle: string }[])[0]?.cycle ?? '';
  // The whole of Marlshire's history is told anew.
}, 600_000);
afterAll(() => app.close());

async function signedIn(person: string): Promise<Browsing> {
  const browser = new Browsing(app.address);
  await browser.signIn(person);
  return browser;
}

interface Listed {
  readonly return: string;
  readonly agencyName: string;
  readonly status: string;
  readonly answered: number;
}

async function returnsAt(asAt: string): Promise<Listed[]> {
  const { body } = must(await (await app.as('scrutineer')).get(`/api/v1/returns?cycle=${cycle}&asAt=${asAt}`));
  return body.returns as Listed[];
}

describe('a draft at an earlier date', () => {
  it.each(['scrutineer', 'paqa-member', 'coordinator'])(
    'is its agency’s alone to %s, in the matrix, on its pages and over the API',
    async (person) => {
      const now = new Map((await returnsAt(TODAY)).map((row) => [row.return, row.status]));
      const drafts = (await returnsAt(MEETING)).filter(
        (row) => row.status !== 'submitted' && row.answered > 0 && now.get(row.return) === 'submitted',
      );
      expect(drafts.length).toBeGreaterThan(1);
      const browser = await signedIn(person);
      const matrix = textOf((await browser.get(`/cycles/${cycle}/standards?asAt=${MEETING}`)).html);
      for (const { return: ref, agencyName } of drafts) {
        expect(matrix).toContain(`${agencyName} Not submitted`);
        for (const page of ['', '/copy', '/history', '/items/SMC-1', '/answers/SMC-1', '/standards/SMC']) {
          const then = await browser.get(`/returns/${ref}${page}?asAt=${MEETING}`);
          expect([page, then.status, textOf(then.html)]).toEqual([page, 404, expect.stringContaining('Not submitted on that date')]);
        }
        const answer = await (await app.as(person)).get(`/api/v1/returns/${ref}?asAt=${MEETING}`);
        expect(answer).toMatchObject({ status: 404, body: { code: 'not-submitted-then' } });
        expect((await browser.get(`/returns/${ref}/copy`)).status).toBe(200);
      }
    },
  );

  it('is never where a change leads: what became of a draft is shown as it came in', async () => {
    const browser = await signedIn('scrutineer');
    const { html } = await browser.get(`/changes?since=${MEETING}`);
    const links = [...html.matchAll(/<a class="govuk-link" href="([^"]+)">event /g)].map(([, href = '']) => href);
    expect(links.length).toBeGreaterThan(40);
    const some = links.filter((_, index) => index % 10 === 0);
    expect(await Promise.all(some.map(async (href) => (await browser.once(href)).status))).toEqual(some.map(() => 200));
    const overview = textOf((await browser.get('/overview')).html);
    expect(overview).toMatch(/Since PAQA met on 5 November 2026.* [\d,]+ changes were recorded in case audits, indicators and follow-up\./);
  });
});

describe('two dates', () => {
  it('are compared by their named moments: figures, cells and answers, each with its words at either date', async () => {
    const browser = await signedIn('scrutineer');
    expect(textOf(browser.shown.html)).toContain('Compare two dates');
    const changes = await browser.get(`/changes/between?since-moment=${MEETING}&until-moment=${TODAY}`);
    expect(changes.at).toBe(`/changes?since=${MEETING}`);
    expect(textOf(changes.html)).toMatch(/Returns that had come in 2 of 11 7 of 11/);
    const answers = await browser.get(`/changes/answers?since=${DUE}`);
    expect(textOf(answers.html)).toMatch(/Marlshire County Council.*IND-3.*Not met.*Reason: .*Internal audit/);
    const [then = '', now = ''] = [...answers.html.matchAll(/href="([^"]*\/answers\/IND-3[^"]*)"/g)].map(([, href = '']) => href);
    expect(then).toContain(`asAt=${DUE}`);
    const [before, after] = [textOf((await browser.get(then)).html), textOf((await browser.get(now)).html)];
    expect([before, after]).toEqual([expect.stringContaining('answer Partly met'), expect.stringContaining('answer Not met')]);
    const standards = await browser.get(`/changes/standards?since=${MEETING}`);
    expect(standards.html.match(/gt-is-changed/g)?.length).toBeGreaterThan(10);
    expect(textOf(standards.html)).toContain('Was: Not submitted');
  });

  it('need not end today, and the page, its banner and its file say both', async () => {
    const browser = await signedIn('scrutineer');
    const page = await browser.get(`/changes/between?since-moment=${BEFORE}&until-moment=${MEETING}`);
    expect(page.at).toBe(`/changes?since=${BEFORE}&asAt=${MEETING}`);
    expect(textOf(page.html)).toMatch(/From 26 October 2026 \(event [\d,]+\) to 5 November 2026, 11:59pm \(event [\d,]+\)/);
    expect(textOf(page.html)).toContain('Showing the record as at 5 November 2026');
    for (const [path, name] of [
      ['/changes', 'changes'],
      ['/changes/answers', 'section-11-changed-answers'],
      ['/changes/standards', 'section-11-standards-compared'],
    ] as const) {
      const file = await browser.get(`${path}?since=${BEFORE}&asAt=${MEETING}&format=csv`);
      expect(file.headers.get('content-disposition')).toMatch(new RegExp(`filename="${name}-since-${BEFORE}-as-at-${MEETING}-\\d+\\.csv"`));
      expect(file.html.split('\r\n').length).toBeGreaterThan(5);
    }
  });

  it('list what was recorded fifty to a page, whole and once through older and newer, and as one file', async () => {
    const browser = await signedIn('scrutineer');
    const file = await browser.get(`/changes?since=${BEFORE}&asAt=${TODAY}&format=csv`);
    const events = file.html.trim().split('\r\n').slice(1).length;
    const seen: string[] = [];
    let next = `/changes?since=${BEFORE}&asAt=${TODAY}`;
    for (let pages = 1; next !== ''; pages++) {
      const { html, status } = await browser.get(next);
      expect([status, pages]).toEqual([200, Math.min(pages, Math.ceil(events / 50))]);
      seen.push(...[...html.matchAll(/event ([\d,]+)(?:<\/a>)?\)<\/td>/g)].map(([, event = '']) => event));
      next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      if (next !== '') expect(next).toContain(`since=${BEFORE}`);
    }
    expect([seen.length, new Set(seen).size]).toEqual([events, events]);
    const alone = await browser.get(`/changes?since=${BEFORE}&of=releases`);
    expect(textOf(alone.html)).toContain('What was recorded: Releases');
    const [unreadable, unknown] = [await browser.get('/changes?before=x'), await browser.get(`/changes?since=${BEFORE}&of=weather`)];
    expect([unreadable.status, unknown.status, textOf(unknown.html)]).toEqual([
      400,
      200,
      expect.stringContaining('Everything that was recorded'),
    ]);
  });

  it('say how case audits, actions and indicators stood at either, and lead to their pages then', async () => {
    const browser = await signedIn('scrutineer');
    const { html } = await browser.get(`/changes?since=${BEFORE}&asAt=${MEETING}`);
    expect(textOf(html)).toMatch(/Case audits Nothing \d+ audits?, .* agreed : Case audits, then/);
    for (const page of ['/case-audits', '/indicators', '/actions']) {
      for (const date of [BEFORE, MEETING]) {
        expect(html).toContain(`href="${page}?asAt=${date}"`);
        expect((await browser.get(`${page}?asAt=${date}`)).status).toBe(200);
      }
    }
  });

  it('that cannot be compared are said, each at its field, and what was typed is kept', async () => {
    const browser = await signedIn('scrutineer');
    const wrong = await browser.get('/changes/between?since=31&since-month=2&since-year=2026&until-moment=2026-11-25');
    expect([wrong.status, textOf(wrong.html)]).toEqual([422, expect.stringContaining('The first date must be a real date')]);
    expect(wrong.html).toContain('href="#since"');
    expect(wrong.html).toMatch(/name="since"[^>]*value="31"/);
    const turned = await browser.get(`/changes?since=${TODAY}&asAt=${MEETING}`);
    expect([turned.status, textOf(turned.html)]).toEqual([422, expect.stringContaining('The dates are the wrong way round')]);
  });

  it('show an agency its own alone', async () => {
    const browser = await signedIn('agency-author');
    const { html, status } = await browser.get(`/changes/answers?since=${BEFORE}`);
    expect(status).toBe(200);
    expect(html).not.toContain('Marlshire County Council');
  });
});

describe('the record', () => {
  it('is walked from change to change, to both ends', async () => {
    const browser = await signedIn('scrutineer');
    const seen: string[] = [];
    let page: Shown = await browser.get('/record?asAt=2023-10-02');
    for (let href = stepOf(page, 'prev'); href !== undefined; href = stepOf(page, 'prev')) {
      expect(href).toMatch(/#walk$/);
      page = await browser.get(href);
      seen.push(page.at);
    }
    expect(seen.length).toBeGreaterThan(3);
    expect(textOf(page.html)).toContain('This is where the record begins');
    const latest = await browser.get('/record');
    expect(textOf(latest.html)).toContain('Nothing was recorded later');
  });

  it('has the banner on every page at an earlier date, those that say what is wrong included', async () => {
    const browser = await signedIn('scrutineer');
    const [submitted] = (await returnsAt(MEETING)).filter(({ status }) => status === 'submitted');
    const ref = submitted?.return ?? '';
    const pages = ['', '/copy', '/history', '/items/SMC-1', '/answers/SMC-1', '/standards/SMC', '/receipt'].map(
      (page) => `/returns/${ref}${page}`,
    );
    const findings = ['not-returned', 'weakest', 'slipped', 'without-evidence'].map((finding) => `/overview/${finding}`);
    const others = ['/overview', '/record', '/returns', `/cycles/${cycle}`, `/cycles/${cycle}/standards`, '/changes', '/nothing-here'];
    for (const path of [...pages, ...findings, ...others, '/changes/answers', '/changes/standards']) {
      const { html } = await browser.get(`${path}?asAt=${MEETING}`);
      expect([path, textOf(html)]).toEqual([path, expect.stringContaining('Showing the record as at 5 November 2026')]);
    }
  });
});

describe('every page that somebody signed in can reach', () => {
  it.each(['scrutineer', 'paqa-member', 'coordinator', 'agency-author'])(
    'is stored nowhere, has no style or script of its own, and leads by ids that say nothing: %s',
    async (person) => {
      const browser = await signedIn(person);
      const found = new Set(linksOf(browser.shown));
      const seen = new Set<string>();
      for (const href of found) {
        const kind = PUBLIC.reduce((path, [is, name]) => path.replaceAll(is, name), href.replace(/\?.*/, ''));
        if (seen.has(kind)) continue;
        seen.add(kind);
        expect(kind).toMatch(/^(\/[a-z-]+)*\/?$/);
        const page = await browser.get(href);
        expect([href, page.status, page.headers.get('cache-control')]).toEqual([href, expect.any(Number), 'no-store']);
        expect(page.html).not.toMatch(/\sstyle=|<style|\son[a-z]+="|<script(?![^>]*nonce=)/);
        for (const next of linksOf(page)) found.add(next);
      }
      expect(seen.size).toBeGreaterThan(8);
    },
  );
});

/** What may stand in an address: ids that chance or a digest made, and names and numbers that are public. */
const PUBLIC: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id'],
  // A case, by its pseudonym.
  [/(?<=\/)[0-9A-F]{8}(?=\/|$)/g, 'id'],
  // A standard or an item of the tool: "SMC", "SMC-4".
  [/[A-Z]{3}(-\d+)?/g, 'item'],
  [/(?<=^\/indicators\/)[a-z\d-]+/g, 'indicator'],
  // What a figure is of, and about when: "authority:marlshire", "2026-27-Q1".
  [/(?<=^\/indicators\/indicator\/)[a-z]+%3A[a-z-]+/g, 'place'],
  [/(?<=^\/indicators\/indicator\/place\/)\d{4}(-\d{2})?(-Q\d)?(?=\/|$)/g, 'period'],
  // Of which quarter groups' risks are reported.
  [/(?<=^\/emerging-risks\/)\d{4}-Q\d(?=\/|$)/g, 'quarter'],
  // Which of the letters to an agency.
  [/(?<=^\/letters\/id\/)\d(?=\/|$)/g, 'number'],
  // The day of a meeting, whose minutes they are.
  [/(?<=^\/meetings-and-reviews\/minutes\/id\/)\d{4}-\d{2}-\d{2}(?=\/|$)/g, 'day'],
];

function linksOf({ html }: Shown): string[] {
  const hrefs = [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  return hrefs.filter((href) => !href.startsWith('/assets/') && !href.includes('format=csv'));
}

function stepOf({ html }: Shown, rel: 'prev' | 'next'): string | undefined {
  return new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&');
}
