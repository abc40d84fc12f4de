import { CaseAuditsModule } from '@goldenthread/case-audits';
import { IndicatorsModule } from '@goldenthread/indicators';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MakeReleaseHandler } from './commands/make-release.handler.js';
import { ReleaseReader } from './commands/release.reader.js';
import { WithdrawReleaseHandler } from './commands/withdraw-release.handler.js';
import { ReleasableTables } from './read-model/releasable-tables.queries.js';
import { ReleaseQueries } from './read-model/releases.queries.js';

/** What leaves the restricted circle. Whoever imports it provides the `EventJournal`, for all modules. */
@Module({
  imports: [CqrsModule, CaseAuditsModule, IndicatorsModule],
  providers: [MakeReleaseHandler, WithdrawReleaseHandler, ReleaseReader, ReleaseQueries, ReleasableTables],
  exports: [ReleaseReader, ReleaseQueries, ReleasableTables],
})
export class ReleasesModule {}
