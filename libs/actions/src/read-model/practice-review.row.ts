import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ReviewKind } from '../domain/recommendation.events.js';

/** Every review of practice that was commissioned, until copies of it went out. */
@Entity({ schema: 'rm', name: 'practice_review', synchronize: false })
@Index(['partnership'])
export class PracticeReviewRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) review: string;
  @Column({ type: 'uuid' }) partnership: string;
  /** Sealed, and opened where it is shown. */
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text' }) kind: ReviewKind;
  @Column({ name: 'commissioned_on', type: 'text' }) commissionedOn: string;
  @Column({ name: 'published_on', type: 'text', nullable: true }) publishedOn: string | null;
  /** Nothing before publication, or where nobody is owed copies. */
  @Column({ name: 'copies_by', type: 'text', nullable: true }) copiesBy: string | null;
  @Column({ name: 'copies_to', type: 'jsonb' }) copiesTo: readonly string[];
  @Column({ name: 'copies_sent_on', type: 'text', nullable: true }) copiesSentOn: string | null;
}
