import type { FollowUpRules } from '../src/domain/follow-up-rules.events.js';

/**
 * The follow-up rules of the Thurrock Local Safeguarding Children Partnership, in force from 1 May 2019 and not a day before.
 *
 * Source: Thurrock LSCP Implementation Plan (2019).
 *
 * - "Meetings Performance Criteria": minutes to the chair within 10 working days, then circulated within a further five;
 *   a response within 10 working days of receiving the action matrix; failure on two or more occasions brings a letter to
 *   the agency's executive member by the Business Manager, and the strategic partners are informed.
 * - "Decision Making": an extraordinary meeting that at least two partner members support is held within 15 working days of
 *   the request being received.
 * - "Local Practice Reviews", 2: copies of a published report go to the National Panel and the What Works Centre within
 *   seven days of publication. It says days, not working days, so all days count.
 *
 * Two failures bring a letter and two more bring the next: the plan says "two or more" and leaves open when a second letter
 * is due, so each threshold is crossed once.
 */
export const thurrock2019: FollowUpRules = {
  code: 'thurrock-2019',
  version: 1,
  title: 'Thurrock LSCP, 2019',
  source: 'Thurrock LSCP Implementation Plan, Meetings Performance Criteria, Decision Making and Local Practice Reviews',
  inForceFrom: '2019-05-01',
  practiceReviewsSince: '2019-05-01',
  response: { workingDays: 10 },
  failuresToALetter: 2,
  minutes: { toChair: { workingDays: 10 }, toMembers: { workingDays: 5 } },
  extraordinaryMeeting: { workingDays: 15, supporters: 2 },
  reviewCopies: { days: 7, to: ['National Child Safeguarding Practice Review Panel', 'What Works Centre for Children’s Social Care'] },
  receipt: null,
  escalation: null,
};
