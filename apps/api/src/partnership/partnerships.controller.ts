import { Requires } from '@goldenthread/access';
import { isUuid, type CommandContext } from '@goldenthread/event-sourcing';
import { Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { GroupMeetingRow, RecordMeeting, RegisterFactRow, RegisterQueries, type ShownRegister } from '@goldenthread/partnership';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { RecordMeetingDto } from './meeting.dto.js';
import { partnershipsCsv, registerCsv } from './register.shapes.js';

const PARTNERSHIP = { kind: 'partnership', param: 'ref' };

/** The registers of partnerships: public to everyone signed in, whatever their own partnership. */
@ApiTags('partnerships')
@Controller('api/v1/partnerships')
export class PartnershipsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: RegisterQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The registers of partnerships' })
  @Requires('register:read')
  async list(@Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, RegisterFactRow);
    const partnerships = await this.queries.partnerships(point);
    return new Reply({ partnerships }, { point, csv: { name: 'partnerships', text: () => partnershipsCsv(partnerships) } });
  }

  /** One partnership: its register as published, statutory partners, groups and footprints. */
  @Get(':ref')
  @ApiOperation({ summary: 'One partnership, as its register was published' })
  @Requires('register:read')
  async read(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, RegisterFactRow);
    const register = found(isUuid(ref) ? await this.queries.partnership(ref, point) : undefined);
    return new Reply(register, { point, csv: { name: 'register', text: () => registerCsv(register) } });
  }

  /** The days a group met, the latest first. */
  @Get(':ref/groups/:group/meetings')
  @ApiOperation({ summary: 'The days a group met' })
  @Requires('register:read')
  async meetings(@Param('ref') ref: string, @Param('group') group: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, RegisterFactRow, GroupMeetingRow);
    const partnership = found<ShownRegister>(isUuid(ref) ? await this.queries.partnership(ref, point) : undefined);
    const shown = found(partnership.groups.find((one) => one.group === group));
    const rows = await this.queries.meetings(ref, group, point);
    const meetings = rows.map(({ heldOn, groupName }) => ({ heldOn, groupName }));
    const csv = () =>
      toCsv(meetings, [
        { heading: 'Group', value: ({ groupName }) => groupName },
        { heading: 'Held on', value: ({ heldOn }) => heldOn },
      ]);
    return new Reply({ group, name: shown.name, role: shown.role, meetings }, { point, csv: { name: 'meetings', text: csv } });
  }

  @Post(':ref/groups/:group/meetings')
  @ApiOperation({ summary: 'Record a day on which a group met' })
  @Requires('meeting:record', { resource: PARTNERSHIP, records: 'MeetingHeld' })
  async recordMeeting(
    @Commanded() context: CommandContext,
    @Param('ref') partnership: string,
    @Param('group') group: string,
    @Body() body: RecordMeetingDto,
  ): Promise<Reply<object>> {
    if (!isUuid(group)) throw new RequestProblem('not-found');
    const request = { action: 'meeting:record', subject: { partnership, group }, body: plain(body) };
    const executed = await this.commands.execute(new RecordMeeting(context, request, { partnership, group, heldOn: body.heldOn }));
    return recorded(executed, { group, heldOn: body.heldOn }, `/api/v1/partnerships/${partnership}/groups/${group}/meetings`);
  }
}

function found<T>(shown: T | undefined): T {
  if (shown === undefined) throw new RequestProblem('not-found');
  return shown;
}
