import { IsProse } from '@goldenthread/http';
import { Equals, IsOptional } from 'class-validator';
import type { Fields } from '../forms/fields.js';

/** What a senior officer declares. */
export class SignOffForm {
  @Equals('yes', { message: 'Confirm that you have read the answers and that they are true' })
  declaration: string;

  @IsOptional()
  @IsProse(5_000, { message: 'What you want to add must be 5,000 characters or fewer' })
  statement?: string;

  static read({ statement = '', ...rest }: Fields): object {
    return statement.trim() === '' ? rest : { ...rest, statement };
  }
}
