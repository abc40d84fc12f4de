import { EventJournal, isUuid } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { Section11CycleOpened } from '../domain/section11-cycle.events.js';
import { section11Cycle } from '../domain/section11-cycle.js';

/** Whose a cycle is, for those who must know before they let anyone near it. */
export type CycleLocation = { readonly partnership: string; readonly agencies: readonly string[] };

/** Reads cycles from their events, for those who decide by them. */
@Injectable()
export class CycleReader {
  constructor(private readonly journal: EventJournal) {}

  /** The cycle, and the revision of its record; nothing where there is none of that id. */
  async find(ref: string): Promise<(Section11CycleOpened['data'] & { readonly revision: number }) | undefined> {
    if (!isUuid(ref)) return undefined;
    const { state, revision } = await this.journal.load(section11Cycle, ref);
    return state.status === 'open' ? { ...state.particulars, revision } : undefined;
  }

  async locate(ref: string): Promise<CycleLocation | undefined> {
    const cycle = await this.find(ref);
    return cycle && { partnership: cycle.partnership, agencies: cycle.agencies.map(({ agency }) => agency) };
  }
}
