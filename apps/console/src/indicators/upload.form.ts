import { IsProse } from '@goldenthread/http';
import { Equals, IsOptional } from 'class-validator';
import type { Fields } from '../forms/fields.js';

/** As many characters may be pasted, or stand in a file: of rows, 2,000 are far below. */
export const LONGEST_TABLE = 300_000;

/** The rows as they were pasted, or as they stood in the file that was checked, and whether they have been looked at and are meant. */
export class UploadForm {
  @IsOptional()
  @IsProse(LONGEST_TABLE, { message: 'The rows must be 300,000 characters or fewer, without characters that cannot be shown' })
  csv?: string;

  @IsOptional()
  @Equals('yes')
  confirmed?: string;

  /** An empty box is no table. */
  static read({ csv, ...rest }: Fields): object {
    return csv === undefined || csv.trim() === '' ? rest : { csv, ...rest };
  }
}
