import { EventJournal, isUuid, streamName, type DomainEvent, type RecordedEvent } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { ActionIssued } from '../domain/action.events.js';
import { action } from '../domain/action.js';
import type { ExtraordinaryMeetingEvent } from '../domain/extraordinary-meeting.events.js';
import { extraordinaryMeeting } from '../domain/extraordinary-meeting.js';
import type { PracticeReviewEvent } from '../domain/practice-review.events.js';
import { practiceReview } from '../domain/practice-review.js';
import type { RecommendationMade } from '../domain/recommendation.events.js';
import { recommendation, type RecommendationState } from '../domain/recommendation.js';
import type { ResponseFailureCounted } from '../domain/response-failures.events.js';
import { responseFailures } from '../domain/response-failures.js';

/** Whose an action, a recommendation or a count of failures is, for those who must know before they let anyone near it. */
export type FollowUpLocation = { readonly partnership: string; readonly agency: string };

/** Reads recommendations and actions from their events, never from a view. */
@Injectable()
export class ActionReader {
  constructor(private readonly journal: EventJournal) {}

  /** Nothing where there is no action of that id. Opens nobody's words. */
  async locate(ref: string): Promise<FollowUpLocation | undefined> {
    const first = await this.first<ActionIssued>(action.category, ref);
    return first && { partnership: first.data.partnership, agency: first.data.agency };
  }

  /** Nothing where there is no recommendation of that id. A recommendation is no agency's own. */
  async locateRecommendation(ref: string): Promise<Pick<FollowUpLocation, 'partnership'> | undefined> {
    const first = await this.first<RecommendationMade>(recommendation.category, ref);
    return first && { partnership: first.data.partnership };
  }

  /** Nothing where no failure was ever counted there. */
  async locateFailures(ref: string): Promise<FollowUpLocation | undefined> {
    const first = await this.first<ResponseFailureCounted>(responseFailures.category, ref);
    return first && { partnership: first.data.partnership, agency: first.data.agency };
  }

  /** Nothing where there is no such request. An extraordinary meeting is no agency's own. */
  async locateExtraordinaryMeeting(ref: string): Promise<Pick<FollowUpLocation, 'partnership'> | undefined> {
    const first = await this.first<ExtraordinaryMeetingEvent>(extraordinaryMeeting.category, ref);
    return first && { partnership: first.data.partnership };
  }

  /** Nothing where there is no such review. */
  async locateReview(ref: string): Promise<Pick<FollowUpLocation, 'partnership'> | undefined> {
    const first = await this.first<PracticeReviewEvent>(practiceReview.category, ref);
    return first && { partnership: first.data.partnership };
  }

  /** A recommendation with its revision; nothing where there is none of that id. */
  async recommendation(ref: string): Promise<(RecommendationMade['data'] & { readonly revision: number }) | undefined> {
    if (!isUuid(ref)) return undefined;
    const { state, revision }: { state: RecommendationState; revision: number } = await this.journal.load(recommendation, ref);
    return state.status === 'made' ? { ...state.particulars, revision } : undefined;
  }

  private async first<Event extends DomainEvent>(category: string, ref: string): Promise<RecordedEvent<Event> | undefined> {
    if (!isUuid(ref)) return undefined;
    const { store, codec } = this.journal;
    for await (const stored of store.readStream(streamName(category, ref), { max: 1 })) return codec.decode<Event>(stored);
    return undefined;
  }
}
