import { IsUUID } from 'class-validator';
import type { Fields } from '../forms/fields.js';
import { IsTypedDay, takeDay, type TypedDay } from './typed-day.js';

/** Which group met, and on which day. */
export class MeetingForm {
  @IsUUID('all', { message: 'Choose the group that met' })
  group: string;

  @IsTypedDay('Enter the day of the meeting as a real date, such as 27 3 2026')
  heldOn: TypedDay;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('heldOn', fields);
    return { ...rest, heldOn: typed };
  }
}
