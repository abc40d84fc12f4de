import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CircleReading, ReadAs } from '../domain/case-audit-reading.events.js';

/** One reading of what only the circle may read. */
@Entity({ schema: 'rm', name: 'case_audit_reading', synchronize: false })
@Index(['audit'])
export class CaseAuditReadingRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'uuid' }) audit: string;
  @Column({ type: 'text' }) what: CircleReading;
  @Column({ name: 'read_as', type: 'text' }) readAs: ReadAs;
  @Column({ type: 'text', nullable: true }) case: string | null;
  @Column({ type: 'uuid', nullable: true }) agency: string | null;
  /** The position that was looked at. */
  @Column({ name: 'looked_at', type: 'text' }) lookedAt: string;
  @Column({ type: 'uuid' }) person: string;
  @Column({ name: 'read_at', type: 'text' }) readAt: string;
}
