import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { ActionsQueries, DecideOnLetter, ResponseLetterRow, type LetterDecision } from '@goldenthread/actions';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { Body, Controller, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { WhyDto } from './action.dto.js';
import { letterOf } from './action.shapes.js';

const LETTER = new ParseIntPipe({ exceptionFactory: () => new RequestProblem('not-found') });
const FAILURES = { kind: 'response-failures', param: 'ref' };

/** Letters to the executive members of agencies that failed to respond in time, and what the Business Manager decides on them. */
@ApiTags('letters')
@Controller('api/v1/letters')
export class LettersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: ActionsQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The letters of your partnership, prepared, issued or held' })
  @Requires('letter:list')
  async list(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ResponseLetterRow);
    const shown = await this.queries.letters(scope, point.position);
    const nameOf = await this.people.namesOf(shown.map(({ decidedBy }) => decidedBy));
    const letters = shown.map((letter) => letterOf(letter, nameOf));
    const csv = () =>
      toCsv(letters, [
        { heading: 'Agency', value: ({ agencyName }) => agencyName },
        { heading: 'Letter', value: ({ letter }) => letter },
        { heading: 'Failures', value: ({ occasions }) => occasions },
        { heading: 'Status', value: ({ status }) => status },
        { heading: 'Prepared on', value: ({ preparedOn }) => preparedOn },
        { heading: 'Decided on', value: ({ decided }) => decided?.on },
        { heading: 'Partners informed on', value: ({ partnersInformedOn }) => partnersInformedOn },
      ]);
    return new Reply({ letters }, { point, csv: { name: 'letters', text: csv } });
  }

  @Post(':ref/:letter/issue')
  @ApiOperation({ summary: 'Issue a letter; the strategic partners are informed' })
  @Requires('letter:decide', { resource: FAILURES, records: 'ResponseLetterIssued' })
  issue(@Param('ref') ref: string, @Param('letter', LETTER) letter: number, @Commanded() context: CommandContext): Promise<Reply<object>> {
    return this.decide(ref, context, null, { type: 'IssueLetter', letter });
  }

  @Post(':ref/:letter/hold')
  @ApiOperation({ summary: 'Hold a letter, with the reason; the strategic partners are informed' })
  @Requires('letter:decide', { resource: FAILURES, records: 'ResponseLetterHeld' })
  hold(
    @Param('ref') ref: string,
    @Param('letter', LETTER) letter: number,
    @Commanded() context: CommandContext,
    @Body() body: WhyDto,
  ): Promise<Reply<object>> {
    return this.decide(ref, context, plain(body), { type: 'HoldLetter', letter, reason: body.reason });
  }

  private async decide(ref: string, context: CommandContext, body: object | null, decision: LetterDecision): Promise<Reply<object>> {
    const request = { action: `letter:${decision.type}`, subject: { failures: ref, letter: String(decision.letter) }, body };
    const executed = await this.commands.execute(new DecideOnLetter(context, request, ref, decision));
    return recorded(executed, { failures: ref, letter: decision.letter }, '/api/v1/letters');
  }
}
