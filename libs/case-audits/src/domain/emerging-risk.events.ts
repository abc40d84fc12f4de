import type { Day } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** A group of the partnership sees something coming, without having been asked. */
export type EmergingRiskRaised = {
  readonly type: 'EmergingRiskRaised';
  readonly data: {
    readonly partnership: string;
    readonly group: string;
    readonly groupName: string;
    /** The day in London. */
    readonly raisedOn: Day;
    readonly themes: readonly string[];
    readonly text: string;
  };
};

/** What all groups saw coming in a quarter went to the executive, in one combined report. */
export type EmergingRisksReported = {
  readonly type: 'EmergingRisksReported';
  readonly data: {
    readonly partnership: string;
    /** `2026-Q2`. */
    readonly quarter: string;
    readonly summary: string;
    /** The position that the risks were read at: the report is the list as at it. */
    readonly position: string;
    readonly groups: readonly { readonly group: string; readonly name: string; readonly risks: number }[];
    /** The day in London. */
    readonly reportedOn: Day;
    /** Which version of the quarter's report it is, from 1. */
    readonly number: number;
  };
};

/** What an executive makes of a report: it takes it up, it wants to know more, or it takes it to the Board. */
export type RiskReplyOutcome = 'accepted' | 'more-wanted' | 'escalated-to-board';

/** The executive replied to a quarter's report. It may reply again: to the same version of it, or to a later one. */
export type EmergingRisksAnswered = {
  readonly type: 'EmergingRisksAnswered';
  readonly data: {
    readonly partnership: string;
    readonly quarter: string;
    /** The version of the report that it is a reply to. */
    readonly number: number;
    /** Which of the quarter's replies it is, from 1. */
    readonly reply: number;
    readonly outcome: RiskReplyOutcome;
    readonly words: string;
    /** The executive group that replied. */
    readonly group: string;
    readonly groupName: string;
    /** The day it did. */
    readonly answeredOn: Day;
  };
};

export type EmergingRiskEvent = EmergingRiskRaised;
export type EmergingRiskReportEvent = EmergingRisksReported | EmergingRisksAnswered;
