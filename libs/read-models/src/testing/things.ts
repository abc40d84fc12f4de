import { changesOf, type EventCatalogue, type Projection } from '@goldenthread/event-sourcing';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { readModel, type ReadModel } from '../read-model.js';
import { TimelineRow, type RowOf } from '../timeline-row.js';

// A domain of things with a column of every kind that views use, for specs of the runner.

type ThingNamed = { type: 'ThingNamed'; data: { thing: string; name: string; tags: string[] } };
type ThingCounted = { type: 'ThingCounted'; data: { thing: string; by: number } };
type ThingRemoved = { type: 'ThingRemoved'; data: { thing: string } };
export type ThingEvent = ThingNamed | ThingCounted | ThingRemoved;

export const thingEvents = { ThingNamed: [{}], ThingCounted: [{}], ThingRemoved: [{}] } satisfies EventCatalogue;

@Entity({ schema: 'rm', name: 'thing', synchronize: false })
@Index(['name'])
export class ThingRow extends TimelineRow {
  @PrimaryColumn('uuid')
  thing: string;

  @Column('text')
  name: string;

  @Column('integer')
  count: number;

  @Column('jsonb')
  tags: readonly string[];

  @Column('timestamptz', { name: 'named_at' })
  namedAt: string;

  @Column('date', { name: 'true_on', nullable: true })
  trueOn: string | null;
}

const things = changesOf<RowOf<ThingRow>, 'thing'>('thing', ['thing']);

export const thingProjection: Projection<ThingEvent> = {
  name: 'thing',
  version: 1,
  handles: ['ThingNamed', 'ThingCounted', 'ThingRemoved'],
  project: (event) => {
    switch (event.type) {
      case 'ThingNamed':
        return [things.put({ ...event.data, count: 0, namedAt: event.recordedAt, trueOn: event.effectiveOn })];
      case 'ThingCounted':
        return [things.add({ thing: event.data.thing }, { count: event.data.by })];
      case 'ThingRemoved':
        return [things.drop({ thing: event.data.thing })];
    }
  },
};

export const thingModel: ReadModel = readModel(thingProjection, ThingRow);
