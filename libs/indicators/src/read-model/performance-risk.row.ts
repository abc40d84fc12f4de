import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RiskDecision, RiskSubject } from '../domain/performance-risk.events.js';

/** One risk to performance, and what the Board last decided on it; words sealed. */
@Entity({ schema: 'rm', name: 'performance_risk', synchronize: false })
@Index(['partnership'])
export class PerformanceRiskRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) risk: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text' }) why: string;
  @Column({ type: 'jsonb' }) about: RiskSubject[];
  @Column({ name: 'raised_by', type: 'uuid' }) raisedBy: string;
  @Column({ name: 'raised_at', type: 'text' }) raisedAt: string;
  /** Nothing until the Board has decided; so too what follows. */
  @Column({ type: 'text', nullable: true }) decision: RiskDecision | null;
  @Column({ type: 'text', nullable: true }) words: string | null;
  @Column({ name: 'decided_on', type: 'text', nullable: true }) decidedOn: string | null;
  @Column({ name: 'call_back_on', type: 'text', nullable: true }) callBackOn: string | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true }) decidedBy: string | null;
  /** The risk's entity tag. */
  @Column({ type: 'integer' }) revision: number;
}
