import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AdmitLateReturn as AdmitLateReturnOrder } from '../domain/section11-cycle.commands.js';
import type { Section11CycleEvent } from '../domain/section11-cycle.events.js';
import { section11Cycle } from '../domain/section11-cycle.js';

/** Lets one agency return until a day although the cycle is closed. */
export class AdmitLateReturn extends Command<Executed<Section11CycleEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly cycle: string,
    readonly admission: Pick<AdmitLateReturnOrder, 'agency' | 'until' | 'reason'>,
  ) {
    super();
  }
}

@CommandHandler(AdmitLateReturn)
export class AdmitLateReturnHandler implements ICommandHandler<AdmitLateReturn> {
  constructor(
    private readonly journal: EventJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, cycle, admission }: AdmitLateReturn): Promise<Executed<Section11CycleEvent>> {
    const command = { ...admission, type: 'AdmitLateReturn', today: londonDate(await this.clock.now()) } as const;
    return this.journal.execute(section11Cycle, { ...context, request, id: cycle, command });
  }
}
