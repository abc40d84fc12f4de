import type { Asking } from '@goldenthread/access';
import { Refusal, type CommandContext } from '@goldenthread/event-sourcing';
import { wordsOf } from '@goldenthread/http';
import type { PageError } from '../frame/page.js';
import { PAGE_WORDS } from '../frame/page-words.js';
import { commandIdOf } from './submitted.js';

/** The context of the command that a form stands for: who acts, and the form's own id, so that sending it twice does it once. */
export function commandOf({ actor, partnership }: Asking, body: unknown): CommandContext {
  return { commandId: commandIdOf(body), actor, partnership };
}

/** Runs what a form asks for; where that is refused, answers the refusal, so that its page can say why and keep what was typed. */
export async function attempt<T>(work: () => Promise<T>): Promise<{ readonly done: T } | { readonly refused: Refusal }> {
  try {
    return { done: await work() };
  } catch (error) {
    if (error instanceof Refusal && wordsOf(String(error.code)).status < 500) return { refused: error as Refusal };
    throw error;
  }
}

/** A refusal as a page says it, with the field it is about where it is about one. */
export function errorOf({ code, details }: Refusal): PageError {
  const { detail, pointer } = wordsOf(code);
  const text = PAGE_WORDS[code]?.detail ?? detail(details);
  return pointer?.startsWith('/') ? { text, href: `#${pointer.slice(1)}` } : { text };
}

/** The status a page has that says so. */
export function statusOf({ code }: Refusal): number {
  return wordsOf(code).status;
}
