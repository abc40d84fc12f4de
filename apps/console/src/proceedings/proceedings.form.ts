import { reviewRules, type ReviewKind } from '@goldenthread/actions';
import { IsProse } from '@goldenthread/http';
import { IsIn, IsUUID } from 'class-validator';
import { IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';

/** The day on which something happened. */
export class OnDayForm {
  @IsTypedDay('Enter the day as a real date, such as 27 3 2026')
  on: TypedDay;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('on', fields);
    return { ...rest, on: typed };
  }
}

const SUPPORTER = 'supporter-';

/** A written request for an extraordinary meeting. */
export class RequestForm {
  @IsUUID('all', { message: 'Choose the group that is to meet' })
  group: string;

  @IsTypedDay('Enter the day the request was received as a real date, such as 27 3 2026')
  receivedOn: TypedDay;

  @IsProse(2_000, { message: 'Enter why the meeting is asked for, in 2,000 characters or fewer' })
  reason: string;

  @IsUUID('all', { each: true, message: 'Choose the agencies whose partner members support it' })
  supporters: string[];

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('receivedOn', fields);
    const entries = Object.entries(rest);
    const supporters = entries
      .filter(([name, value]) => name.startsWith(SUPPORTER) && value === 'yes')
      .map(([name]) => name.slice(SUPPORTER.length));
    const others = Object.fromEntries(entries.filter(([name]) => !name.startsWith(SUPPORTER)));
    return { ...others, receivedOn: typed, supporters };
  }
}

/** A review of practice that was commissioned. */
export class ReviewForm {
  @IsProse(200, { message: 'Enter what people call it, in 200 characters or fewer' })
  title: string;

  @IsIn(reviewRules.map(({ kind }) => kind), { message: 'Choose the kind of review' })
  kind: ReviewKind;

  @IsTypedDay('Enter the day it was commissioned as a real date, such as 27 3 2026')
  commissionedOn: TypedDay;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('commissionedOn', fields);
    return { ...rest, commissionedOn: typed };
  }
}
