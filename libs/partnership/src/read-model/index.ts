import { readModel, type ReadModel } from '@goldenthread/read-models';
import { partnershipAgencyProjection } from './partnership-agency.projection.js';
import { PartnershipAgencyRow } from './partnership-agency.row.js';

/** The views of partnerships. */
export const partnershipReadModels: readonly ReadModel[] = [readModel(partnershipAgencyProjection, PartnershipAgencyRow)];
