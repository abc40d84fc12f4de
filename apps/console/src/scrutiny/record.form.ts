import { isDay } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { PageError } from '../frame/page.js';

/** A date as GOV.UK asks for it: three numbers. */
export class RecordForm {
  @IsOptional()
  @IsString()
  @MaxLength(4)
  day?: string;

  @IsOptional()
  @IsString()
  @MaxLength(4)
  month?: string;

  @IsOptional()
  @IsString()
  @MaxLength(6)
  year?: string;
}

/** The day that was typed, or what is wrong with it. */
export function dayTyped(
  { day = '', month = '', year = '' }: RecordForm,
  today: Day,
): { readonly day: Day } | { readonly error: PageError } {
  const parts = [year.trim().padStart(4, '0'), month.trim().padStart(2, '0'), day.trim().padStart(2, '0')].join('-');
  if (day.trim() === '' && month.trim() === '' && year.trim() === '') return { error: { text: 'Enter a date', href: '#day' } };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(parts) || !isDay(parts))
    return { error: { text: 'The date must be a real date, such as 31 3 2026', href: '#day' } };
  if (parts > today) return { error: { text: 'The date must be today or in the past', href: '#day' } };
  return { day: parts };
}
