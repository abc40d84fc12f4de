import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ActionStatus } from '../domain/action.commands.js';
import type { Impact } from '../domain/action.events.js';
import type { SourceKind } from '../domain/recommendation.events.js';

/**
 * Every action as it stands. Whether it is overdue is no column: that depends on the day it is asked about, and is computed.
 * Days are text, as in the events; what people wrote is sealed, and opened where it is shown.
 */
@Entity({ schema: 'rm', name: 'action', synchronize: false })
@Index(['partnership', 'agency'])
@Index(['recommendation'])
export class ActionRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) action: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'uuid' }) recommendation: string;
  @Column({ name: 'source_kind', type: 'text' }) sourceKind: SourceKind;
  /** Keys of themes. */
  @Column({ type: 'jsonb' }) themes: readonly string[];
  @Column({ type: 'text' }) what: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ name: 'agency_name', type: 'text' }) agencyName: string;
  /** A person's id. */
  @Column({ type: 'uuid', nullable: true }) owner: string | null;
  @Column({ type: 'text' }) status: ActionStatus;
  @Column({ name: 'issued_on', type: 'text' }) issuedOn: string;
  @Column({ name: 'due_on', type: 'text' }) dueOn: string;
  @Column({ name: 'success_measure', type: 'text' }) successMeasure: string;
  @Column({ name: 'evidence_sought', type: 'text' }) evidenceSought: string;
  @Column({ type: 'uuid' }) matrix: string;
  /** Of the response that is awaited or was given. */
  @Column({ name: 'received_on', type: 'text', nullable: true }) receivedOn: string | null;
  @Column({ name: 'receipt_by', type: 'text', nullable: true }) receiptBy: 'agency' | 'business-team' | null;
  @Column({ name: 'respond_by', type: 'text', nullable: true }) respondBy: string | null;
  @Column({ name: 'responded_on', type: 'text', nullable: true }) respondedOn: string | null;
  @Column({ name: 'responded_late', type: 'boolean', nullable: true }) respondedLate: boolean | null;
  /** How many reports of progress there were, and the day of the last. */
  @Column({ type: 'integer' }) reports: number;
  @Column({ name: 'reported_on', type: 'text', nullable: true }) reportedOn: string | null;
  /** While a claim stands or was agreed to. */
  @Column({ name: 'claimed_on', type: 'text', nullable: true }) claimedOn: string | null;
  @Column({ name: 'completed_on', type: 'text', nullable: true }) completedOn: string | null;
  /** The person and the body that agreed it is done. */
  @Column({ name: 'completed_by_person', type: 'uuid', nullable: true }) completedByPerson: string | null;
  @Column({ name: 'completed_by_agency', type: 'uuid', nullable: true }) completedByAgency: string | null;
  /** What the last review found, and its day. */
  @Column({ type: 'text', nullable: true }) impact: Impact | null;
  @Column({ name: 'impact_on', type: 'text', nullable: true }) impactOn: string | null;
  @Column({ type: 'integer' }) reopenings: number;
  /** The action that took its place. */
  @Column({ name: 'superseded_by', type: 'uuid', nullable: true }) supersededBy: string | null;
  /** Its entity tag. */
  @Column({ type: 'integer' }) revision: number;
}
