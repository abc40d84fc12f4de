import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DisputeStep } from '../../data/dispute-ladder.js';
import type { GradeKey } from '../domain/case-audit-tool.events.js';

export type GradeNoteKind = 'dissent' | 'disputed' | 'escalated' | 'decided';

/** A dissent from an agreed grade, or one step of a dispute about it. */
@Entity({ schema: 'rm', name: 'grade_note', synchronize: false })
@Index(['audit'])
export class GradeNoteRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'uuid' }) audit: string;
  @Column({ type: 'text' }) case: string;
  /** Whose grade it is. */
  @Column({ type: 'uuid' }) agency: string;
  @Column({ type: 'text' }) domain: string;
  @Column({ type: 'text' }) kind: GradeNoteKind;
  /** Of a dissent: the agency that thinks otherwise. */
  @Column({ name: 'by_agency', type: 'uuid', nullable: true }) byAgency: string | null;
  @Column({ name: 'by_name', type: 'text', nullable: true }) byName: string | null;
  /** What was thought, or decided. */
  @Column({ type: 'text', nullable: true }) grade: GradeKey | null;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'text', nullable: true }) step: DisputeStep | null;
  @Column({ name: 'noted_at', type: 'text' }) notedAt: string;
}
