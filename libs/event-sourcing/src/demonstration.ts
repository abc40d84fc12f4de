import type { Decider } from './decider.js';
import type { Day } from './event.js';
import { Refusal } from './refusal.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** A made-up history begins to be put into this store, its own clock going from one event to the next. */
export type DemonstrationBegun = {
  readonly type: 'DemonstrationBegun';
  readonly data: {
    /** Which history: one that was begun is never finished by another. */
    readonly history: string;
    /** The day it is told from, so that whoever goes on with it after a crash tells the same. */
    readonly today: Day;
  };
};

/** The made-up history is whole. From now on the store's clock is the server's, and cannot be set. */
export type DemonstrationLoaded = {
  readonly type: 'DemonstrationLoaded';
  readonly data: { readonly history: string; readonly commands: number };
};

export type DemonstrationEvent = DemonstrationBegun | DemonstrationLoaded;

export type DemonstrationCommand =
  | ({ readonly type: 'BeginDemonstration' } & DemonstrationBegun['data'])
  | ({ readonly type: 'FinishDemonstration' } & DemonstrationLoaded['data']);

export type DemonstrationState =
  { readonly status: 'none' } | { readonly status: 'begun' | 'loaded'; readonly history: string; readonly today: Day };

/** Why a made-up history is not put into a store. */
export type DemonstrationRefusal = 'another-history-begun' | 'history-not-begun';

/** The made-up history of a store: one, begun once and finished once. */
export const demonstration: Decider<DemonstrationState, DemonstrationCommand, DemonstrationEvent> = {
  category: 'demonstration',
  initial: { status: 'none' },

  decide: (command, state) => {
    const { history } = command;
    if (state.status !== 'none' && state.history !== history) throw refusal('another-history-begun', { begun: state.history, history });
    switch (command.type) {
      case 'BeginDemonstration':
        return state.status === 'none' ? [{ type: 'DemonstrationBegun', data: { history, today: command.today } }] : [];
      case 'FinishDemonstration':
        if (state.status === 'none') throw refusal('history-not-begun', { history });
        return state.status === 'begun' ? [{ type: 'DemonstrationLoaded', data: { history, commands: command.commands } }] : [];
    }
  },

  evolve: (state, event) => {
    if (event.type === 'DemonstrationBegun') return { status: 'begun', ...event.data };
    return state.status === 'none' ? state : { ...state, status: 'loaded' };
  },
};

function refusal(code: DemonstrationRefusal, details: Record<string, unknown>): Refusal<DemonstrationRefusal> {
  return new Refusal(code, details);
}
