import { Asking, Requires } from '@goldenthread/access';
import { ReadingQuery, Readings, Reply, toCsv } from '@goldenthread/http';
import { dutyOf, PartnershipAgenciesQueries, PartnershipAgencyRow } from '@goldenthread/partnership';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('partnerships')
@Controller('api/v1/agencies')
export class AgenciesController {
  constructor(
    private readonly readings: Readings,
    private readonly queries: PartnershipAgenciesQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The agencies of your partnership' })
  @Requires('agency:read')
  async list(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, PartnershipAgencyRow);
    const rows = scope.partnership === null ? [] : await this.queries.agencies(scope.partnership, point.position);
    const agencies = rows.map(({ agency, name, kind, basis }) => ({ agency, name, kind, basis, duty: dutyOf(basis) }));
    const csv = () =>
      toCsv(agencies, [
        { heading: 'Agency', value: ({ name }) => name },
        { heading: 'Kind', value: ({ kind }) => kind },
        { heading: 'Required or invited', value: ({ duty }) => duty },
        { heading: 'Basis', value: ({ basis }) => basis },
        { heading: 'Id', value: ({ agency }) => agency },
      ]);
    return new Reply({ agencies }, { point, csv: { name: 'agencies', text: csv } });
  }
}
