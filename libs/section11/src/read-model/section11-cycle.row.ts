import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'rm', name: 'section11_cycle', synchronize: false })
@Index(['partnership'])
export class Section11CycleRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) cycle: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) title: string;
  @Column({ name: 'tool_code', type: 'text' }) toolCode: string;
  @Column({ name: 'tool_version', type: 'integer' }) toolVersion: number;
  @Column({ name: 'opens_on', type: 'text' }) opensOn: string;
  @Column({ name: 'due_on', type: 'text' }) dueOn: string;
  /** How many are asked: a return is issued to each. */
  @Column({ type: 'integer' }) agencies: number;
  /** How many of them must answer; the others are invited. */
  @Column({ type: 'integer' }) required: number;
  /** The day in London. Null while the cycle is open. */
  @Column({ name: 'closed_on', type: 'text', nullable: true }) closedOn: string | null;
  /** The cycle's revision that closed it: what read an earlier one raced the close. */
  @Column({ name: 'closed_revision', type: 'integer', nullable: true }) closedRevision: number | null;
}
