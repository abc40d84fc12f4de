import { reviewRules, themes, type ReviewKind, type SourceWanted } from '@goldenthread/actions';
import { IsProse } from '@goldenthread/http';
import { ArrayMinSize, IsIn, IsUUID, ValidateIf } from 'class-validator';
import { dayOf, IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';

/** What a person may record a recommendation from here; the others come from the pages of what they are about. */
const KINDS = ['scrutiny', 'meeting', 'practice-review', 'dispute'] as const;
const REVIEWS = reviewRules.map(({ kind }) => kind);
const HAS_DAY = ({ kind }: RecommendationForm): boolean => kind !== 'dispute';

/** Something that ought to change, and what it comes out of. */
export class RecommendationForm {
  @IsProse(5_000, { message: 'Enter what is recommended, in 5,000 characters or fewer' })
  text: string;

  @IsIn(KINDS, { message: 'Choose what it comes out of' })
  kind: (typeof KINDS)[number];

  @IsProse(200, { message: 'Enter what people call it, in 200 characters or fewer' })
  sourceTitle: string;

  @ValidateIf(HAS_DAY)
  @IsTypedDay('Enter its day as a real date, such as 27 3 2026')
  on: TypedDay;

  @ValidateIf(({ kind }: RecommendationForm) => kind === 'practice-review')
  @IsIn(REVIEWS, { message: 'Choose the kind of review' })
  review?: ReviewKind;

  @ArrayMinSize(1, { message: 'Choose at least one theme' })
  themes: string[];

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('on', fields);
    return { ...withThemes(rest), on: typed };
  }
}

/** What a practice review that is on record recommends. */
export class ReviewRecommendationForm {
  @IsProse(5_000, { message: 'Enter what is recommended, in 5,000 characters or fewer' })
  text: string;

  @ArrayMinSize(1, { message: 'Choose at least one theme' })
  themes: string[];

  static read(fields: Fields): object {
    return withThemes(fields);
  }
}

/** The boxes of themes that were ticked, as one list of their keys. */
function withThemes(fields: Fields): object {
  const chosen = themes.filter(({ key }) => fields[`theme-${key}`] === 'yes').map(({ key }) => key);
  const others = Object.fromEntries(Object.entries(fields).filter(([name]) => !chosen.some((key) => name === `theme-${key}`)));
  return { ...others, themes: chosen };
}

/** @param group the sub-committee, where it was a meeting of it. */
export function sourceOf({ kind, sourceTitle: title, on, review }: RecommendationForm, group: string): SourceWanted {
  const day = dayOf(on) ?? '';
  switch (kind) {
    case 'scrutiny':
      return { kind, title, on: day };
    case 'meeting':
      return { kind, title, group, on: day };
    case 'practice-review':
      return { kind, title, review: review ?? 'learning-review', commissionedOn: day };
    case 'dispute':
      return { kind, title, dispute: title };
  }
}

/** One thing that one agency is to do about a recommendation. */
export class IssueForm {
  @IsProse(500, { message: 'Enter what is to be done, in 500 characters or fewer' })
  what: string;

  @IsUUID('all', { message: 'Choose an agency' })
  agency: string;

  @IsTypedDay('Enter the day it is due as a real date, such as 27 3 2027')
  dueOn: TypedDay;

  @IsProse(2_000, { message: 'Enter by what it will be known that it worked, in 2,000 characters or fewer' })
  successMeasure: string;

  @IsProse(2_000, { message: 'Enter what would show that it was done, in 2,000 characters or fewer' })
  evidenceSought: string;

  static read(fields: Fields): object {
    const { typed, rest } = takeDay('dueOn', fields);
    return { ...rest, dueOn: typed };
  }
}
