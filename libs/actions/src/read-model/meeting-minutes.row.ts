import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Every meeting on record, and how far its minutes have come. What is late is computed, for any day. */
@Entity({ schema: 'rm', name: 'meeting_minutes', synchronize: false })
@Index(['partnership'])
export class MeetingMinutesRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) group: string;
  @PrimaryColumn({ name: 'held_on', type: 'text' }) heldOn: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ name: 'group_name', type: 'text' }) groupName: string;
  @Column({ name: 'drafted_on', type: 'text', nullable: true }) draftedOn: string | null;
  @Column({ name: 'approved_on', type: 'text', nullable: true }) approvedOn: string | null;
  /** Counted from the approval; nothing before it, or where no rule held. */
  @Column({ name: 'to_members_by', type: 'text', nullable: true }) toMembersBy: string | null;
  @Column({ name: 'circulated_on', type: 'text', nullable: true }) circulatedOn: string | null;
}
