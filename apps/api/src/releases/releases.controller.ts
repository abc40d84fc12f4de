import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { isUuid, type CommandContext } from '@goldenthread/event-sourcing';
import { Commanded, plain, ReadingQuery, Readings, releasedCsv, ReleaseDesk, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { isOfCircle, MakeRelease, RELEASABLE_ROWS, releaseIdOf, ReleaseQueries, ReleaseRow, WithdrawRelease } from '@goldenthread/releases';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { PreviewQuery, ReleaseDto, ReleaseWithdrawalDto, sourceOf } from './release.dto.js';
import { listedRelease, releasedOf, releaseOf } from './release.shapes.js';

/** What leaves the restricted circle: small numbers are hidden when it does, and that decision stays. */
@ApiTags('releases')
@Controller('api/v1/releases')
export class ReleasesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly desk: ReleaseDesk,
    private readonly queries: ReleaseQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What was released, of which you are the audience' })
  @Requires('release:read')
  async list(@Asking() { actor, partnership }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ReleaseRow);
    const releases = (await this.queries.releases({ partnership, role: actor.role }, point.position)).map(listedRelease);
    const csv = () =>
      toCsv(releases, [
        { heading: 'Release', value: ({ title }) => title },
        { heading: 'Released to', value: ({ audience }) => audience },
        { heading: 'Released at', value: ({ madeAt }) => madeAt },
        { heading: 'Figures as at', value: ({ readAt }) => readAt.day },
        { heading: 'Withdrawn at', value: ({ withdrawn }) => withdrawn?.at },
        { heading: 'Id', value: ({ release }) => release },
      ]);
    return new Reply({ releases }, { point, csv: { name: 'releases', text: csv } });
  }

  /** Unsuppressed, beside what would be hidden: for the circle alone. */
  @Get('preview')
  @ApiOperation({ summary: 'What would be hidden of a table if it were released now' })
  @Requires('release:make')
  async preview(@Asking() asking: Asking, @Query() query: PreviewQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...RELEASABLE_ROWS);
    const { decided } = await this.desk.look(asking, sourceOf(query), query.profile ?? 'dfe', point);
    const { table, why, tally, exposed, digest: previewed } = decided;
    return new Reply({ table, why, tally, exposed, previewed, position: String(point.position) }, { point });
  }

  @Post()
  @ApiOperation({ summary: 'Release a table, as it was looked at' })
  @Requires('release:make', { records: 'ReleaseMade' })
  async make(@Commanded() context: CommandContext, @Asking() asking: Asking, @Body() body: ReleaseDto): Promise<Reply<object>> {
    const { title, audience, purpose, profile = 'dfe', position, previewed } = plain(body);
    const source = sourceOf(body.source);
    const point = await this.desk.pointOf(position);
    const { partnership, table } = await this.desk.look(asking, source, profile, point);
    const wanted = { partnership, title, audience, purpose, source, readAt: { position, day: point.day }, profile, table, previewed };
    const request = { action: 'release:make', subject: { partnership }, body: plain(body) };
    const executed = await this.commands.execute(new MakeRelease(context, request, wanted));
    const release = releaseIdOf(context.commandId);
    return recorded(executed, { release }, `/api/v1/releases/${release}`);
  }

  @Get(':release')
  @ApiOperation({ summary: 'One release: the table as it left, or that it was withdrawn' })
  @Requires('release:read')
  async read(@Param('release') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const { actor, partnership } = asking;
    const point = await this.readings.at(query, ReleaseRow);
    const row = isUuid(id) ? await this.queries.release({ partnership, role: actor.role }, id, point.position) : null;
    if (!row) throw new RequestProblem('not-found');
    const { table, profile, withdrawn } = row;
    const people = [row.madeBy, ...(withdrawn ? [withdrawn.by] : [])];
    const body = isOfCircle(actor.role) ? releaseOf(row, await this.people.namesOf(people)) : releasedOf(row);
    return new Reply(body, { point, csv: table === null ? undefined : { name: 'release', text: () => releasedCsv(table, profile) } });
  }

  /** Whoever has it keeps it; from now on its readers are told that it was withdrawn and why, and given the table no more. */
  @Post(':release/withdrawal')
  @ApiOperation({ summary: 'Withdraw a release, and say why' })
  @Requires('release:withdraw', { records: 'ReleaseWithdrawn' })
  async withdraw(
    @Param('release') release: string,
    @Commanded() context: CommandContext,
    @Asking() { partnership }: Asking,
    @Body() body: ReleaseWithdrawalDto,
  ): Promise<Reply<object>> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const request = { action: 'release:withdraw', subject: { release }, body: plain(body) };
    const executed = await this.commands.execute(new WithdrawRelease(context, request, { partnership, release, ...plain(body) }));
    return recorded(executed, { release }, `/api/v1/releases/${release}`);
  }
}
