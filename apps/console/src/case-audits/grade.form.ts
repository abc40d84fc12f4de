import { IsProse } from '@goldenthread/http';
import { IsUUID, Matches } from 'class-validator';
import type { Fields } from '../forms/fields.js';

const REASON = { message: 'Say why, in 5,000 characters or fewer' };
const GRADE = /^[a-z][a-z-]{0,39}$/;

/** Why a grade is disputed, or a dispute taken further. */
export class DisputeForm {
  @IsProse(5_000, REASON)
  reason: string;
}

/** How a dispute was decided. */
export class DecisionForm extends DisputeForm {
  @Matches(GRADE, { message: 'Choose the grade that stands' })
  grade: string;

  static read({ grade = '', ...rest }: Fields): object {
    return { ...rest, grade };
  }
}

/** Which agency thinks otherwise, and why. */
export class DissentForm extends DisputeForm {
  @IsUUID('all', { message: 'Choose the agency that thinks otherwise' })
  by: string;

  @Matches(GRADE, { message: 'Choose the grade that it would have given' })
  grade: string;

  static read({ by = '', grade = '', ...rest }: Fields): object {
    return { ...rest, by, grade };
  }
}
