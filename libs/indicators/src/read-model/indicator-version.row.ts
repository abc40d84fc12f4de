import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Place } from '../domain/indicator-definition.events.js';

/** One version of an indicator's definition: whether its figures compare with those of the version before, and of which places they are. */
@Entity({ schema: 'rm', name: 'indicator_version', synchronize: false })
export class IndicatorVersionRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) code: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'boolean' }) comparable: boolean;
  @Column({ type: 'text' }) why: string;
  @Column({ name: 'defined_at', type: 'text' }) definedAt: string;
  @Column({ type: 'jsonb' }) places: readonly Place[];
}
