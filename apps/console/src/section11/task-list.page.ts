import type { ShownItem } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords, dayWithWeekday, instantInWords, share } from '../words.js';
import { progressBar, type ProgressBar } from './progress-bar.js';
import type { ReturnFile } from './return-file.js';
import { nextUnanswered, stepOf, type Step } from './steps.js';
import { ratingWords } from './tool-in-words.js';

export interface Link {
  readonly text: string;
  readonly href: string;
}

export interface TaskListView extends PageHead {
  /** Sentences above the bar: the day, how far it has come. Of each the parts, so that what counts stands out. */
  readonly due: { readonly before: string; readonly day: string; readonly after: string };
  readonly progress: string;
  readonly bar: ProgressBar;
  /** What happened to the return, where that is more than being answered. */
  readonly state: readonly string[];
  readonly next?: Link;
  readonly links: readonly Link[];
  readonly sections: readonly { readonly title: string; readonly list: object }[];
}

const STATUS: Readonly<Record<Step, object>> = {
  answered: { text: 'Completed' },
  'to-check': { tag: { text: 'Check answer', classes: 'govuk-tag--yellow' } },
  'not-started': { tag: { text: 'Not yet started', classes: 'govuk-tag--blue' } },
};

/** @param isOwn whether the reader's agency is the one whose return it is, and may work on it. */
export function taskListPage(file: ReturnFile, reading: Reading, isOwn: boolean): TaskListView {
  const { progress, items, tool } = file;
  const { answered, of } = progress;
  const isOpen = isOwn && file.isOpen;
  const toCheck = isOpen ? items.filter((item) => stepOf(file, item) === 'to-check').length : 0;
  return {
    caption: progress.agencyName,
    title: progress.cycleTitle,
    section: isOwn ? 'tasks' : 'returns',
    due: dueOf(progress),
    progress: progressWords(answered, of, toCheck, isOwn),
    bar: progressBar(answered, of, toCheck),
    state: stateOf(file),
    next: isOpen && reading.isNow ? nextOf(file, reading) : undefined,
    links: linksOf(file, reading, isOpen),
    sections: tool.headings.map(({ title, questions }, index) => ({
      title: `${index + 1}. ${title}`,
      list: {
        idPrefix: `section-${index + 1}`,
        items: questions.flatMap(({ item: key }) => {
          const item = items.find((one) => one.item === key);
          return item ? [taskOf(item, file, reading, isOpen)] : [];
        }),
      },
    })),
  };
}

function taskOf(item: ShownItem, file: ReturnFile, { go }: Reading, isOpen: boolean): object {
  const step = stepOf(file, item);
  const hint =
    isOpen && step === 'to-check'
      ? { text: `Answered in ${file.previous?.cycleTitle ?? 'the last cycle'}. Check it is still right.` }
      : undefined;
  return {
    title: { text: item.question },
    href: go(paths.returns.item(file.progress.return, item.item)),
    hint,
    status: isOpen ? STATUS[step] : { text: ratingWords(file.tool, item.rating) ?? 'Not answered' },
  };
}

function dueOf({ dueOn, status, submittedOn, late, daysLate, duty }: ReturnFile['progress']): TaskListView['due'] {
  if (status === 'submitted' && submittedOn !== null) {
    const lateness = late ? `, ${counted(daysLate ?? 0, 'day')} late` : ', in time';
    return { before: 'Submitted on ', day: dayWithWeekday(submittedOn), after: `${lateness}. It was due on ${dayInWords(dueOn)}.` };
  }
  const basis = duty === 'required' ? 'The agency is required to return it.' : 'The agency is invited to return it.';
  return { before: 'Return this by ', day: dayWithWeekday(dueOn), after: `. ${basis}` };
}

function progressWords(answered: number, of: number, toCheck: number, isOwn: boolean): string {
  const who = isOwn ? 'You have' : 'The agency has';
  const check = toCheck === 0 ? '' : ` ${counted(toCheck, 'answer')} of the last cycle ${toCheck === 1 ? 'is' : 'are'} there to check.`;
  return `${who} answered ${share(answered, of, 'question')}.${check}`;
}

function stateOf({ progress, nameOf, closedOn, isOpen }: ReturnFile): string[] {
  const { status, signedOffBy, signedOffAt, reopenedAt, corrections, admittedUntil } = progress;
  return [
    ...(status === 'signed-off' && signedOffBy !== null && signedOffAt !== null
      ? [`Signed off by ${nameOf(signedOffBy)}, ${instantInWords(signedOffAt)}. Changing an answer now withdraws the sign-off.`]
      : []),
    ...(closedOn !== null && !isOpen && status !== 'submitted'
      ? [`The cycle was closed on ${dayInWords(closedOn)} without this return. The business unit can let it in late.`]
      : []),
    ...(reopenedAt === null ? [] : [`Given back to the agency on ${instantInWords(reopenedAt)}. What was submitted stays on record.`]),
    ...(corrections === 0 ? [] : [`${counted(corrections, 'answer')} corrected since it was submitted: each says why in its history.`]),
    ...(admittedUntil === null ? [] : [`Let in until ${dayInWords(admittedUntil)}, although the cycle is closed.`]),
  ];
}

function nextOf({ progress, items }: ReturnFile, { go }: Reading): Link {
  const { return: ref, status } = progress;
  const next = nextUnanswered(items);
  if (next !== undefined) return { text: 'Continue with the next question', href: go(paths.returns.item(ref, next)) };
  if (status === 'signed-off') return { text: 'Submit the return', href: go(paths.returns.submit(ref)) };
  return { text: 'Check your answers and sign off', href: go(paths.returns.check(ref)) };
}

function linksOf({ progress }: ReturnFile, { go }: Reading, isOpen: boolean): Link[] {
  const { return: ref, submissions } = progress;
  return [
    ...(isOpen ? [{ text: 'Check all answers, and what is missing', href: go(paths.returns.check(ref)) }] : []),
    ...(submissions > 0 ? [{ text: 'Receipt', href: go(paths.returns.receipt(ref)) }] : []),
    { text: 'All answers on one page, to print or download', href: go(paths.returns.copy(ref)) },
    { text: 'Everything that happened to this return', href: go(paths.returns.history(ref)) },
  ];
}
