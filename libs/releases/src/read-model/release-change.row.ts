import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Audience } from '../domain/release.events.js';

/** Everything that left the circle and what was taken back of it, one row for each event, valid from its own position for ever. */
@Entity({ schema: 'rm', name: 'release_change', synchronize: false })
@Index(['partnership'])
export class ReleaseChangeRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) kind: 'released' | 'withdrawn';
  @Column({ type: 'uuid' }) release: string;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text' }) audience: Audience;
  /** What it is for, or why it was withdrawn. Sealed, and opened where it is shown. */
  @Column({ type: 'text' }) why: string;
  @Column({ name: 'actor_person', type: 'uuid' }) actorPerson: string;
  @Column({ name: 'actor_agency', type: 'uuid' }) actorAgency: string;
  @Column({ name: 'actor_role', type: 'text' }) actorRole: string;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt: string;
}
