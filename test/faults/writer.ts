import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Receipt, Save, ServerAnswer } from './check-saves.js';

type Asked = Pick<Save, 'writer' | 'key' | 'return' | 'item' | 'rating' | 'narrative'>;

/** A line of a writer's file: what was asked, or what became of the key. */
type Line =
  | { readonly asked: Asked }
  | { readonly unanswered: string }
  | { readonly acknowledged: string; readonly answer: ServerAnswer }
  | { readonly readBack: string; readonly narrative: string | null };

/** One save on its way: the server is told the same each time it is sent. */
interface Sending {
  readonly asked: Asked;
  /** The revision of the answer it follows; nothing where it is the first. */
  readonly basedOn: number | undefined;
}

export interface WriterOptions {
  readonly number: number;
  readonly address: string;
  readonly token: string;
  readonly return: string;
  /** Nobody else answers these. */
  readonly items: readonly string[];
  /** Where everything is noted before the next step is taken. */
  readonly file: string;
}

const RATINGS = ['met', 'partly-met', 'not-met'] as const;

/** Between two sendings of what was not answered, in milliseconds. */
const BREATH = 50;

/**
 * One person who saves answers one after another and outlives the server: of a save they know only what the server said.
 * One that was not acknowledged is sent again with its key until it is, and after each restart the last one is too.
 */
export class Writer {
  /** How many saves were acknowledged so far. */
  acknowledged = 0;
  /** The last answer that said that the server is in trouble. */
  trouble: Pick<Response, 'status' | 'headers'> | undefined;
  private count = 0;
  private inDoubt: Sending | undefined;
  private last: (Sending & { readonly receipt: Receipt }) | undefined;
  private readonly revisions = new Map<string, number>();

  constructor(private readonly options: WriterOptions) {}

  /** Clears up what is in doubt, then saves until told that the server has gone. */
  async work(gone: AbortSignal): Promise<void> {
    await this.clearUp(gone);
    while (!gone.aborted) await this.save(this.next(), gone);
  }

  /** Clears up what is in doubt, and looks how the last save is shown, as soon as it can be. */
  async settle(): Promise<void> {
    const { signal } = new AbortController();
    await this.clearUp(signal);
    if (this.last) await this.readBack(this.last);
  }

  /** Sends the last acknowledged save once more; then what is in doubt, twice. */
  private async clearUp(gone: AbortSignal): Promise<void> {
    if (this.last) await this.acknowledge(this.last, gone);
    if (!this.inDoubt) return;
    await this.save(this.inDoubt, gone);
    if (this.last) await this.acknowledge(this.last, gone);
  }

  private next(): Sending {
    const { number: writer, items, return: ref } = this.options;
    const count = this.count++;
    const item = items[count % items.length] ?? '';
    const rating = RATINGS[count % RATINGS.length] ?? 'met';
    const narrative = `What writer ${writer} says at ${count}: ${randomUUID()}`;
    const asked = { writer, key: randomUUID(), return: ref, item, rating, narrative };
    this.note({ asked });
    return { asked, basedOn: this.revisions.get(item) };
  }

  private async save(sending: Sending, gone: AbortSignal): Promise<void> {
    this.inDoubt = sending;
    const receipt = await this.acknowledge(sending, gone);
    if (!receipt) return;
    this.acknowledged++;
    this.inDoubt = undefined;
    this.last = { ...sending, receipt };
    this.revisions.set(sending.asked.item, receipt.revision);
  }

  /** Sends a save until it is acknowledged, and notes that; nothing where the server went first. */
  private async acknowledge({ asked, basedOn }: Sending, gone: AbortSignal): Promise<Receipt | undefined> {
    const { key, item, rating, narrative } = asked;
    const precondition = basedOn === undefined ? (['if-none-match', '*'] as const) : (['if-match', `"${basedOn}"`] as const);
    const body = JSON.stringify({ rating, narrative });
    while (!gone.aborted) {
      const sentAt = new Date().toISOString();
      const headers = [['content-type', 'application/json'], ['idempotency-key', key], precondition] as const;
      const answered = await this.send('PUT', item, headers, body);
      if (answered) {
        const answer = { sentAt, etag: answered.headers.get('etag'), body: answered.text };
        this.note({ acknowledged: key, answer });
        return JSON.parse(answer.body) as Receipt;
      }
      this.note({ unanswered: key });
      await pause(BREATH);
    }
    return undefined;
  }

  private async readBack({ asked: { key, item }, receipt }: Sending & { readonly receipt: Receipt }): Promise<void> {
    for (;;) {
      const shown = await this.send('GET', `${item}?minPosition=${receipt.position}`);
      if (shown) {
        this.note({ readBack: key, narrative: (JSON.parse(shown.text) as { narrative: string | null }).narrative });
        return;
      }
      await pause(BREATH);
    }
  }

  /**
   * Nothing where it is not known what became of it: no answer, or one that says the server is in trouble.
   *
   * @throws Error where the server refuses: a save that follows what was acknowledged never is.
   */
  private async send(
    method: string,
    path: string,
    headers: readonly (readonly [string, string])[] = [],
    body?: string,
  ): Promise<{ headers: Headers; text: string } | undefined> {
    const { address, token, return: ref } = this.options;
    const all = Object.fromEntries([...headers, ['authorization', `Bearer ${token}`]]);
    try {
      const response = await fetch(`${address}/api/v1/returns/${ref}/answers/${path}`, { method, headers: all, body });
      const text = await response.text();
      if (response.ok) return { headers: response.headers, text };
      if (response.status < 500) throw new Refused(`${method} ${path}: ${response.status} ${text}`);
      this.trouble = response;
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    return undefined;
  }

  private note(line: Line): void {
    appendFileSync(this.options.file, `${JSON.stringify(line)}\n`);
  }
}

class Refused extends Error {
  override readonly name = 'Refused';
}

/** The saves that a writer's file tells of, in the order they were asked. */
export function savesIn(file: string): Save[] {
  const saves = new Map<string, { -readonly [Field in keyof Save]: Save[Field] }>();
  const saveOf = (key: string) => saves.get(key) ?? neverAsked(key);
  for (const text of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const line = JSON.parse(text) as Line;
    if ('asked' in line) saves.set(line.asked.key, { ...line.asked, unanswered: 0, answers: [], readBack: [] });
    else if ('unanswered' in line) saveOf(line.unanswered).unanswered++;
    else if ('acknowledged' in line) saveOf(line.acknowledged).answers = [...saveOf(line.acknowledged).answers, line.answer];
    else saveOf(line.readBack).readBack = [...saveOf(line.readBack).readBack, line.narrative];
  }
  return [...saves.values()];
}

function neverAsked(key: string): never {
  throw new Error(`${key} was answered before it was asked`);
}
