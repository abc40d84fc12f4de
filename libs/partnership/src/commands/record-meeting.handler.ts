import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Day, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { group } from '../domain/group.js';
import type { GroupEvent } from '../domain/register.events.js';
import { PartnershipReader } from './partnership.reader.js';

/** Records that a group of a partnership met on a day. */
export class RecordMeeting extends Command<Executed<GroupEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: { readonly partnership: string; readonly group: string; readonly heldOn: Day },
  ) {
    super();
  }
}

@CommandHandler(RecordMeeting)
export class RecordMeetingHandler implements ICommandHandler<RecordMeeting> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: RecordMeeting): Promise<Executed<GroupEvent>> {
    const facts = await this.partnerships.find(wanted.partnership);
    const groupName = facts?.groups.find(({ id }) => id === wanted.group)?.name;
    const today = londonDate(await this.clock.now());
    const command = { type: 'RecordMeeting', ...wanted, today, groupName } as const;
    return this.journal.execute(group, { ...context, partnership: wanted.partnership, request, id: wanted.group, command });
  }
}
