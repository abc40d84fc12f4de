import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IndicatorDefinitionEvent } from '../domain/indicator-definition.events.js';
import { indicatorDefinition, indicatorIdOf, type SetTarget as SetTargetOrder } from '../domain/indicator-definition.js';

/** Sets what a partnership wants of an indicator. */
export class SetTarget extends Command<Executed<IndicatorDefinitionEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly indicator: { readonly partnership: string; readonly code: string },
    readonly target: SetTargetOrder['target'],
  ) {
    super();
  }
}

@CommandHandler(SetTarget)
export class SetTargetHandler implements ICommandHandler<SetTarget> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
  ) {}

  async execute({ context, request, indicator: { partnership, code }, target }: SetTarget): Promise<Executed<IndicatorDefinitionEvent>> {
    const judgementsHeld = (await this.partnerships.find(partnership))?.returnsHeld ?? false;
    const command = { type: 'SetTarget', target, judgementsHeld } as const;
    return this.journal.execute(indicatorDefinition, { ...context, request, id: indicatorIdOf(partnership, code), command });
  }
}
