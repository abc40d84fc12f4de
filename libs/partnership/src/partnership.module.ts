import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ListAgencyHandler } from './commands/list-agency.handler.js';
import { PartnershipReader } from './commands/partnership.reader.js';
import { RecordMeetingHandler } from './commands/record-meeting.handler.js';
import { RecordPartnershipFactHandler } from './commands/record-partnership-fact.handler.js';
import { RegisterPartnershipHandler } from './commands/register-partnership.handler.js';
import { PartnershipAgenciesQueries } from './read-model/partnership-agencies.queries.js';
import { RegisterQueries } from './read-model/register.queries.js';

const handlers = [RegisterPartnershipHandler, ListAgencyHandler, RecordPartnershipFactHandler, RecordMeetingHandler];

/** Partnerships, their agencies and registers. Whoever imports it provides the `EventJournal` and the `CLOCK`, for all modules. */
@Module({
  imports: [CqrsModule],
  providers: [...handlers, PartnershipReader, PartnershipAgenciesQueries, RegisterQueries],
  exports: [PartnershipReader, PartnershipAgenciesQueries, RegisterQueries],
})
export class PartnershipModule {}
