import type { Day } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Whether an agency answers because it must, or because it was asked and may. */
export type Duty = 'required' | 'invited';

/** By what an agency is asked, as its partnership listed it when the cycle opened. */
export type Basis =
  | 'children-act-2004-s11'
  | 'education-act-2002-s175'
  | 'education-act-2002-s157'
  | 'childcare-act-2006-s40'
  | 'contract'
  | 'asked-voluntarily';

/** Which version of which tool. */
export type ToolVersion = { readonly code: string; readonly version: number };

export type CycleAgency = { readonly agency: string; readonly name: string; readonly basis: Basis; readonly duty: Duty };

/** A partnership asks its agencies to assess themselves, by one tool, until a day. */
export type Section11CycleOpened = {
  readonly type: 'Section11CycleOpened';
  readonly data: {
    readonly partnership: string;
    readonly title: string;
    readonly tool: ToolVersion;
    /** The revision of the tool's record that was read. */
    readonly toolRevision: number;
    /** How many items the tool asks: what each return will be counted against. */
    readonly items: number;
    readonly opensOn: Day;
    /** The last day on which a return is in time. */
    readonly dueOn: Day;
    /** Who is asked, each under the name it had then: one return is issued to each. */
    readonly agencies: readonly CycleAgency[];
    /** The revision of the partnership's record that was read. */
    readonly partnershipRevision: number;
  };
};

/** From now on nothing is saved, signed or submitted in the cycle but by admission; corrections stay possible. */
export type Section11CycleClosed = {
  readonly type: 'Section11CycleClosed';
  readonly data: {
    readonly partnership: string;
    readonly title: string;
    readonly dueOn: Day;
    /** The day in London. */
    readonly closedOn: Day;
  };
};

/** One agency may still return although the cycle is closed. A later admission of the same agency takes its place. */
export type Section11LateReturnAdmitted = {
  readonly type: 'Section11LateReturnAdmitted';
  readonly data: {
    readonly partnership: string;
    readonly agency: string;
    readonly agencyName: string;
    /** The last day on which it is let in. */
    readonly until: Day;
    readonly reason: string;
  };
};

export type Section11CycleEvent = Section11CycleOpened | Section11CycleClosed | Section11LateReturnAdmitted;
