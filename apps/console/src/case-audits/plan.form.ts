import { IsProse } from '@goldenthread/http';
import { ArrayNotEmpty, IsBoolean, IsIn, IsOptional, IsUUID, Matches, ValidateIf } from 'class-validator';
import { IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';
import { ticked, without } from './ticked.js';

const SOURCES = ['joint-inspection', 'practice-review', 'signal', 'business-plan', 'earlier-audit'] as const;

const isNew = ({ reAudit }: PlanForm): boolean => !reAudit;

/** An audit to plan: one page, with as many questions as there are lines. A re-audit has its theme and its items already. */
export class PlanForm {
  @IsBoolean()
  reAudit: boolean;

  @IsProse(200, { message: 'Enter a title of 200 characters or fewer' })
  title: string;

  @ValidateIf(isNew)
  @Matches(/^[a-z0-9][a-z0-9-]{0,59}$/, { message: 'Choose a theme' })
  theme: string;

  @ValidateIf(isNew)
  @IsIn(SOURCES, { message: 'Choose where the theme came from' })
  source: (typeof SOURCES)[number];

  @ValidateIf(isNew)
  @IsProse(300, { message: 'Say which review, inspection, figure or plan it was' })
  reference: string;

  @ArrayNotEmpty({ message: 'Enter at least one question' })
  @IsProse(500, { each: true, message: 'Enter questions of 500 characters or fewer, one on each line' })
  questions: string[];

  @IsTypedDay('Enter the first day looked at as a real date, such as 1 1 2025')
  from: TypedDay;

  @IsTypedDay('Enter the last day looked at as a real date, such as 31 12 2025')
  to: TypedDay;

  @Matches(/^[1-9]\d?$/, { message: 'Enter how many cases, from 1 to 99' })
  cases: string;

  @ValidateIf(isNew)
  @ArrayNotEmpty({ message: 'Choose at least one domain' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,59}$/, { each: true, message: 'Choose domains from the list' })
  domains: string[];

  @ArrayNotEmpty({ message: 'Choose at least one agency' })
  @IsUUID('all', { each: true, message: 'Choose agencies from the list' })
  agencies: string[];

  @ArrayNotEmpty({ message: 'Choose at least one member of the panel' })
  @Matches(/^[0-9a-f-]{36}_[0-9a-f-]{36}$/, { each: true, message: 'Choose members of the panel from the list' })
  panel: string[];

  static read(fields: Fields): object {
    const from = takeDay('from', fields);
    const to = takeDay('to', from.rest);
    const { title = '', theme = '', source = '', reference = '', questions = '', ...more } = to.rest;
    const { kind, reAuditOf, 'with[]': _, cases = kind === 'one-case' ? '1' : '', ...others } = more;
    const boxes = ['domain', 'agency', 'panel'] as const;
    const [domains, agencies, panel] = boxes.map((name) => ticked(name, others));
    const rest = without(boxes, others);
    const lines = questions.split('\n').map((line) => line.trim());
    return {
      ...rest,
      reAudit: reAuditOf !== undefined,
      title,
      theme,
      source,
      reference,
      questions: lines.filter((line) => line !== ''),
      from: from.typed,
      to: to.typed,
      cases,
      domains,
      agencies,
      panel,
    };
  }
}

const PROSE = { message: 'Enter 500 characters or fewer' };

/** What makes an audit lawful, as far as it was typed. */
export class GovernanceForm {
  @IsOptional()
  @IsProse(500, PROSE)
  lawfulBasis?: string;

  @IsOptional()
  @IsProse(500, PROSE)
  informationSharingAgreement?: string;

  @IsOptional()
  @IsProse(500, PROSE)
  dpiaReference?: string;

  static read(fields: Fields): object {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  }
}

/** By when agencies answer. */
export class IssueForm {
  @IsTypedDay('Enter the day by which agencies answer as a real date, such as 27 3 2026')
  dueOn: TypedDay;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('dueOn', fields);
    return { ...rest, dueOn: typed };
  }
}

/** The day of the meeting that agreed a report. */
export class AgreementForm {
  @IsTypedDay('Enter the day of the meeting as a real date, such as 9 4 2026')
  heldOn: TypedDay;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('heldOn', fields);
    return { ...rest, heldOn: typed };
  }
}
