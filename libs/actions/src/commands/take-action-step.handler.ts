import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ActionStep } from '../domain/action.commands.js';
import type { ActionEvent } from '../domain/action.events.js';
import { action } from '../domain/action.js';
import { ActionReader } from './action.reader.js';
import { RulesReader } from './rules.reader.js';

type Without<T, Fields extends string> = T extends unknown ? Omit<T, Fields> : never;

/** A step as somebody wants it taken: who they are, the day, and what must be read are added here. */
export type ActionStepWanted = Without<ActionStep, 'today' | 'actor' | 'rules' | 'successor'>;

/** Takes one step with an action, from its receipt to what came of it. */
export class TakeActionStep extends Command<Executed<ActionEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly ref: string,
    readonly step: ActionStepWanted,
  ) {
    super();
  }
}

@CommandHandler(TakeActionStep)
export class TakeActionStepHandler implements ICommandHandler<TakeActionStep> {
  constructor(
    private readonly journal: EventJournal,
    private readonly actions: ActionReader,
    private readonly rules: RulesReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, ref, step }: TakeActionStep): Promise<Executed<ActionEvent>> {
    const today = londonDate(await this.clock.now());
    const command = { ...(await this.withFacts(ref, step)), today, actor: context.actor } as ActionStep;
    return this.journal.execute(action, { ...context, request, id: ref, command });
  }

  private async withFacts(ref: string, step: ActionStepWanted): Promise<object> {
    if (step.type === 'SupersedeAction') return { ...step, successor: step.by === ref ? undefined : await this.actions.locate(step.by) };
    if (step.type !== 'RecordReceipt') return step;
    const found = await this.actions.locate(ref);
    return { ...step, rules: found && (await this.rules.on(found.partnership, step.receivedOn)) };
  }
}
