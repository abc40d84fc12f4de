import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Basis, Duty } from '../domain/section11-cycle.events.js';

export type ReturnStatus = 'not-started' | 'open' | 'signed-off' | 'submitted';

/** How far each agency's return has come, from the moment its cycle opened. Days and instants are text, as in the events. */
@Entity({ schema: 'rm', name: 'section11_return_progress', synchronize: false })
@Index(['partnership', 'cycle'])
export class Section11ReturnProgressRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) return: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'uuid' }) cycle: string;
  @Column({ name: 'cycle_title', type: 'text' }) cycleTitle: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ name: 'agency_name', type: 'text' }) agencyName: string;
  @Column({ type: 'text' }) basis: Basis;
  @Column({ type: 'text' }) duty: Duty;
  @Column({ type: 'text' }) status: ReturnStatus;
  @Column({ type: 'integer' }) answered: number;
  @Column({ type: 'integer' }) of: number;
  @Column({ name: 'due_on', type: 'text' }) dueOn: string;
  /** A person's id, while a sign-off holds. */
  @Column({ name: 'signed_off_by', type: 'uuid', nullable: true }) signedOffBy: string | null;
  @Column({ name: 'signed_off_at', type: 'text', nullable: true }) signedOffAt: string | null;
  /** The last submission, if any: it stands where the status says so, and was reopened where it does not. */
  @Column({ name: 'submitted_at', type: 'text', nullable: true }) submittedAt: string | null;
  @Column({ name: 'submitted_on', type: 'text', nullable: true }) submittedOn: string | null;
  @Column({ type: 'boolean', nullable: true }) late: boolean | null;
  @Column({ name: 'days_late', type: 'integer', nullable: true }) daysLate: number | null;
  /** The last submission's event, revision and position: its receipt. */
  @Column({ name: 'submission_event', type: 'uuid', nullable: true }) submissionEvent: string | null;
  @Column({ name: 'submission_revision', type: 'integer', nullable: true }) submissionRevision: number | null;
  /** A position is more than a number can hold. */
  @Column({ name: 'submission_position', type: 'text', nullable: true }) submissionPosition: string | null;
  /** How often it was submitted. */
  @Column({ type: 'integer' }) submissions: number;
  /** The day it first came in: what the response curve counts. */
  @Column({ name: 'first_submitted_on', type: 'text', nullable: true }) firstSubmittedOn: string | null;
  /** Since when it is back with its agency. Null where the last submission stands, or there was none. */
  @Column({ name: 'reopened_at', type: 'text', nullable: true }) reopenedAt: string | null;
  /** How many of its answers were corrected after submission, and when last. */
  @Column({ type: 'integer' }) corrections: number;
  @Column({ name: 'corrected_at', type: 'text', nullable: true }) correctedAt: string | null;
  /** The last day on which it is let in although the cycle is closed. */
  @Column({ name: 'admitted_until', type: 'text', nullable: true }) admittedUntil: string | null;
  /** The return's last revision: its entity tag. Null while it is not started. */
  @Column({ type: 'integer', nullable: true }) revision: number | null;
}
