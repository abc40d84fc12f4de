import type { Day } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/**
 * What fell due for an action and did not happen:
 *
 * - `receipt-awaited`: its agency recorded no receipt in time, so the business team must.
 * - `response-overdue`: its agency did not respond in time.
 * - `overdue`: it was not done by the day it was due.
 * - `escalation-due`: it stayed overdue for so long that the sub-committee takes it up.
 */
export type NoticeKind = 'receipt-awaited' | 'response-overdue' | 'overdue' | 'escalation-due';

/** Somebody should look at an action. Whether it is still so is never stored: that is computed, for any date. */
export type ActionNoticeRaised = {
  readonly type: 'ActionNoticeRaised';
  readonly data: {
    readonly partnership: string;
    readonly action: string;
    readonly agency: string;
    readonly kind: NoticeKind;
    /** The last day on which it would have been in time. */
    readonly lastDay: Day;
    /** The day that began when it was noticed. */
    readonly raisedOn: Day;
  };
};
