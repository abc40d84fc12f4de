import type { DomainEvent } from '@goldenthread/event-sourcing';
import {
  aContribution,
  aDefinitionsLife,
  aPlacesNeighbours,
  aProposalsLife,
  aRisksLife,
  aSeriesLife,
} from '@goldenthread/indicators/testing';
import { madeRelease, withdrawnRelease } from '@goldenthread/releases/testing';
import { section11V1 } from '@goldenthread/section11';
import { aCycle, aCyclesLife, aReturn } from '@goldenthread/section11/testing';
import { actionsExamples } from './actions-examples.js';
import { caseAuditExamples } from './case-audit-examples.js';
import { registerExamples } from './register-examples.js';

const POLICE = '00000000-0000-4000-8000-0000000000a1';
const CYCLE = '00000000-0000-4000-8000-0000000000c1';

const happenings: readonly DomainEvent[] = [...aCyclesLife, ...aReturn(CYCLE)];
function last(type: string): DomainEvent {
  const found = happenings.findLast((event) => event.type === type);
  if (!found) throw new Error(`There is no example of ${type}`);
  return found;
}

/**
 * What each stored example says, in the newest version of its type: one for every version ever written. When a type gets
 * a new version, its older examples stay, and say what they mean now.
 */
export const examples: Readonly<Record<string, { readonly stream: string; readonly event: DomainEvent }>> = {
  'StoreCreated.v1': {
    stream: 'store-identity',
    event: { type: 'StoreCreated', data: { storeId: '00000000-0000-4000-8000-000000000001', purpose: 'test' } },
  },
  'DemonstrationBegun.v1': inADemonstration({ type: 'DemonstrationBegun', data: { history: 'marlshire-1', today: '2026-11-25' } }),
  'DemonstrationLoaded.v1': inADemonstration({ type: 'DemonstrationLoaded', data: { history: 'marlshire-1', commands: 892 } }),
  'PartnershipRegistered.v1': {
    stream: 'partnership-00000000-0000-4000-8000-0000000000b2',
    event: {
      type: 'PartnershipRegistered',
      data: {
        name: 'Essex Safeguarding Children Board',
        shortName: 'ESCB',
        kind: 'published',
        source: {
          title: 'ESCB multi-agency safeguarding arrangements 2019-20',
          publishedOn: '2019-06-21',
          where: 'Section 1, Introduction',
        },
      },
    },
  },
  'AgencyListed.v1': {
    stream: `partnership-${aCycle.partnership}`,
    event: { type: 'AgencyListed', data: { agency: POLICE, name: 'Marlshire Police', kind: 'police', basis: 'children-act-2004-s11' } },
  },
  ...registerExamples,
  ...actionsExamples,
  ...caseAuditExamples,
  'ReleaseMade.v1': { stream: `releases-${madeRelease.data.partnership}`, event: madeRelease },
  'ReleaseWithdrawn.v1': { stream: `releases-${madeRelease.data.partnership}`, event: withdrawnRelease },
  'Section11ToolPublished.v1': {
    stream: 'section11Tool-00000000-0000-4000-8000-0000000000d1',
    event: { type: 'Section11ToolPublished', data: section11V1 },
  },
  'Section11CycleOpened.v1': inACycle(last('Section11CycleOpened')),
  'Section11CycleClosed.v1': inACycle(last('Section11CycleClosed')),
  'Section11LateReturnAdmitted.v1': inACycle(last('Section11LateReturnAdmitted')),
  'Section11ReturnOpened.v1': inAReturn(last('Section11ReturnOpened')),
  'Section11AnswerRecorded.v1': inAReturn({
    type: 'Section11AnswerRecorded',
    data: {
      ...last('Section11AnswerRecorded').data,
      reason: 'We have no staff – “none at all” 🧵.',
      narrative: 'Reviewed in May.\nNothing has changed.',
      evidence: [
        { kind: 'note', text: 'Board minutes of 3 February.' },
        { kind: 'link', title: 'Policy', url: 'https://marlshire.example/policy' },
      ],
      broughtForwardFrom: {
        return: '00000000-0000-4000-8000-0000000000e0',
        cycle: '00000000-0000-4000-8000-0000000000c0',
        cycleTitle: 'Section 11 2024',
        revision: 9,
        kept: false,
      },
    },
  }),
  'Section11SignOffWithdrawn.v1': inAReturn(last('Section11SignOffWithdrawn')),
  'Section11ReturnSignedOff.v1': inAReturn(last('Section11ReturnSignedOff')),
  'Section11ReturnSubmitted.v1': inAReturn(last('Section11ReturnSubmitted')),
  'Section11ReturnReopened.v1': inAReturn(last('Section11ReturnReopened')),
  'Section11AnswerCorrected.v1': inAReturn(last('Section11AnswerCorrected')),
  'IndicatorDefined.v1': ofIndicators(aDefinitionsLife, 'IndicatorDefined', 'indicatorDefinition'),
  'IndicatorTargetSet.v1': ofIndicators(aDefinitionsLife, 'IndicatorTargetSet', 'indicatorDefinition'),
  'IndicatorValueRecorded.v1': ofIndicators(aSeriesLife, 'IndicatorValueRecorded', 'indicatorSeries'),
  'IndicatorValueRestated.v1': ofIndicators(aSeriesLife, 'IndicatorValueRestated', 'indicatorSeries'),
  'IndicatorValueWithdrawn.v1': ofIndicators(aSeriesLife, 'IndicatorValueWithdrawn', 'indicatorSeries'),
  'ContributionStated.v1': ofIndicators([aContribution], 'ContributionStated', 'contributions'),
  'IndicatorSeriesRebased.v1': ofIndicators(aSeriesLife, 'IndicatorSeriesRebased', 'indicatorSeries'),
  'StatisticalNeighboursNamed.v1': ofIndicators(aPlacesNeighbours, 'StatisticalNeighboursNamed', 'statisticalNeighbours'),
  'PerformanceRiskRaised.v1': ofIndicators(aRisksLife, 'PerformanceRiskRaised', 'performanceRisk'),
  'PerformanceRiskDecided.v1': ofIndicators(aRisksLife, 'PerformanceRiskDecided', 'performanceRisk'),
  'SignalFollowUpProposed.v1': ofIndicators(aProposalsLife, 'SignalFollowUpProposed', 'signalProposal'),
  'SignalProposalAccepted.v1': ofIndicators(aProposalsLife, 'SignalProposalAccepted', 'signalProposal'),
  'SignalProposalSetAside.v1': ofIndicators(aProposalsLife, 'SignalProposalSetAside', 'signalProposal'),
};

/** The first of its type. */
function ofIndicators(events: readonly DomainEvent[], type: string, category: string): { stream: string; event: DomainEvent } {
  const event = events.find((one) => one.type === type);
  if (!event) throw new Error(`There is no example of ${type}`);
  return { stream: `${category}-00000000-0000-4000-8000-0000000000f6`, event };
}

function inADemonstration(event: DomainEvent): { stream: string; event: DomainEvent } {
  return { stream: 'demonstration-00000000-0000-4000-8000-0000000000f2', event };
}

function inACycle(event: DomainEvent): { stream: string; event: DomainEvent } {
  return { stream: `section11Cycle-${CYCLE}`, event };
}

function inAReturn(event: DomainEvent): { stream: string; event: DomainEvent } {
  return { stream: 'section11Return-00000000-0000-4000-8000-0000000000e1', event };
}
