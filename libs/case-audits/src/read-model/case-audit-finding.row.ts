import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CaseAuditFindingRecorded, FindingKind } from '../domain/case-audit.events.js';

type Agencies = CaseAuditFindingRecorded['data']['agencies'];

/** What an audit found. */
@Entity({ schema: 'rm', name: 'case_audit_finding', synchronize: false })
@Index(['audit'])
export class CaseAuditFindingRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) finding: string;
  @Column({ type: 'uuid' }) audit: string;
  @Column({ type: 'text' }) kind: FindingKind;
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'jsonb' }) themes: readonly string[];
  @Column({ type: 'text' }) domain: string;
  @Column({ type: 'jsonb' }) agencies: Agencies;
  @Column({ type: 'jsonb' }) cases: readonly string[];
  /** Its place in the record of the audit. */
  @Column({ type: 'integer' }) revision: number;
}

/** What an audit recommends. */
@Entity({ schema: 'rm', name: 'case_audit_recommendation', synchronize: false })
@Index(['audit'])
export class CaseAuditRecommendationRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) recommendation: string;
  @Column({ type: 'uuid' }) audit: string;
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'jsonb' }) findings: readonly string[];
  @Column({ type: 'jsonb' }) agencies: Agencies;
  @Column({ type: 'integer' }) revision: number;
}
