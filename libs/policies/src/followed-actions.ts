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
  readonly actions: ReadonlyMap<string, FollowedAction>;
  /** By partnership, in the order they were adopted. */
  readonly rules: ReadonlyMap<string, readonly { readonly rules: FollowUpRules; readonly from: Day }[]>;
};

export type FollowedEvent = ActionEvent | FollowUpRulesAdopted;

export const NOTHING_FOLLOWED: FollowedActions = { actions: new Map(), rules: new Map() };

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

/** How actions and rules stand after an event. */
export function follow(state: FollowedActions, event: RecordedEvent<FollowedEvent>): FollowedActions {
  if (event.type === 'FollowUpRulesAdopted') return withRules(state, event.data);
  const action = actionOf(event.stream);
  if (event.type === 'ActionIssued') {
    const { partnership, agency, agencyName, issuedOn, dueOn, matrix } = event.data;
    const issued = {
      action,
      partnership,
      agency,
      agencyName,
      status: 'issued',
      issuedOn,
      dueOn,
      matrix,
      receivedOn: null,
      respondBy: null,
    } as const;
    return withAction(state, issued);
  }
  const known = state.actions.get(action);
  return known ? withAction(state, { ...known, ...change(event) }) : state;
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

function withAction(state: FollowedActions, action: FollowedAction): FollowedActions {
  return { ...state, actions: new Map(state.actions).set(action.action, action) };
}

function withRules(state: FollowedActions, { partnership, rules, from }: FollowUpRulesAdopted['data']): FollowedActions {
  const adopted = [...(state.rules.get(partnership) ?? []), { rules, from }];
  return { ...state, rules: new Map(state.rules).set(partnership, adopted) };
}
