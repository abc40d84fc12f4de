import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { SignalProposalEvent } from '../domain/signal-proposal.events.js';
import { signalProposal, type AnswerProposal as AnswerProposalOrder } from '../domain/signal-proposal.js';

/** Takes up what a signal proposes, or sets it aside; either way with a reason. */
export class AnswerProposal extends Command<Executed<SignalProposalEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly answer: Omit<AnswerProposalOrder, 'type'>,
  ) {
    super();
  }
}

@CommandHandler(AnswerProposal)
export class AnswerProposalHandler implements ICommandHandler<AnswerProposal> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, answer }: AnswerProposal): Promise<Executed<SignalProposalEvent>> {
    const command = { type: 'AnswerProposal', ...answer } as const;
    return this.journal.execute(signalProposal, { ...context, request, id: answer.proposal, command });
  }
}
