import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EmergingRisksReported, RiskReplyOutcome } from '../domain/emerging-risk.events.js';

/** A risk that a group sees coming: raised by itself, or said when it acknowledged a briefing. */
@Entity({ schema: 'rm', name: 'emerging_risk', synchronize: false })
@Index(['partnership', 'quarter'])
export class EmergingRiskRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) risk: string;
  /** Nothing where it was recorded for no partnership: then nobody sees it. */
  @Column({ type: 'uuid', nullable: true }) partnership: string | null;
  @Column({ type: 'uuid' }) group: string;
  @Column({ name: 'group_name', type: 'text' }) groupName: string;
  @Column({ name: 'raised_on', type: 'text' }) raisedOn: string;
  @Column({ type: 'text' }) quarter: string;
  @Column({ type: 'jsonb' }) themes: readonly string[];
  /** Nothing where a group acknowledged a briefing and sees nothing coming, or no longer does. */
  @Column({ type: 'text', nullable: true }) text: string | null;
  /** The audit whose briefing it was an answer to; nothing where it was raised by itself. */
  @Column({ type: 'uuid', nullable: true }) audit: string | null;
}

/** The last report of a quarter to the executive. */
@Entity({ schema: 'rm', name: 'emerging_risk_report', synchronize: false })
export class EmergingRiskReportRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) quarter: string;
  @Column({ type: 'text' }) summary: string;
  @Column({ type: 'integer' }) number: number;
  @Column({ name: 'reported_on', type: 'text' }) reportedOn: string;
  /** The position that its risks were read at. */
  @Column({ name: 'read_at', type: 'text' }) readAt: string;
  @Column({ type: 'jsonb' }) groups: EmergingRisksReported['data']['groups'];
  /** Its entity tag. */
  @Column({ type: 'integer' }) revision: number;
}

/** Each reply of the executive to a quarter's reports. */
@Entity({ schema: 'rm', name: 'emerging_risk_reply', synchronize: false })
export class EmergingRiskReplyRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) quarter: string;
  /** Which of the quarter's replies it is, from 1. */
  @PrimaryColumn({ type: 'integer' }) reply: number;
  /** The version of the report that it is a reply to. */
  @Column({ type: 'integer' }) number: number;
  @Column({ type: 'text' }) outcome: RiskReplyOutcome;
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'uuid' }) group: string;
  @Column({ name: 'group_name', type: 'text' }) groupName: string;
  @Column({ name: 'answered_on', type: 'text' }) answeredOn: string;
}
