import { idOf, Refusal, type Actor, type Decider, type Instant } from '@goldenthread/event-sourcing';
import type { SignalFollowUpProposed, SignalProposalEvent, TakenUpAs } from './signal-proposal.events.js';

/** What was last said of it, and by whom. */
type Last = { readonly currentRevision: number; readonly changedBy: Actor; readonly changedAt: Instant };

export type SignalProposalState =
  | { readonly status: 'not-proposed' }
  | { readonly status: 'open' | 'accepted' | 'set-aside'; readonly partnership: string; readonly last: Last };

export type ProposeFollowUp = { readonly type: 'ProposeFollowUp'; readonly proposed: SignalFollowUpProposed['data'] };

export type AnswerProposal = {
  readonly type: 'AnswerProposal';
  readonly proposal: string;
  readonly partnership: string;
  /** Nothing: it is set aside. */
  readonly takenUpAs?: TakenUpAs;
  /** Why. */
  readonly words: string;
  /** The revision of the proposal, as it was read. */
  readonly basedOn: number;
};

/** Why a proposal refuses a command, each with what its words need. */
export type SignalProposalRefusals = {
  'proposal-not-known': object;
  'proposal-answered': Last;
};
export type SignalProposalRefusal = keyof SignalProposalRefusals;

/** What is proposed for one series in one period, once; a person takes it up or sets it aside, and says why. */
export const signalProposal: Decider<SignalProposalState, ProposeFollowUp | AnswerProposal, SignalProposalEvent> = {
  category: 'signalProposal',
  initial: { status: 'not-proposed' },

  decide: (command, state) => {
    if (command.type === 'ProposeFollowUp') {
      return state.status === 'not-proposed' ? [{ type: 'SignalFollowUpProposed', data: command.proposed }] : [];
    }
    return answer(command, state);
  },

  evolve: (_state, { type, data: { partnership }, revision, actor, recordedAt }) => {
    const status = ({ SignalFollowUpProposed: 'open', SignalProposalAccepted: 'accepted', SignalProposalSetAside: 'set-aside' } as const)[
      type
    ];
    return { status, partnership, last: { currentRevision: revision, changedBy: actor, changedAt: recordedAt } };
  },
};

/** The one record of what is proposed for a series in a period. */
export function proposalIdOf(partnership: string, code: string, place: string, period: string): string {
  return idOf(signalProposal.category, partnership, code, place, period);
}

function answer({ proposal, partnership, takenUpAs, words, basedOn }: AnswerProposal, state: SignalProposalState): SignalProposalEvent[] {
  if (state.status === 'not-proposed' || state.partnership !== partnership) throw refusal('proposal-not-known', {});
  if (state.status !== 'open' || state.last.currentRevision !== basedOn) throw refusal('proposal-answered', state.last);
  if (!words.trim()) throw new Refusal('say-why');
  const data = { proposal, partnership, words };
  return takenUpAs === undefined
    ? [{ type: 'SignalProposalSetAside', data }]
    : [{ type: 'SignalProposalAccepted', data: { ...data, takenUpAs } }];
}

function refusal<Code extends SignalProposalRefusal>(code: Code, details: SignalProposalRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
