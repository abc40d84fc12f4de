import { specifying } from '@goldenthread/event-sourcing/testing';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import { anExtraordinaryMeeting, aPracticeReview, minutesOfIt } from '../testing/index.js';
import type { ExtraordinaryMeetingEvent } from './extraordinary-meeting.events.js';
import { extraordinaryMeeting, type HoldExtraordinaryMeeting, type RequestExtraordinaryMeeting } from './extraordinary-meeting.js';
import type { MeetingMinutesEvent } from './meeting-minutes.events.js';
import { meetingMinutes, type TakeMinutesStep } from './meeting-minutes.js';
import type { PracticeReviewEvent } from './practice-review.events.js';
import { practiceReview, type CommissionReview, type PublishReview, type SendCopies } from './practice-review.js';
import type { ReviewKind } from './recommendation.events.js';

const [drafted, approved, circulated] = minutesOfIt as readonly [MeetingMinutesEvent, MeetingMinutesEvent, MeetingMinutesEvent];
const { partnership, group, groupName, heldOn } = drafted.data;

describe('the minutes of a meeting', () => {
  const minutes = specifying(meetingMinutes);
  const take = (type: TakeMinutesStep['type'], on: string, facts: Partial<TakeMinutesStep['facts']> = {}): TakeMinutesStep => {
    const known = { groupName, meetingIsHeld: true, rules: thurrock2019, ...facts };
    return { type, partnership, group, heldOn, on, today: '2020-06-01', facts: known };
  };

  it('go to the chair, are approved, and go to the members, each counted in working days', () => {
    minutes.given().when(take('DraftMinutes', '2020-04-23')).then(drafted);
    minutes.given(drafted).when(take('ApproveMinutes', '2020-05-04')).then(approved);
    minutes.given(drafted, approved).when(take('CirculateMinutes', '2020-05-12')).then(circulated);
  });

  it('are late with their members the day after', () => {
    minutes
      .given(drafted, approved)
      .when(take('CirculateMinutes', '2020-05-13'))
      .then({ type: 'MinutesCirculated', data: { ...circulated.data, circulatedOn: '2020-05-13', late: true } as never });
  });

  it('have no last day where no rule held', () => {
    minutes
      .given()
      .when(take('DraftMinutes', '2020-05-29', { rules: undefined }))
      .then({
        type: 'MinutesDrafted',
        data: { partnership, group, groupName, heldOn, draftedOn: '2020-05-29', toChairBy: null, late: false, rules: null },
      });
  });

  it.each<[string, readonly MeetingMinutesEvent[], TakeMinutesStep, string]>([
    ['of a group that is not theirs', [], take('DraftMinutes', '2020-04-23', { groupName: undefined }), 'group-not-named'],
    ['of a meeting that is not on record', [], take('DraftMinutes', '2020-04-23', { meetingIsHeld: false }), 'meeting-not-recorded'],
    ['on a day to come', [], take('DraftMinutes', '2020-06-02'), 'step-in-future'],
    ['before the meeting', [], take('DraftMinutes', '2020-04-05'), 'step-before-it-began'],
    ['drafted again', [drafted], take('DraftMinutes', '2020-04-23'), 'minutes-step-taken'],
    ['approved before they are drafted', [], take('ApproveMinutes', '2020-05-04'), 'minutes-not-drafted'],
    ['approved on a day before they were drafted', [drafted], take('ApproveMinutes', '2020-04-22'), 'step-before-it-began'],
    ['approved again', [drafted, approved], take('ApproveMinutes', '2020-05-04'), 'minutes-step-taken'],
    ['circulated before they are approved', [drafted], take('CirculateMinutes', '2020-05-12'), 'minutes-not-approved'],
    ['circulated on a day before they were approved', [drafted, approved], take('CirculateMinutes', '2020-05-03'), 'step-before-it-began'],
    ['circulated again', [drafted, approved, circulated], take('CirculateMinutes', '2020-05-12'), 'minutes-step-taken'],
  ])('are refused: %s', (_what, before, command, code) => {
    minutes
      .given(...before)
      .when(command)
      .thenRefused(code);
  });
});

describe('an extraordinary meeting', () => {
  const meetings = specifying(extraordinaryMeeting);
  const [requested, held] = anExtraordinaryMeeting as readonly [ExtraordinaryMeetingEvent, ExtraordinaryMeetingEvent];
  if (requested.type !== 'ExtraordinaryMeetingRequested') throw new Error('Not a request');
  const { receivedOn, reason, supporters } = requested.data;
  const agencies = supporters.map(({ agency: id, name }) => ({ id, name }));
  const request: RequestExtraordinaryMeeting = {
    type: 'RequestExtraordinaryMeeting',
    wanted: { partnership, group, receivedOn, reason, supporters: agencies.map(({ id }) => id) },
    today: '2020-01-06',
    facts: { groupName, agencies, partnershipRevision: 4, rules: thurrock2019 },
  };
  const hold: HoldExtraordinaryMeeting = {
    type: 'HoldExtraordinaryMeeting',
    heldOn: '2020-01-28',
    today: '2020-01-28',
    meetingIsHeld: true,
  };
  const wanting = (over: Partial<RequestExtraordinaryMeeting['wanted']>) => ({ ...request, wanted: { ...request.wanted, ...over } });
  const knowing = (over: Partial<RequestExtraordinaryMeeting['facts']>) => ({ ...request, facts: { ...request.facts, ...over } });

  it('is to be held within fifteen working days of the request, and late the day after', () => {
    meetings.given().when(request).then(requested);
    meetings.given(requested).when(request).thenNothing();
    meetings.given(requested).when(hold).then(held);
    meetings
      .given(requested)
      .when({ ...hold, heldOn: '2020-01-27' })
      .then({ type: 'ExtraordinaryMeetingHeld', data: { ...held.data, heldOn: '2020-01-27', late: false } });
  });

  it.each<[string, readonly ExtraordinaryMeetingEvent[], RequestExtraordinaryMeeting | HoldExtraordinaryMeeting, string]>([
    ['of a group that is not theirs', [], knowing({ groupName: undefined }), 'group-not-named'],
    ['received on a day to come', [], wanting({ receivedOn: '2020-01-07' }), 'step-in-future'],
    ['before any rule held', [], knowing({ rules: undefined }), 'no-rules-then'],
    ['by an agency that is not theirs', [], knowing({ agencies: agencies.slice(0, 1) }), 'agency-not-listed-here'],
    ['by one member', [], wanting({ supporters: agencies.slice(0, 1).map(({ id }) => id) }), 'too-few-supporters'],
    ['by one member, named twice', [], wanting({ supporters: [agencies[0]?.id ?? '', agencies[0]?.id ?? ''] }), 'too-few-supporters'],
    ['held, though nobody asked', [], hold, 'meeting-not-requested'],
    ['held again', [requested, held], hold, 'extraordinary-meeting-held'],
    ['held on a day to come', [requested], { ...hold, heldOn: '2020-01-29' }, 'step-in-future'],
    ['held before it was asked for', [requested], { ...hold, heldOn: '2020-01-03' }, 'step-before-it-began'],
    ['held on a day that the group is not known to have met', [requested], { ...hold, meetingIsHeld: false }, 'meeting-not-recorded'],
  ])('is refused: %s', (_what, before, command, code) => {
    meetings
      .given(...before)
      .when(command)
      .thenRefused(code);
  });
});

describe('a practice review', () => {
  const reviews = specifying(practiceReview);
  const [commissioned, published, copied] = aPracticeReview as readonly [PracticeReviewEvent, PracticeReviewEvent, PracticeReviewEvent];
  const today = '2020-03-11';
  const commission = (kind: ReviewKind, commissionedOn: string): CommissionReview => ({
    type: 'CommissionReview',
    wanted: { partnership, title: 'Child B', kind, commissionedOn },
    today,
    facts: { partnershipRevision: 4, practiceReviewsSince: '2019-05-01' },
  });
  const publish: PublishReview = { type: 'PublishReview', publishedOn: '2020-03-04', today, rules: thurrock2019 };
  const send: SendCopies = { type: 'SendCopies', sentOn: '2020-03-11', today };
  const lcspr = commission('child-safeguarding-practice-review', '2019-06-03');

  it('is commissioned, published, and copied within seven days of the calendar', () => {
    reviews.given().when(lcspr).then(commissioned);
    reviews.given(commissioned).when(publish).then(published);
    reviews.given(commissioned, published).when(send).then(copied);
    reviews
      .given(commissioned, published)
      .when({ ...send, sentOn: '2020-03-12', today: '2020-03-12' })
      .then({ type: 'PracticeReviewCopiesSent', data: { partnership, sentOn: '2020-03-12', late: true } });
  });

  it('is of the kind that its commissioning date fixes', () => {
    reviews
      .given()
      .when(commission('serious-case-review', '2019-04-30'))
      .then({
        type: 'PracticeReviewCommissioned',
        data: { ...commissioned.data, kind: 'serious-case-review', commissionedOn: '2019-04-30' } as never,
      });
    reviews.given().when(commission('serious-case-review', '2019-05-01')).thenRefused('review-not-of-its-time');
    reviews.given().when(commission('child-safeguarding-practice-review', '2019-04-30')).thenRefused('review-not-of-its-time');
    reviews.given().when(commission('rapid-review', '2018-06-28')).thenRefused('review-not-of-its-time');
  });

  it('owes nobody a copy where it is of another kind, or no rule held', () => {
    const rapid: PracticeReviewEvent = {
      type: 'PracticeReviewCommissioned',
      data: { partnership, title: 'R', kind: 'rapid-review', commissionedOn: '2019-06-03', partnershipRevision: 4 },
    };
    const uncopied: PracticeReviewEvent = {
      type: 'PracticeReviewPublished',
      data: { partnership, publishedOn: '2020-03-04', copiesBy: null, copiesTo: [], rules: null },
    };
    reviews.given(rapid).when(publish).then(uncopied);
    reviews
      .given(commissioned)
      .when({ ...publish, rules: undefined })
      .then(uncopied);
    reviews.given(rapid, uncopied).when(send).thenRefused('no-copies-owed');
  });

  it.each<[string, readonly PracticeReviewEvent[], CommissionReview | PublishReview | SendCopies, string]>([
    ['where its partnership’s work is not held here', [], { ...lcspr, facts: {} }, 'no-actions-held-here'],
    ['commissioned on a day to come', [], { ...lcspr, today: '2019-06-02' }, 'step-in-future'],
    ['published before it was commissioned at all', [], publish, 'review-not-commissioned'],
    ['published on a day to come', [commissioned], { ...publish, publishedOn: '2020-03-12' }, 'step-in-future'],
    ['published on a day before its commissioning', [commissioned], { ...publish, publishedOn: '2019-06-02' }, 'step-before-it-began'],
    ['published again', [commissioned, published], publish, 'review-published'],
    ['copied before it is published', [commissioned], send, 'review-not-published'],
    ['copied on a day to come', [commissioned, published], { ...send, sentOn: '2020-03-12' }, 'step-in-future'],
    ['copied on a day before its publication', [commissioned, published], { ...send, sentOn: '2020-03-03' }, 'step-before-it-began'],
    ['copied again', [commissioned, published, copied], send, 'copies-sent'],
  ])('is refused: %s', (_what, before, command, code) => {
    reviews
      .given(...before)
      .when(command)
      .thenRefused(code);
  });
});
