import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One group that a learning briefing was shared with, and what it said back. */
@Entity({ schema: 'rm', name: 'case_audit_briefing', synchronize: false })
@Index(['audit'])
export class CaseAuditBriefingRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) audit: string;
  @PrimaryColumn({ type: 'uuid' }) group: string;
  @Column({ type: 'text' }) name: string;
  @Column({ name: 'shared_on', type: 'text' }) sharedOn: string;
  @Column({ name: 'acknowledged_on', type: 'text', nullable: true }) acknowledgedOn: string | null;
  @Column({ type: 'text', nullable: true }) feedback: string | null;
  @Column({ name: 'emerging_risks', type: 'text', nullable: true }) emergingRisks: string | null;
  /** What becomes of what the group said. */
  @Column({ name: 'answered_on', type: 'text', nullable: true }) answeredOn: string | null;
  @Column({ type: 'text', nullable: true }) answer: string | null;
  /** The revision of the audit that touched it last: its entity tag. */
  @Column({ type: 'integer' }) revision: number;
}
