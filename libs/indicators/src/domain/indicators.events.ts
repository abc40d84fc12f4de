import type { EventCatalogue } from '@goldenthread/event-sourcing';
import type { ContributionStated } from './contributions.events.js';
import type { IndicatorDefinitionEvent } from './indicator-definition.events.js';
import type { IndicatorSeriesEvent } from './indicator-series.events.js';
import type { PerformanceRiskEvent } from './performance-risk.events.js';
import type { SignalProposalEvent } from './signal-proposal.events.js';
import type { StatisticalNeighboursNamed } from './statistical-neighbours.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

export type IndicatorEvent =
  IndicatorDefinitionEvent | IndicatorSeriesEvent | StatisticalNeighboursNamed | PerformanceRiskEvent | SignalProposalEvent;

/** The group of keys that seals what people wrote about a figure. */
const NARRATIVES = 'narratives';

export const indicatorEvents = {
  IndicatorDefined: [{}],
  IndicatorTargetSet: [{}],
  IndicatorValueRecorded: [{ protects: { commentary: NARRATIVES } }],
  IndicatorValueRestated: [{ protects: { commentary: NARRATIVES, reason: NARRATIVES } }],
  IndicatorValueWithdrawn: [{ protects: { reason: NARRATIVES } }],
  IndicatorSeriesRebased: [{ protects: { why: NARRATIVES, evidence: NARRATIVES } }],
  StatisticalNeighboursNamed: [{}],
  PerformanceRiskRaised: [{ protects: { title: NARRATIVES, why: NARRATIVES } }],
  PerformanceRiskDecided: [{ protects: { words: NARRATIVES } }],
  SignalFollowUpProposed: [{}],
  SignalProposalAccepted: [{ protects: { words: NARRATIVES } }],
  SignalProposalSetAside: [{ protects: { words: NARRATIVES } }],
  ContributionStated: [{ protects: { reason: NARRATIVES } }],
} satisfies Record<IndicatorEvent['type'] | ContributionStated['type'], EventCatalogue[string]>;
