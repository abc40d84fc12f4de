import type { BroughtForward, Evidence, Rating } from '../domain/section11-return.events.js';
import type { ChangeKind } from './section11-change.row.js';
import type { HistoryKind } from './section11-return-history.row.js';

// What questions are answered with: words opened, people by id. Names are joined at the edge, at their present value.

/** Who did something, for which agency, in which role. */
export interface ShownActor {
  readonly person: string;
  readonly agency: string;
  readonly role: string;
}

/** An answer with its words opened. */
export interface ShownAnswer {
  readonly rating: Rating | null;
  readonly reason: string | null;
  readonly narrative: string | null;
  readonly evidence: readonly Evidence[];
  readonly broughtForwardFrom: BroughtForward | null;
}

/** One item of a return, as at a position. */
export interface ShownItem extends ShownAnswer {
  readonly item: string;
  readonly heading: string;
  readonly question: string;
  /** Where what stands is a correction made after submission. */
  readonly corrected: { readonly at: string; readonly reason: string | null } | null;
  /** The answer's entity tag. */
  readonly revision: number | null;
  readonly changedBy: ShownActor | null;
  readonly changedAt: string | null;
}

/** One thing that happened to a return: who, in which role, when, and of an answer what it was before and after. */
export interface ShownHistory {
  readonly revision: number;
  readonly eventId: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: HistoryKind;
  readonly by: ShownActor;
  readonly item: string | null;
  readonly question: string | null;
  readonly before: ShownAnswer | null;
  readonly after: ShownAnswer | null;
  readonly afterDue: boolean | null;
  /** Of a reopening or a correction. */
  readonly why: string | null;
  readonly number: number | null;
  /** Let in after the cycle was closed. */
  readonly admitted: boolean | null;
  /** Decided while the cycle was still open, and recorded when it was closed: the two raced. */
  readonly racedClose: boolean;
  readonly statement: string | null;
  readonly submittedOn: string | null;
  readonly late: boolean | null;
  readonly daysLate: number | null;
  /** The first position at which its reader sees it in the return: of what was a draft, that of its submission. */
  readonly shownFrom: string;
}

/** One submission: what its receipt is made of. */
export type ShownReceipt = Pick<ShownHistory, 'number' | 'eventId' | 'position' | 'recordedAt' | 'submittedOn' | 'late' | 'daysLate'>;

/** One item, or one return's status, that is not the same at two positions. */
export interface Difference {
  readonly return: string;
  readonly agency: string;
  readonly agencyName: string;
  /** Nothing where it is the return's own status that changed. */
  readonly item: string | null;
  readonly question: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether it is the words, the evidence or the reason that changed, whatever the rating. */
  readonly wordsChanged: boolean;
}

/** One event between two positions: who did what, and why. */
export interface ChangeLine {
  readonly event: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly day: string;
  readonly kind: ChangeKind;
  readonly cycle: string | null;
  readonly return: string | null;
  readonly agency: string | null;
  readonly agencyName: string | null;
  readonly heading: string | null;
  readonly item: string | null;
  readonly question: string | null;
  readonly ratingBefore: Rating | null;
  readonly ratingAfter: Rating | null;
  readonly why: string | null;
  readonly daysLate: number | null;
  readonly number: number | null;
  readonly by: ShownActor;
  /** The first position at which its reader sees it in the return: of what was a draft, that of its submission. */
  readonly shownFrom: string;
}

/** What happened to one item of an agency in one cycle. */
export interface ItemInCycle {
  readonly cycle: string;
  readonly cycleTitle: string;
  readonly return: string;
  readonly entries: readonly ShownHistory[];
}
