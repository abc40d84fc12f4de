import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Audience, ReleasedTable, ReleaseMade, ReleaseSource } from '../domain/release.events.js';
import type { SuppressionProfile } from '../domain/suppression/index.js';

/** That a release was taken back. */
export interface Withdrawn {
  readonly at: string;
  readonly reason: string;
  readonly by: string;
}

/** One table that left the circle, as it left. What it is for is a sealed text, opened where it is shown. */
@Entity({ schema: 'rm', name: 'release', synchronize: false })
@Index(['partnership'])
export class ReleaseRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) release: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text' }) audience: Audience;
  @Column({ type: 'text' }) purpose: string;
  @Column({ type: 'jsonb' }) source: ReleaseSource;
  @Column({ name: 'read_at', type: 'jsonb' }) readAt: ReleaseMade['data']['readAt'];
  @Column({ type: 'jsonb' }) profile: SuppressionProfile;
  @Column({ type: 'jsonb' }) table: ReleasedTable;
  @Column({ type: 'jsonb' }) tally: ReleaseMade['data']['tally'];
  @Column({ name: 'made_by', type: 'uuid' }) madeBy: string;
  @Column({ name: 'made_at', type: 'text' }) madeAt: string;
  /** By whom, when and why it was withdrawn; nothing while it stands. Why is a sealed text. */
  @Column({ type: 'jsonb', nullable: true }) withdrawn: Withdrawn | null;
}
