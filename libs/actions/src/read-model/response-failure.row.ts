import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Each time an agency failed to respond in time: one row for an action matrix. */
@Entity({ schema: 'rm', name: 'response_failure', synchronize: false })
@Index(['partnership'])
export class ResponseFailureRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) failures: string;
  @PrimaryColumn({ type: 'integer' }) occasion: number;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ name: 'agency_name', type: 'text' }) agencyName: string;
  @Column({ type: 'uuid' }) action: string;
  @Column({ name: 'received_on', type: 'text' }) receivedOn: string;
  @Column({ name: 'respond_by', type: 'text' }) respondBy: string;
}
