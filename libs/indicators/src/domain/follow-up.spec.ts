import { newId } from '@goldenthread/event-sourcing';
import { specifying } from '@goldenthread/event-sourcing/testing';
import { aProposalsLife, aRisksLife, MARLSHIRE } from '../testing/index.js';
import { performanceRisk, type DecideRisk, type RaiseRisk } from './performance-risk.js';
import type { PerformanceRiskDecided, PerformanceRiskRaised } from './performance-risk.events.js';
import { signalProposal, type AnswerProposal, type ProposeFollowUp } from './signal-proposal.js';
import type { SignalFollowUpProposed } from './signal-proposal.events.js';

const [raised, asked, decided] = aRisksLife as [PerformanceRiskRaised, PerformanceRiskDecided, PerformanceRiskDecided];
const { risk, ...ofRisk } = raised.data;
const raise = (over: Partial<RaiseRisk['facts']> = {}): RaiseRisk => {
  return { type: 'RaiseRisk', risk, raised: ofRisk, facts: { unknown: [], judgementsHeld: true, ...over } };
};
const decide = ({ data: { risk: _, ...data } }: PerformanceRiskDecided, over: Partial<DecideRisk> = {}): DecideRisk => {
  return { type: 'DecideRisk', risk, decided: data, basedOn: 0, today: '2026-01-05', ...over };
};
const ofRisks = () => specifying(performanceRisk);

describe('a risk to performance', () => {
  it('is raised once, about indicators that there are', () => {
    ofRisks().given().when(raise()).then(raised);
    ofRisks().given(raised).when(raise()).then();
    ofRisks()
      .given()
      .when(raise({ unknown: ['no-such'] }))
      .thenRefused('risk-about-unknown', { codes: ['no-such'] });
  });

  it('is attached to no real body', () => {
    ofRisks()
      .given()
      .when(raise({ judgementsHeld: false }))
      .thenRefused('no-judgements-held-here');
  });

  it('is decided by the Board, which may ask for more first', () => {
    ofRisks().given(raised).when(decide(asked)).then(asked);
    ofRisks()
      .given(raised, asked)
      .when(decide(decided, { basedOn: 1 }))
      .then(decided);
    ofRisks()
      .given(raised, decided)
      .when(decide(decided, { basedOn: 1 }))
      .thenRefused('risk-decided-already');
  });

  it('is decided as it was read, by nobody else’s Board, and not on a day to come', () => {
    ofRisks().given(raised, asked).when(decide(decided)).thenRefused('risk-changed', { currentRevision: 1 });
    const elsewhere = { ...decide(decided), decided: { ...decide(decided).decided, partnership: newId() } };
    ofRisks().given(raised).when(elsewhere).thenRefused('risk-not-known');
    ofRisks().given().when(decide(decided)).thenRefused('risk-not-known');
    ofRisks()
      .given(raised)
      .when(decide(decided, { today: '2025-11-30' }))
      .thenRefused('decided-in-the-future');
    const soon = { ...decide(decided), decided: { ...decide(decided).decided, callBackOn: '2025-12-01' } };
    ofRisks().given(raised).when(soon).thenRefused('call-back-not-after-decision');
  });
});

const [proposed, accepted, setAside] = aProposalsLife;
const { proposal } = (proposed as SignalFollowUpProposed).data;
const propose: ProposeFollowUp = { type: 'ProposeFollowUp', proposed: (proposed as SignalFollowUpProposed).data };
const answer = (over: Partial<AnswerProposal> = {}): AnswerProposal => {
  return { type: 'AnswerProposal', proposal, partnership: MARLSHIRE, words: 'The flood explains it.', basedOn: 0, ...over };
};
const ofProposals = () => specifying(signalProposal);

describe('what a signal proposes', () => {
  it('is proposed once', () => {
    ofProposals()
      .given()
      .when(propose)
      .then(proposed as SignalFollowUpProposed);
    ofProposals()
      .given(proposed as SignalFollowUpProposed)
      .when(propose)
      .then();
  });

  it('is taken up, or set aside with a reason, and that is final', () => {
    const given = [proposed as SignalFollowUpProposed];
    const words = 'The panel looks at ten late conferences.';
    if (!accepted || !setAside) throw new Error('no answers');
    ofProposals()
      .given(...given)
      .when(answer({ takenUpAs: 'audit-theme', words }))
      .then(accepted);
    ofProposals()
      .given(...given)
      .when(answer())
      .then(setAside);
    ofProposals()
      .given(...given)
      .when(answer({ words: ' ' }))
      .thenRefused('say-why');
    ofProposals()
      .given(...given, setAside)
      .when(answer())
      .thenRefused('proposal-answered', { currentRevision: 1 });
  });

  it('is nobody else’s to answer', () => {
    ofProposals()
      .given(proposed as SignalFollowUpProposed)
      .when(answer({ partnership: newId() }))
      .thenRefused('proposal-not-known');
    ofProposals().given().when(answer()).thenRefused('proposal-not-known');
  });
});
