import { IsProse } from '@goldenthread/http';
import { AUDIENCES, SUPPRESSION_PROFILES, type Audience, type ProfileName, type ReleaseSource } from '@goldenthread/releases';
import { ArrayMinSize, IsIn, IsUUID, Matches, ValidateIf } from 'class-validator';
import type { Fields } from '../forms/fields.js';

export const KINDS = ['indicators', 'grades-by-domain', 'grades-by-agency', 'themes'] as const;
export const PERIODS = ['1', '4', '8', '12'] as const;
export const PROFILES = Object.keys(SUPPRESSION_PROFILES) as ProfileName[];
const BOX = 'code-';

const isOf = (...kinds: readonly string[]): PropertyDecorator => ValidateIf(({ kind }: ChoiceForm) => kinds.includes(kind));

/** Which table somebody wants to look at before it leaves the circle. */
export class ChoiceForm {
  @IsIn(KINDS, { message: 'Choose what to release' })
  kind: (typeof KINDS)[number];

  @isOf('indicators')
  @ArrayMinSize(1, { message: 'Choose at least one indicator' })
  @Matches(/^[a-z0-9-]{1,60}$/, { each: true, message: 'Choose indicators from the list' })
  codes: string[];

  @isOf('indicators')
  @IsIn(PERIODS, { message: 'Choose how many periods' })
  periods: (typeof PERIODS)[number];

  @isOf('grades-by-domain', 'grades-by-agency')
  @IsUUID('all', { message: 'Choose a case audit' })
  audit: string;

  @IsIn(PROFILES, { message: 'Choose by which rules small numbers are hidden' })
  profile: ProfileName;

  /** Of the fields of an address, those that belong to the choice: addresses gather others. */
  static read(fields: Fields): object {
    const { kind, periods, audit, profile } = fields;
    return { kind, codes: codesOf(fields), periods, audit, profile };
  }
}

/** A table that was looked at, and is to leave. */
export class ReleaseForm extends ChoiceForm {
  @IsProse(200, { message: 'Enter what it is called, in 200 characters or fewer' })
  title: string;

  @IsIn(AUDIENCES, { message: 'Choose whom it is released to' })
  audience: Audience;

  @IsProse(1_000, { message: 'Enter what it is for, in 1,000 characters or fewer' })
  purpose: string;

  @Matches(/^(0|[1-9]\d{0,17})$/)
  position: string;

  @Matches(/^[0-9a-f]{64}$/)
  previewed: string;

  static override read(fields: Fields): object {
    const others = Object.entries(fields).filter(([name]) => !name.startsWith(BOX));
    return { ...Object.fromEntries(others), codes: codesOf(fields) };
  }
}

/** A release is taken back. */
export class WithdrawalForm {
  @IsProse(1_000, { message: 'Enter why it is withdrawn, in 1,000 characters or fewer' })
  reason: string;
}

export function sourceOf({ kind, codes, periods, audit }: ChoiceForm): ReleaseSource {
  switch (kind) {
    case 'indicators':
      return { kind, codes, periods: Number(periods) };
    case 'grades-by-domain':
      return { kind: 'case-audit-grades', audit, by: 'domain' };
    case 'grades-by-agency':
      return { kind: 'case-audit-grades', audit, by: 'agency' };
    case 'themes':
      return { kind: 'case-audit-themes' };
  }
}

/** The choice as the fields of a form, to be hidden in the next. */
export function fieldsOfChoice({ kind, codes, periods, audit, profile }: ChoiceForm): readonly { name: string; value: string }[] {
  const fields = { kind, periods, audit, profile };
  const told = Object.entries(fields).flatMap(([name, value]: [string, string | undefined]) =>
    value === undefined ? [] : [{ name, value }],
  );
  return [...told, ...codes.map((code) => ({ name: `${BOX}${code}`, value: 'yes' }))];
}

function codesOf(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, value]) => (name.startsWith(BOX) && value === 'yes' ? [name.slice(BOX.length)] : []));
}
