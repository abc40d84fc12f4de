import { IsProse } from '@goldenthread/http';
import { RISK_DECISIONS, TAKEN_UP_AS, type RiskDecision, type TakenUpAs } from '@goldenthread/indicators';
import { IsIn, Matches, ValidateIf } from 'class-validator';
import { IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';

/** What is said to a proposal: taken up as something, or set aside; either way with words. */
export class AnswerForm {
  @IsIn([...TAKEN_UP_AS, 'set-aside'], { message: 'Choose what follows' })
  answer: TakenUpAs | 'set-aside';

  @IsProse(2_000, { message: 'Enter what is to be looked at or done, or why nothing follows, in 2,000 characters or fewer' })
  words: string;
}

/** A risk to performance, as the Board is told of it. */
export class RiskForm {
  @IsProse(200, { message: 'Enter what the risk is, in 200 characters or fewer' })
  title: string;

  @IsProse(5_000, { message: 'Enter why it is a risk, in 5,000 characters or fewer' })
  why: string;

  /** The code of an indicator and a place, with a space between; empty where none is chosen. */
  @ValidateIf(({ about }: RiskForm) => about !== undefined && about !== '')
  @Matches(/^[a-z0-9-]{1,60} [a-z]+:[A-Za-z0-9-]{1,60}$/, { message: 'Choose an indicator' })
  about?: string;
}

/** What the Board decided on a risk. */
export class RiskDecisionForm {
  @IsIn(RISK_DECISIONS, { message: 'Choose what was decided' })
  decision: RiskDecision;

  @IsProse(5_000, { message: 'Enter what was decided, in 5,000 characters or fewer' })
  words: string;

  @IsTypedDay('Enter the day of the decision as a real date, such as 27 3 2026')
  decidedOn: TypedDay;

  /** When the Board looks at it again; empty where that is not said. */
  @ValidateIf(({ callBackOn }: RiskDecisionForm) => Object.values(callBackOn).some((part) => part !== ''))
  @IsTypedDay('Enter the day on which the Board looks at it again as a real date, such as 27 3 2027, or leave it out')
  callBackOn: TypedDay;

  static read(fields: Fields): object {
    const decided = takeDay('decidedOn', fields);
    const again = takeDay('callBackOn', decided.rest);
    return { ...again.rest, decidedOn: decided.typed, callBackOn: again.typed };
  }
}
