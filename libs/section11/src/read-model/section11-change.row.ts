import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Rating } from '../domain/section11-return.events.js';
import type { HistoryKind } from './section11-return-history.row.js';

export type ChangeKind = HistoryKind | 'cycle-opened' | 'cycle-closed' | 'late-return-admitted';

/**
 * Everything that happened in a partnership's Section 11 work, one row for each event, valid from its own position for
 * ever. Who, what and why, but nobody's answers: only how they were rated.
 */
@Entity({ schema: 'rm', name: 'section11_change', synchronize: false })
@Index(['partnership'])
export class Section11ChangeRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'uuid' }) partnership: string;
  /** The cycle, where it is the cycle's own; else the return. */
  @Column({ type: 'uuid', nullable: true }) cycle: string | null;
  @Column({ type: 'uuid', nullable: true }) return: string | null;
  @Column({ type: 'text' }) kind: ChangeKind;
  @Column({ type: 'text', nullable: true }) heading: string | null;
  @Column({ type: 'text', nullable: true }) item: string | null;
  @Column({ type: 'text', nullable: true }) question: string | null;
  @Column({ name: 'rating_before', type: 'text', nullable: true }) ratingBefore: Rating | null;
  @Column({ name: 'rating_after', type: 'text', nullable: true }) ratingAfter: Rating | null;
  /** Of a reopening, a correction or an admission. Sealed, and opened where it is shown. */
  @Column({ type: 'text', nullable: true }) why: string | null;
  /** Of a submission. */
  @Column({ name: 'days_late', type: 'integer', nullable: true }) daysLate: number | null;
  /** Of a submission, from 1. */
  @Column({ type: 'integer', nullable: true }) number: number | null;
  @Column({ name: 'actor_person', type: 'uuid' }) actorPerson: string;
  @Column({ name: 'actor_agency', type: 'uuid' }) actorAgency: string;
  @Column({ name: 'actor_role', type: 'text' }) actorRole: string;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt: string;
  /** The day it was recorded, in London. */
  @Column({ type: 'text' }) day: string;
}
