import { IsProse } from '@goldenthread/http';
import { Equals, IsOptional } from 'class-validator';

/** The rows as they were pasted, and whether they have been looked at and are meant. */
export class UploadForm {
  @IsProse(200_000, { message: 'Paste the rows, with the line of column names first' })
  csv: string;

  @IsOptional()
  @Equals('yes')
  confirmed?: string;
}
