import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CaseModerationHeld, CaseModerationOpened, CaseSummaries } from '../domain/case-moderation.events.js';
import type { AgeBand, CaseParticulars, Gender, HelpLevel } from '../domain/case-selection.js';

export type ModerationStatus = 'not-opened' | 'opened' | 'held' | 'concluded';

/** One case of an audit, under its pseudonym, and how far its moderation has come. */
@Entity({ schema: 'rm', name: 'case_audit_case', synchronize: false })
@Index(['audit'])
export class CaseAuditCaseRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) audit: string;
  @PrimaryColumn({ type: 'text' }) case: string;
  /** In the order the cases were drawn, from 1. */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ name: 'age_band', type: 'text' }) ageBand: AgeBand;
  @Column({ name: 'quarter_of_birth', type: 'text' }) quarterOfBirth: string;
  @Column({ type: 'text' }) gender: Gender;
  @Column({ type: 'text' }) level: HelpLevel;
  @Column({ type: 'text' }) placement: CaseParticulars['placement'];
  @Column({ type: 'text' }) moderation: ModerationStatus;
  /** Whose audits were laid side by side. */
  @Column({ type: 'jsonb' }) moderated: readonly string[];
  @Column({ type: 'jsonb' }) without: CaseModerationOpened['data']['without'];
  @Column({ name: 'without_reason', type: 'text', nullable: true }) withoutReason: string | null;
  @Column({ name: 'held_on', type: 'text', nullable: true }) heldOn: string | null;
  @Column({ type: 'jsonb' }) present: CaseModerationHeld['data']['present'];
  @Column({ type: 'jsonb' }) absent: CaseModerationHeld['data']['absent'];
  @Column({ type: 'jsonb', nullable: true }) summaries: CaseSummaries | null;
  /** The moderation's last revision: its entity tag. */
  @Column({ name: 'moderation_revision', type: 'integer', nullable: true }) moderationRevision: number | null;
}
