import { Requires } from '@goldenthread/access';
import { isUuid } from '@goldenthread/event-sourcing';
import { ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { IndicatorDefinitionRow, IndicatorQueries, IndicatorValueRow, type ShownSeries } from '@goldenthread/indicators';
import { RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

const ROWS = [IndicatorDefinitionRow, IndicatorValueRow, RegisterFactRow] as const;

/** What is public of a partnership's figures: those of one that is known here by what it published, and by nothing else. */
@ApiTags('indicators')
@Controller('api/v1/partnerships/:ref/published-figures')
export class PublishedFiguresController {
  constructor(
    private readonly readings: Readings,
    private readonly queries: IndicatorQueries,
    private readonly registers: RegisterQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The figures that a real partnership published, each with its source' })
  @Requires('register:read')
  async figures(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...ROWS);
    const partnership = isUuid(ref) ? await this.registers.partnership(ref, point) : undefined;
    // Where returns are held, figures are its own and not the public's.
    if (!partnership || partnership.returnsHeld) throw new RequestProblem('not-found');
    const figures = (await this.queries.every({ partnership: ref }, point)).flatMap(figuresOf);
    const csv = { name: 'published-figures', text: () => figuresCsv(figures) };
    return new Reply({ partnership: ref, name: partnership.name, figures }, { point, csv });
  }
}

function figuresOf({ indicator: { code, definition, version }, placeName, view }: ShownSeries) {
  const { name, unit, numerator } = definition;
  return view.periods.flatMap(({ period, value }) => {
    if (!value) return [];
    const { figure, standing, source, restatedAt, definitionVersion } = value;
    const counts = definitionVersion === version ? numerator.counts : null;
    return [{ code, name, counts, unit, place: placeName, period: period.key, figure, standing, source, restatedAt, definitionVersion }];
  });
}

function figuresCsv(figures: ReturnType<typeof figuresOf>): string {
  return toCsv(figures, [
    { heading: 'Indicator', value: ({ name }) => name },
    { heading: 'Place', value: ({ place }) => place },
    { heading: 'Period', value: ({ period }) => period },
    { heading: 'Value', value: ({ figure }) => (figure.kind === 'number' ? figure.value : figure.marker) },
    { heading: 'Qualifier', value: ({ figure }) => (figure.kind === 'number' ? figure.qualifier : undefined) },
    { heading: 'Unit', value: ({ unit }) => unit },
    { heading: 'Standing', value: ({ standing }) => standing },
    { heading: 'Source', value: ({ source }) => source.title },
    { heading: 'Release', value: ({ source }) => source.release },
    { heading: 'Where', value: ({ source }) => source.where },
  ]);
}
