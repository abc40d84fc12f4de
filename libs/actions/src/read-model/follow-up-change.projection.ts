import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { CaseAuditsEvent } from '@goldenthread/case-audits';
import type { GroupEvent } from '@goldenthread/partnership';
import type { RowOf } from '@goldenthread/read-models';
import { actionOf } from '../domain/action.js';
import { actionsEvents, type FollowUpEvent } from '../domain/actions.events.js';
import type { ExtraordinaryMeetingEvent } from '../domain/extraordinary-meeting.events.js';
import { extraordinaryMeetingOf } from '../domain/extraordinary-meeting.js';
import type { MeetingMinutesEvent } from '../domain/meeting-minutes.events.js';
import type { PracticeReviewEvent } from '../domain/practice-review.events.js';
import { practiceReviewOf } from '../domain/practice-review.js';
import { recommendationOf } from '../domain/recommendation.js';
import type { ResponseFailureEvent } from '../domain/response-failures.events.js';
import { responseFailuresOf } from '../domain/response-failures.js';
import { whatHappened } from './action-history.projection.js';
import type { FollowUpChangeRow } from './follow-up-change.row.js';

type Columns = RowOf<FollowUpChangeRow>;
const RISK_EVENTS = ['EmergingRiskRaised', 'EmergingRisksReported', 'EmergingRisksAnswered'] as const;
/** What groups see coming is followed up too. */
type RiskEvent = Extract<CaseAuditsEvent, { type: (typeof RISK_EVENTS)[number] }>;
type WhatChanged = Pick<Columns, 'kind' | 'about' | 'ref'> & Partial<Columns>;

const changes = changesOf<Columns, 'event'>('follow_up_change', ['event']);

export const followUpChangeProjection: Projection<FollowUpEvent | GroupEvent | RiskEvent> = {
  name: 'follow-up-change',
  version: 1,
  handles: [...(Object.keys(actionsEvents) as FollowUpEvent['type'][]), 'MeetingHeld', ...RISK_EVENTS],
  project: (event) => {
    // Of no partnership is nobody's to see.
    if (event.partnership === null) return [];
    return [changes.put({ ...nothing, ...provenance(event), partnership: event.partnership, ...whatChanged(event) })];
  },
};

const nothing = { number: null, name: null, words: null, on: null, lastDay: null, late: null };

function provenance({ id, actor, recordedAt }: Pick<RecordedEvent, 'id' | 'actor' | 'recordedAt'>) {
  return { event: id, actorPerson: actor.person, actorAgency: actor.agency, actorRole: actor.role, recordedAt };
}

function whatChanged(event: RecordedEvent<FollowUpEvent | GroupEvent | RiskEvent>): WhatChanged {
  switch (event.type) {
    case 'MeetingHeld':
      return { kind: 'group-met', about: 'meeting', ref: event.data.group, name: event.data.groupName, on: event.data.heldOn };
    case 'MinutesDrafted':
    case 'MinutesApproved':
    case 'MinutesCirculated':
      return { about: 'meeting', ref: event.data.group, name: event.data.groupName, on: event.data.heldOn, ...ofMinutes(event) };
    case 'ExtraordinaryMeetingRequested':
    case 'ExtraordinaryMeetingHeld':
      return {
        about: 'extraordinary-meeting',
        ref: extraordinaryMeetingOf(event.stream),
        name: event.data.groupName,
        ...ofExtraordinary(event),
      };
    case 'PracticeReviewCommissioned':
    case 'PracticeReviewPublished':
    case 'PracticeReviewCopiesSent':
      return { about: 'practice-review', ref: practiceReviewOf(event.stream), ...ofReview(event) };
    case 'EmergingRiskRaised': {
      const { group: ref, groupName: name, raisedOn: on, text: words } = event.data;
      return { kind: 'risk-raised', about: 'emerging-risk', ref, name, on, words };
    }
    case 'EmergingRisksReported':
      return { kind: 'risks-reported', about: 'emerging-risk', ref: event.data.partnership, on: event.data.reportedOn };
    case 'EmergingRisksAnswered': {
      const { partnership: ref, groupName: name, answeredOn: on, words } = event.data;
      return { kind: 'risks-answered', about: 'emerging-risk', ref, name, on, words };
    }
    case 'FollowUpRulesAdopted':
      return { kind: 'rules-adopted', about: 'rules', ref: event.data.partnership, name: event.data.rules.title, on: event.data.from };
    case 'RecommendationMade':
      return { kind: 'recommended', about: 'recommendation', ref: recommendationOf(event.stream) };
    case 'ResponseFailureCounted':
    case 'ResponseLetterPrepared':
    case 'ResponseLetterIssued':
    case 'ResponseLetterHeld':
    case 'StrategicPartnersInformed':
      return { about: 'letter', ref: responseFailuresOf(event.stream), ...ofLetter(event) };
    case 'ActionNoticeRaised':
      return { about: 'action', ref: event.data.action, ...ofAction(event) };
    default:
      return { about: 'action', ref: actionOf(event.stream), ...ofAction(event) };
  }
}

/** What was asked for is told by the action itself. */
function ofAction(event: Parameters<typeof whatHappened>[0]): Pick<Columns, 'kind'> & Partial<Columns> {
  const { kind, words = null, on = null, lastDay = null, late = null } = whatHappened(event);
  return { kind, words: kind === 'issued' ? null : words, on, lastDay, late };
}

function ofMinutes(event: RecordedEvent<MeetingMinutesEvent>): Pick<Columns, 'kind'> & Partial<Columns> {
  switch (event.type) {
    case 'MinutesDrafted':
      return { kind: 'minutes-drafted', lastDay: event.data.toChairBy, late: event.data.late };
    case 'MinutesApproved':
      return { kind: 'minutes-approved' };
    case 'MinutesCirculated':
      return { kind: 'minutes-circulated', lastDay: event.data.toMembersBy, late: event.data.late };
  }
}

function ofExtraordinary(event: RecordedEvent<ExtraordinaryMeetingEvent>): Pick<Columns, 'kind'> & Partial<Columns> {
  if (event.type === 'ExtraordinaryMeetingHeld') return { kind: 'extraordinary-held', on: event.data.heldOn, late: event.data.late };
  const { receivedOn: on, holdBy: lastDay, reason: words } = event.data;
  return { kind: 'extraordinary-requested', on, lastDay, words };
}

function ofReview(event: RecordedEvent<PracticeReviewEvent>): Pick<Columns, 'kind'> & Partial<Columns> {
  switch (event.type) {
    case 'PracticeReviewCommissioned':
      return { kind: 'review-commissioned', on: event.data.commissionedOn };
    case 'PracticeReviewPublished':
      return { kind: 'review-published', on: event.data.publishedOn, lastDay: event.data.copiesBy };
    case 'PracticeReviewCopiesSent':
      return { kind: 'review-copied', on: event.data.sentOn, late: event.data.late };
  }
}

function ofLetter(event: RecordedEvent<ResponseFailureEvent>): Pick<Columns, 'kind'> & Partial<Columns> {
  switch (event.type) {
    case 'ResponseFailureCounted':
      return { kind: 'failure-counted', name: event.data.agencyName, lastDay: event.data.respondBy };
    case 'ResponseLetterPrepared':
      return { kind: 'letter-prepared', name: event.data.agencyName, number: event.data.letter, on: event.data.preparedOn };
    case 'ResponseLetterIssued':
      return { kind: 'letter-issued', number: event.data.letter, on: event.data.decidedOn };
    case 'ResponseLetterHeld':
      return { kind: 'letter-held', number: event.data.letter, on: event.data.decidedOn, words: event.data.reason };
    case 'StrategicPartnersInformed':
      return { kind: 'partners-informed', number: event.data.letter, on: event.data.decidedOn };
  }
}
