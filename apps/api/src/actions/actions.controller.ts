import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { ActionHistoryRow, ActionRow, ActionsQueries, ATTENTION_VIEWS, overdueMoments, RecommendationRow } from '@goldenthread/actions';
import { asAtOf, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OverdueQuery, RegisterQuery } from './action.dto.js';
import { actionOf, historyCsv, historyOf, registerCsv } from './action.shapes.js';

const ACTION = { kind: 'action', param: 'ref' };

/** The register of actions, read as at any date. */
@ApiTags('actions')
@Controller('api/v1')
export class ActionsController {
  constructor(
    private readonly readings: Readings,
    private readonly queries: ActionsQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Get('actions')
  @ApiOperation({ summary: 'The register: by agency, theme, source, status and age' })
  @Requires('action:list')
  async register(@Asking() { scope }: Asking, @Query() query: RegisterQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ActionRow, RecommendationRow);
    const { agency, theme, source, status, olderThan } = query;
    const shown = await this.queries.register(scope, point, { agency, theme, source, status, olderThan });
    const nameOf = await this.people.namesOf(shown.flatMap(({ owner, completedByPerson }) => [owner, completedByPerson]));
    const actions = shown.map((action) => actionOf(action, point.day, nameOf));
    return new Reply({ actions }, { point, csv: { name: 'actions', text: () => registerCsv(actions) } });
  }

  @Get('actions/:ref')
  @ApiOperation({ summary: 'One action, with the recommendation it follows from' })
  @Requires('action:read', { resource: ACTION })
  async read(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ActionRow, RecommendationRow);
    const shown = await this.queries.action(ref, point.position);
    if (!shown) throw new RequestProblem('not-there-yet');
    const nameOf = await this.people.namesOf([shown.owner, shown.completedByPerson]);
    return new Reply(actionOf(shown, point.day, nameOf), { point, revision: shown.revision });
  }

  @Get('actions/:ref/history')
  @ApiOperation({ summary: 'Everything that happened to an action, in order' })
  @Requires('action:read', { resource: ACTION })
  async history(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ActionHistoryRow);
    const shown = await this.queries.history(ref, point.position);
    const nameOf = await this.people.namesOf(shown.map(({ actorPerson }) => actorPerson));
    const history = shown.map((entry) => historyOf(entry, nameOf));
    return new Reply({ action: ref, history }, { point, csv: { name: 'action-history', text: () => historyCsv(history) } });
  }

  /** Each moment is read as at itself: what a reader was shown at the end of that month. */
  @Get('overdue-actions')
  @ApiOperation({ summary: 'How many actions of each agency were overdue, month by month' })
  @Requires('action:list')
  async overdue(@Asking() { scope }: Asking, @Query() query: OverdueQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ActionRow);
    const moments = await overdueMoments(point, query.months ?? 6, (asAt) => this.readings.at({ asAt }, ActionRow));
    const series = await Promise.all(
      moments.map(async (moment) => ({ day: moment.day, ...asAtOf(moment), agencies: await this.queries.overdue(scope, moment) })),
    );
    const cells = series.flatMap(({ day, agencies }) => agencies.map((agency) => ({ day, ...agency })));
    const csv = () =>
      toCsv(cells, [
        { heading: 'As at', value: ({ day }) => day },
        { heading: 'Agency', value: ({ agencyName }) => agencyName },
        { heading: 'Overdue', value: ({ overdue }) => overdue },
      ]);
    return new Reply({ moments: series }, { point, csv: { name: 'overdue-actions', text: csv } });
  }

  @Get('attention')
  @ApiOperation({ summary: 'What needs attention, in at most ten lines' })
  @Requires('attention:read')
  async attention(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...ATTENTION_VIEWS);
    return new Reply(await this.queries.attention(scope, point), { point });
  }
}
