import type { Day } from '@goldenthread/event-sourcing';
import type { Basis, Duty, ToolVersion } from './section11-cycle.events.js';

export type LateAdmission = { readonly until: Day; readonly reason: string };

/** What the handler read about others, before the cycle decides. */
export type OpenCycleFacts = {
  /** Nothing where no such tool is published. */
  readonly tool?: { readonly items: number; readonly revision: number };
  /** Nothing where no such partnership is registered. */
  readonly partnership?: {
    readonly agencies: readonly { readonly id: string; readonly name: string; readonly basis: Basis; readonly duty: Duty }[];
    readonly revision: number;
    /** Whether this store may hold returns of it: a demonstration attaches no answer to a real body. */
    readonly returnsHeld: boolean;
  };
};

export type OpenCycleWanted = {
  readonly partnership: string;
  readonly title: string;
  readonly tool: ToolVersion;
  readonly opensOn: Day;
  readonly dueOn: Day;
  /** The duty follows from the basis on which the partnership lists the agency; where it is said too, it must agree. */
  readonly agencies: readonly { readonly agency: string; readonly duty?: Duty }[];
};

export type OpenCycle = { readonly type: 'OpenCycle'; readonly wanted: OpenCycleWanted; readonly facts: OpenCycleFacts };
export type CloseCycle = { readonly type: 'CloseCycle'; readonly today: Day };
export type AdmitLateReturn = { readonly type: 'AdmitLateReturn'; readonly agency: string; readonly today: Day } & LateAdmission;
export type Section11CycleCommand = OpenCycle | CloseCycle | AdmitLateReturn;

/** Why a cycle refuses a command, each with what its words need. */
export type Section11CycleRefusals = {
  'partnership-not-registered': { readonly partnership: string };
  'no-returns-held-here': { readonly partnership: string };
  'tool-not-published': ToolVersion;
  'due-before-open': { readonly opensOn: Day; readonly dueOn: Day };
  'no-agencies': object;
  'agency-listed-twice': { readonly agencies: readonly string[] };
  'agency-not-in-partnership': { readonly agencies: readonly string[] };
  'duty-not-as-listed': { readonly agencies: readonly string[] };
  'cycle-not-open': object;
  'cycle-not-due': { readonly dueOn: Day };
  'cycle-already-closed': { readonly closedOn: Day };
  'cycle-not-closed': { readonly dueOn: Day };
  'agency-not-in-cycle': { readonly agency: string };
  'admission-in-past': { readonly until: Day; readonly today: Day };
  'say-why': object;
};
export type Section11CycleRefusal = keyof Section11CycleRefusals;
