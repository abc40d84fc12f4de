import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Day, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ExtraordinaryMeetingEvent } from '../domain/extraordinary-meeting.events.js';
import { extraordinaryMeeting, extraordinaryMeetingIdOf, type ExtraordinaryMeetingWanted } from '../domain/extraordinary-meeting.js';
import { MeetingReader } from './meeting.reader.js';
import { RulesReader } from './rules.reader.js';

/** Records a request for an extraordinary meeting. Its id follows from the command's: `extraordinaryMeetingIdOf(context.commandId)`. */
export class RequestExtraordinaryMeeting extends Command<Executed<ExtraordinaryMeetingEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: ExtraordinaryMeetingWanted,
  ) {
    super();
  }
}

/** Records that the group met on it. */
export class HoldExtraordinaryMeeting extends Command<Executed<ExtraordinaryMeetingEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly ref: string,
    readonly heldOn: Day,
  ) {
    super();
  }
}

@CommandHandler(RequestExtraordinaryMeeting)
export class RequestExtraordinaryMeetingHandler implements ICommandHandler<RequestExtraordinaryMeeting> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
    private readonly rules: RulesReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: RequestExtraordinaryMeeting): Promise<Executed<ExtraordinaryMeetingEvent>> {
    const { partnership, group, receivedOn } = wanted;
    const found = await this.partnerships.find(partnership);
    const facts = {
      groupName: found?.groups.find(({ id }) => id === group)?.name,
      agencies: found?.agencies ?? [],
      partnershipRevision: found?.revision ?? -1,
      rules: await this.rules.on(partnership, receivedOn),
    };
    const today = londonDate(await this.clock.now());
    const command = { type: 'RequestExtraordinaryMeeting', wanted, today, facts } as const;
    const id = extraordinaryMeetingIdOf(context.commandId);
    return this.journal.execute(extraordinaryMeeting, { ...context, partnership, request, id, command });
  }
}

@CommandHandler(HoldExtraordinaryMeeting)
export class HoldExtraordinaryMeetingHandler implements ICommandHandler<HoldExtraordinaryMeeting> {
  constructor(
    private readonly journal: EventJournal,
    private readonly meetings: MeetingReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, ref: id, heldOn }: HoldExtraordinaryMeeting): Promise<Executed<ExtraordinaryMeetingEvent>> {
    const { state } = await this.journal.load(extraordinaryMeeting, id);
    const asked = state.status === 'not-requested' ? undefined : state.request;
    const meetingIsHeld = asked !== undefined && (await this.meetings.find(asked.partnership, asked.group, heldOn)).isHeld;
    const command = { type: 'HoldExtraordinaryMeeting', heldOn, today: londonDate(await this.clock.now()), meetingIsHeld } as const;
    return this.journal.execute(extraordinaryMeeting, { ...context, request, id, command });
  }
}
