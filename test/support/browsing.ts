import { multipartOf } from './multipart.js';

/** A page, or what else came back. */
export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** The address after all redirects, from its path on. */
  readonly at: string;
}

type Fields = Readonly<Record<string, string>>;

const MOST_REDIRECTS = 12;

/** A browser without JavaScript: keeps cookies, follows redirects, sends forms as a page of the same site does. */
export class Browsing {
  readonly cookies = new Map<string, string>();
  private last: Shown | undefined;

  constructor(readonly address: string) {}

  /** The page this browser shows. */
  get shown(): Shown {
    if (!this.last) throw new Error('This browser has not been anywhere');
    return this.last;
  }

  /** Signs a demonstration person in, on the page that lists them. */
  async signIn(person: string, path = '/'): Promise<Shown> {
    await this.get(path);
    return this.post(this.shown.at, { person });
  }

  async get(path: string, headers: Fields = {}): Promise<Shown> {
    return this.follow(path, { headers });
  }

  /** Sends a form with these fields, and with those that the page shown hides in its own. */
  async send(path: string, fields: Fields, headers: Fields = {}): Promise<Shown> {
    return this.post(path, { ...this.hidden(path), ...fields }, headers);
  }

  /** Sends just these fields. */
  async post(path: string, fields: Fields, headers: Fields = {}): Promise<Shown> {
    const from = { 'sec-fetch-site': 'same-origin', origin: this.address };
    return this.follow(path, { method: 'POST', body: new URLSearchParams(fields), headers: { ...from, ...headers } });
  }

  /** Sends a form with a file, with the fields that the page shown hides in its own. */
  async sendFile(path: string, file: Uint8Array, fields: Fields = {}): Promise<Shown> {
    const { body, contentType } = await multipartOf({ ...this.hidden(path), ...fields }, file);
    const headers = { 'sec-fetch-site': 'same-origin', origin: this.address, 'content-type': contentType };
    return this.follow(path, { method: 'POST', body: new Uint8Array(body), headers });
  }

  /** What comes back, without following it. */
  async once(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Fields | undefined), ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(new URL(path, this.address), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  /** The hidden fields of the page's form that is sent to a path. */
  hidden(path: string): Fields {
    const forms = this.shown.html.split('<form').slice(1);
    const form = forms.find((text) => text.slice(0, text.indexOf('>')).includes(`action="${path}"`));
    if (form === undefined) throw new Error(`${this.shown.at} has no form for ${path}`);
    const inputs = form.slice(0, form.indexOf('</form>')).match(/<input type="hidden"[^>]*>/g) ?? [];
    return Object.fromEntries(inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]));
  }

  private async follow(path: string, init: RequestInit): Promise<Shown> {
    let response = await this.once(path, init);
    let at = path;
    for (let redirects = 0; response.status >= 300 && response.status < 400; redirects++) {
      if (redirects === MOST_REDIRECTS) throw new Error(`${path} leads round in circles`);
      const next = new URL(response.headers.get('location') ?? '', new URL(at, this.address));
      at = `${next.pathname}${next.search}`;
      response = await this.once(at);
    }
    this.last = { status: response.status, headers: response.headers, html: await response.text(), at };
    return this.last;
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const isOver = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one));
    if (isOver) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** The text of a page, without its tags and with single spaces. */
export function textOf(html: string): string {
  const text = html.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ');
  return unescaped(text).replace(/\s+/g, ' ').trim();
}

function attribute(tag: string, name: string): string {
  return unescaped(new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
