import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { MeetingMinutesEvent } from '../domain/meeting-minutes.events.js';
import { meetingMinutes, meetingMinutesIdOf, type TakeMinutesStep as TakeMinutesStepOrder } from '../domain/meeting-minutes.js';
import { MeetingReader } from './meeting.reader.js';
import { RulesReader } from './rules.reader.js';

export type MinutesStepWanted = Omit<TakeMinutesStepOrder, 'today' | 'facts'>;

/** Records a step of the minutes of a group's meeting. */
export class TakeMinutesStep extends Command<Executed<MeetingMinutesEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: MinutesStepWanted,
  ) {
    super();
  }
}

@CommandHandler(TakeMinutesStep)
export class TakeMinutesStepHandler implements ICommandHandler<TakeMinutesStep> {
  constructor(
    private readonly journal: EventJournal,
    private readonly meetings: MeetingReader,
    private readonly rules: RulesReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: TakeMinutesStep): Promise<Executed<MeetingMinutesEvent>> {
    const { type, partnership, group, heldOn, on } = wanted;
    const today = londonDate(await this.clock.now());
    const { groupName, isHeld: meetingIsHeld } = await this.meetings.find(partnership, group, heldOn);
    const rules = await this.rules.on(partnership, type === 'ApproveMinutes' ? on : heldOn);
    const command = { ...wanted, today, facts: { groupName, meetingIsHeld, rules } };
    return this.journal.execute(meetingMinutes, { ...context, partnership, request, id: meetingMinutesIdOf(group, heldOn), command });
  }
}
