import type { DutyBasis } from './partnership.events.js';

/** Whether an agency must answer, or is asked and may. What pages call "required" and "invited". */
export type AgencyDuty = 'required' | 'invited';

/**
 * The bodies each basis speaks of:
 *
 * - `children-act-2004-s11`: section 11 of the Children Act 2004. Councils, NHS commissioners and providers, police and
 *   their commissioners, probation, youth offending teams, prisons and secure establishments.
 * - `education-act-2002-s175`: section 175 of the Education Act 2002. Governing bodies of maintained schools and of
 *   further education colleges, and councils in their education functions.
 * - `education-act-2002-s157`: section 157 of the Education Act 2002. Independent schools, academies and free schools
 *   among them, through the standards made under it.
 * - `childcare-act-2006-s40`: section 40 of the Childcare Act 2006. Registered early years providers, through the
 *   welfare requirements of the early years foundation stage.
 * - `contract`: none of these, but whoever commissions the service requires it by contract.
 * - `asked-voluntarily`: neither law nor contract. A charity, faith group or club that is asked and may decline.
 */
const DUTIES: Readonly<Record<DutyBasis, AgencyDuty>> = {
  'children-act-2004-s11': 'required',
  'education-act-2002-s175': 'required',
  'education-act-2002-s157': 'required',
  'childcare-act-2006-s40': 'required',
  contract: 'required',
  'asked-voluntarily': 'invited',
};

/** Every basis there is. */
export const DUTY_BASES: readonly DutyBasis[] = Object.keys(DUTIES) as DutyBasis[];

/** Whether whoever is asked on this basis must answer. */
export function dutyOf(basis: DutyBasis): AgencyDuty {
  return DUTIES[basis];
}
