import { addDays, addWorkingDays } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { ActionStatus } from './action.commands.js';
import type { FollowUpRules, WorkingDays } from './follow-up-rules.events.js';

// Every clock starts on the day after the one it is counted from, so that the last day is the whole of a working day. None
// runs from a day before its rules were in force: each then answers nothing. Working days are those of England and Wales.

/** Until when an agency answers an action: counted from the day it received the action matrix, never from the meeting. */
export function respondBy(rules: FollowUpRules, receivedOn: Day): Day | undefined {
  return counted(rules, receivedOn, rules.response);
}

/** Until when the minutes of a meeting are with its chair. */
export function minutesToChairBy(rules: FollowUpRules, heldOn: Day): Day | undefined {
  return counted(rules, heldOn, rules.minutes.toChair);
}

/** Until when minutes are circulated: counted from the day the chair approved them, however late that was. */
export function minutesToMembersBy(rules: FollowUpRules, approvedOn: Day): Day | undefined {
  return counted(rules, approvedOn, rules.minutes.toMembers);
}

/** Until when an extraordinary meeting is held; nothing where too few partner members support the request. */
export function extraordinaryMeetingBy(rules: FollowUpRules, requestedOn: Day, supporters: number): Day | undefined {
  return supporters < rules.extraordinaryMeeting.supporters ? undefined : counted(rules, requestedOn, rules.extraordinaryMeeting);
}

/** Until when copies of a published practice review are with those who get them. All days count. */
export function reviewCopiesBy(rules: FollowUpRules, publishedOn: Day): Day | undefined {
  return publishedOn < rules.inForceFrom ? undefined : addDays(publishedOn, rules.reviewCopies.days);
}

/** Until when an agency records that it received an action, before its business team must; nothing where no rule says so. */
export function receiptBy(rules: FollowUpRules, issuedOn: Day): Day | undefined {
  return rules.receipt ? counted(rules, issuedOn, rules.receipt) : undefined;
}

/** The last day on which an overdue action is still the agency's alone; nothing where no rule says so. */
export function escalatedAfter(rules: FollowUpRules, dueOn: Day): Day | undefined {
  return rules.escalation ? counted(rules, dueOn, rules.escalation) : undefined;
}

function counted({ inForceFrom }: FollowUpRules, from: Day, { workingDays }: WorkingDays): Day | undefined {
  return from < inForceFrom ? undefined : addWorkingDays(from, workingDays);
}

/** How an action stands to its days: as a row or a fold has it. */
export type Dated = { readonly status: ActionStatus; readonly dueOn: Day; readonly respondBy: Day | null };

/** Whether it is with its agency although it should be done. One whose completion is claimed waits for somebody else. */
export function isOverdue({ status, dueOn }: Dated, day: Day): boolean {
  return (status === 'issued' || status === 'accepted') && dueOn < day;
}

/** Whether its agency should have responded by now, and has not. */
export function isResponseOverdue({ status, respondBy }: Dated, day: Day): boolean {
  return status === 'issued' && respondBy !== null && respondBy < day;
}
