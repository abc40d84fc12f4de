import type { EventCodec, Position, StoredEvent } from '@goldenthread/event-sourcing';
import type { PoolClient } from 'pg';
import type { ReadModel } from './read-model.js';
import { PoisonEventError } from './poison.js';
import { TimelineWriter, type PositionedChange, type TimelineWriterOptions } from './timeline-writer.js';
import { shapeOf, ViewTable } from './view-table.js';

/** Something that follows the log with a checkpoint, and writes in the transaction that moves it. */
export interface Followed {
  readonly name: string;
  /** Changes when the same events shall be written otherwise: then it is rebuilt. */
  readonly shape: string;
  /** The stable views that readers ask. */
  readonly tables: readonly ViewTable[];
  /** Whether an event may change what is written, or must be looked at for another reason: others need only be counted. */
  concerns(event: StoredEvent): boolean;
  /** Begins to write a generation. */
  writer(generation: number, options?: TimelineWriterOptions): FollowedWriter;
}

/** Writes one generation, batch after batch. After an error it is not to be used again. */
export interface FollowedWriter {
  /**
   * @param parked the positions of events to be passed by.
   * @throws PoisonEventError at the first event that it cannot take.
   */
  write(client: PoolClient, events: readonly StoredEvent[], parked: ReadonlySet<Position>): Promise<void>;
}

/** A projection with its timeline tables. */
export function followedModel(model: ReadModel, codec: EventCodec): Followed {
  const tables = model.rows.map((row) => ViewTable.of(row));
  const handled = new Set(model.projection.handles);
  const byView = new Map(tables.map((table) => [table.view, table]));
  return {
    name: model.projection.name,
    shape: shapeOf(model),
    tables,
    // What is not known stops it, so that nothing is ever passed over by a program that is too old for it.
    concerns: (event) => handled.has(event.type) || !codec.isKnown(event),
    writer: (generation, options) => {
      const writer = new TimelineWriter(byView, generation, options);
      return {
        write: async (client, events, parked) => {
          const wanted = parked.size === 0 ? events : events.filter(({ position }) => !parked.has(position));
          await writer.write(client, changesOfBatch(model, codec, handled, wanted));
        },
      };
    },
  };
}

/** The index from instants to positions, by which "as at a date" finds its place. */
export const MOMENTS: Followed = {
  name: 'moment',
  shape: '1',
  tables: [],
  concerns: () => true,
  writer: () => ({ write: writeMoments }),
};

async function writeMoments(client: PoolClient, events: readonly StoredEvent[]): Promise<void> {
  const lastOfInstant = new Map(events.map((event) => [event.recordedAt, String(event.position)]));
  await client.query(
    `INSERT INTO rm.moment (recorded_at, position)
       SELECT * FROM unnest($1::timestamptz[], $2::bigint[])
       ON CONFLICT (recorded_at) DO UPDATE SET position = greatest(rm.moment.position, excluded.position)`,
    [[...lastOfInstant.keys()], [...lastOfInstant.values()]],
  );
}

function changesOfBatch(
  model: ReadModel,
  codec: EventCodec,
  handled: ReadonlySet<string>,
  events: readonly StoredEvent[],
): PositionedChange[] {
  const changes: PositionedChange[] = [];
  for (const event of events) {
    try {
      codec.assertKnown(event);
      if (!handled.has(event.type)) continue;
      for (const change of model.projection.project(codec.decodeSealed(event))) changes.push({ change, position: event.position });
    } catch (error) {
      throw new PoisonEventError(event.position, error);
    }
  }
  return changes;
}
