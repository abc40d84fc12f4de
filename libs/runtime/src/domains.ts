import { joinCatalogues, storeEvents, type EventCatalogue } from '@goldenthread/event-sourcing';
import { partnershipEvents, partnershipReadModels, registerEvents } from '@goldenthread/partnership';
import type { ReadModel } from '@goldenthread/read-models';
import { section11Events, section11ReadModels } from '@goldenthread/section11';

/** Every event that may stand in the store: a domain that is not listed here cannot write. */
export const eventCatalogue: EventCatalogue = joinCatalogues(storeEvents, partnershipEvents, registerEvents, section11Events);

/** Every view there is. */
export const readModels: readonly ReadModel[] = [...partnershipReadModels, ...section11ReadModels];
