import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AuditDomain, GradeScale } from '../domain/case-audit-tool.events.js';
import type { AuditAgency, AuditKind, CaseAuditCasesSelected, PanelMember, ThemeSource } from '../domain/case-audit.events.js';

export type AuditStatus = 'planned' | 'cases-selected' | 'tools-issued' | 'report-presented' | 'report-agreed' | 'briefing-shared';

/** How far each audit has come. Its words are sealed texts, opened where they are shown. */
@Entity({ schema: 'rm', name: 'case_audit', synchronize: false })
@Index(['partnership'])
export class CaseAuditRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) audit: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text' }) kind: AuditKind;
  @Column({ type: 'text' }) theme: string;
  @Column({ type: 'jsonb' }) source: ThemeSource;
  @Column({ type: 'jsonb' }) questions: readonly string[];
  @Column({ name: 'period_from', type: 'text' }) periodFrom: string;
  @Column({ name: 'period_to', type: 'text' }) periodTo: string;
  @Column({ name: 'tool_code', type: 'text' }) toolCode: string;
  @Column({ name: 'tool_version', type: 'integer' }) toolVersion: number;
  @Column({ type: 'jsonb' }) scale: GradeScale;
  @Column({ type: 'jsonb' }) domains: readonly AuditDomain[];
  /** How many cases it is planned for. */
  @Column({ type: 'integer' }) cases: number;
  @Column({ type: 'jsonb' }) agencies: readonly AuditAgency[];
  @Column({ type: 'jsonb' }) panel: readonly PanelMember[];
  @Column({ name: 'done_with', type: 'jsonb' }) doneWith: readonly string[];
  @Column({ name: 're_audit_of', type: 'uuid', nullable: true }) reAuditOf: string | null;
  @Column({ name: 'planned_on', type: 'text' }) plannedOn: string;
  @Column({ type: 'text' }) status: AuditStatus;
  @Column({ name: 'lawful_basis', type: 'text', nullable: true }) lawfulBasis: string | null;
  @Column({ name: 'information_sharing_agreement', type: 'text', nullable: true }) informationSharingAgreement: string | null;
  @Column({ name: 'dpia_reference', type: 'text', nullable: true }) dpiaReference: string | null;
  /** How the cases were drawn; nothing before. */
  @Column({ type: 'jsonb', nullable: true }) selection: Omit<CaseAuditCasesSelected['data'], 'cases'> | null;
  @Column({ name: 'due_on', type: 'text', nullable: true }) dueOn: string | null;
  @Column({ name: 'report_summary', type: 'text', nullable: true }) reportSummary: string | null;
  /** Which version of the report was presented last. */
  @Column({ name: 'report_number', type: 'integer', nullable: true }) reportNumber: number | null;
  @Column({ name: 'agreed_on', type: 'text', nullable: true }) agreedOn: string | null;
  @Column({ type: 'text', nullable: true }) briefing: string | null;
  /** Its last revision: its entity tag. */
  @Column({ type: 'integer' }) revision: number;
}
