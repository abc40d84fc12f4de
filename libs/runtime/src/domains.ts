import { actionsEvents, actionsReadModels } from '@goldenthread/actions';
import { caseAuditsEvents, caseAuditsReadModels } from '@goldenthread/case-audits';
import { joinCatalogues, storeEvents, type EventCatalogue } from '@goldenthread/event-sourcing';
import { indicatorEvents, indicatorReadModels } from '@goldenthread/indicators';
import { partnershipEvents, partnershipReadModels, registerEvents } from '@goldenthread/partnership';
import { dayEvents } from '@goldenthread/policies';
import type { ReadModel } from '@goldenthread/read-models';
import { releaseEvents, releasesReadModels } from '@goldenthread/releases';
import { section11Events, section11ReadModels } from '@goldenthread/section11';
import { getMetadataArgsStorage } from 'typeorm';

/** Every event that may stand in the store: a domain that is not listed here cannot write. */
export const eventCatalogue: EventCatalogue = joinCatalogues(
  storeEvents,
  partnershipEvents,
  registerEvents,
  section11Events,
  caseAuditsEvents,
  indicatorEvents,
  actionsEvents,
  releaseEvents,
  dayEvents,
);

/** Every view there is. */
export const readModels: readonly ReadModel[] = [
  ...partnershipReadModels,
  ...section11ReadModels,
  ...caseAuditsReadModels,
  ...indicatorReadModels,
  ...actionsReadModels,
  ...releasesReadModels,
];

/** The SQL views that a read model keeps, by the names that readers of the database know. */
export function viewNamesOf({ rows }: ReadModel): readonly string[] {
  return rows.flatMap((row) => getMetadataArgsStorage().filterTables(row)).flatMap(({ name }) => name ?? []);
}
