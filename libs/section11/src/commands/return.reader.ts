import { EventJournal, fold, isUuid, streamName, type RecordedEvent } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { section11Return } from '../domain/section11-return.js';

/** Whose a return is and how far it has come, for those who must know before they let anyone near it. */
export type ReturnLocation = {
  readonly partnership: string;
  readonly agency: string;
  readonly state: 'open' | 'signed-off' | 'submitted';
};

/** Reads returns from their events, never from a view, and opens nobody's words. */
@Injectable()
export class ReturnReader {
  constructor(private readonly journal: EventJournal) {}

  /** Nothing where there is no return of that id. */
  async locate(ref: string): Promise<ReturnLocation | undefined> {
    if (!isUuid(ref)) return undefined;
    const state = fold(section11Return, await this.sealedHistory(ref));
    if (state.status === 'not-open') return undefined;
    const { partnership, agency } = state.particulars;
    return { partnership, agency, state: state.status };
  }

  private async sealedHistory(ref: string): Promise<RecordedEvent<Section11ReturnEvent>[]> {
    const { store, codec } = this.journal;
    const history: RecordedEvent<Section11ReturnEvent>[] = [];
    for await (const stored of store.readStream(streamName(section11Return.category, ref))) history.push(await codec.decode(stored));
    return history;
  }
}
