import type { DomainEvent, Projection } from '@goldenthread/event-sourcing';
import type { TimelineRow } from './timeline-row.js';

export type RowClass<R extends TimelineRow = TimelineRow> = new () => R;

/** A projection and the rows it owns: what the runner runs, and what queries ask. */
export interface ReadModel {
  readonly projection: Projection;
  readonly rows: readonly RowClass[];
}

/** Ties a projection to the row classes of its views. */
export function readModel<Event extends DomainEvent>(projection: Projection<Event>, ...rows: readonly RowClass[]): ReadModel {
  return { projection: projection, rows };
}
