import {
  actionOf,
  rulesOn,
  type ActionEvent,
  type ActionStatus,
  type FollowUpRules,
  type FollowUpRulesAdopted,
} from '@goldenthread/actions';
import type { Day, RecordedEvent } from '@goldenthread/event-sourcing';

/** What policies remember of an action. */
export type FollowedAction = {
  readonly action: string;
  readonly partnership: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly status: ActionStatus;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly matrix: string;
  /** Of the response that is awaited or was given. */
  readonly receivedOn: Day | null;
  readonly respondBy: Day | null;
};

export type FollowedActions = {
  readonly actions: Map<string, FollowedAction>;
  /** By partnership, in the order they were adopted. */
  readonly rules: Map<string, { readonly rules: FollowUpRules; readonly from: Day }[]>;
};

export type FollowedEvent = ActionEvent | FollowUpRulesAdopted;

export function nothingFollowed(): FollowedActions {
  return { actions: new Map(), rules: new Map() };
}

export const FOLLOWED_EVENTS = [
  'FollowUpRulesAdopted',
  'ActionIssued',
  'ActionReceived',
  'ActionAccepted',
  'ActionRefused',
  'ActionCompletionClaimed',
  'ActionCompletionAccepted',
  'ActionCompletionReturned',
  'ActionReopened',
  'ActionSuperseded',
] as const satisfies readonly FollowedEvent['type'][];

/** Takes an event in: how actions and rules stand after it. */
export function follow({ actions, rules }: FollowedActions, event: RecordedEvent<FollowedEvent>): void {
  if (event.type === 'FollowUpRulesAdopted') {
    const { partnership, rules: adopted, from } = event.data;
    rules.set(partnership, [...(rules.get(partnership) ?? []), { rules: adopted, from }]);
    return;
  }
  const action = actionOf(event.stream);
  if (event.type === 'ActionIssued') {
    const { partnership, agency, agencyName, issuedOn, dueOn, matrix } = event.data;
    const whose = { action, partnership, agency, agencyName };
    actions.set(action, { ...whose, status: 'issued', issuedOn, dueOn, matrix, receivedOn: null, respondBy: null });
    return;
  }
  const known = actions.get(action);
  if (known) actions.set(action, { ...known, ...change(event) });
}

/** The rules that a day of a partnership is judged by. */
export function rulesThen({ rules }: FollowedActions, partnership: string, day: Day): FollowUpRules | undefined {
  return rulesOn(rules.get(partnership) ?? [], day);
}

type Later = Exclude<RecordedEvent<ActionEvent>, { type: 'ActionIssued' }>;

function change(event: Later): Partial<FollowedAction> {
  switch (event.type) {
    case 'ActionReceived':
      return { receivedOn: event.data.receivedOn, respondBy: event.data.respondBy };
    case 'ActionAccepted':
    case 'ActionCompletionReturned':
      return { status: 'accepted' };
    case 'ActionRefused':
      return { status: 'refused' };
    case 'ActionCompletionClaimed':
      return { status: 'claimed' };
    case 'ActionCompletionAccepted':
      return { status: 'completed' };
    case 'ActionSuperseded':
      return { status: 'superseded' };
    case 'ActionReopened': {
      const { from, dueOn } = event.data;
      return from === 'refused' ? { status: 'issued', dueOn, receivedOn: null, respondBy: null } : { status: 'accepted', dueOn };
    }
    case 'ActionProgressReported':
    case 'ActionImpactReviewed':
      return {};
  }
}
