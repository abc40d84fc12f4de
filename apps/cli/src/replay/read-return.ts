import {
  isUuid,
  streamName,
  type EventCodec,
  type EventStore,
  type Instant,
  type Position,
  type RecordedEvent,
} from '@goldenthread/event-sourcing';
import { section11Return, type Section11ReturnEvent } from '@goldenthread/section11';

/** What a return's stream holds up to a position. */
export interface ReturnHistory {
  /** People's own words are still sealed. */
  readonly events: readonly RecordedEvent<Section11ReturnEvent>[];
  /** When the return was opened, before or after that; nothing where there is no such return. */
  readonly openedAt: Instant | undefined;
}

/** Reads a return from its events, never from a view. */
export async function readReturn(store: EventStore, codec: EventCodec, ref: string, upTo: Position): Promise<ReturnHistory> {
  const events: RecordedEvent<Section11ReturnEvent>[] = [];
  let openedAt: Instant | undefined;
  if (!isUuid(ref)) return { events, openedAt };
  for await (const stored of store.readStream(streamName(section11Return.category, ref))) {
    openedAt ??= stored.recordedAt;
    if (stored.position > upTo) break;
    events.push(await codec.decode(stored));
  }
  return { events, openedAt };
}
