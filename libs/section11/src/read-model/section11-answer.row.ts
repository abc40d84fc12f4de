import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BroughtForward, Evidence, Rating } from '../domain/section11-return.events.js';

/** One item of one return, answered or not. Its words are sealed texts, opened where they are shown. */
@Entity({ schema: 'rm', name: 'section11_answer', synchronize: false })
@Index(['partnership', 'cycle'])
export class Section11AnswerRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) return: string;
  @PrimaryColumn({ type: 'text' }) item: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'uuid' }) cycle: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ type: 'text' }) heading: string;
  /** The item's place in the whole tool, from 1. */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'text' }) question: string;
  @Column({ type: 'text', nullable: true }) rating: Rating | null;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'text', nullable: true }) narrative: string | null;
  @Column({ type: 'jsonb' }) evidence: readonly Evidence[];
  /** Which of the agency's earlier answers it was taken from. */
  @Column({ name: 'brought_forward_from', type: 'jsonb', nullable: true }) broughtForwardFrom: BroughtForward | null;
  /** Where what stands is a correction made after submission: since when, and why. */
  @Column({ name: 'corrected_at', type: 'text', nullable: true }) correctedAt: string | null;
  @Column({ name: 'correction_reason', type: 'text', nullable: true }) correctionReason: string | null;
  /** The answer's entity tag. Null while there is no answer. */
  @Column({ type: 'integer', nullable: true }) revision: number | null;
  @Column({ name: 'changed_by_person', type: 'uuid', nullable: true }) changedByPerson: string | null;
  @Column({ name: 'changed_by_agency', type: 'uuid', nullable: true }) changedByAgency: string | null;
  @Column({ name: 'changed_by_role', type: 'text', nullable: true }) changedByRole: string | null;
  @Column({ name: 'changed_at', type: 'text', nullable: true }) changedAt: string | null;
}
