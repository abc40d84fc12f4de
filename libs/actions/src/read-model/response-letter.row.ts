import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FailureToRespond } from '../domain/response-failures.events.js';

/** A letter to an agency's executive member, and what the Business Manager decided on it. */
@Entity({ schema: 'rm', name: 'response_letter', synchronize: false })
@Index(['partnership'])
export class ResponseLetterRow extends TimelineRow {
  /** The count of the agency's failures, and which letter of it, from 1. */
  @PrimaryColumn({ type: 'uuid' }) failures: string;
  @PrimaryColumn({ type: 'integer' }) letter: number;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ name: 'agency_name', type: 'text' }) agencyName: string;
  @Column({ type: 'integer' }) occasions: number;
  /** The failures it is about. */
  @Column({ type: 'jsonb' }) about: readonly FailureToRespond[];
  @Column({ type: 'text' }) status: 'prepared' | 'issued' | 'held';
  @Column({ name: 'prepared_on', type: 'text' }) preparedOn: string;
  @Column({ name: 'decided_on', type: 'text', nullable: true }) decidedOn: string | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true }) decidedBy: string | null;
  /** Why it is held. Sealed, and opened where it is shown. */
  @Column({ type: 'text', nullable: true }) reason: string | null;
  /** The day the strategic partners were last informed. */
  @Column({ name: 'informed_on', type: 'text', nullable: true }) informedOn: string | null;
}
