import { TimelineRow } from '@goldenthread/read-models';
import type { DutyBasis } from '../domain/partnership.events.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An agency of a partnership's list. */
@Entity({ schema: 'rm', name: 'partnership_agency', synchronize: false })
export class PartnershipAgencyRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) partnership: string;
  @PrimaryColumn({ type: 'uuid' }) agency: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'text' }) basis: DutyBasis;
}
