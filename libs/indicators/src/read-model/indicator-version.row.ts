import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of an indicator's definition: whether its figures compare with those of the version before. */
@Entity({ schema: 'rm', name: 'indicator_version', synchronize: false })
export class IndicatorVersionRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) code: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'boolean' }) comparable: boolean;
  @Column({ type: 'text' }) why: string;
  @Column({ name: 'defined_at', type: 'text' }) definedAt: string;
}
