import { idOf, Refusal, type Actor, type Day, type Decider, type Instant } from '@goldenthread/event-sourcing';
import type { PerformanceRiskDecided, PerformanceRiskEvent, PerformanceRiskRaised } from './performance-risk.events.js';

/** What was last said of it, and by whom. */
type Last = { readonly currentRevision: number; readonly changedBy: Actor; readonly changedAt: Instant };

export type PerformanceRiskState =
  { readonly status: 'not-raised' } | { readonly status: 'raised' | 'decided'; readonly partnership: string; readonly last: Last };

export type RaiseRisk = {
  readonly type: 'RaiseRisk';
  readonly risk: string;
  readonly raised: Omit<PerformanceRiskRaised['data'], 'risk'>;
  readonly facts: {
    /** The codes among those it is about that name no indicator of the partnership. */
    readonly unknown: readonly string[];
    /** Whether this store may hold judgements on the partnership: none is attached to a real body. */
    readonly judgementsHeld: boolean;
  };
};

export type DecideRisk = {
  readonly type: 'DecideRisk';
  readonly risk: string;
  readonly decided: Omit<PerformanceRiskDecided['data'], 'risk'>;
  /** The revision of the risk, as it was read. */
  readonly basedOn: number;
  readonly today: Day;
};

/** Why a risk refuses a command, each with what its words need. */
export type PerformanceRiskRefusals = {
  'risk-not-known': object;
  'risk-about-unknown': { readonly codes: readonly string[] };
  'risk-decided-already': object;
  'risk-changed': Last;
  'decided-in-the-future': { readonly decidedOn: Day; readonly today: Day };
  'call-back-not-after-decision': { readonly callBackOn: Day; readonly decidedOn: Day };
};
export type PerformanceRiskRefusal = keyof PerformanceRiskRefusals;

/** A risk to performance, from the sub-committee that raises it to the Board that decides. */
export const performanceRisk: Decider<PerformanceRiskState, RaiseRisk | DecideRisk, PerformanceRiskEvent> = {
  category: 'performanceRisk',
  initial: { status: 'not-raised' },

  decide: (command, state) => (command.type === 'RaiseRisk' ? raise(command, state) : decide(command, state)),

  evolve: (_state, { type, data, revision, actor, recordedAt }) => {
    const isOpen = type === 'PerformanceRiskRaised' || data.decision === 'ask-for-more';
    const last = { currentRevision: revision, changedBy: actor, changedAt: recordedAt };
    return { status: isOpen ? 'raised' : 'decided', partnership: data.partnership, last };
  },
};

/** The record of the risk that a command raises. */
export function performanceRiskIdOf(commandId: string): string {
  return idOf(performanceRisk.category, commandId);
}

function raise({ risk, raised, facts }: RaiseRisk, state: PerformanceRiskState): PerformanceRiskRaised[] {
  if (state.status !== 'not-raised') return [];
  if (!facts.judgementsHeld) throw new Refusal('no-judgements-held-here');
  if (facts.unknown.length > 0) throw refusal('risk-about-unknown', { codes: facts.unknown });
  return [{ type: 'PerformanceRiskRaised', data: { risk, ...raised } }];
}

function decide({ risk, decided, basedOn, today }: DecideRisk, state: PerformanceRiskState): PerformanceRiskDecided[] {
  if (state.status === 'not-raised' || state.partnership !== decided.partnership) throw refusal('risk-not-known', {});
  if (state.status === 'decided') throw refusal('risk-decided-already', {});
  if (state.last.currentRevision !== basedOn) throw refusal('risk-changed', state.last);
  const { decidedOn, callBackOn } = decided;
  if (decidedOn > today) throw refusal('decided-in-the-future', { decidedOn, today });
  if (callBackOn !== undefined && callBackOn <= decidedOn) throw refusal('call-back-not-after-decision', { callBackOn, decidedOn });
  return [{ type: 'PerformanceRiskDecided', data: { risk, ...decided } }];
}

function refusal<Code extends PerformanceRiskRefusal>(code: Code, details: PerformanceRiskRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
