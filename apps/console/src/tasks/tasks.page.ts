import { daysBetween } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11ReturnProgressRow } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { isStillOpen } from '../section11/return-file.js';
import { progressBar, type ProgressBar } from '../section11/progress-bar.js';
import { counted, dayInWords, dayWithWeekday, share } from '../words.js';
import type { WaitingTask } from './waiting.js';

type Row = RowOf<Section11ReturnProgressRow>;

export interface Task {
  readonly title: string;
  readonly due: string;
  readonly isLate: boolean;
  readonly duty?: string;
  readonly progress?: string;
  readonly bar?: ProgressBar;
  readonly link?: { readonly text: string; readonly href: string };
}

export interface TasksView extends PageHead {
  /** Returns to be answered. */
  readonly toDo: readonly Task[];
  /** What else waits, as a task list. */
  readonly waiting: { readonly idPrefix: string; readonly items: readonly WaitingTask[] };
  readonly done: readonly Task[];
}

/**
 * What an agency has to do, the latest first, and what it has done.
 *
 * @param closedOn by cycle: the day it was closed, or null while it is open.
 * @param waiting what else is asked of it.
 */
export function tasksPage(
  returns: readonly Row[],
  closedOn: ReadonlyMap<string, Day | null>,
  waiting: readonly WaitingTask[],
  reading: Reading,
): TasksView {
  const today = reading.point.day;
  const closeOf = ({ cycle }: Row): Day | null => closedOn.get(cycle) ?? null;
  const open = returns.filter((row) => isStillOpen(row, closeOf(row), today)).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return {
    title: 'Your tasks',
    section: 'tasks',
    toDo: open.map((row) => ({ ...taskOf(row), due: dueInWords(row.dueOn, today), isLate: row.dueOn < today, link: stepOf(row, reading) })),
    waiting: { idPrefix: 'waiting', items: waiting },
    done: returns.filter((row) => !open.includes(row)).map((row) => doneOf(row, closeOf(row), reading)),
  };
}

function doneOf(row: Row, closedOn: Day | null, { go }: Reading): Task {
  if (row.status === 'submitted') {
    const link = { text: 'See your copy and receipt', href: go(paths.returns.receipt(row.return)) };
    return { title: row.cycleTitle, due: submittedInWords(row), isLate: false, link };
  }
  const due = `The cycle was closed on ${dayInWords(closedOn ?? row.dueOn)} without this return`;
  const link = row.revision === null ? undefined : { text: 'See what was answered', href: go(paths.returns.one(row.return)) };
  return { title: row.cycleTitle, due, isLate: false, link };
}

function taskOf({ cycleTitle, duty, answered, of }: Row): Omit<Task, 'due' | 'isLate' | 'link'> {
  return {
    title: cycleTitle,
    duty: duty === 'required' ? 'Your agency is required to return this.' : 'Your agency is invited to return this.',
    progress: `You have answered ${share(answered, of, 'question')}.`,
    bar: progressBar(answered, of),
  };
}

function stepOf({ status, cycle, return: ref }: Row, { go, isNow }: Reading): Task['link'] {
  if (status === 'not-started') return isNow ? { text: 'Start your return', href: go(paths.returns.start(cycle)) } : undefined;
  if (status === 'signed-off') return { text: isNow ? 'Submit your return' : 'See the return', href: go(paths.returns.one(ref)) };
  return { text: isNow ? 'Continue your return' : 'See the return', href: go(paths.returns.one(ref)) };
}

/** "Due Friday 30 October 2026, in 12 days". */
export function dueInWords(dueOn: Day, today: Day): string {
  const days = daysBetween(today, dueOn);
  if (days < 0) return `It was due on ${dayWithWeekday(dueOn)}, ${counted(-days, 'day')} ago`;
  if (days === 0) return `Due today, ${dayWithWeekday(dueOn)}`;
  return `Due ${dayWithWeekday(dueOn)}, in ${counted(days, 'day')}`;
}

function submittedInWords({ submittedOn, late, daysLate }: Row): string {
  const on = submittedOn === null ? '' : ` on ${dayInWords(submittedOn)}`;
  return late ? `Submitted${on}, ${counted(daysLate ?? 0, 'day')} late` : `Submitted${on}, in time`;
}
