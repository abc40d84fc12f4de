import type { NameOf } from '@goldenthread/access';
import type { Evidence, ItemInCycle, ShownAnswer, ShownHistory, ShownItem } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { instantInWords, spelt } from '../words.js';

export interface ShownWords {
  readonly rating: string;
  readonly reason: string | null;
  readonly narrative: string | null;
  readonly evidence: readonly { readonly text: string; readonly href?: string }[];
}

export interface AnswerView extends PageHead {
  readonly question: string;
  readonly answer: ShownWords;
  /** Who last changed it, and when. */
  readonly changed: string | null;
  readonly correction: string | null;
  readonly lastCycle: (ShownWords & { readonly title: string; readonly href: string }) | null;
  readonly history: readonly { readonly when: string; readonly what: string; readonly who: string; readonly why: string | null }[];
  readonly returnHref: string;
}

/** One answer as those who look at it need it: the agency's words, what shows them, what they were before, and who wrote them. */
export function answerPage(
  facts: {
    readonly agencyName: string;
    readonly ref: string;
    readonly item: ShownItem;
    readonly cycles: readonly ItemInCycle[];
    readonly nameOf: NameOf;
  },
  reading: Reading,
): AnswerView {
  const { agencyName, ref, item, cycles, nameOf } = facts;
  const here = cycles.findIndex((cycle) => cycle.return === ref);
  const entries = cycles[here]?.entries ?? [];
  const before = here < 0 ? undefined : cycles[here + 1];
  return {
    title: item.item,
    caption: agencyName,
    section: 'overview',
    back: reading.go(paths.returns.standard(ref, item.heading)),
    question: item.question,
    answer: wordsOf(item),
    changed:
      item.changedBy && item.changedAt
        ? `Last changed by ${nameOf(item.changedBy.person)}, ${spelt(item.changedBy.role)}, on ${instantInWords(item.changedAt)}.`
        : null,
    correction: item.corrected
      ? `Corrected after submission, on ${instantInWords(item.corrected.at)}: ${item.corrected.reason ?? 'no reason is kept'}`
      : null,
    lastCycle: before ? lastAnswer(before, item.item, reading) : null,
    history: [...entries].reverse().map((entry) => historyLine(entry, nameOf)),
    returnHref: reading.go(paths.returns.history(ref)),
  };
}

export interface StandardView extends PageHead {
  readonly returnHref: string;
  readonly items: readonly (ShownWords & {
    readonly item: string;
    readonly question: string;
    readonly href: string;
    readonly changed: string | null;
  })[];
}

/** One standard of one return: every item of it with the agency's words. */
export function standardPage(
  facts: {
    readonly agencyName: string;
    readonly title: string;
    readonly inWords: string;
    readonly ref: string;
    readonly items: readonly ShownItem[];
    readonly nameOf: NameOf;
  },
  reading: Reading,
): StandardView {
  const { agencyName, title, inWords, ref, items, nameOf } = facts;
  return {
    title: `${title}: ${inWords}`,
    caption: agencyName,
    section: 'overview',
    returnHref: reading.go(paths.returns.history(ref)),
    items: items.map((one) => ({
      item: one.item,
      question: one.question,
      href: reading.go(paths.returns.answer(ref, one.item)),
      changed: one.changedBy && one.changedAt ? `${nameOf(one.changedBy.person)}, ${instantInWords(one.changedAt)}` : null,
      ...wordsOf(one),
    })),
  };
}

function wordsOf({ rating, reason, narrative, evidence }: ShownAnswer): ShownWords {
  return { rating: ratingInWords(rating), reason, narrative, evidence: evidence.map(piece) };
}

function ratingInWords(rating: string | null): string {
  if (rating === null) return 'Not answered';
  return capital(spelt(rating));
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function piece(evidence: Evidence): { text: string; href?: string } {
  return evidence.kind === 'note' ? { text: evidence.text } : { text: evidence.title, href: webAddress(evidence.url) };
}

/** Only what a browser may safely be led to; anything else is shown as words. */
function webAddress(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}

function lastAnswer({ cycleTitle, return: ref, entries }: ItemInCycle, item: string, { go }: Reading): AnswerView['lastCycle'] {
  const last = entries.findLast(({ after }) => after !== null)?.after;
  return last ? { ...wordsOf(last), title: cycleTitle, href: go(paths.returns.answer(ref, item)) } : null;
}

function historyLine({ kind, before, after, by, recordedAt, why }: ShownHistory, nameOf: NameOf): AnswerView['history'][number] {
  const now = ratingInWords(after?.rating ?? null);
  const verb = kind === 'answered' ? (before ? 'Changed' : 'Answered') : capital(spelt(kind));
  const ratings = before && before.rating !== after?.rating ? `${ratingInWords(before.rating)}, now ${now.toLowerCase()}` : now;
  const words = before && before.rating === after?.rating ? ' (words or evidence)' : '';
  return {
    when: instantInWords(recordedAt),
    what: after ? `${verb}: ${ratings}${words}` : verb,
    who: `${nameOf(by.person)}, ${spelt(by.role)}`,
    why,
  };
}
