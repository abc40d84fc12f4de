import { EventJournal, isUuid, RecentStates, streamName, type Day } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { Section11CycleOpened } from '../domain/section11-cycle.events.js';
import { section11Cycle } from '../domain/section11-cycle.js';
import type { CycleWindow } from '../domain/section11-return.commands.js';
import type { Section11ReturnEvent, Section11ReturnOpened } from '../domain/section11-return.events.js';
import { section11Return } from '../domain/section11-return.js';

/** Whose a cycle is, for those who must know before they let anyone near it. */
export type CycleLocation = { readonly partnership: string; readonly agencies: readonly string[] };

/** What other write sides may know of a cycle. */
export type CycleFacts = Section11CycleOpened['data'] & {
  /** The last revision of its record. */
  readonly revision: number;
  /** Nothing while it is open. */
  readonly closedOn?: Day;
  /** Until when an agency is let in after the close, by its id. */
  readonly admittedUntil: Readonly<Record<string, Day>>;
};

/** Reads cycles from their events, for those who decide by them. */
@Injectable()
export class CycleReader {
  /** How returns were opened: that never changes. */
  private readonly openings = new RecentStates();

  constructor(private readonly journal: EventJournal) {}

  /** Nothing where there is none of that id. */
  async find(ref: string): Promise<CycleFacts | undefined> {
    if (!isUuid(ref)) return undefined;
    const { state, revision } = await this.journal.load(section11Cycle, ref);
    if (state.status === 'not-open') return undefined;
    if (state.status === 'open') return { ...state.particulars, revision, admittedUntil: {} };
    const admittedUntil = Object.fromEntries(Object.entries(state.admissions).map(([agency, { until }]) => [agency, until]));
    return { ...state.particulars, revision, closedOn: state.closedOn, admittedUntil };
  }

  async locate(ref: string): Promise<CycleLocation | undefined> {
    const cycle = await this.find(ref);
    return cycle && { partnership: cycle.partnership, agencies: cycle.agencies.map(({ agency }) => agency) };
  }

  /** How the cycle of a return stands for its agency; nothing where there is no such return. */
  async windowOf(ref: string): Promise<CycleWindow | undefined> {
    const opening = await this.openingOf(ref);
    const cycle = opening && (await this.find(opening.cycle));
    return cycle && windowIn(cycle, opening.agency);
  }

  private async openingOf(ref: string): Promise<Section11ReturnOpened['data'] | undefined> {
    const stream = streamName(section11Return.category, ref);
    const known = this.openings.get<Section11ReturnOpened['data']>(stream);
    if (known) return known.state;
    const [opened] = await this.journal.read<Section11ReturnEvent>(stream, { max: 1 });
    if (opened?.type !== 'Section11ReturnOpened') return undefined;
    this.openings.put(stream, { state: opened.data, revision: opened.revision });
    return opened.data;
  }
}

/** How a cycle stands for one agency. */
export function windowIn({ revision, closedOn, admittedUntil }: CycleFacts, agency: string): CycleWindow {
  return { revision, closedOn, admittedUntil: admittedUntil[agency] };
}
