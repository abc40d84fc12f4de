import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DisputeStep } from '../../data/dispute-ladder.js';
import type { AgencyAuditDomainGraded } from '../domain/agency-audit.events.js';
import type { GradeKey } from '../domain/case-audit-tool.events.js';

/** One domain of one agency in one case: what it said of itself, what a moderator said, and what was agreed. */
@Entity({ schema: 'rm', name: 'case_grade', synchronize: false })
@Index(['audit'])
export class CaseGradeRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) audit: string;
  @PrimaryColumn({ type: 'text' }) case: string;
  @PrimaryColumn({ type: 'uuid' }) agency: string;
  @PrimaryColumn({ type: 'text' }) domain: string;
  @Column({ name: 'domain_title', type: 'text' }) domainTitle: string;
  /** Whether the agency has submitted it. Before that it is shown to nobody else. */
  @Column({ type: 'boolean' }) submitted: boolean;
  @Column({ name: 'agency_grade', type: 'text' }) agencyGrade: GradeKey;
  @Column({ type: 'text' }) why: string;
  @Column({ type: 'jsonb' }) criteria: AgencyAuditDomainGraded['data']['criteria'];
  @Column({ name: 'moderator_grade', type: 'text', nullable: true }) moderatorGrade: GradeKey | null;
  @Column({ name: 'moderator_reason', type: 'text', nullable: true }) moderatorReason: string | null;
  /** A person's id. */
  @Column({ type: 'uuid', nullable: true }) moderator: string | null;
  @Column({ name: 'agreed_grade', type: 'text', nullable: true }) agreedGrade: GradeKey | null;
  @Column({ name: 'agreed_reason', type: 'text', nullable: true }) agreedReason: string | null;
  /** Where an open dispute stands. */
  @Column({ name: 'dispute_step', type: 'text', nullable: true }) disputeStep: DisputeStep | null;
  /** The revision of the agency's audit that graded it: the entity tag of the domain. */
  @Column({ type: 'integer' }) revision: number;
  /** The revision of the moderation that touched it last: the entity tag of the grade as it is moderated. */
  @Column({ name: 'moderation_revision', type: 'integer', nullable: true }) moderationRevision: number | null;
}
