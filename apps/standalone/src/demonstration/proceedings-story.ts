import {
  CommissionReview,
  extraordinaryMeetingIdOf,
  HoldExtraordinaryMeeting,
  practiceReviewIdOf,
  RequestExtraordinaryMeeting,
  TakeMinutesStep,
  TakeReviewStep,
  type MinutesStepWanted,
  type PracticeReviewWanted,
} from '@goldenthread/actions';
import { addDays, londonInstant } from '@goldenthread/calendar';
import type { Day, Instant } from '@goldenthread/event-sourcing';
import { groupIdOf, RecordMeeting } from '@goldenthread/partnership';
import { actorOf, AGENCIES, MARLSHIRE, PAQA_GROUP } from './marlshire.js';
import type { Plan } from './plan.js';

const COORDINATOR = actorOf('coordinator');
const EXECUTIVE = groupIdOf('marlshire', 'executive');

/**
 * The minutes of Marlshire's meetings, and one extraordinary meeting. The minutes of the last meeting are late: they should
 * be with its chair by now.
 *
 * @param held the days on which the sub-committee met, the last at the end; all but that one on a Wednesday.
 * @param ago so many days before today, on a working day.
 */
export function tellProceedings(plan: Plan, held: readonly Day[], ago: (days: number) => Day): void {
  for (const day of held.slice(0, -1)) {
    // Wednesday: the Monday after next is the eighth working day, the Thursday its approval, and then another Monday.
    minutesOf(plan, PAQA_GROUP, day, { drafted: addDays(day, 12), approved: addDays(day, 15), circulated: addDays(day, 19) });
  }
  extraordinaryMeeting(plan, ago);
}

/** Asked for by two members, and held within its fifteen working days. */
function extraordinaryMeeting(plan: Plan, ago: (days: number) => Day): void {
  const supporters = ['constabulary', 'hospitals'].map((slug) => AGENCIES.find((agency) => agency.slug === slug)?.id ?? '');
  const reason = 'Two providers of places for young people gave notice in one week, and there is no agreed plan for those who live there.';
  const wanted = { partnership: MARLSHIRE.id, group: EXECUTIVE, receivedOn: ago(45), reason, supporters };
  const asked = plan.tell(at(ago(45)), COORDINATOR, order('request-extraordinary', { group: EXECUTIVE }, wanted), (context, told) => {
    return new RequestExtraordinaryMeeting(context, told, wanted);
  });
  const met = { partnership: MARLSHIRE.id, group: EXECUTIVE, heldOn: ago(31) };
  plan.tell(at(ago(31), '16:00'), COORDINATOR, order('record-executive', { heldOn: met.heldOn }, met), (context, told) => {
    return new RecordMeeting(context, told, met);
  });
  const ref = extraordinaryMeetingIdOf(asked.context.commandId);
  plan.tell(at(ago(31), '16:05'), COORDINATOR, order('hold-extraordinary', { meeting: ref }, { on: ago(31) }), (context, told) => {
    return new HoldExtraordinaryMeeting(context, told, ref, ago(31));
  });
  minutesOf(plan, EXECUTIVE, ago(31), { drafted: ago(24), approved: ago(22), circulated: ago(18) });
}

/** Two practice reviews, by what people call them. */
export interface ToldReviews {
  readonly childL: string;
  readonly childR: string;
}

/** One commissioned in 2024 and published in February 2025; one of 2025, published in October, and copied within a week. */
export function tellReviews(plan: Plan): ToldReviews {
  const childL = reviewed(plan, { title: 'Child L', kind: 'learning-review', commissionedOn: '2024-06-03' }, [['publish', '2025-02-24']]);
  const asked = {
    title: 'Review of how agencies worked with Child R',
    kind: 'child-safeguarding-practice-review',
    commissionedOn: '2025-01-20',
  } as const;
  const childR = reviewed(plan, asked, [
    ['publish', '2025-10-08'],
    ['send-copies', '2025-10-14'],
  ]);
  return { childL, childR };
}

/** @returns the review's id. */
function reviewed(
  plan: Plan,
  asked: Omit<PracticeReviewWanted, 'partnership'>,
  steps: readonly (readonly [step: TakeReviewStep['step'], on: Day])[],
): string {
  const wanted = { partnership: MARLSHIRE.id, ...asked };
  const commissioned = plan.tell(
    at(wanted.commissionedOn),
    COORDINATOR,
    order('commission-review', { title: wanted.title }, wanted),
    (context, told) => new CommissionReview(context, told, wanted),
  );
  const ref = practiceReviewIdOf(commissioned.context.commandId);
  for (const [step, on] of steps) {
    plan.tell(
      at(on),
      COORDINATOR,
      order(step, { review: ref }, { on }),
      (context, told) => new TakeReviewStep(context, told, ref, step, on),
    );
  }
  return ref;
}

type MinutesDays = { readonly drafted: Day; readonly approved: Day; readonly circulated: Day };

function minutesOf(plan: Plan, group: string, heldOn: Day, { drafted, approved, circulated }: MinutesDays): void {
  const steps: readonly (readonly [MinutesStepWanted['type'], Day])[] = [
    ['DraftMinutes', drafted],
    ['ApproveMinutes', approved],
    ['CirculateMinutes', circulated],
  ];
  for (const [type, on] of steps) {
    const wanted = { type, partnership: MARLSHIRE.id, group, heldOn, on };
    plan.tell(at(on, '15:30'), COORDINATOR, order(type, { group, heldOn }, { on }), (context, told) => {
      return new TakeMinutesStep(context, told, wanted);
    });
  }
}

function order(action: string, subject: Readonly<Record<string, string>>, body: object) {
  return { action, subject, body };
}

function at(day: Day, time = '10:00'): Instant {
  return londonInstant(day, time);
}
