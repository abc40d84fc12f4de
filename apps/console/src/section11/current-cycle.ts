import type { Day } from '@goldenthread/event-sourcing';
import type { Section11CycleRow } from '@goldenthread/section11';

type Dates = Pick<Section11CycleRow, 'opensOn' | 'dueOn' | 'closedOn'>;

/**
 * The cycle that is meant where none is named: an open one that today falls between the opening and the due day of; else
 * the latest due of those that have begun; else the latest due.
 *
 * @param cycles the latest due first.
 */
export function currentCycle<Cycle extends Dates>(cycles: readonly Cycle[], today: Day): Cycle | undefined {
  const begun = cycles.filter(({ opensOn }) => opensOn <= today);
  return begun.find(({ dueOn, closedOn }) => closedOn === null && today <= dueOn) ?? begun[0] ?? cycles[0];
}
