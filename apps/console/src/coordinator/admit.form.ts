import { IsProse } from '@goldenthread/http';
import { IsUUID } from 'class-validator';
import type { Fields } from '../forms/fields.js';
import { IsTypedDay, takeDay, type TypedDay } from './typed-day.js';

/** Which agency is let in after the close, until when and why. */
export class AdmitForm {
  @IsUUID('all', { message: 'Choose the agency that you admit' })
  agency: string;

  @IsTypedDay('Enter the last day as a real date, such as 27 3 2026')
  until: TypedDay;

  @IsProse(2_000, { message: 'Enter a reason, in 2,000 characters or fewer' })
  reason: string;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('until', fields);
    return { ...rest, until: typed };
  }
}
