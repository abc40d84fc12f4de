import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FollowUpRules } from '../domain/follow-up-rules.events.js';

/** The rules a partnership follows its actions up by, from a day on. */
@Entity({ schema: 'rm', name: 'follow_up_rules', synchronize: false })
export class FollowUpRulesRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'text' }) from: string;
  @Column({ type: 'jsonb' }) rules: FollowUpRules;
  /** Why these, where it was said. Sealed, and opened where it is shown. */
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ name: 'adopted_by', type: 'uuid' }) adoptedBy: string;
  @Column({ name: 'adopted_at', type: 'text' }) adoptedAt: string;
}
