import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import {
  actionIdOf,
  ActionRow,
  ActionsQueries,
  IssueAction,
  MakeRecommendation,
  recommendationIdOf,
  RecommendationRow,
} from '@goldenthread/actions';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { ActionDto, RecommendationDto } from './action.dto.js';
import { actionOf, recommendationOf } from './action.shapes.js';
import { sourceOf } from './source.js';

const RECOMMENDATION = { kind: 'recommendation', param: 'ref' };

@ApiTags('recommendations')
@Controller('api/v1/recommendations')
export class RecommendationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: ActionsQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Record a recommendation, whatever it comes out of' })
  @Requires('recommendation:make', { records: 'RecommendationMade' })
  async make(
    @Commanded() context: CommandContext,
    @Asking() { partnership }: Asking,
    @Body() body: RecommendationDto,
  ): Promise<Reply<object>> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const wanted = { partnership, source: sourceOf(plain(body.source)), text: body.text, themes: body.themes };
    const request = { action: 'recommendation:make', subject: { partnership }, body: plain(body) };
    const executed = await this.commands.execute(new MakeRecommendation(context, request, wanted));
    const recommendation = recommendationIdOf(context.commandId);
    return recorded(executed, { recommendation }, `/api/v1/recommendations/${recommendation}`);
  }

  @Get()
  @ApiOperation({ summary: 'The recommendations of your partnership' })
  @Requires('recommendation:read')
  async list(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, RecommendationRow);
    const recommendations = (await this.queries.recommendations(scope, point.position)).map(recommendationOf);
    const csv = () =>
      toCsv(recommendations, [
        { heading: 'Recommendation', value: ({ text }) => text },
        { heading: 'Source', value: ({ source }) => source.kind },
        { heading: 'Title of the source', value: ({ source }) => source.title },
        { heading: 'Themes', value: ({ themes }) => themes.join(', ') },
        { heading: 'Made on', value: ({ madeOn }) => madeOn },
        { heading: 'Id', value: ({ recommendation }) => recommendation },
      ]);
    return new Reply({ recommendations }, { point, csv: { name: 'recommendations', text: csv } });
  }

  /** The chain: what was recommended, what was asked of whom, and the evidence of what was done. */
  @Get(':ref')
  @ApiOperation({ summary: 'One recommendation with the actions that follow from it' })
  @Requires('recommendation:read-one', { resource: RECOMMENDATION })
  async read(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, RecommendationRow, ActionRow);
    const chain = await this.queries.chain(ref, point.position);
    if (!chain) throw new RequestProblem('not-there-yet');
    const nameOf = await this.people.namesOf(chain.actions.flatMap(({ owner, completedByPerson }) => [owner, completedByPerson]));
    const actions = chain.actions.map((action) => actionOf(action, point.day, nameOf));
    return new Reply({ ...recommendationOf(chain.recommendation), actions }, { point });
  }

  @Post(':ref/actions')
  @ApiOperation({ summary: 'Ask an agency to do something about it' })
  @Requires('action:issue', { resource: RECOMMENDATION, records: 'ActionIssued' })
  async issue(@Param('ref') ref: string, @Commanded() context: CommandContext, @Body() body: ActionDto): Promise<Reply<object>> {
    const request = { action: 'action:issue', subject: { recommendation: ref }, body: plain(body) };
    const executed = await this.commands.execute(new IssueAction(context, request, { ...plain(body), recommendation: ref }));
    const action = actionIdOf(context.commandId);
    return recorded(executed, { action }, `/api/v1/actions/${action}`);
  }
}
