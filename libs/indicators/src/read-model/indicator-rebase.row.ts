import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** From which period on a series is judged by itself, who said so, why, and on what evidence; words sealed. */
@Entity({ schema: 'rm', name: 'indicator_rebase', synchronize: false })
@Index(['partnership'])
export class IndicatorRebaseRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) code: string;
  @PrimaryColumn({ type: 'text' }) place: string;
  @PrimaryColumn({ type: 'text' }) period: string;
  @Column({ name: 'period_from', type: 'text' }) periodFrom: string;
  @Column({ type: 'text' }) why: string;
  @Column({ type: 'text' }) evidence: string;
  @Column({ name: 'rebased_by', type: 'uuid' }) rebasedBy: string;
  @Column({ name: 'rebased_at', type: 'text' }) rebasedAt: string;
}
