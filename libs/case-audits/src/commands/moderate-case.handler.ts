import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type {
  AgreeGrades,
  CaseModerationCommand,
  ConcludeModeration,
  DecideDispute,
  DisputeGrade,
  EscalateDispute,
  HoldModeration,
  ModerateGrades,
  OpenModeration,
  RecordDissent,
} from '../domain/case-moderation.commands.js';
import type { CaseModerationEvent } from '../domain/case-moderation.events.js';
import { caseModeration, moderationIdOf } from '../domain/case-moderation.js';
import { CaseAuditReader } from './case-audit.reader.js';
import { ListedNames } from './listed-names.js';

/** What is done at a moderation, without what the handler finds out. */
export type ModerationOrder =
  | Omit<OpenModeration, 'names' | 'facts'>
  | Omit<HoldModeration, 'names' | 'today'>
  | Omit<ModerateGrades, 'names' | 'actor'>
  | Omit<AgreeGrades, 'names' | 'actor'>
  | Omit<RecordDissent, 'names'>
  | Omit<DisputeGrade, 'names' | 'actor'>
  | Omit<EscalateDispute, 'names'>
  | Omit<DecideDispute, 'names' | 'actor'>
  | Omit<ConcludeModeration, 'names'>;

/** Takes the moderation of a case one step on. */
export class ModerateCase extends Command<Executed<CaseModerationEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly of: { readonly audit: string; readonly case: string },
    readonly order: ModerationOrder,
  ) {
    super();
  }
}

@CommandHandler(ModerateCase)
export class ModerateCaseHandler implements ICommandHandler<ModerateCase> {
  constructor(
    private readonly journal: EventJournal,
    private readonly audits: CaseAuditReader,
    private readonly listed: ListedNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, of, order }: ModerateCase): Promise<Executed<CaseModerationEvent>> {
    const command = await this.commandOf(order, of, context);
    return this.journal.execute(caseModeration, { ...context, request, id: moderationIdOf(of.audit, of.case), command });
  }

  private async commandOf(order: ModerationOrder, of: ModerateCase['of'], { actor }: CommandContext): Promise<CaseModerationCommand> {
    const names = await this.listed.of(of.audit);
    switch (order.type) {
      case 'OpenModeration':
        return { ...order, names, facts: await this.audits.beginning(of.audit, of.case) };
      case 'HoldModeration':
        return { ...order, names, today: londonDate(await this.clock.now()) };
      case 'ModerateGrades':
      case 'AgreeGrades':
      case 'DisputeGrade':
      case 'DecideDispute':
        return { ...order, names, actor };
      case 'RecordDissent':
      case 'EscalateDispute':
      case 'ConcludeModeration':
        return { ...order, names };
    }
  }
}
