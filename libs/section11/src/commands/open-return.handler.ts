import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OpenReturn as OpenReturnOrder } from '../domain/section11-return.commands.js';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { returnIdOf, section11Return } from '../domain/section11-return.js';
import { CycleReader, windowIn } from './cycle.reader.js';
import { ToolReader } from './tool.reader.js';

/** Opens an agency's return in a cycle. Its id follows from both: `returnIdOf(cycle, agency)`. */
export class OpenReturn extends Command<Executed<Section11ReturnEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: { readonly cycle: string; readonly agency: string },
  ) {
    super();
  }
}

@CommandHandler(OpenReturn)
export class OpenReturnHandler implements ICommandHandler<OpenReturn> {
  constructor(
    private readonly journal: EventJournal,
    private readonly cycles: CycleReader,
    private readonly tools: ToolReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted: { cycle, agency } }: OpenReturn): Promise<Executed<Section11ReturnEvent>> {
    const facts = await this.facts(cycle, agency);
    const partnership = facts.cycle?.partnership ?? context.partnership;
    const today = londonDate(await this.clock.now());
    const command = { type: 'OpenReturn', cycle, agency, today, facts } as const;
    return this.journal.execute(section11Return, { ...context, partnership, request, id: returnIdOf(cycle, agency), command });
  }

  private async facts(ref: string, agency: string): Promise<OpenReturnOrder['facts']> {
    const cycle = await this.cycles.find(ref);
    if (!cycle) return {};
    return { cycle, tool: await this.tools.find(cycle.tool.code, cycle.tool.version), window: windowIn(cycle, agency) };
  }
}
