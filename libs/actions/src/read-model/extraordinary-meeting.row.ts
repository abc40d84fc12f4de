import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ExtraordinaryMeetingRequested } from '../domain/extraordinary-meeting.events.js';

/** Every request for an extraordinary meeting. */
@Entity({ schema: 'rm', name: 'extraordinary_meeting', synchronize: false })
@Index(['partnership'])
export class ExtraordinaryMeetingRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) meeting: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'uuid' }) group: string;
  @Column({ name: 'group_name', type: 'text' }) groupName: string;
  @Column({ name: 'received_on', type: 'text' }) receivedOn: string;
  /** Sealed, and opened where it is shown. */
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'jsonb' }) supporters: ExtraordinaryMeetingRequested['data']['supporters'];
  @Column({ name: 'hold_by', type: 'text' }) holdBy: string;
  @Column({ name: 'held_on', type: 'text', nullable: true }) heldOn: string | null;
}
