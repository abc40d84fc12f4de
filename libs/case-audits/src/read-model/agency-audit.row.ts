import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RecordAnswer } from '../domain/agency-audit.events.js';

export type AgencyAuditStatus = 'requested' | 'not-known' | 'in-progress' | 'submitted';

/** How far each agency has come with each case, from the moment the tools went out. */
@Entity({ schema: 'rm', name: 'agency_audit', synchronize: false })
@Index(['audit'])
export class AgencyAuditRow extends TimelineRow {
  @PrimaryColumn({ name: 'agency_audit', type: 'uuid' }) agencyAudit: string;
  @Column({ type: 'uuid' }) audit: string;
  @Column({ type: 'text' }) case: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ name: 'agency_name', type: 'text' }) agencyName: string;
  @Column({ name: 'due_on', type: 'text' }) dueOn: string;
  @Column({ type: 'text' }) status: AgencyAuditStatus;
  @Column({ type: 'text', nullable: true }) answer: RecordAnswer | null;
  @Column({ type: 'text', nullable: true }) note: string | null;
  /** People's ids: those of the agency who worked on the case, none of whom audits it. For the agency's own eyes. */
  @Column({ type: 'jsonb' }) workers: readonly string[];
  @Column({ type: 'integer' }) graded: number;
  @Column({ type: 'integer', nullable: true }) of: number | null;
  @Column({ type: 'text', nullable: true }) practitioners: string | null;
  @Column({ type: 'text', nullable: true }) family: string | null;
  @Column({ name: 'submitted_on', type: 'text', nullable: true }) submittedOn: string | null;
  @Column({ name: 'days_late', type: 'integer', nullable: true }) daysLate: number | null;
  /** People's ids, once it is submitted. */
  @Column({ type: 'jsonb' }) auditors: readonly string[];
  /** Its last revision: its entity tag. Null while it is only requested. */
  @Column({ type: 'integer', nullable: true }) revision: number | null;
  /** The revisions of the last record check and of the last feedback: their entity tags. */
  @Column({ name: 'check_revision', type: 'integer', nullable: true }) checkRevision: number | null;
  @Column({ name: 'feedback_revision', type: 'integer', nullable: true }) feedbackRevision: number | null;
}
