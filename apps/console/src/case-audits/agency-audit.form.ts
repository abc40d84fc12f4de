import { IsProse } from '@goldenthread/http';
import { Equals, IsArray, IsIn, IsOptional, IsString, IsUUID, ValidateBy } from 'class-validator';
import type { Fields } from '../forms/fields.js';
import { ticked, without } from './ticked.js';

/** Whether the agency knows the child. */
export class CheckForm {
  @IsIn(['not-known', 'known', 'closed'], { message: 'Say whether your agency knows this child' })
  answer: 'not-known' | 'known' | 'closed';

  @IsOptional()
  @IsProse(2_000, { message: 'Enter 2,000 characters or fewer' })
  note?: string;

  @IsArray()
  @IsUUID('all', { each: true, message: 'Choose people from the list' })
  workers: string[];

  static read({ answer = '', note = '', ...others }: Fields): object {
    const said = { answer, note: note.trim() === '' ? undefined : note };
    return { ...without(['worker'], others), ...said, workers: ticked('worker', others) };
  }
}

/** What practitioners and the family said, as it is to stand from now on. */
export class FeedbackForm {
  @IsOptional()
  @IsProse(10_000, { message: 'Enter 10,000 characters or fewer' })
  practitioners?: string;

  @IsOptional()
  @IsProse(10_000, { message: 'Enter 10,000 characters or fewer' })
  family?: string;

  static read(fields: Fields): object {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  }
}

export class SubmitAuditForm {
  @Equals('yes', { message: 'Confirm that nobody who audited this case worked on it' })
  independent: string;

  static read({ independent = '', ...rest }: Fields): object {
    return { ...rest, independent };
  }
}

/** What was said of one criterion. */
export interface TypedCriterion {
  readonly criterion: string;
  readonly rating: string;
  readonly why: string;
}

/** The whole of one domain. What is wrong with one criterion is said beside it, by the page's own check. */
export class DomainForm {
  @IsString()
  @ValidateBy({ name: 'isChosen', validator: { validate: (value: unknown) => value !== '', defaultMessage: () => 'Choose a grade' } })
  grade: string;

  @IsProse(10_000, { message: 'Say why, in 10,000 characters or fewer' })
  why: string;

  @IsArray()
  criteria: TypedCriterion[];

  static read({ grade = '', why = '', ...others }: Fields): object {
    const rest = Object.fromEntries(Object.entries(others).filter(([name]) => !/^(rating|why)-/.test(name)));
    const keys = Object.keys(others).flatMap((name) => (name.startsWith('why-') ? [name.slice('why-'.length)] : []));
    const criteria = keys.map((key) => ({ criterion: key, rating: others[`rating-${key}`] ?? '', why: others[`why-${key}`] ?? '' }));
    return { ...rest, grade, why, criteria };
  }
}
