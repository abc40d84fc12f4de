import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Definition } from '../domain/indicator-definition.events.js';

/** One indicator of a partnership, as it is defined, and what is wanted of it. */
@Entity({ schema: 'rm', name: 'indicator_definition', synchronize: false })
export class IndicatorDefinitionRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) code: string;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'jsonb' }) definition: Definition;
  @Column({ name: 'defined_at', type: 'text' }) definedAt: string;
  /** Nothing while no target is set. */
  @Column({ type: 'double precision', nullable: true }) target: number | null;
  @Column({ type: 'double precision', nullable: true }) tolerance: number | null;
  @Column({ name: 'target_from', type: 'text', nullable: true }) targetFrom: string | null;
  @Column({ name: 'target_until', type: 'text', nullable: true }) targetUntil: string | null;
  @Column({ name: 'target_why', type: 'text', nullable: true }) targetWhy: string | null;
}
