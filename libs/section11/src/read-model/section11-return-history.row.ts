import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BroughtForward, Evidence, Rating } from '../domain/section11-return.events.js';

export type HistoryKind = 'opened' | 'answered' | 'sign-off-withdrawn' | 'signed-off' | 'submitted' | 'reopened' | 'corrected';

/**
 * Everything that happened to a return, one row for each revision. What was before is the row before it of the same item.
 * All that people wrote is sealed, and opened where it is shown.
 */
@Entity({ schema: 'rm', name: 'section11_return_history', synchronize: false })
export class Section11ReturnHistoryRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) return: string;
  @PrimaryColumn({ type: 'integer' }) revision: number;
  @Column({ type: 'text' }) kind: HistoryKind;
  @Column({ type: 'text', nullable: true }) item: string | null;
  @Column({ type: 'text', nullable: true }) heading: string | null;
  @Column({ type: 'text', nullable: true }) question: string | null;
  @Column({ type: 'text', nullable: true }) rating: Rating | null;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'text', nullable: true }) narrative: string | null;
  @Column({ type: 'jsonb', nullable: true }) evidence: readonly Evidence[] | null;
  @Column({ name: 'brought_forward_from', type: 'jsonb', nullable: true }) broughtForwardFrom: BroughtForward | null;
  /** Of a reopening or a correction: why. */
  @Column({ type: 'text', nullable: true }) why: string | null;
  /** Which submission, reopening of a submission, or correction of the return it is, from 1. */
  @Column({ type: 'integer', nullable: true }) number: number | null;
  /** The revision of the cycle that was read: lower than that of its close where the two raced. */
  @Column({ name: 'cycle_revision', type: 'integer', nullable: true }) cycleRevision: number | null;
  /** Whether it was let in after the close. */
  @Column({ type: 'boolean', nullable: true }) admitted: boolean | null;
  /** Of an answer: whether it came after the due day. */
  @Column({ name: 'after_due', type: 'boolean', nullable: true }) afterDue: boolean | null;
  /** Of a sign-off. */
  @Column({ type: 'text', nullable: true }) statement: string | null;
  /** Of a submission: the day in London, and how late that was. */
  @Column({ name: 'submitted_on', type: 'text', nullable: true }) submittedOn: string | null;
  @Column({ type: 'boolean', nullable: true }) late: boolean | null;
  @Column({ name: 'days_late', type: 'integer', nullable: true }) daysLate: number | null;
  @Column({ name: 'actor_person', type: 'uuid' }) actorPerson: string;
  @Column({ name: 'actor_agency', type: 'uuid' }) actorAgency: string;
  @Column({ name: 'actor_role', type: 'text' }) actorRole: string;
  @Column({ name: 'event_id', type: 'uuid' }) eventId: string;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt: string;
  /** A position is more than a number can hold. */
  @Column({ type: 'text' }) position: string;
}
