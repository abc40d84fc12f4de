import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ActionEvidence, Impact } from '../domain/action.events.js';
import type { NoticeKind } from '../domain/action-notices.events.js';

export type ActionHistoryKind =
  | 'issued'
  | 'received'
  | 'accepted'
  | 'refused'
  | 'progress'
  | 'claimed'
  | 'completed'
  | 'returned'
  | 'impact-reviewed'
  | 'reopened'
  | 'superseded'
  | NoticeKind;

/** Everything that happened to an action, and every notice of it: one row for each event, valid from its position for ever. */
@Entity({ schema: 'rm', name: 'action_history', synchronize: false })
@Index(['action'])
export class ActionHistoryRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'uuid' }) action: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) kind: ActionHistoryKind;
  /** What was written, or why. Sealed, and opened where it is shown. */
  @Column({ type: 'text', nullable: true }) words: string | null;
  @Column({ type: 'jsonb', nullable: true }) evidence: readonly ActionEvidence[] | null;
  /** The day it is true of, where it speaks of one: of receipt, of a response, of completion. */
  @Column({ type: 'text', nullable: true }) on: string | null;
  /** The last day that would have been in time: for a response, for completion. */
  @Column({ name: 'last_day', type: 'text', nullable: true }) lastDay: string | null;
  @Column({ type: 'boolean', nullable: true }) late: boolean | null;
  @Column({ name: 'recorded_by', type: 'text', nullable: true }) recordedBy: 'agency' | 'business-team' | null;
  @Column({ type: 'text', nullable: true }) impact: Impact | null;
  @Column({ name: 'superseded_by', type: 'uuid', nullable: true }) supersededBy: string | null;
  @Column({ type: 'integer', nullable: true }) number: number | null;
  @Column({ name: 'actor_person', type: 'uuid' }) actorPerson: string;
  @Column({ name: 'actor_agency', type: 'uuid' }) actorAgency: string;
  @Column({ name: 'actor_role', type: 'text' }) actorRole: string;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt: string;
  /** A position is more than a number can hold. */
  @Column({ type: 'text' }) position: string;
}
