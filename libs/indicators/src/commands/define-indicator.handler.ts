import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IndicatorDefinitionEvent } from '../domain/indicator-definition.events.js';
import { indicatorDefinition, indicatorIdOf, type DefineIndicator as DefineIndicatorOrder } from '../domain/indicator-definition.js';

/** Defines an indicator of a partnership, or defines it anew. */
export class DefineIndicator extends Command<Executed<IndicatorDefinitionEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: Omit<DefineIndicatorOrder, 'type'>,
  ) {
    super();
  }
}

@CommandHandler(DefineIndicator)
export class DefineIndicatorHandler implements ICommandHandler<DefineIndicator> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, wanted }: DefineIndicator): Promise<Executed<IndicatorDefinitionEvent>> {
    const id = indicatorIdOf(wanted.partnership, wanted.code);
    return this.journal.execute(indicatorDefinition, { ...context, request, id, command: { type: 'DefineIndicator', ...wanted } });
  }
}
