import type { Day, Position } from '@goldenthread/event-sourcing';

/** What a reader may be shown: of one partnership, and of one agency where it says so. */
export interface ActionScope {
  readonly partnership: string | null;
  readonly agency?: string;
}

/** Where in the record something is read: a position, and the London day by which what is overdue is judged. */
export interface ReadAt {
  readonly position: Position;
  readonly day: Day;
}
