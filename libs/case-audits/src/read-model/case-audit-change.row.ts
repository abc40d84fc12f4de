import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type AuditChangeKind =
  | 'planned'
  | 'governance-recorded'
  | 'cases-selected'
  | 'tools-issued'
  | 'finding-recorded'
  | 'recommendation-made'
  | 'report-presented'
  | 'report-agreed'
  | 'briefing-shared'
  | 'briefing-acknowledged'
  | 'feedback-answered'
  | 'record-checked'
  | 'domain-graded'
  | 'feedback-recorded'
  | 'submitted'
  | 'moderation-opened'
  | 'moderation-held'
  | 'grades-moderated'
  | 'grades-agreed'
  | 'dissent-recorded'
  | 'grade-disputed'
  | 'dispute-escalated'
  | 'dispute-decided'
  | 'moderation-concluded';

/**
 * Everything that happened in case audits, one row for each event, valid from its own position for ever. Who did what, and
 * no grade and no word of it: those are on the pages that note who reads them.
 */
@Entity({ schema: 'rm', name: 'case_audit_change', synchronize: false })
@Index(['audit'])
@Index(['agencyAudit'])
export class CaseAuditChangeRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'text' }) kind: AuditChangeKind;
  /** Nothing where it is an agency's audit that the event is of. */
  @Column({ type: 'uuid', nullable: true }) audit: string | null;
  @Column({ name: 'agency_audit', type: 'uuid', nullable: true }) agencyAudit: string | null;
  /** The pseudonym of the case that was moderated. */
  @Column({ type: 'text', nullable: true }) case: string | null;
  /** Whose grades were moderated. */
  @Column({ type: 'uuid', nullable: true }) agency: string | null;
  @Column({ name: 'actor_person', type: 'uuid' }) actorPerson: string;
  @Column({ name: 'actor_agency', type: 'uuid' }) actorAgency: string;
  @Column({ name: 'actor_role', type: 'text' }) actorRole: string;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt: string;
}
