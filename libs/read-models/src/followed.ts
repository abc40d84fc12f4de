import type { EventCodec, StoredEvent } from '@goldenthread/event-sourcing';
import type { PoolClient } from 'pg';
import type { ReadModel } from './read-model.js';
import { parkedBetween, PoisonEventError } from './poison.js';
import { writeChanges, type PositionedChange } from './timeline-writer.js';
import { shapeOf, ViewTable } from './view-table.js';

/** Something that follows the log with a checkpoint, and writes in the transaction that moves it. */
export interface Followed {
  readonly name: string;
  /** Changes when the same events shall be written otherwise: then it is rebuilt. */
  readonly shape: string;
  /** The stable views that readers ask. */
  readonly tables: readonly ViewTable[];
  /** @throws PoisonEventError at the first event that it cannot take. */
  write(client: PoolClient, generation: number, events: readonly StoredEvent[]): Promise<void>;
}

/** A projection with its timeline tables. */
export function followedModel(model: ReadModel, codec: EventCodec): Followed {
  const tables = model.rows.map((row) => ViewTable.of(row));
  const byView = new Map(tables.map((table) => [table.view, table]));
  return {
    name: model.projection.name,
    shape: shapeOf(model),
    tables,
    write: async (client, generation, events) => {
      const [first, last] = [events.at(0), events.at(-1)];
      if (!first || !last) return;
      const parked = await parkedBetween(client, model.projection.name, first.position, last.position);
      const wanted = events.filter(({ position }) => !parked.has(position));
      await writeChanges(client, byView, generation, await changesOfBatch(model, codec, wanted));
    },
  };
}

/** The index from instants to positions, by which "as at a date" finds its place. */
export const MOMENTS: Followed = {
  name: 'moment',
  shape: '1',
  tables: [],
  write: async (client, _generation, events) => {
    const lastOfInstant = new Map(events.map((event) => [event.recordedAt, String(event.position)]));
    await client.query(
      `INSERT INTO rm.moment (recorded_at, position)
       SELECT * FROM unnest($1::timestamptz[], $2::bigint[])
       ON CONFLICT (recorded_at) DO UPDATE SET position = greatest(rm.moment.position, excluded.position)`,
      [[...lastOfInstant.keys()], [...lastOfInstant.values()]],
    );
  },
};

async function changesOfBatch(model: ReadModel, codec: EventCodec, events: readonly StoredEvent[]): Promise<PositionedChange[]> {
  const changes: PositionedChange[] = [];
  for (const event of events) {
    try {
      codec.assertKnown(event);
      if (!model.projection.handles.includes(event.type)) continue;
      for (const change of model.projection.project(await codec.decode(event))) changes.push({ change, position: event.position });
    } catch (error) {
      throw new PoisonEventError(event.position, error);
    }
  }
  return changes;
}
