import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { dutyOf, PartnershipReader } from '@goldenthread/partnership';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Section11CycleEvent } from '../domain/section11-cycle.events.js';
import type { OpenCycleFacts, OpenCycleWanted } from '../domain/section11-cycle.commands.js';
import { cycleIdOf, section11Cycle } from '../domain/section11-cycle.js';
import { ToolReader } from './tool.reader.js';

/** Opens a cycle. Its id follows from the command's: `cycleIdOf(context.commandId)`. */
export class OpenCycle extends Command<Executed<Section11CycleEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: OpenCycleWanted,
  ) {
    super();
  }
}

@CommandHandler(OpenCycle)
export class OpenCycleHandler implements ICommandHandler<OpenCycle> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
    private readonly tools: ToolReader,
  ) {}

  async execute({ context, request, wanted }: OpenCycle): Promise<Executed<Section11CycleEvent>> {
    const { partnership } = wanted;
    const command = { type: 'OpenCycle', wanted, facts: await this.facts(wanted) } as const;
    return this.journal.execute(section11Cycle, { ...context, partnership, request, id: cycleIdOf(context.commandId), command });
  }

  private async facts({ partnership, tool: { code, version } }: OpenCycleWanted): Promise<OpenCycleFacts> {
    const tool = await this.tools.find(code, version);
    const items = tool?.headings.flatMap((heading) => heading.items).length ?? 0;
    return { tool: tool && { items, revision: tool.revision }, partnership: await this.partnershipOf(partnership) };
  }

  private async partnershipOf(id: string): Promise<OpenCycleFacts['partnership']> {
    const found = await this.partnerships.find(id);
    if (!found) return undefined;
    const agencies = found.agencies.map(({ id: agency, name, basis }) => ({ id: agency, name, basis, duty: dutyOf(basis) }));
    return { agencies, revision: found.revision, returnsHeld: found.returnsHeld };
  }
}
