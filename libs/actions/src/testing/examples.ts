import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import type { ActionEvent, ActionIssued } from '../domain/action.events.js';
import type { MeetingHeld } from '@goldenthread/partnership';
import type { ActionNoticeRaised } from '../domain/action-notices.events.js';
import type { ExtraordinaryMeetingEvent } from '../domain/extraordinary-meeting.events.js';
import type { MeetingMinutesEvent } from '../domain/meeting-minutes.events.js';
import type { PracticeReviewEvent } from '../domain/practice-review.events.js';
import type { FollowUpRulesAdopted } from '../domain/follow-up-rules.events.js';
import type { RecommendationMade } from '../domain/recommendation.events.js';
import type { ResponseFailureEvent } from '../domain/response-failures.events.js';

const PARTNERSHIP = '00000000-0000-4000-8000-0000000000b1';
const POLICE = '00000000-0000-4000-8000-0000000000a1';
const RECOMMENDATION = '00000000-0000-4000-8000-0000000000c1';
const ACTION = '00000000-0000-4000-8000-0000000000d1';
const MATRIX = '00000000-0000-4000-8000-0000000000e1';

/** Other rules, from a later day, and why. */
export const adoptedAnew: FollowUpRulesAdopted & { readonly effectiveOn: string } = {
  type: 'FollowUpRulesAdopted',
  data: {
    partnership: PARTNERSHIP,
    rules: { ...thurrock2019, code: 'own', version: 2, inForceFrom: '2026-07-01', response: { workingDays: 5 } },
    from: '2026-07-01',
    reason: 'Ten days were too long.',
  },
  effectiveOn: '2026-07-01',
};

/** Thurrock's rules, taken up by an invented partnership. */
export const adopted: FollowUpRulesAdopted & { readonly effectiveOn: string } = {
  type: 'FollowUpRulesAdopted',
  data: { partnership: PARTNERSHIP, rules: thurrock2019, from: '2026-01-01' },
  effectiveOn: '2026-01-01',
};

export const made: RecommendationMade = {
  type: 'RecommendationMade',
  data: {
    partnership: PARTNERSHIP,
    source: { kind: 'scrutiny', title: 'Visit to the front door', on: '2026-01-02' },
    text: 'Agencies should tell each other why a referral was closed.',
    themes: ['front-door', 'information-sharing'],
    copiesBy: null,
    partnershipRevision: 4,
  },
};

/** Out of a practice review that is on record here: since version 2. */
export const madeOfReview: RecommendationMade = {
  type: 'RecommendationMade',
  data: {
    ...made.data,
    source: {
      kind: 'practice-review',
      title: 'Child B',
      review: 'child-safeguarding-practice-review',
      commissionedOn: '2019-06-03',
      publishedOn: '2020-03-04',
      practiceReview: '00000000-0000-4000-8000-0000000000f1',
    },
    copiesBy: '2020-03-11',
  },
};

/** Issued on Monday 5 January 2026, due at the end of March. */
export const anAction: ActionIssued['data'] = {
  partnership: PARTNERSHIP,
  recommendation: RECOMMENDATION,
  recommendationRevision: 0,
  sourceKind: 'scrutiny',
  themes: ['front-door', 'information-sharing'],
  what: 'Write to every referrer within two days of a decision.',
  agency: POLICE,
  agencyName: 'Marlshire Police',
  owner: null,
  issuedOn: '2026-01-05',
  dueOn: '2026-03-31',
  successMeasure: 'Nine in ten referrers hear within two days.',
  evidenceSought: 'A sample of twenty referrals.',
  matrix: MATRIX,
  partnershipRevision: 4,
};

/**
 * All that can happen to an action: received, accepted, worked on, claimed, sent back, claimed again, done, looked at,
 * reopened, and superseded by another; and before that refused and asked for anew.
 */
export const anActionsLife: readonly ActionEvent[] = [
  { type: 'ActionIssued', data: anAction },
  // Received Tuesday 6 January 2026: 7 Wed 1, 8, 9 Fri 3, 12 Mon 4, 13, 14, 15, 16 Fri 8, 19 Mon 9, 20 Tue 10.
  {
    type: 'ActionReceived',
    data: { receivedOn: '2026-01-06', recordedBy: 'agency', respondBy: '2026-01-20', rules: { code: 'thurrock-2019', version: 1 } },
  },
  {
    type: 'ActionRefused',
    data: { reason: 'Another unit sends these letters.', respondedOn: '2026-01-12', respondBy: '2026-01-20', late: false },
  },
  {
    type: 'ActionReopened',
    data: { reason: 'That unit was wound up.', from: 'refused', dueOn: '2026-04-30', dueOnBefore: '2026-03-31', number: 1 },
  },
  { type: 'ActionAccepted', data: { respondedOn: '2026-01-19', respondBy: null, late: false } },
  { type: 'ActionProgressReported', data: { progress: 'A letter was drafted.', number: 1 } },
  {
    type: 'ActionCompletionClaimed',
    data: { statement: 'Letters go out.', evidence: [{ kind: 'note', text: 'Minutes of 2 March.' }], claimedOn: '2026-03-02', number: 1 },
  },
  { type: 'ActionCompletionReturned', data: { reason: 'Minutes show an intention.', number: 1 } },
  {
    type: 'ActionCompletionClaimed',
    data: {
      statement: 'A sample was read.',
      evidence: [{ kind: 'link', title: 'Sample of twenty', url: 'https://police.marlshire.example/sample' }],
      claimedOn: '2026-04-20',
      number: 2,
    },
  },
  {
    type: 'ActionCompletionAccepted',
    data: {
      completedOn: '2026-05-06',
      number: 2,
      claimedBy: '00000000-0000-4000-8000-00000000000a',
      comment: 'A clear sample.',
      afterDue: true,
    },
  },
  {
    type: 'ActionImpactReviewed',
    data: { impact: 'better', found: 'Referrers ask less often.', reviewedOn: '2026-09-01', number: 1 },
  },
  {
    type: 'ActionReopened',
    data: { reason: 'The letters have stopped.', from: 'completed', dueOn: '2026-12-31', dueOnBefore: '2026-04-30', number: 2 },
  },
  { type: 'ActionSuperseded', data: { by: '00000000-0000-4000-8000-0000000000d2', reason: 'One letter for both services.' } },
];

const failure = (matrix: string, receivedOn: string, respondBy: string) => ({ matrix, action: ACTION, receivedOn, respondBy });
const first = failure(MATRIX, '2026-01-06', '2026-01-20');
const second = failure('00000000-0000-4000-8000-0000000000e2', '2026-03-02', '2026-03-16');
const whose = { partnership: PARTNERSHIP, agency: POLICE, agencyName: 'Marlshire Police' };
const decided = { partnership: PARTNERSHIP, agency: POLICE, letter: 1 };

/** An agency that failed twice: a letter was prepared, held at first, and issued. */
export const twoFailures: readonly ResponseFailureEvent[] = [
  { type: 'ResponseFailureCounted', data: { ...first, ...whose, occasion: 1 } },
  { type: 'ResponseFailureCounted', data: { ...second, ...whose, occasion: 2 } },
  {
    type: 'ResponseLetterPrepared',
    data: {
      ...whose,
      letter: 1,
      occasions: 2,
      failures: [first, second],
      rules: { code: 'thurrock-2019', version: 1 },
      preparedOn: '2026-03-17',
    },
  },
  { type: 'ResponseLetterHeld', data: { ...decided, decidedOn: '2026-03-18', reason: 'Their lead is on leave.' } },
  { type: 'StrategicPartnersInformed', data: { ...decided, decidedOn: '2026-03-18', of: 'held' } },
  { type: 'ResponseLetterIssued', data: { ...decided, decidedOn: '2026-03-25' } },
  { type: 'StrategicPartnersInformed', data: { ...decided, decidedOn: '2026-03-25', of: 'issued' } },
];

export const aNotice: ActionNoticeRaised = {
  type: 'ActionNoticeRaised',
  data: { partnership: PARTNERSHIP, action: ACTION, agency: POLICE, kind: 'overdue', lastDay: '2026-03-31', raisedOn: '2026-04-01' },
};

const GROUP = '00000000-0000-4000-8000-0000000000f1';
const BY_THURROCK = { code: 'thurrock-2019', version: 1 };
const meeting = { partnership: PARTNERSHIP, group: GROUP, groupName: 'Executive', heldOn: '2020-04-06' };

/** The executive met on Monday 6 April 2020. */
export const met: MeetingHeld = { type: 'MeetingHeld', data: meeting };

/** Its minutes: a day late with its chair, and in time with its members. */
export const minutesOfIt: readonly MeetingMinutesEvent[] = [
  // Held Monday 6 April 2020: 7 Tue 1, 8, 9 Thu 3, 10 Good Friday, 13 Easter Monday, 14 Tue 4 … 17 Fri 7, 20 Mon 8, 21, 22 Wed 10.
  { type: 'MinutesDrafted', data: { ...meeting, draftedOn: '2020-04-23', toChairBy: '2020-04-22', late: true, rules: BY_THURROCK } },
  // Approved Monday 4 May 2020: 5 Tue 1, 6, 7 Thu 3, 8 the moved holiday, 11 Mon 4, 12 Tue 5.
  { type: 'MinutesApproved', data: { ...meeting, approvedOn: '2020-05-04', toMembersBy: '2020-05-12', rules: BY_THURROCK } },
  { type: 'MinutesCirculated', data: { ...meeting, circulatedOn: '2020-05-12', toMembersBy: '2020-05-12', late: false } },
];

/** Two members asked for a meeting, which was held a day too late. */
export const anExtraordinaryMeeting: readonly ExtraordinaryMeetingEvent[] = [
  {
    type: 'ExtraordinaryMeetingRequested',
    data: {
      partnership: PARTNERSHIP,
      group: GROUP,
      groupName: 'Executive',
      // Monday 6 January 2020: 7 Tue 1 … 10 Fri 4, 13 Mon 5 … 17 Fri 9, 20 Mon 10 … 24 Fri 14, 27 Mon 15.
      receivedOn: '2020-01-06',
      reason: 'Two providers stopped attending on one day.',
      supporters: [
        { agency: POLICE, name: 'Marlshire Police' },
        { agency: '00000000-0000-4000-8000-0000000000a2', name: 'Marlshire Hospitals' },
      ],
      holdBy: '2020-01-27',
      rules: BY_THURROCK,
      partnershipRevision: 4,
    },
  },
  {
    type: 'ExtraordinaryMeetingHeld',
    data: { partnership: PARTNERSHIP, group: GROUP, groupName: 'Executive', heldOn: '2020-01-28', late: true },
  },
];

/** A review that was published, and copied within seven days of the calendar. */
export const aPracticeReview: readonly PracticeReviewEvent[] = [
  {
    type: 'PracticeReviewCommissioned',
    data: {
      partnership: PARTNERSHIP,
      title: 'Child B',
      kind: 'child-safeguarding-practice-review',
      commissionedOn: '2019-06-03',
      partnershipRevision: 4,
    },
  },
  {
    type: 'PracticeReviewPublished',
    // Wednesday 4 March 2020, and seven days: Wednesday 11 March.
    data: {
      partnership: PARTNERSHIP,
      publishedOn: '2020-03-04',
      copiesBy: '2020-03-11',
      copiesTo: thurrock2019.reviewCopies.to,
      rules: BY_THURROCK,
    },
  },
  { type: 'PracticeReviewCopiesSent', data: { partnership: PARTNERSHIP, sentOn: '2020-03-11', late: false } },
];
