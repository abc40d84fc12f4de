import { canonicalJson, Refusal } from '@goldenthread/event-sourcing';
import type { Answer, AnswerGiven, Section11ReturnRefusal, Section11ReturnRefusals } from './section11-return.commands.js';
import type { Evidence, Section11ReturnOpened } from './section11-return.events.js';

/** @throws Refusal where the rating is not on the scale, or a reason is missing or out of place. */
export function answerOf(
  item: string,
  { rating, reason, narrative, evidence }: AnswerGiven,
  { levels }: Section11ReturnOpened['data']['scale'],
): Answer {
  const scale = [...levels, 'not-applicable'] as const;
  const onScale = scale.find((one) => one === rating);
  if (!onScale) throw refusal('rating-not-on-scale', { rating, scale });
  if (onScale === 'not-applicable' && !said(reason)) throw refusal('reason-needed', { item });
  if (onScale !== 'not-applicable' && said(reason)) throw refusal('reason-not-wanted', { item, rating: onScale });
  return { rating: onScale, reason: said(reason), narrative: said(narrative), evidence: evidence.map(evidenceOf) };
}

/** All that an answer says, to tell whether two say the same; where it was taken from is no part of that. */
export function wordsOf({ rating, reason, narrative, evidence }: Answer): string {
  return canonicalJson({ rating, reason, narrative, evidence });
}

function evidenceOf(evidence: Evidence): Evidence {
  return evidence.kind === 'note' ? { kind: 'note', text: evidence.text } : { kind: 'link', title: evidence.title, url: evidence.url };
}

/** What someone said, or nothing where they left it blank. */
function said(text: string | undefined): string | undefined {
  return text?.trim() ? text : undefined;
}

function refusal<Code extends Section11ReturnRefusal>(code: Code, details: Section11ReturnRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
