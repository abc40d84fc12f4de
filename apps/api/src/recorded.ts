import type { DomainEvent, Executed } from '@goldenthread/event-sourcing';
import { Reply } from '@goldenthread/http';

/**
 * The answer to a command: made only of what it recorded the first time, so that a retry is answered the same to the
 * letter.
 */
export function recorded(executed: Executed<DomainEvent>, subject: object, location: string): Reply<object> {
  const { position, recordedAt, revision, events } = executed;
  const receipt = events.map(({ id, type, revision: at }) => ({ id, type, revision: at }));
  return new Reply({ ...subject, position: String(position), recordedAt, revision, events: receipt }, { revision, location });
}
