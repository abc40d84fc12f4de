import type { Day } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Whether an agency answers because the law requires it of that agency, or because it was asked. */
export type Duty = 'required' | 'invited';

/** Which version of which tool. */
export type ToolVersion = { readonly code: string; readonly version: number };

export type CycleAgency = { readonly agency: string; readonly name: string; readonly duty: Duty };

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
    /** Who is asked, each under the name it had then. */
    readonly agencies: readonly CycleAgency[];
    /** The revision of the partnership's record that was read. */
    readonly partnershipRevision: number;
  };
};

export type Section11CycleEvent = Section11CycleOpened;
