import { daysBetween } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ActionStatus } from '../domain/action.commands.js';
import { isOverdue, isResponseOverdue } from '../domain/clocks.js';
import type { SourceKind } from '../domain/recommendation.events.js';
import type { ActionRow } from './action.row.js';

// What a sub-committee asks of the register: pure functions over the rows as at one position, and the London day of it.

type Action = RowOf<ActionRow>;

/** How one action stands on a day. */
export interface ActionDays {
  readonly isOverdue: boolean;
  readonly isResponseOverdue: boolean;
  /** 0 while it is not overdue. */
  readonly daysOverdue: number;
  /** Days since it was issued. */
  readonly age: number;
}

export function daysOf(action: Pick<Action, 'status' | 'dueOn' | 'respondBy' | 'issuedOn'>, today: Day): ActionDays {
  const overdue = isOverdue(action, today);
  return {
    isOverdue: overdue,
    isResponseOverdue: isResponseOverdue(action, today),
    daysOverdue: overdue ? daysBetween(action.dueOn, today) : 0,
    age: daysBetween(action.issuedOn, today),
  };
}

/** What a reader wants to see of the register; nothing said means all. */
export interface RegisterFilter {
  readonly agency?: string;
  readonly theme?: string;
  readonly source?: SourceKind;
  /** `open` is every status in which something is still to be done. */
  readonly status?: ActionStatus | 'open' | 'overdue';
  /** Issued at least so many days before. */
  readonly olderThan?: number;
}

export function filtered<A extends Action>(actions: readonly A[], filter: RegisterFilter, today: Day): A[] {
  const { agency, theme, source, status, olderThan } = filter;
  return actions.filter((action) => {
    const days = daysOf(action, today);
    return (
      (agency === undefined || action.agency === agency) &&
      (theme === undefined || action.themes.includes(theme)) &&
      (source === undefined || action.sourceKind === source) &&
      (status === undefined || hasStatus(action, status, days)) &&
      (olderThan === undefined || days.age >= olderThan)
    );
  });
}

/** What is done, or has another in its place, after all others; else in the order they come in. */
export function overLast<A extends Pick<Action, 'status'>>(actions: readonly A[]): A[] {
  const isOver = ({ status }: A): boolean => status === 'completed' || status === 'superseded';
  return [...actions.filter((action) => !isOver(action)), ...actions.filter(isOver)];
}

/** Whether something is still to be done: by its agency, or by whoever judges its claim. */
export function isOpen({ status }: Pick<Action, 'status'>): boolean {
  return status === 'issued' || status === 'accepted' || status === 'claimed';
}

function hasStatus(action: Action, status: NonNullable<RegisterFilter['status']>, days: ActionDays): boolean {
  if (status === 'open') return isOpen(action);
  return status === 'overdue' ? days.isOverdue : action.status === status;
}

export interface OverdueOfAgency {
  readonly agency: string;
  readonly agencyName: string;
  readonly overdue: number;
}

/** How many actions of each agency were overdue on a day, those with most first; agencies with none are left out. */
export function overdueByAgency(actions: readonly Action[], today: Day): OverdueOfAgency[] {
  const counts = new Map<string, OverdueOfAgency>();
  for (const action of actions.filter((one) => isOverdue(one, today))) {
    const { agency, agencyName } = action;
    counts.set(agency, { agency, agencyName, overdue: (counts.get(agency)?.overdue ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.overdue - a.overdue || (a.agencyName < b.agencyName ? -1 : 1));
}
