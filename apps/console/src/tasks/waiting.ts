import { daysOf, type ShownAction } from '@goldenthread/actions';
import { daysBetween } from '@goldenthread/calendar';
import { isOwed, type AgencyAuditRow, type CaseAuditRow } from '@goldenthread/case-audits';
import type { Day } from '@goldenthread/event-sourcing';
import type { AskedFigure } from '@goldenthread/indicators';
import type { Reading } from '../as-at/page-readings.js';
import { paths } from '../paths.js';
import { counted, dayInWords } from '../words.js';

/** What may wait for an agency beside its returns. */
export interface WaitingFacts {
  /** Audits whose tools are out, each with what is asked of the agency: an audit of each case. */
  readonly audits: readonly { readonly audit: CaseAuditRow; readonly own: readonly AgencyAuditRow[] }[];
  /** The agency's actions that are not over. */
  readonly actions: readonly ShownAction[];
  /** Figures that the agency is asked for and that have not come. */
  readonly figures: readonly AskedFigure[];
}

/** One line of a task list (GOV.UK Design System, "Task list"). */
export interface WaitingTask {
  readonly title: { readonly text: string };
  readonly href: string;
  readonly hint: { readonly text: string };
  readonly status: { readonly text: string } | { readonly tag: { readonly text: string; readonly classes: string } };
}

interface Waiting {
  readonly title: string;
  readonly hint: string;
  readonly href: string;
  readonly dueOn: Day;
}

/** What waits for the agency to act, what is due first before the rest. What waits for others is not the agency's to do. */
export function waitingTasks({ audits, actions, figures }: WaitingFacts, { go, point }: Reading): WaitingTask[] {
  const all = [...audits.flatMap(auditTasks), ...actions.flatMap((action) => actionTasks(action, point.day)), ...figureTasks(figures)];
  return all
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn) || one.title.localeCompare(other.title, 'en-GB'))
    .map(({ title, hint, href, dueOn }) => ({
      title: { text: title },
      href: go(href),
      hint: { text: hint },
      status: statusOf(dueOn, point.day),
    }));
}

function auditTasks({ audit, own }: WaitingFacts['audits'][number]): Waiting[] {
  const open = own.filter(isOwed);
  const [first] = open;
  if (!first) return [];
  const hint = `Case audit. ${counted(open.length, 'case')} of ${own.length} still to be answered.`;
  return [{ title: audit.title, hint, href: paths.audits.one(audit.audit), dueOn: first.dueOn }];
}

function actionTasks(action: ShownAction, today: Day): Waiting[] {
  const task = { title: action.what, href: paths.actions.one(action.action), dueOn: action.dueOn };
  if (action.status === 'accepted') return [{ ...task, hint: 'Action. Report progress, or say that it is done and give the evidence.' }];
  if (action.status !== 'issued') return [];
  if (action.respondBy === null) return [{ ...task, hint: 'Action. Say that you have received it; then accept or refuse it.' }];
  const late = daysOf(action, today).isResponseOverdue ? 'was' : 'is';
  return [{ ...task, dueOn: action.respondBy, hint: `Action. Accept it, or refuse it and say why: your response ${late} due first.` }];
}

/** All figures in one line: they are reported together. */
function figureTasks(figures: readonly AskedFigure[]): Waiting[] {
  const [first] = figures.toSorted((one, other) => one.due.localeCompare(other.due));
  if (!first) return [];
  const title = `Report ${counted(figures.length, 'figure')} for indicators`;
  const hint = `Indicators. The first: ${first.indicator.definition.name}, ${first.period.words}.`;
  return [{ title, hint, href: paths.indicators.late, dueOn: first.due }];
}

function statusOf(dueOn: Day, today: Day): WaitingTask['status'] {
  const late = daysBetween(dueOn, today);
  if (late > 0) return { tag: { text: `${counted(late, 'day')} late`, classes: 'govuk-tag--red' } };
  return { text: late === 0 ? 'Due today' : `Due ${dayInWords(dueOn)}` };
}
