import type { RowOf } from '@goldenthread/read-models';
import type { Section11ReturnProgressRow } from '@goldenthread/section11';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayWithWeekday } from '../words.js';

export interface StartView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly due: string;
  readonly questions: string;
  readonly basis: string;
}

const BASIS: Readonly<Record<Section11ReturnProgressRow['basis'], string>> = {
  'children-act-2004-s11': 'Your agency must answer, under section 11 of the Children Act 2004.',
  'education-act-2002-s175': 'Your agency must answer, under section 175 of the Education Act 2002.',
  'education-act-2002-s157': 'Your agency must answer, under section 157 of the Education Act 2002.',
  'childcare-act-2006-s40': 'Your agency must answer, under section 40 of the Childcare Act 2006.',
  contract: 'Your agency must answer, because whoever commissions it requires it by contract.',
  'asked-voluntarily': 'Your agency is invited to answer. It need not.',
};

/** Says what is asked before a return is started. */
export function startPage(
  { cycle, cycleTitle, agencyName, dueOn, of, basis }: RowOf<Section11ReturnProgressRow>,
  commandId: string,
): StartView {
  return {
    caption: agencyName,
    title: `Start ${cycleTitle}`,
    section: 'tasks',
    back: paths.home,
    action: paths.returns.start(cycle),
    change: { commandId, basedOn: 'new' },
    due: `It is due on ${dayWithWeekday(dueOn)}.`,
    questions: `There are ${counted(of, 'question')}. Several people of your agency can answer them, at the same time and over weeks.`,
    basis: BASIS[basis],
  };
}
