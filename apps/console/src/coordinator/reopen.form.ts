import { IsProse } from '@goldenthread/http';

/** Why a return is given back to its agency. */
export class ReopenForm {
  @IsProse(2_000, { message: 'Enter a reason, in 2,000 characters or fewer' })
  reason: string;
}
