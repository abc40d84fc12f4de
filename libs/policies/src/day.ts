import { idOf, type Day, type Decider } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/**
 * A new day began in London: the tick that drives whatever depends on the day. It is recorded, so that whoever reads the
 * record again, on whatever day, draws the same conclusions from it.
 */
export type DayBegan = {
  readonly type: 'DayBegan';
  readonly data: {
    readonly day: Day;
    /** The day that was begun before; null at the first. Where days lie between, nobody was there to begin them. */
    readonly before: Day | null;
  };
};

export const dayEvents = { DayBegan: [{}] } as const;

export type BeginDay = { readonly type: 'BeginDay'; readonly day: Day };

/** The days of a store, each begun once; none after a later one. */
export const days: Decider<Day | null, BeginDay, DayBegan> = {
  category: 'days',
  initial: null,
  decide: ({ day }, last) => (last !== null && day <= last ? [] : [{ type: 'DayBegan', data: { day, before: last } }]),
  evolve: (_last, { data }) => data.day,
};

/** The one record of days in a store. */
export const DAYS = idOf(days.category, 'london');
