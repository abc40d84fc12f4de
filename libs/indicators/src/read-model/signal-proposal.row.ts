import { TimelineRow } from '@goldenthread/read-models';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TakenUpAs } from '../domain/signal-proposal.events.js';
import type { Signal } from '../domain/spc/index.js';

/** What a signal proposes that somebody look at, and what they said; words sealed. */
@Entity({ schema: 'rm', name: 'signal_proposal', synchronize: false })
@Index(['partnership'])
export class SignalProposalRow extends TimelineRow {
  @PrimaryColumn({ type: 'uuid' }) proposal: string;
  @Column({ type: 'uuid' }) partnership: string;
  @Column({ type: 'text' }) code: string;
  @Column({ type: 'text' }) place: string;
  @Column({ type: 'uuid' }) agency: string;
  @Column({ type: 'text' }) period: string;
  @Column({ type: 'text' }) signal: Signal;
  @Column({ name: 'proposed_at', type: 'text' }) proposedAt: string;
  @Column({ type: 'text' }) status: 'open' | 'accepted' | 'set-aside';
  /** Nothing while it is open, or where it is set aside. */
  @Column({ name: 'taken_up_as', type: 'text', nullable: true }) takenUpAs: TakenUpAs | null;
  /** Nothing while it is open; so too what follows. */
  @Column({ type: 'text', nullable: true }) words: string | null;
  @Column({ name: 'answered_by', type: 'uuid', nullable: true }) answeredBy: string | null;
  @Column({ name: 'answered_at', type: 'text', nullable: true }) answeredAt: string | null;
  /** The proposal's entity tag. */
  @Column({ type: 'integer' }) revision: number;
}
