import type { AttentionLine } from '@goldenthread/actions';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords } from '../words.js';

export interface AttentionView extends PageHead {
  readonly lines: readonly { readonly text: string; readonly href: string; readonly link: string }[];
  readonly left: string;
  readonly empty: string;
}

/** What needs attention, in at most ten plain lines, the gravest first. */
export function attentionPage(lines: readonly AttentionLine[], left: number, { go }: Reading): AttentionView {
  return {
    title: 'What needs attention',
    section: 'actions',
    back: go(paths.actions.all),
    lines: lines.map((line) => ({ ...attentionInWords(line), href: go(whereOfAttention(line)) })),
    left: left === 0 ? '' : `${counted(left, 'more line')} of the same kind ${left === 1 ? 'is' : 'are'} left out.`,
    empty: 'Nothing needs attention: no letter waits, nothing is overdue and nothing waits to be agreed to.',
  };
}

/** What needs attention, and what a link to it is called. */
export function attentionInWords(line: AttentionLine): { readonly text: string; readonly link: string } {
  switch (line.kind) {
    case 'letter-to-decide':
      return {
        text: `${line.agencyName} failed ${counted(line.occasions, 'time')} to respond in time. A letter to its executive member is ready.`,
        link: 'See the letter',
      };
    case 'letter-held':
      return { text: `The letter to ${line.agencyName} has been held since ${dayInWords(line.since)}.`, link: 'See the letter' };
    case 'overdue':
      return {
        text: `${line.agencyName} has ${counted(line.count, 'action')} overdue, the longest by ${counted(line.longest, 'day')}.`,
        link: 'See what is overdue',
      };
    case 'response-overdue':
      return { text: `${line.agencyName} has not answered ${counted(line.count, 'action')} in time.`, link: 'See what is not answered' };
    case 'extraordinary-late':
      return {
        text: `${line.groupName} has not held the extraordinary meeting that was due by ${dayInWords(line.holdBy)}.`,
        link: 'See meetings and reviews',
      };
    case 'copies-late':
      return {
        text: `Copies of a published review were due by ${dayInWords(line.copiesBy)}, and are not on record as sent.`,
        link: 'See meetings and reviews',
      };
    case 'minutes-late':
      return {
        text: `The minutes of ${line.groupName} on ${dayInWords(line.heldOn)} were due ${line.step === 'draft' ? 'with its chair' : 'with its members'} by ${dayInWords(line.by)}.`,
        link: 'See meetings and reviews',
      };
    case 'refused':
      return { text: `${line.agencyName} refused an action. Ask for it again, or let another take its place.`, link: 'See the action' };
    case 'claims-to-judge':
      return {
        text: `${counted(line.count, 'action')} said to be done ${line.count === 1 ? 'waits' : 'wait'} for somebody of another body to agree, since ${dayInWords(line.oldest)}.`,
        link: 'See what is said to be done',
      };
    case 'receipts-missing':
      return {
        text: `No receipt is recorded of ${counted(line.count, 'action')}, the oldest issued on ${dayInWords(line.oldest)}.`,
        link: 'See what was issued',
      };
    case 'copies-due':
      return { text: `Copies of a published review must go out by ${dayInWords(line.copiesBy)}.`, link: 'See the recommendation' };
    case 'impact-to-review':
      return {
        text: `What came of ${counted(line.count, 'action')} done six months ago or more has not been looked at.`,
        link: 'See what is done',
      };
    case 'without-action':
      return {
        text: `${counted(line.count, 'recommendation has', 'recommendations have')} no action yet.`,
        link: 'See the recommendations',
      };
  }
}

/** The page on which something can be done about it. */
export function whereOfAttention(line: AttentionLine): string {
  switch (line.kind) {
    case 'letter-to-decide':
    case 'letter-held':
      return paths.letters.one(line.failures, String(line.letter));
    case 'overdue':
      return withQuery(paths.actions.all, { agency: line.agency, status: 'overdue' });
    case 'response-overdue':
      return withQuery(paths.actions.all, { agency: line.agency, status: 'issued' });
    case 'extraordinary-late':
    case 'copies-late':
    case 'minutes-late':
      return paths.proceedings.all;
    case 'refused':
      return paths.actions.one(line.action);
    case 'claims-to-judge':
      return withQuery(paths.actions.all, { status: 'claimed' });
    case 'receipts-missing':
      return withQuery(paths.actions.all, { status: 'issued' });
    case 'copies-due':
      return paths.recommendations.one(line.recommendation);
    case 'impact-to-review':
      return withQuery(paths.actions.all, { status: 'completed' });
    case 'without-action':
      return paths.recommendations.all;
  }
}
