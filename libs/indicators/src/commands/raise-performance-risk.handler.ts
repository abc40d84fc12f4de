import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PerformanceRiskEvent } from '../domain/performance-risk.events.js';
import { performanceRisk, performanceRiskIdOf, type RaiseRisk as Order } from '../domain/performance-risk.js';
import { placeKeyOf } from '../domain/place-key.js';
import { DefinitionReader } from './definition.reader.js';

/** Tells the Board of a risk to performance. */
export class RaisePerformanceRisk extends Command<Executed<PerformanceRiskEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly raised: Order['raised'],
  ) {
    super();
  }
}

@CommandHandler(RaisePerformanceRisk)
export class RaisePerformanceRiskHandler implements ICommandHandler<RaisePerformanceRisk> {
  constructor(
    private readonly journal: EventJournal,
    private readonly definitions: DefinitionReader,
    private readonly partnerships: PartnershipReader,
  ) {}

  async execute({ context, request, raised }: RaisePerformanceRisk): Promise<Executed<PerformanceRiskEvent>> {
    const { partnership, about } = raised;
    const [found, partner] = await Promise.all([
      Promise.all(about.map(({ code }) => this.definitions.find(partnership, code))),
      this.partnerships.find(partnership),
    ]);
    const unknown = about.flatMap(({ code, place }, at) => {
      const places = found[at]?.definition.places.map(placeKeyOf) ?? [];
      return places.includes(place) ? [] : [code];
    });
    const risk = performanceRiskIdOf(context.commandId);
    const facts = { unknown, judgementsHeld: partner?.returnsHeld ?? false };
    return this.journal.execute(performanceRisk, { ...context, request, id: risk, command: { type: 'RaiseRisk', risk, raised, facts } });
  }
}
