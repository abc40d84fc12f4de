import type { Impact } from '@goldenthread/actions';
import { IsProse } from '@goldenthread/http';
import { IsEmpty, IsIn, IsOptional, IsUrl, IsUUID, ValidateIf } from 'class-validator';
import type { Fields } from '../forms/fields.js';
import { IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';

/** A step that needs no words: its form has no field of its own. */
export class BareForm {
  @IsOptional()
  @IsEmpty()
  nothing?: undefined;
}

export class WhyForm {
  @IsProse(2_000, { message: 'Enter a reason, in 2,000 characters or fewer' })
  reason: string;
}

export class ReceiptForm {
  @IsTypedDay('Enter the day it was received as a real date, such as 27 3 2026')
  receivedOn: TypedDay;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('receivedOn', fields);
    return { ...rest, receivedOn: typed };
  }
}

export class ProgressForm {
  @IsProse(5_000, { message: 'Enter how far it has come, in 5,000 characters or fewer' })
  progress: string;
}

/** What was done, and a note or a link that shows it. */
export class ClaimForm {
  @IsProse(5_000, { message: 'Enter what was done, in 5,000 characters or fewer' })
  statement: string;

  @ValidateIf(({ evidence }: ClaimForm) => evidence.trim() !== '')
  @IsProse(5_000, { message: 'Describe the evidence in 5,000 characters or fewer' })
  evidence: string;

  @ValidateIf(({ linkTitle, linkUrl }: ClaimForm) => linkTitle.trim() !== '' || linkUrl.trim() !== '')
  @IsProse(500, { message: 'Enter what the link leads to' })
  linkTitle: string;

  @ValidateIf(({ linkTitle, linkUrl }: ClaimForm) => linkTitle.trim() !== '' || linkUrl.trim() !== '')
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    { message: 'Enter the whole address, such as https://example.org/minutes' },
  )
  linkUrl: string;

  static read({ evidence = '', linkTitle = '', linkUrl = '', ...rest }: Fields): object {
    return { ...rest, evidence, linkTitle, linkUrl };
  }
}

export class ImpactForm {
  @IsIn(['better', 'no-difference', 'worse', 'too-early-to-say'], { message: 'Choose what came of it' })
  impact: Impact;

  @IsProse(5_000, { message: 'Enter what was found, in 5,000 characters or fewer' })
  found: string;
}

export class ReopenActionForm {
  @IsProse(2_000, { message: 'Enter a reason, in 2,000 characters or fewer' })
  reason: string;

  @IsTypedDay('Enter the day it is due as a real date, such as 27 3 2026')
  dueOn: TypedDay;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('dueOn', fields);
    return { ...rest, dueOn: typed };
  }
}

export class SupersedeForm {
  @IsUUID('all', { message: 'Choose the action that takes its place' })
  by: string;

  @IsProse(2_000, { message: 'Enter a reason, in 2,000 characters or fewer' })
  reason: string;
}
