import type { RiskReplyOutcome } from '@goldenthread/case-audits';
import { IsProse } from '@goldenthread/http';
import { ArrayNotEmpty, IsIn, IsUUID, Matches } from 'class-validator';
import { IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';
import { ticked, without } from './ticked.js';

/** A risk that a group sees coming. */
export class RiskForm {
  @IsUUID('all', { message: 'Choose the group that sees it coming' })
  group: string;

  @IsProse(5_000, { message: 'Say what is coming, in 5,000 characters or fewer' })
  text: string;

  @ArrayNotEmpty({ message: 'Choose at least one theme' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,59}$/, { each: true, message: 'Choose themes from the list' })
  themes: string[];

  static read({ group = '', text = '', ...others }: Fields): object {
    return { ...without(['theme'], others), group, text, themes: ticked('theme', others) };
  }
}

/** What an executive can make of a report, in the order the form offers it. */
export const OUTCOMES = ['accepted', 'more-wanted', 'escalated-to-board'] as const satisfies readonly RiskReplyOutcome[];

/** What the executive replied. */
export class ReplyForm {
  @IsIn(OUTCOMES, { message: 'Choose what the executive made of the report' })
  outcome: RiskReplyOutcome;

  @IsProse(5_000, { message: 'Enter what it said, in 5,000 characters or fewer' })
  words: string;

  @IsUUID('all', { message: 'Choose the group that replied' })
  group: string;

  @IsTypedDay('Enter the day of the reply as a real date, such as 27 3 2026')
  answeredOn: TypedDay;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('answeredOn', fields);
    return { ...rest, answeredOn: typed };
  }
}

/** What a quarter came to, as it goes to the executive. */
export class QuarterForm {
  @IsProse(10_000, { message: 'Sum up what came up, in 10,000 characters or fewer' })
  summary: string;
}
