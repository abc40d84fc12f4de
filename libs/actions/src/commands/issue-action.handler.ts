import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ActionWanted, IssueAction as IssueActionOrder } from '../domain/action.commands.js';
import type { ActionEvent } from '../domain/action.events.js';
import { action, actionIdOf } from '../domain/action.js';
import { ActionReader } from './action.reader.js';

/** Asks an agency to do something about a recommendation. Its id follows from the command's: `actionIdOf(context.commandId)`. */
export class IssueAction extends Command<Executed<ActionEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: ActionWanted,
  ) {
    super();
  }
}

@CommandHandler(IssueAction)
export class IssueActionHandler implements ICommandHandler<IssueAction> {
  constructor(
    private readonly journal: EventJournal,
    private readonly actions: ActionReader,
    private readonly partnerships: PartnershipReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: IssueAction): Promise<Executed<ActionEvent>> {
    const id = actionIdOf(context.commandId);
    const facts = await this.facts(wanted, context.partnership);
    const partnership = facts.recommendation?.partnership ?? context.partnership;
    const command = { type: 'IssueAction', id, wanted, today: londonDate(await this.clock.now()), facts } as const;
    return this.journal.execute(action, { ...context, partnership, request, id, command });
  }

  /** A recommendation of others is as if it were not there. */
  private async facts({ recommendation }: ActionWanted, partnership: string | null): Promise<IssueActionOrder['facts']> {
    const made = await this.actions.recommendation(recommendation);
    if (made?.partnership !== partnership) return { agencies: [], groups: [], partnershipRevision: -1 };
    const found = await this.partnerships.find(made.partnership);
    const agencies = (found?.agencies ?? []).map(({ id, name }) => ({ id, name }));
    const groups = (found?.groups ?? []).map(({ id }) => id);
    return { recommendation: made, agencies, groups, partnershipRevision: found?.revision ?? -1 };
  }
}
