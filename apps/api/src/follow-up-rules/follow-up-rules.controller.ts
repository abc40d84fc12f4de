import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { ChangeRules, FollowUpRulesRow, ProceedingsQueries, rulesOn } from '@goldenthread/actions';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { RulesDto } from './follow-up-rules.dto.js';

/** The rules that a partnership follows its actions, minutes and reviews up by. */
@ApiTags('follow-up-rules')
@Controller('api/v1/follow-up-rules')
export class FollowUpRulesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: ProceedingsQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The rules in force, and all that were adopted' })
  @Requires('rules:read')
  async read(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, FollowUpRulesRow);
    const adoptions = await this.queries.adoptions(scope, point.position);
    const nameOf = await this.people.namesOf(adoptions.map(({ adoptedBy }) => adoptedBy));
    const adopted = adoptions.map(({ rules, from, reason, adoptedBy, adoptedAt }) => {
      return { rules, from, reason, adoptedBy: { person: adoptedBy, name: nameOf(adoptedBy) }, adoptedAt };
    });
    const inForce = rulesOn([...adoptions].reverse(), point.day) ?? null;
    const csv = () =>
      toCsv(adopted, [
        { heading: 'From', value: ({ from }) => from },
        { heading: 'Title', value: ({ rules }) => rules.title },
        { heading: 'Source', value: ({ rules }) => rules.source },
        { heading: 'Adopted by', value: ({ adoptedBy }) => adoptedBy.name },
        { heading: 'Adopted at', value: ({ adoptedAt }) => adoptedAt },
        { heading: 'Why', value: ({ reason }) => reason },
      ]);
    return new Reply({ inForce, adopted }, { point, csv: { name: 'follow-up-rules', text: csv } });
  }

  @Post()
  @ApiOperation({ summary: 'Adopt a changed set of rules from a day on, with the reason' })
  @Requires('rules:adopt', { records: 'FollowUpRulesAdopted' })
  async adopt(@Commanded() context: CommandContext, @Asking() { partnership }: Asking, @Body() body: RulesDto): Promise<Reply<object>> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const { from, reason, ...changes } = plain(body);
    const request = { action: 'rules:adopt', subject: { partnership }, body: plain(body) };
    const executed = await this.commands.execute(new ChangeRules(context, request, { partnership, from, reason, changes }));
    return recorded(executed, { partnership, from }, '/api/v1/follow-up-rules');
  }
}
