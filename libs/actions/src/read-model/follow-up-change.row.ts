import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ActionHistoryKind } from './action-history.row.js';

export type FollowUpChangeKind =
  | ActionHistoryKind
  | 'recommended'
  | 'rules-adopted'
  | 'failure-counted'
  | 'letter-prepared'
  | 'letter-issued'
  | 'letter-held'
  | 'partners-informed'
  | 'group-met'
  | 'minutes-drafted'
  | 'minutes-approved'
  | 'minutes-circulated'
  | 'extraordinary-requested'
  | 'extraordinary-held'
  | 'review-commissioned'
  | 'review-published'
  | 'review-copied'
  | 'risk-raised'
  | 'risks-reported'
  | 'risks-answered';

/** What a change is about: it is named by an id, but a group’s meeting also by its day. */
export type FollowUpSubject =
  'action' | 'recommendation' | 'letter' | 'rules' | 'meeting' | 'extraordinary-meeting' | 'practice-review' | 'emerging-risk';

/**
 * Everything that happened in a partnership's follow-up, one row for each event, valid from its own position for ever. What
 * was asked or recommended is told by the rows of actions and recommendations.
 */
@Entity({ schema: 'rm', name: 'follow_up_change', synchronize: false })
@Index(['partnership'])
export class FollowUpChangeRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) event: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) kind: FollowUpChangeKind;
  @Column({ type: 'text' }) about: FollowUpSubject;
  /** Of the action, the recommendation, the count of failures, the partnership whose rules they are, the group or the review. */
  @Column({ type: 'uuid' }) ref: string;
  /** Of a letter. */
  @Column({ type: 'integer', nullable: true }) number: number | null;
  /** Whose it is, where the event says: the name of an agency or a group. */
  @Column({ type: 'text', nullable: true }) name: string | null;
  /** What was written, or why; nothing for what its own page says whole. Sealed, and opened where it is shown. */
  @Column({ type: 'text', nullable: true }) words: string | null;
  /** The day it is true of, where it speaks of one. */
  @Column({ type: 'text', nullable: true }) on: string | null;
  /** The last day that would have been in time. */
  @Column({ name: 'last_day', type: 'text', nullable: true }) lastDay: string | null;
  @Column({ type: 'boolean', nullable: true }) late: boolean | null;
  @Column({ name: 'actor_person', type: 'uuid' }) actorPerson: string;
  @Column({ name: 'actor_agency', type: 'uuid' }) actorAgency: string;
  @Column({ name: 'actor_role', type: 'text' }) actorRole: string;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt: string;
}
