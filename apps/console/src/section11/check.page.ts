import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import { answersByHeading, type AnswersOfHeading } from './copy.page.js';
import type { ReturnFile } from './return-file.js';
import type { Link } from './task-list.page.js';

export interface CheckView extends PageHead {
  /** "19 questions are not answered", each leading to it. */
  readonly missing?: { readonly title: string; readonly links: readonly Link[] };
  readonly withoutEvidence?: { readonly title: string; readonly links: readonly Link[] };
  readonly headings: readonly AnswersOfHeading[];
  readonly next: { readonly sentence: string; readonly link?: Link };
}

/** All answers before they are signed off: what is missing first, then what has nothing to show for it. */
export function checkPage(file: ReturnFile, reading: Reading, role: string): CheckView {
  const { progress, items } = file;
  const linkTo = ({ item, question }: { item: string; question: string }): Link => {
    return { text: question, href: reading.go(paths.returns.item(progress.return, item)) };
  };
  const missing = items.filter(({ rating }) => rating === null);
  const bare = items.filter(({ rating, evidence }) => (rating === 'met' || rating === 'partly-met') && evidence.length === 0);
  const are = (count: number, what: string): string => `${counted(count, 'question')} ${count === 1 ? 'is' : 'are'} ${what}`;
  return {
    caption: progress.agencyName,
    title: 'Check your answers',
    section: 'tasks',
    back: reading.go(paths.returns.one(progress.return)),
    missing: missing.length === 0 ? undefined : { title: are(missing.length, 'not answered'), links: missing.map(linkTo) },
    withoutEvidence:
      bare.length === 0 ? undefined : { title: are(bare.length, 'rated met or partly met with no evidence'), links: bare.map(linkTo) },
    headings: answersByHeading(file, reading, 'Change'),
    next: nextOf(file, reading, role, missing.length),
  };
}

function nextOf({ progress, isOpen }: ReturnFile, { go, isNow }: Reading, role: string, missing: number): CheckView['next'] {
  const { status, return: ref } = progress;
  if (!isNow) return { sentence: 'To do anything, return to today.' };
  if (status === 'submitted')
    return { sentence: 'This return is submitted.', link: { text: 'See the receipt', href: go(paths.returns.receipt(ref)) } };
  if (!isOpen) return { sentence: 'The cycle is closed. The business unit can let this return in late.' };
  if (status === 'signed-off')
    return { sentence: 'This return is signed off.', link: { text: 'Submit the return', href: go(paths.returns.submit(ref)) } };
  if (missing > 0)
    return { sentence: 'Once every question is answered, a senior officer who answered none of them can sign the return off.' };
  if (role !== 'agency-lead') {
    return { sentence: 'Every question is answered. Ask your agency’s safeguarding lead to check the answers and sign them off.' };
  }
  return {
    sentence: 'Every question is answered. If you answered none of them yourself, you can sign the return off.',
    link: { text: 'Go on to sign off', href: go(paths.returns.signOff(ref)) },
  };
}
