import { IsProse } from '@goldenthread/http';
import { ArrayNotEmpty, IsUUID, Matches } from 'class-validator';
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

/** What a quarter came to, as it goes to the executive. */
export class QuarterForm {
  @IsProse(10_000, { message: 'Sum up what came up, in 10,000 characters or fewer' })
  summary: string;
}
