import type { ShownAnswer } from '@goldenthread/section11';
import { ratingWords, type ToolInWords } from './tool-in-words.js';

/** An answer to be read. */
export interface AnswerInWords {
  readonly rating: string;
  readonly reason?: string;
  readonly narrative?: string;
  readonly evidence: readonly { readonly text: string; readonly href?: string }[];
  /** "Kept from Section 11 2024". */
  readonly origin?: string;
}

/** @returns nothing where there is no answer. */
export function answerInWords(
  { rating, reason, narrative, evidence, broughtForwardFrom }: Omit<ShownAnswer, 'broughtForwardFrom'> & Partial<ShownAnswer>,
  tool: Pick<ToolInWords, 'ratings'>,
): AnswerInWords | undefined {
  if (rating === null) return undefined;
  return {
    rating: ratingWords(tool, rating) ?? rating,
    reason: reason ?? undefined,
    narrative: narrative ?? undefined,
    evidence: evidence.map((piece) => (piece.kind === 'note' ? { text: piece.text } : linkOf(piece))),
    origin: broughtForwardFrom
      ? `${broughtForwardFrom.kept ? 'Kept as it was' : 'Brought forward and changed'}, from ${broughtForwardFrom.cycleTitle}`
      : undefined,
  };
}

/** A link leads somewhere only where its address is one a browser may follow; what was erased is none. */
function linkOf({ title, url }: { title: string; url: string }): { text: string; href?: string } {
  return /^https?:\/\//i.test(url) ? { text: title, href: url } : { text: `${title} ${url}` };
}
