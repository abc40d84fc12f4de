import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Duty } from '../domain/section11-cycle.events.js';

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
  @Column({ type: 'text' }) duty: Duty;
  @Column({ type: 'text' }) status: ReturnStatus;
  @Column({ type: 'integer' }) answered: number;
  @Column({ type: 'integer' }) of: number;
  @Column({ name: 'due_on', type: 'text' }) dueOn: string;
  /** A person's id, while a sign-off holds. */
  @Column({ name: 'signed_off_by', type: 'uuid', nullable: true }) signedOffBy: string | null;
  @Column({ name: 'signed_off_at', type: 'text', nullable: true }) signedOffAt: string | null;
  @Column({ name: 'submitted_at', type: 'text', nullable: true }) submittedAt: string | null;
  @Column({ type: 'boolean', nullable: true }) late: boolean | null;
  @Column({ name: 'days_late', type: 'integer', nullable: true }) daysLate: number | null;
  /** The return's last revision: its entity tag. Null while it is not started. */
  @Column({ type: 'integer', nullable: true }) revision: number | null;
}
