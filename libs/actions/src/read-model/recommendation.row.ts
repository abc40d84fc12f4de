import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RecommendationSource, SourceKind } from '../domain/recommendation.events.js';

/** Every recommendation. Its text and the title of its source are sealed, and opened where they are shown. */
@Entity({ schema: 'rm', name: 'recommendation', synchronize: false })
@Index(['partnership'])
@Index(['practiceReview'])
export class RecommendationRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) recommendation: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ name: 'source_kind', type: 'text' }) sourceKind: SourceKind;
  @Column({ type: 'jsonb' }) source: RecommendationSource;
  /** The record of the practice review that it comes out of, where that is on record here. */
  @Column({ name: 'practice_review', type: 'uuid', nullable: true }) practiceReview: string | null;
  @Column({ type: 'text' }) text: string;
  /** Keys of themes. */
  @Column({ type: 'jsonb' }) themes: readonly string[];
  @Column({ name: 'copies_by', type: 'text', nullable: true }) copiesBy: string | null;
  @Column({ name: 'made_on', type: 'text' }) madeOn: string;
  @Column({ name: 'made_at', type: 'text' }) madeAt: string;
  @Column({ name: 'made_by_person', type: 'uuid' }) madeByPerson: string;
  @Column({ name: 'made_by_agency', type: 'uuid' }) madeByAgency: string;
}
