import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Source } from '../domain/figure.js';
import type { StatisticalNeighbour } from '../domain/statistical-neighbours.events.js';

/** The authorities that the model of one year finds like one place. */
@Entity({ schema: 'rm', name: 'statistical_neighbours', synchronize: false })
@Index(['partnership'])
export class StatisticalNeighboursRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) place: string;
  @PrimaryColumn({ type: 'text' }) model: string;
  @Column({ type: 'jsonb' }) neighbours: StatisticalNeighbour[];
  @Column({ type: 'jsonb' }) source: Source;
  @Column({ name: 'named_at', type: 'text' }) namedAt: string;
}
