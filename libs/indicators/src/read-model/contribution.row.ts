import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContributionKind, ContributionStage } from '../domain/contributions.events.js';
import type { Source } from '../domain/figure.js';

/** What stands of one contribution of a year; its reason is sealed. */
@Entity({ schema: 'rm', name: 'contribution', synchronize: false })
export class ContributionRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) year: string;
  @PrimaryColumn({ type: 'text' }) stage: ContributionStage;
  /** Empty for the total that a source states. */
  @PrimaryColumn({ type: 'text' }) contributor: string;
  @PrimaryColumn({ type: 'text' }) kind: ContributionKind;
  @Column({ type: 'bigint' }) pounds: string;
  @Column({ type: 'jsonb' }) source: Source;
  /** Why it is now known to be another than it was; nothing where it never was. */
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ name: 'stated_at', type: 'text' }) statedAt: string;
}
