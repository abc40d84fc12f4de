import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type PerformanceChangeKind =
  | 'follow-up-proposed'
  | 'taken-up-as-audit-theme'
  | 'taken-up-as-action'
  | 'set-aside'
  | 'risk-raised'
  | 'risk-accepted'
  | 'risk-acted-on'
  | 'more-asked-of-risk'
  | 'neighbours-named'
  | 'contribution-planned'
  | 'contribution-made'
  | 'contribution-restated';

/** What a change is about. */
export type PerformanceSubject = 'proposal' | 'risk' | 'neighbours' | 'contribution';

/**
 * Everything that happened around a partnership's indicators, one row for each event, valid from its own position for ever:
 * what signals propose, risks to performance, statistical neighbours and contributions. What a proposal or a risk says is
 * told by its own row.
 */
@Entity({ schema: 'rm', name: 'performance_change', synchronize: false })
@Index(['partnership'])
export class PerformanceChangeRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) kind: PerformanceChangeKind;
  @Column({ type: 'text' }) about: PerformanceSubject;
  /** Of a proposal or a risk. */
  @Column({ type: 'uuid', nullable: true }) ref: string | null;
  /** Whose neighbours they are. */
  @Column({ type: 'text', nullable: true }) place: string | null;
  /** The year of a model of neighbours, or the financial year of a contribution. */
  @Column({ type: 'text', nullable: true }) year: string | null;
  /** Whose contribution it is; nothing for the total that a source states. */
  @Column({ type: 'text', nullable: true }) contributor: string | null;
  /** What was said, or why. Sealed, and opened where it is shown. */
  @Column({ type: 'text', nullable: true }) words: string | null;
  @Column({ name: 'actor_person', type: 'uuid' }) actorPerson: string;
  @Column({ name: 'actor_agency', type: 'uuid' }) actorAgency: string;
  @Column({ name: 'actor_role', type: 'text' }) actorRole: string;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt: string;
}
