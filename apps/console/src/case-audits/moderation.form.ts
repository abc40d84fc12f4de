import { IsProse, isProse } from '@goldenthread/http';
import { ArrayNotEmpty, IsArray, IsOptional, IsUUID } from 'class-validator';
import { IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';
import type { PageError } from '../frame/page.js';
import { inThousands } from '../words.js';

export class OpenForm {
  @IsOptional()
  @IsProse(2_000, { message: 'Enter 2,000 characters or fewer' })
  withoutReason?: string;

  static read({ withoutReason = '', ...rest }: Fields): object {
    return { ...rest, withoutReason: withoutReason.trim() === '' ? undefined : withoutReason };
  }
}

/** Who was at the moderation. */
export class MeetingForm {
  @IsTypedDay('Enter the day of the meeting as a real date, such as 10 3 2026')
  heldOn: TypedDay;

  @ArrayNotEmpty({ message: 'Choose the agencies that were there' })
  @IsUUID('all', { each: true, message: 'Choose agencies from the list' })
  present: string[];

  @IsArray()
  absent: { readonly agency: string; readonly reason: string }[];

  static read(fields: Fields): object {
    const { typed, rest: others } = takeDay('heldOn', fields);
    const rest = Object.fromEntries(Object.entries(others).filter(([name]) => !/^(present|absent)-/.test(name)));
    const starting = (prefix: string): [string, string][] =>
      Object.entries(others).flatMap(([name, value]): [string, string][] =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      );
    const absent = starting('absent-').flatMap(([agency, reason]) => (reason.trim() === '' ? [] : [{ agency, reason }]));
    return { ...rest, heldOn: typed, present: starting('present-').map(([agency]) => agency), absent };
  }
}

/** What a moderation always sums up. */
export class ConcludeForm {
  @IsProse(5_000, { message: 'Sum up how information was shared' })
  informationSharing: string;

  @IsProse(5_000, { message: 'Sum up how the child was heard' })
  voice: string;

  @IsProse(5_000, { message: 'Sum up what came of it for the child' })
  outcome: string;
}

/** A grade for each domain of an agency, with the reason where it moves. */
export class GradesForm {
  @IsArray()
  grades: { readonly domain: string; readonly grade: string; readonly reason: string }[];

  static read(fields: Fields): object {
    const keys = Object.keys(fields).flatMap((name) => (name.startsWith('grade-') ? [name.slice('grade-'.length)] : []));
    const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !/^(grade|reason)-/.test(name)));
    return {
      ...rest,
      grades: keys.map((domain) => ({ domain, grade: fields[`grade-${domain}`] ?? '', reason: fields[`reason-${domain}`] ?? '' })),
    };
  }
}

/**
 * What is wrong with reasons of which some may be left out, each said beside its own field.
 *
 * @param reasons what was typed, by the id of its field.
 * @param maxLength in characters.
 */
export function reasonErrors(reasons: readonly (readonly [id: string, reason: string])[], maxLength: number): PageError[] {
  const wrong = reasons.filter(([, reason]) => reason.trim() !== '' && !isProse(reason, maxLength));
  return wrong.map(([id]) => ({ text: `Say why in ${inThousands(maxLength)} characters or fewer`, href: `#${id}` }));
}
