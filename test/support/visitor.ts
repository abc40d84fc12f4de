import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';

/** Header by name; one that is undefined is left out. */
export type HeaderFields = Readonly<Record<string, string | undefined>>;

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; empty where it is something else. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** An Idempotency-Key, or an id that nothing has. */
export function uuid(): string {
  return randomUUID();
}

/** One who asks over HTTP. Changes carry a fresh Idempotency-Key, unless another is given. */
export class Visitor {
  constructor(
    readonly address: string,
    private readonly always: HeaderFields,
  ) {}

  get(path: string, headers: HeaderFields = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  put(path: string, body: unknown, headers: HeaderFields = {}): Promise<Answer> {
    return this.change('PUT', path, body, headers);
  }

  post(path: string, body?: unknown, headers: HeaderFields = {}): Promise<Answer> {
    return this.change('POST', path, body, headers);
  }

  /** Sends path, method and body as they are: nothing is put right on the way, as `fetch` would. */
  async send(method: string, path: string, body?: string | Uint8Array, headers: HeaderFields = {}): Promise<Answer> {
    const given = Object.entries({ ...this.always, ...headers }).filter(([, value]) => value !== undefined);
    const { hostname: host, port } = new URL(this.address);
    const sent = request({ host, port, method, path, headers: Object.fromEntries(given) }).end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const received = headersOf(response);
    const text = await textOf(response);
    return { status: response.statusCode ?? 0, headers: received, text, body: parsed(received, text) };
  }

  private change(method: string, path: string, body: unknown, headers: HeaderFields): Promise<Answer> {
    const key = { 'idempotency-key': uuid() };
    if (body === undefined) return this.send(method, path, undefined, { ...key, ...headers });
    return this.send(method, path, JSON.stringify(body), { ...key, 'content-type': 'application/json', ...headers });
  }
}

function parsed(headers: Headers, text: string): Answer['body'] {
  return headers.get('content-type')?.includes('json') && text !== '' ? (JSON.parse(text) as Answer['body']) : {};
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  return headers;
}
