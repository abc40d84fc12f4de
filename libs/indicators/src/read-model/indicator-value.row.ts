import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Figure, Source, Standing } from '../domain/figure.js';

/** What stands of one period of one series. Its words are sealed texts, opened where they are shown. */
@Entity({ schema: 'rm', name: 'indicator_value', synchronize: false })
@Index(['partnership'])
@Index(['partnership', 'code', 'place'])
export class IndicatorValueRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) code: string;
  @PrimaryColumn({ type: 'text' }) place: string;
  @PrimaryColumn({ type: 'text' }) period: string;
  /** The first day of the period: what orders them. */
  @Column({ name: 'period_from', type: 'text' }) periodFrom: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ name: 'definition_version', type: 'integer' }) definitionVersion: number;
  /** Nothing where there is a marker in place of a number. */
  @Column({ type: 'double precision', nullable: true }) value: number | null;
  @Column({ type: 'jsonb' }) figure: Figure;
  @Column({ type: 'text' }) standing: Standing;
  @Column({ type: 'jsonb' }) source: Source;
  @Column({ type: 'text', nullable: true }) commentary: string | null;
  @Column({ name: 'days_late', type: 'integer', nullable: true }) daysLate: number | null;
  /** When what was known before was last restated; nothing where it never was. */
  @Column({ name: 'restated_at', type: 'text', nullable: true }) restatedAt: string | null;
  /** The value's entity tag. */
  @Column({ type: 'integer' }) revision: number;
  @Column({ name: 'changed_by_person', type: 'uuid' }) changedByPerson: string;
  @Column({ name: 'changed_at', type: 'text' }) changedAt: string;
}
