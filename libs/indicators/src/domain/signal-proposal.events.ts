import type { Signal } from './spc/index.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** What a proposal is taken up as. */
export const TAKEN_UP_AS = ['audit-theme', 'action'] as const;
export type TakenUpAs = (typeof TAKEN_UP_AS)[number];

/** A series begins to be a concern: somebody should say whether anything follows. */
export type SignalFollowUpProposed = {
  readonly type: 'SignalFollowUpProposed';
  readonly data: {
    readonly proposal: string;
    readonly partnership: string;
    readonly code: string;
    readonly place: string;
    /** The agency that reports the series. */
    readonly agency: string;
    /** The period whose figure says so. */
    readonly period: string;
    readonly signal: Signal;
  };
};

/** It is taken up: as the theme of an audit, or as an action. */
export type SignalProposalAccepted = {
  readonly type: 'SignalProposalAccepted';
  readonly data: { readonly proposal: string; readonly partnership: string; readonly takenUpAs: TakenUpAs; readonly words: string };
};

/** Nothing follows, and why. */
export type SignalProposalSetAside = {
  readonly type: 'SignalProposalSetAside';
  readonly data: { readonly proposal: string; readonly partnership: string; readonly words: string };
};

export type SignalProposalEvent = SignalFollowUpProposed | SignalProposalAccepted | SignalProposalSetAside;
