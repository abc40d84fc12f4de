import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { PerformanceRiskEvent } from '../domain/performance-risk.events.js';
import type { PerformanceRiskRow } from './performance-risk.row.js';

const risks = changesOf<RowOf<PerformanceRiskRow>, 'risk'>('performance_risk', ['risk']);
const undecided = { decision: null, words: null, decidedOn: null, callBackOn: null, decidedBy: null };

export const performanceRiskProjection: Projection<PerformanceRiskEvent> = {
  name: 'performance-risk',
  version: 1,
  handles: ['PerformanceRiskRaised', 'PerformanceRiskDecided'],
  project: ({ type, data, actor, recordedAt: raisedAt, revision }) => {
    if (type === 'PerformanceRiskRaised') {
      const { risk, partnership, title, why, about } = data;
      const raised = { risk, partnership, title, why, about: [...about], raisedBy: actor.person, raisedAt };
      return [risks.put({ ...raised, ...undecided, revision })];
    }
    const { risk, decision, words, decidedOn, callBackOn = null } = data;
    return [risks.set({ risk }, { decision, words, decidedOn, callBackOn, decidedBy: actor.person, revision })];
  },
};
