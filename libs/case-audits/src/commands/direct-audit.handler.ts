import { CLOCK, londonDate } from '@goldenthread/calendar';
import {
  EventJournal,
  idOf,
  Refusal,
  type Clock,
  type CommandContext,
  type CommandRequest,
  type Executed,
} from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type {
  AcknowledgeBriefing,
  AgreeReport,
  AnswerFeedback,
  CaseAuditCommand,
  IssueTools,
  MakeRecommendation,
  PresentReport,
  RecordFinding,
  RecordGovernance,
  SelectCases,
  ShareBriefing,
} from '../domain/case-audit.commands.js';
import type { CaseAuditEvent } from '../domain/case-audit.events.js';
import { caseAudit } from '../domain/case-audit.js';
import { CaseAuditReader } from './case-audit.reader.js';
import { ListedNames } from './listed-names.js';

/** What is wanted of an audit, without what the handler finds out; of a draw, also the names that no text may hold from now on. */
export type AuditOrder =
  | Omit<RecordGovernance, 'names'>
  | (Omit<SelectCases, 'names' | 'pseudonyms'> & { readonly listed: readonly string[] })
  | Omit<IssueTools, 'today'>
  | Omit<RecordFinding, 'names' | 'finding'>
  | Omit<MakeRecommendation, 'names' | 'recommendation'>
  | Omit<PresentReport, 'names' | 'concluded'>
  | Omit<AgreeReport, 'today'>
  | Omit<ShareBriefing, 'names' | 'known'>
  | Omit<AcknowledgeBriefing, 'names' | 'today'>
  | Omit<AnswerFeedback, 'names' | 'today'>;

/** Takes an audit one step on: from what makes it lawful to the acknowledgement of its briefing. */
export class DirectAudit extends Command<Executed<CaseAuditEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly audit: string,
    readonly order: AuditOrder,
  ) {
    super();
  }
}

/** The id of the finding or recommendation that a command makes: the same for every retry of it. */
export function itemIdOf(commandId: string): string {
  return idOf('caseAuditItem', commandId);
}

@CommandHandler(DirectAudit)
export class DirectAuditHandler implements ICommandHandler<DirectAudit> {
  constructor(
    private readonly journal: EventJournal,
    private readonly audits: CaseAuditReader,
    private readonly partnerships: PartnershipReader,
    private readonly listed: ListedNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, audit, order }: DirectAudit): Promise<Executed<CaseAuditEvent>> {
    const command = await this.commandOf(order, audit, context);
    return this.journal.execute(caseAudit, { ...context, request, id: audit, command });
  }

  private async commandOf(order: AuditOrder, audit: string, { commandId }: CommandContext): Promise<CaseAuditCommand> {
    const [names, today] = [await this.listed.of(audit), londonDate(await this.clock.now())];
    switch (order.type) {
      case 'RecordGovernance':
        return { ...order, names };
      case 'SelectCases': {
        const { listed, ...select } = order;
        const cases = select.wanted.strata.reduce((total, { take }) => total + take, 0);
        const command = { ...select, names: [...names, ...listed], pseudonyms: pseudonymsOf(commandId, cases) };
        await this.list(audit, listed, command);
        return command;
      }
      case 'IssueTools':
      case 'AgreeReport':
        return { ...order, today };
      case 'RecordFinding':
        return { ...order, names, finding: itemIdOf(commandId) };
      case 'MakeRecommendation':
        return { ...order, names, recommendation: itemIdOf(commandId) };
      case 'PresentReport':
        return { ...order, names, concluded: await this.audits.concluded(audit) };
      case 'ShareBriefing':
        return { ...order, names, known: await this.groupsOf(audit) };
      case 'AcknowledgeBriefing':
      case 'AnswerFeedback':
        return { ...order, names, today };
    }
  }

  /**
   * Lists the names before cases are drawn, so that from the first text on none of them gets in; of a draw that will be
   * refused it lists nothing. A draw that is told again has them listed.
   */
  private async list(audit: string, listed: readonly string[], command: SelectCases): Promise<void> {
    if (listed.length === 0) return;
    const { state } = await this.journal.load(caseAudit, audit);
    if (isRefused(() => caseAudit.decide(command, state))) return;
    await this.listed.list(audit, command.names);
  }

  private async groupsOf(audit: string): Promise<ShareBriefing['known']> {
    const found = await this.audits.find(audit);
    return (found && (await this.partnerships.find(found.particulars.partnership))?.groups) ?? [];
  }
}

function isRefused(decide: () => unknown): boolean {
  try {
    decide();
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/**
 * Eight digits for each case, such as `7F3A92C1`, all of them different. They follow from the command's id and so from
 * nothing that is known of any child.
 */
export function pseudonymsOf(commandId: string, count: number): readonly string[] {
  const made = new Set<string>();
  for (let number = 1; made.size < count; number++) made.add(idOf('pseudonym', commandId, String(number)).slice(0, 8).toUpperCase());
  return [...made];
}
