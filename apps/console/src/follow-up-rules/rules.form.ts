import type { RuleChanges } from '@goldenthread/actions';
import { IsProse } from '@goldenthread/http';
import { Matches } from 'class-validator';
import { IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';

const NUMBER = /^([1-9]\d?|1\d\d|2[0-4]\d|250)$/;
const Days = (what: string): PropertyDecorator => Matches(NUMBER, { message: `${what} must be a whole number from 1 to 250` });
const DaysOrNone = (what: string): PropertyDecorator =>
  Matches(new RegExp(`^$|${NUMBER.source}`), { message: `${what} must be a whole number from 1 to 250, or left empty` });

/** A changed set of rules, as it is typed. */
export class RulesForm {
  @IsTypedDay('Enter the first day they hold as a real date, such as 27 3 2026')
  from: TypedDay;

  @IsProse(2_000, { message: 'Enter why they are changed, in 2,000 characters or fewer' })
  reason: string;

  @IsProse(200, { message: 'Enter what they are called, in 200 characters or fewer' })
  ruleTitle: string;

  @IsProse(500, { message: 'Enter the document and section that say so, in 500 characters or fewer' })
  source: string;

  @Days('Working days to respond')
  response: string;

  @Days('Failures to a letter')
  failuresToALetter: string;

  @Days('Working days for minutes to the chair')
  minutesToChair: string;

  @Days('Working days for minutes to the members')
  minutesToMembers: string;

  @Days('Working days for an extraordinary meeting')
  extraordinaryMeeting: string;

  @Days('Supporters')
  supporters: string;

  @Days('Days for copies')
  reviewCopies: string;

  @DaysOrNone('Working days to record a receipt')
  receipt: string;

  @DaysOrNone('Working days to an escalation')
  escalation: string;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('from', fields);
    return { ...rest, from: typed };
  }
}

/** What was decided, of answers that are right. */
export function changesOf(form: RulesForm): RuleChanges {
  const [receipt, escalation] = [form.receipt, form.escalation].map((text) => (text === '' ? undefined : Number(text)));
  return {
    title: form.ruleTitle,
    source: form.source,
    response: Number(form.response),
    failuresToALetter: Number(form.failuresToALetter),
    minutesToChair: Number(form.minutesToChair),
    minutesToMembers: Number(form.minutesToMembers),
    extraordinaryMeeting: Number(form.extraordinaryMeeting),
    supporters: Number(form.supporters),
    reviewCopies: Number(form.reviewCopies),
    ...(receipt === undefined ? {} : { receipt }),
    ...(escalation === undefined ? {} : { escalation }),
  };
}
