import { EventJournal, isUuid, RecentStates, streamName, type FoldedState } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { EarlierAnswer } from '../domain/section11-return.commands.js';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { answerIn, section11Return, type Section11ReturnState } from '../domain/section11-return.js';

/** Whose a return is and how far it has come, for those who must know before they let anyone near it. */
export type ReturnLocation = {
  readonly partnership: string;
  readonly agency: string;
  readonly state: 'open' | 'signed-off' | 'submitted';
  /** Whether it was ever submitted, and so shown to the partnership; a reopened return was. */
  readonly everSubmitted: boolean;
};

/** Reads returns from their events, never from a view. */
@Injectable()
export class ReturnReader {
  /** Their words are sealed, so these are not those that commands are decided on. */
  private readonly sealed = new RecentStates();

  constructor(private readonly journal: EventJournal) {}

  /** Nothing where there is no return of that id. Opens nobody's words. */
  async locate(ref: string): Promise<ReturnLocation | undefined> {
    if (!isUuid(ref)) return undefined;
    const { state } = await this.sealedState(ref);
    if (state.status === 'not-open') return undefined;
    const { partnership, agency } = state.particulars;
    return { partnership, agency, state: state.status, everSubmitted: state.submissions > 0 };
  }

  /** The answer that one revision of a return recorded; nothing where that revision is none. */
  async answerAt(ref: string, revision: number): Promise<EarlierAnswer | undefined> {
    if (!isUuid(ref) || revision < 1) return undefined;
    const stream = streamName(section11Return.category, ref);
    const [opened] = await this.journal.read<Section11ReturnEvent>(stream, { max: 1 });
    const [recorded] = await this.journal.read<Section11ReturnEvent>(stream, { from: revision, max: 1 });
    if (opened?.type !== 'Section11ReturnOpened') return undefined;
    if (recorded?.type !== 'Section11AnswerRecorded' && recorded?.type !== 'Section11AnswerCorrected') return undefined;
    const { partnership, cycle, cycleTitle, dueOn, agency } = opened.data;
    const { item, question } = recorded.data;
    const answer = answerIn(recorded.type === 'Section11AnswerRecorded' ? recorded.data : recorded.data.answer);
    return { partnership, cycle, cycleTitle, dueOn, agency, item, question, answer };
  }

  /** As it is now: what has happened since it was last asked for is read on. */
  private async sealedState(ref: string): Promise<FoldedState<Section11ReturnState>> {
    const { store, codec } = this.journal;
    const stream = streamName(section11Return.category, ref);
    let { state, revision } = this.sealed.get<Section11ReturnState>(stream) ?? { state: section11Return.initial, revision: -1 };
    for await (const stored of store.readStream(stream, { from: revision + 1 })) {
      state = section11Return.evolve(state, codec.decodeSealed<Section11ReturnEvent>(stored));
      revision = stored.revision;
    }
    this.sealed.put(stream, { state, revision });
    return { state, revision };
  }
}
