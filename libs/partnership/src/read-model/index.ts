import { readModel, type ReadModel } from '@goldenthread/read-models';
import { GroupMeetingRow } from './group-meeting.row.js';
import { partnershipAgencyProjection } from './partnership-agency.projection.js';
import { PartnershipAgencyRow } from './partnership-agency.row.js';
import { RegisterFactRow } from './register-fact.row.js';
import { groupMeetingProjection, registerProjection } from './register.projection.js';

/** The views of partnerships. */
export const partnershipReadModels: readonly ReadModel[] = [
  readModel(partnershipAgencyProjection, PartnershipAgencyRow),
  readModel(registerProjection, RegisterFactRow),
  readModel(groupMeetingProjection, GroupMeetingRow),
];
