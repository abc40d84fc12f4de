import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A day on which a group met. */
@Entity({ schema: 'rm', name: 'group_meeting', synchronize: false })
@Index(['group'])
export class GroupMeetingRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) group: string;
  @PrimaryColumn({ name: 'held_on', type: 'text' }) heldOn: string;
  @Column({ type: 'uuid' }) partnership: string;
  /** What the group was called then. */
  @Column({ name: 'group_name', type: 'text' }) groupName: string;
}
