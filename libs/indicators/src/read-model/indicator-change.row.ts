import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Figure } from '../domain/figure.js';

export type IndicatorChangeKind = 'defined' | 'target-set' | 'recorded' | 'restated' | 'withdrawn' | 'rebased';

/** Everything that happened to a partnership's indicators, one row for each event, valid from its own position for ever. */
@Entity({ schema: 'rm', name: 'indicator_change', synchronize: false })
@Index(['partnership'])
export class IndicatorChangeRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) code: string;
  @Column({ type: 'text' }) kind: IndicatorChangeKind;
  /** Nothing for what is of the definition. */
  @Column({ type: 'text', nullable: true }) place: string | null;
  @Column({ type: 'uuid', nullable: true }) agency: string | null;
  @Column({ type: 'text', nullable: true }) period: string | null;
  @Column({ type: 'jsonb', nullable: true }) before: Figure | null;
  @Column({ type: 'jsonb', nullable: true }) after: Figure | null;
  /** Sealed where somebody wrote it about a figure. */
  @Column({ type: 'text', nullable: true }) why: string | null;
  @Column({ name: 'actor_person', type: 'uuid' }) actorPerson: string;
  @Column({ name: 'actor_agency', type: 'uuid' }) actorAgency: string;
  @Column({ name: 'actor_role', type: 'text' }) actorRole: string;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt: string;
}
