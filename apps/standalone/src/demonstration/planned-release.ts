import type { CommandContext, CommandRequest } from '@goldenthread/event-sourcing';
import type { ReleaseWanted } from '@goldenthread/releases';

/** A release as it is planned: its table is not known before all that comes before it is in the store. */
export class PlannedRelease {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: Pick<ReleaseWanted, 'title' | 'audience' | 'purpose' | 'source'>,
  ) {}
}
