import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Basis, Duty } from '../domain/section11-cycle.events.js';

/** One heading of one return: "3 of 4 met". `of` leaves out what does not apply. */
@Entity({ schema: 'rm', name: 'section11_standard', synchronize: false })
@Index(['partnership', 'cycle'])
export class Section11StandardRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) return: string;
  @PrimaryColumn({ type: 'text' }) heading: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'uuid' }) cycle: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ name: 'agency_name', type: 'text' }) agencyName: string;
  @Column({ type: 'text' }) basis: Basis;
  @Column({ type: 'text' }) duty: Duty;
  @Column({ type: 'text' }) title: string;
  /** The heading's place in the tool, from 1. */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'integer' }) met: number;
  @Column({ name: 'partly_met', type: 'integer' }) partlyMet: number;
  @Column({ name: 'not_met', type: 'integer' }) notMet: number;
  @Column({ name: 'not_applicable', type: 'integer' }) notApplicable: number;
  @Column({ type: 'integer' }) unanswered: number;
  @Column({ type: 'integer' }) of: number;
}
