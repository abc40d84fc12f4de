import { IsProse } from '@goldenthread/http';
import { ArrayNotEmpty, IsOptional, IsUUID } from 'class-validator';
import type { Fields } from '../forms/fields.js';
import { ticked, without } from './ticked.js';

/** A briefing, and the groups that it is for. */
export class ShareForm {
  @IsProse(10_000, { message: 'Say what others can learn from the audit' })
  text: string;

  @ArrayNotEmpty({ message: 'Choose the groups that it is for' })
  @IsUUID('all', { each: true, message: 'Choose groups from the list' })
  groups: string[];

  static read({ text = '', ...others }: Fields): object {
    return { ...without(['group'], others), text, groups: ticked('group', others) };
  }
}

const SHORT = { message: 'Enter 5,000 characters or fewer' };

/** What a group says of a briefing; that it has read it is said by saying nothing. */
export class AcknowledgementForm {
  @IsOptional()
  @IsProse(5_000, SHORT)
  feedback?: string;

  @IsOptional()
  @IsProse(5_000, SHORT)
  emergingRisks?: string;

  static read(fields: Fields): object {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  }
}

/** What becomes of what a group said. */
export class ReplyForm {
  @IsProse(5_000, { message: 'Say what becomes of it, in 5,000 characters or fewer' })
  answer: string;
}
