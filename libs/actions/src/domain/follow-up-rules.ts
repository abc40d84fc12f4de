import { canonicalJson, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import { changedRules, type RuleChanges } from './changed-rules.js';
import type { FollowUpRules, FollowUpRulesEvent } from './follow-up-rules.events.js';

/** What was adopted, in that order. */
export type FollowUpRulesState = readonly { readonly rules: FollowUpRules; readonly from: Day }[];

export type AdoptRules = {
  readonly type: 'AdoptRules';
  readonly partnership: string;
  readonly rules: FollowUpRules;
  readonly from: Day;
  readonly reason?: string;
  /** The day it is in London. */
  readonly today: Day;
};

/** Every number decided anew, of the rules that hold on the first day; of the worked set, where none do. */
export type ChangeRules = Pick<AdoptRules, 'partnership' | 'from' | 'today'> & {
  readonly type: 'ChangeRules';
  readonly reason: string;
  readonly changes: RuleChanges;
};
export type FollowUpRulesCommand = AdoptRules | ChangeRules;

/** Why a partnership cannot adopt rules, each with what its words need. */
export type FollowUpRulesRefusals = {
  'rules-not-in-force': { readonly from: Day; readonly inForceFrom: Day };
  'rules-from-past': { readonly from: Day; readonly today: Day };
};
export type FollowUpRulesRefusal = keyof FollowUpRulesRefusals;

/**
 * The rules of one partnership through time: one record for each, under the partnership's own id. Its first can be said to
 * hold since a past day; later ones cannot, or what was in time by the rules of its day would become late, or late in time.
 */
export const followUpRules: Decider<FollowUpRulesState, FollowUpRulesCommand, FollowUpRulesEvent> = {
  category: 'followUpRules',
  initial: [],
  decide: (command, state) => {
    const rules = command.type === 'AdoptRules' ? command.rules : anew(command, state);
    const { partnership, from, reason, today } = command;
    if (from < rules.inForceFrom) throw refusal('rules-not-in-force', { from, inForceFrom: rules.inForceFrom });
    const last = state.at(-1);
    if (last && canonicalJson(last) === canonicalJson({ rules, from })) return [];
    if (last && from < today) throw refusal('rules-from-past', { from, today });
    return [
      { type: 'FollowUpRulesAdopted', data: { partnership, rules, from, ...(reason === undefined ? {} : { reason }) }, effectiveOn: from },
    ];
  },
  evolve: (state, { data: { rules, from } }) => [...state, { rules, from }],
};

function anew({ from, changes }: ChangeRules, state: FollowUpRulesState): FollowUpRules {
  return changedRules(rulesOn(state, from) ?? thurrock2019, changes, state.length + 1, from);
}

/** The rules that a day is judged by: the last adopted of those that held then. Nothing where none did. */
export function rulesOn(state: FollowUpRulesState, day: Day): FollowUpRules | undefined {
  return state.findLast(({ from }) => from <= day)?.rules;
}

function refusal<Code extends FollowUpRulesRefusal>(code: Code, details: FollowUpRulesRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
