import { existsSync } from 'node:fs';
import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const MOST_TABS = 120;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Describes what a browser must do; where no Chromium is installed it is skipped, by name. */
export const describeInChromium: typeof describe = existsSync(CHROMIUM) ? describe : describe.skip;

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** How pages are walked through: what it is called, whether scripts run, and how wide the window is. */
export const WAYS = [
  ['with JavaScript', true, 1100],
  ['without JavaScript, on a phone', false, 390],
] as const;

/** The way that most could go wrong in, for pages of a manner that is walked both ways elsewhere. */
export const HARDEST_WAY = WAYS.slice(-1);

/** Expects that nothing keeps anybody out of the page shown, and that it is no wider than its window. */
export async function expectGoodPage(walker: Walker): Promise<void> {
  expect({ at: walker.at, faults: await walker.faults() }).toEqual({ at: walker.at, faults: [] });
}

/** What is walked through: programs at an address. */
interface Walkable {
  readonly address: string;
  close(): Promise<void>;
}

/** What the tests of one description walk through, and the browser they do it in. */
export interface Place<App extends Walkable> {
  readonly app: App;
  readonly browser: Browser;
}

/** Opens both before the tests of the description it is called in, and closes them afterwards. */
export function openedFor<App extends Walkable>(open: () => Promise<App>): Place<App> {
  const place = {} as { app: App; browser: Browser };
  beforeAll(async () => {
    place.app = await open();
    place.browser = await openChromium();
  });
  afterAll(async () => {
    await place.browser.close();
    await place.app.close();
  });
  return place;
}

/** How one test walks: whoever signs in begins anew, and is gone after the test. */
export interface Walk {
  readonly way: string;
  readonly javaScriptEnabled: boolean;
  readonly signIn: (person: string) => Promise<Walker>;
  /** Expects that the page shown to whoever signed in last is a good one. */
  readonly goodPage: () => Promise<void>;
}

/** Tells the same walks in each of some ways. */
export function inEachWay(ways: readonly (typeof WAYS)[number][], place: Place<Walkable>, tell: (walk: Walk) => void): void {
  describe.each(ways)('%s', (way, javaScriptEnabled, width) => {
    let walker: Walker;
    afterEach(() => walker.end());
    tell({
      way,
      javaScriptEnabled,
      signIn: async (person) => {
        walker = await Walker.start(place.browser, place.app.address, { javaScriptEnabled, width });
        await walker.signIn(person);
        return walker;
      },
      goodPage: () => expectGoodPage(walker),
    });
  });
}

/** Somebody who walks through pages, each of which is looked over for what keeps people out. */
export class Walker {
  /** What scripts complained about, and what the page's own policy had to forbid. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly inspector: Page,
    private readonly address: string,
  ) {}

  static async start(browser: Browser, address: string, { javaScriptEnabled = true, width = 1100 } = {}): Promise<Walker> {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } });
    const inspector = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    const walker = new Walker(await context.newPage(), context, inspector, address);
    walker.page.on('pageerror', ({ message }) => walker.complaints.push(message));
    walker.page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4|503)/.test(message.text())) walker.complaints.push(message.text());
    });
    walker.page.setDefaultTimeout(15_000);
    return walker;
  }

  async end(): Promise<void> {
    await this.context.close();
    await this.inspector.context().close();
  }

  /** The path and query of the page shown. */
  get at(): string {
    return this.page.url().slice(this.address.length);
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.address}${path}`);
  }

  async signIn(person: string): Promise<void> {
    await this.goTo('/');
    await this.page.check(`input[value="${person}"]`);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/oidc'));
  }

  /**
   * What axe finds on the page as it is shown: nothing, or rule and place. A page without JavaScript is looked over as it
   * was served, its scripts left out, since axe itself needs them.
   */
  async barriers(): Promise<string[]> {
    const html = (await this.page.content()).replace(/<script\b[\s\S]*?<\/script>/g, '');
    const url = this.page.url();
    await this.inspector.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
    await this.inspector.goto(url);
    await this.inspector.unroute(url);
    return barriersOn(this.inspector);
  }

  /** What is wrong with the page as it is shown: its barriers, and that it is wider than its window. */
  async faults(): Promise<string[]> {
    const [widest, window] = await this.page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
    return [...(await this.barriers()), ...(widest > window ? [`${widest} wide in a window of ${window}`] : [])];
  }

  /**
   * Goes on by the Tab key alone, as far as to what has this text, or this value or id where it is a field.
   *
   * @throws Error where the keyboard does not get there.
   */
  async tabTo(wanted: RegExp): Promise<void> {
    for (let presses = 0; presses < MOST_TABS; presses++) {
      await this.page.keyboard.press('Tab');
      const focus = await this.page.locator(':focus').evaluate((element) => {
        const { id, value, innerText } = element as unknown as { id: string; value?: string; innerText: string };
        return [id, value ?? '', innerText.trim()];
      });
      if (focus.some((text) => wanted.test(text))) return;
    }
    throw new Error(`The keyboard does not reach ${String(wanted)}`);
  }
}

async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(async (rules) => {
    const { axe: inPage } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return inPage.run({ runOnly: rules });
  }, RULES);
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`));
}
