import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ListAgencyHandler } from './commands/list-agency.handler.js';
import { PartnershipReader } from './commands/partnership.reader.js';
import { RegisterPartnershipHandler } from './commands/register-partnership.handler.js';
import { PartnershipAgenciesQueries } from './read-model/partnership-agencies.queries.js';

/** Partnerships and their agencies. Whoever imports it provides the `EventJournal`, for all modules. */
@Module({
  imports: [CqrsModule],
  providers: [RegisterPartnershipHandler, ListAgencyHandler, PartnershipReader, PartnershipAgenciesQueries],
  exports: [PartnershipReader, PartnershipAgenciesQueries],
})
export class PartnershipModule {}
