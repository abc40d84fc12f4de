import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { StatisticalNeighboursNamed } from '../domain/statistical-neighbours.events.js';
import type { StatisticalNeighboursRow } from './statistical-neighbours.row.js';

type Key = 'partnership' | 'place' | 'model';

const KEY: readonly Key[] = ['partnership', 'place', 'model'];
const sets = changesOf<RowOf<StatisticalNeighboursRow>, Key>('statistical_neighbours', KEY);

export const statisticalNeighboursProjection: Projection<StatisticalNeighboursNamed> = {
  name: 'statistical-neighbours',
  version: 1,
  handles: ['StatisticalNeighboursNamed'],
  project: ({ data: { partnership, place, model, neighbours, source }, recordedAt: namedAt }) => [
    sets.put({ partnership, place, model, neighbours: [...neighbours], source, namedAt }),
  ],
};
