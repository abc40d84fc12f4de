import { IsProse } from '@goldenthread/http';
import { ArrayNotEmpty, IsArray, IsIn, IsUUID, Matches } from 'class-validator';
import type { Fields } from '../forms/fields.js';
import { ticked, without } from './ticked.js';

const KINDS = ['strength', 'good-practice', 'learning', 'concern'] as const;
const KEY = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** What was found. */
export class FindingForm {
  @IsIn(KINDS, { message: 'Choose what kind of finding it is' })
  kind: (typeof KINDS)[number];

  @IsProse(10_000, { message: 'Say what was found' })
  text: string;

  @ArrayNotEmpty({ message: 'Choose at least one theme' })
  @Matches(KEY, { each: true, message: 'Choose themes from the list' })
  themes: string[];

  @Matches(KEY, { message: 'Choose the domain it belongs to' })
  domain: string;

  @IsArray()
  @IsUUID('all', { each: true, message: 'Choose agencies from the list' })
  agencies: string[];

  @IsArray()
  @Matches(/^[0-9A-F]{8}$/, { each: true, message: 'Choose cases from the list' })
  cases: string[];

  static read({ kind = '', text = '', domain = '', ...others }: Fields): object {
    const rest = without(['theme', 'agency', 'case'], others);
    const chosen = { themes: ticked('theme', others), agencies: ticked('agency', others), cases: ticked('case', others) };
    return { ...rest, kind, text, domain, ...chosen };
  }
}

/** What follows from findings. */
export class RecommendationForm {
  @IsProse(5_000, { message: 'Say what is recommended' })
  text: string;

  @ArrayNotEmpty({ message: 'Choose the findings it follows from' })
  @IsUUID('all', { each: true, message: 'Choose findings from the list' })
  findings: string[];

  @IsArray()
  @IsUUID('all', { each: true, message: 'Choose agencies from the list' })
  agencies: string[];

  static read({ text = '', ...others }: Fields): object {
    return { ...without(['finding', 'agency'], others), text, findings: ticked('finding', others), agencies: ticked('agency', others) };
  }
}

/** The report as it is presented. */
export class PresentForm {
  @IsProse(20_000, { message: 'Sum up what the audit came to' })
  summary: string;
}
