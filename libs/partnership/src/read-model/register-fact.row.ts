import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a register's facts are about. */
export type RegisterOwnerKind = 'partnership' | 'footprint' | 'body';

/** One fact of a register: what the event that recorded it says, for as long as it stands. */
@Entity({ schema: 'rm', name: 'register_fact', synchronize: false })
@Index(['fact'])
@Index(['owner'])
export class RegisterFactRow extends TimelineRow {
  /** The partnership, footprint or body. */
  @PrimaryColumn({ type: 'uuid' }) owner: string;
  /** The type of the event that recorded it. */
  @PrimaryColumn({ type: 'text' }) fact: string;
  /** What tells it from others of that type. */
  @PrimaryColumn({ type: 'text' }) key: string;
  @Column({ name: 'owner_kind', type: 'text' }) ownerKind: RegisterOwnerKind;
  @Column({ type: 'jsonb' }) data: Readonly<Record<string, unknown>>;
}
