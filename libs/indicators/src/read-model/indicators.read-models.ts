import { readModel, type ReadModel } from '@goldenthread/read-models';
import { contributionProjection } from './contribution.projection.js';
import { ContributionRow } from './contribution.row.js';
import { indicatorChangeProjection } from './indicator-change.projection.js';
import { IndicatorChangeRow } from './indicator-change.row.js';
import { indicatorDefinitionProjection } from './indicator-definition.projection.js';
import { IndicatorDefinitionRow } from './indicator-definition.row.js';
import { IndicatorRebaseRow } from './indicator-rebase.row.js';
import { indicatorValueProjection } from './indicator-value.projection.js';
import { IndicatorValueRow } from './indicator-value.row.js';
import { IndicatorVersionRow } from './indicator-version.row.js';
import { performanceChangeProjection } from './performance-change.projection.js';
import { PerformanceChangeRow } from './performance-change.row.js';
import { performanceRiskProjection } from './performance-risk.projection.js';
import { PerformanceRiskRow } from './performance-risk.row.js';
import { signalProposalProjection } from './signal-proposal.projection.js';
import { SignalProposalRow } from './signal-proposal.row.js';
import { statisticalNeighboursProjection } from './statistical-neighbours.projection.js';
import { StatisticalNeighboursRow } from './statistical-neighbours.row.js';

/** Everything that is shown of indicators. */
export const indicatorReadModels: readonly ReadModel[] = [
  readModel(indicatorDefinitionProjection, IndicatorDefinitionRow, IndicatorVersionRow),
  readModel(indicatorValueProjection, IndicatorValueRow, IndicatorRebaseRow),
  readModel(indicatorChangeProjection, IndicatorChangeRow),
  readModel(statisticalNeighboursProjection, StatisticalNeighboursRow),
  readModel(performanceRiskProjection, PerformanceRiskRow),
  readModel(signalProposalProjection, SignalProposalRow),
  readModel(contributionProjection, ContributionRow),
  readModel(performanceChangeProjection, PerformanceChangeRow),
];
