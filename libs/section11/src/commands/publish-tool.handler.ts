import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Section11ToolEvent, Tool } from '../domain/section11-tool.events.js';
import { section11Tool, toolIdOf } from '../domain/section11-tool.js';

/** Publishes one version of a tool. */
export class PublishTool extends Command<Executed<Section11ToolEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly tool: Tool,
  ) {
    super();
  }
}

@CommandHandler(PublishTool)
export class PublishToolHandler implements ICommandHandler<PublishTool> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, tool }: PublishTool): Promise<Executed<Section11ToolEvent>> {
    const id = toolIdOf(tool.code, tool.version);
    return this.journal.execute(section11Tool, { ...context, request, id, command: { type: 'PublishTool', tool } });
  }
}
