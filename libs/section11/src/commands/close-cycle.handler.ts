import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Section11CycleEvent } from '../domain/section11-cycle.events.js';
import { section11Cycle } from '../domain/section11-cycle.js';

/** Closes a cycle whose due day is over: what comes later needs an admission. */
export class CloseCycle extends Command<Executed<Section11CycleEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly cycle: string,
  ) {
    super();
  }
}

@CommandHandler(CloseCycle)
export class CloseCycleHandler implements ICommandHandler<CloseCycle> {
  constructor(
    private readonly journal: EventJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, cycle }: CloseCycle): Promise<Executed<Section11CycleEvent>> {
    const command = { type: 'CloseCycle', today: londonDate(await this.clock.now()) } as const;
    return this.journal.execute(section11Cycle, { ...context, request, id: cycle, command });
  }
}
