import { randomUUID } from 'node:crypto';

/** Header by name; one that is undefined is left out. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: globalThis.Headers;
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
    private readonly always: Headers,
  ) {}

  get(path: string, headers: Headers = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  put(path: string, body: unknown, headers: Headers = {}): Promise<Answer> {
    return this.change('PUT', path, body, headers);
  }

  post(path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    return this.change('POST', path, body, headers);
  }

  /** @param body sent as it is. */
  async send(method: string, path: string, body: string | Uint8Array<ArrayBuffer> | undefined, headers: Headers): Promise<Answer> {
    const all = Object.entries({ ...this.always, ...headers }).filter((header): header is [string, string] => header[1] !== undefined);
    const response = await fetch(new URL(path, this.address), { method, headers: all, body, redirect: 'manual' });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(response, text) };
  }

  private change(method: string, path: string, body: unknown, headers: Headers): Promise<Answer> {
    const key = { 'idempotency-key': uuid() };
    if (body === undefined) return this.send(method, path, undefined, { ...key, ...headers });
    return this.send(method, path, JSON.stringify(body), { ...key, 'content-type': 'application/json', ...headers });
  }
}

function parsed(response: Response, text: string): Answer['body'] {
  return response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as Answer['body']) : {};
}
