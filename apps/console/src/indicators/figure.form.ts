import { IsProse } from '@goldenthread/http';
import { WRITTEN_NUMBER } from '@goldenthread/indicators';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Fields } from '../forms/fields.js';

const SAY_NUMBER = 'must be a number such as 1234 or 80.3, without commas, signs or words';

/** A figure as it is typed: strictly read, so that nothing is guessed at. */
export class FigureForm {
  @Matches(/^.{1,20}$/, { message: 'Enter the period' })
  period: string;

  @IsOptional()
  @Matches(WRITTEN_NUMBER, { message: `The count ${SAY_NUMBER}` })
  numerator?: string;

  @IsOptional()
  @Matches(WRITTEN_NUMBER, { message: `What it is out of ${SAY_NUMBER}` })
  denominator?: string;

  @IsIn(['provisional', 'final'], { message: 'Choose whether the figure is provisional or final' })
  standing: 'provisional' | 'final';

  @IsProse(300, { message: 'Enter where the figure comes from, in 300 characters or fewer' })
  source: string;

  @IsOptional()
  @IsProse(5_000, { message: 'The commentary must be 5,000 characters or fewer' })
  commentary?: string;

  static read(fields: Fields): object {
    return withoutBlanks(fields);
  }
}

/** A figure that takes another's place. */
export class RestatementForm extends FigureForm {
  @IsProse(2_000, { message: 'Enter a reason, in 2,000 characters or fewer' })
  reason: string;
}

/** A figure is taken back, and none takes its place. */
export class FigureWithdrawalForm {
  @IsProse(2_000, { message: 'Enter why it is withdrawn, in 2,000 characters or fewer' })
  reason: string;
}

/** What was left blank was not typed. Blanks around a number are nobody's meaning. */
function withoutBlanks(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, ['numerator', 'denominator', 'period'].includes(name) ? value.trim() : value])
      .filter(([, value]) => (value ?? '').trim() !== ''),
  ) as Fields;
}
