import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ContributionStated } from '../domain/contributions.events.js';
import type { PerformanceRiskEvent, RiskDecision } from '../domain/performance-risk.events.js';
import type { SignalProposalEvent, TakenUpAs } from '../domain/signal-proposal.events.js';
import type { StatisticalNeighboursNamed } from '../domain/statistical-neighbours.events.js';
import type { PerformanceChangeKind, PerformanceChangeRow } from './performance-change.row.js';

type Columns = RowOf<PerformanceChangeRow>;
type Changed = SignalProposalEvent | PerformanceRiskEvent | StatisticalNeighboursNamed | ContributionStated;

const changes = changesOf<Columns, 'event'>('performance_change', ['event']);

export const performanceChangeProjection: Projection<Changed> = {
  name: 'performance-change',
  version: 1,
  handles: [
    'SignalFollowUpProposed',
    'SignalProposalAccepted',
    'SignalProposalSetAside',
    'PerformanceRiskRaised',
    'PerformanceRiskDecided',
    'StatisticalNeighboursNamed',
    'ContributionStated',
  ],
  project: (event) => {
    const { id, actor, recordedAt } = event;
    const by = { actorPerson: actor.person, actorAgency: actor.agency, actorRole: actor.role };
    const { partnership } = event.data;
    return [changes.put({ ...nothing, event: id, partnership, ...by, recordedAt, ...whatChanged(event) })];
  },
};

const nothing = { ref: null, place: null, year: null, contributor: null, words: null };

const TAKEN_UP: Readonly<Record<TakenUpAs, PerformanceChangeKind>> = {
  'audit-theme': 'taken-up-as-audit-theme',
  action: 'taken-up-as-action',
};

const DECIDED: Readonly<Record<RiskDecision, PerformanceChangeKind>> = {
  accept: 'risk-accepted',
  act: 'risk-acted-on',
  'ask-for-more': 'more-asked-of-risk',
};

function whatChanged(event: RecordedEvent<Changed>): Pick<Columns, 'kind' | 'about'> & Partial<Columns> {
  switch (event.type) {
    case 'SignalFollowUpProposed':
      return { kind: 'follow-up-proposed', about: 'proposal', ref: event.data.proposal };
    case 'SignalProposalAccepted': {
      const { proposal: ref, takenUpAs, words } = event.data;
      return { kind: TAKEN_UP[takenUpAs], about: 'proposal', ref, words };
    }
    case 'SignalProposalSetAside': {
      const { proposal: ref, words } = event.data;
      return { kind: 'set-aside', about: 'proposal', ref, words };
    }
    case 'PerformanceRiskRaised':
      return { kind: 'risk-raised', about: 'risk', ref: event.data.risk, words: event.data.why };
    case 'PerformanceRiskDecided':
      return { kind: DECIDED[event.data.decision], about: 'risk', ref: event.data.risk, words: event.data.words };
    case 'StatisticalNeighboursNamed':
      return { kind: 'neighbours-named', about: 'neighbours', place: event.data.place, year: event.data.model };
    case 'ContributionStated': {
      const { stage, year, contributor, before, reason: words = null } = event.data;
      const first = stage === 'planned' ? 'contribution-planned' : 'contribution-made';
      return { kind: before === undefined ? first : 'contribution-restated', about: 'contribution', year, contributor, words };
    }
  }
}
