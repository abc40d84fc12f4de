import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { SignalProposalEvent } from '../domain/signal-proposal.events.js';
import type { SignalProposalRow } from './signal-proposal.row.js';

const proposals = changesOf<RowOf<SignalProposalRow>, 'proposal'>('signal_proposal', ['proposal']);
const unanswered = { takenUpAs: null, words: null, answeredBy: null, answeredAt: null };

export const signalProposalProjection: Projection<SignalProposalEvent> = {
  name: 'signal-proposal',
  version: 1,
  handles: ['SignalFollowUpProposed', 'SignalProposalAccepted', 'SignalProposalSetAside'],
  project: (event) => {
    const { recordedAt, revision } = event;
    switch (event.type) {
      case 'SignalFollowUpProposed':
        return [proposals.put({ ...event.data, ...unanswered, proposedAt: recordedAt, status: 'open', revision })];
      case 'SignalProposalAccepted': {
        const { proposal, takenUpAs, words } = event.data;
        return [proposals.set({ proposal }, { status: 'accepted', takenUpAs, words, ...answered(event) })];
      }
      case 'SignalProposalSetAside': {
        const { proposal, words } = event.data;
        return [proposals.set({ proposal }, { status: 'set-aside', words, ...answered(event) })];
      }
    }
  },
};

function answered({ actor, recordedAt: answeredAt, revision }: RecordedEvent) {
  return { answeredBy: actor.person, answeredAt, revision };
}
