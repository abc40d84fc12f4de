import type { Section11ReturnProgressRow } from '@goldenthread/section11';

type Asked = Pick<Section11ReturnProgressRow, 'basis' | 'duty'>;

const BASIS: Readonly<Record<Asked['basis'], string>> = {
  'children-act-2004-s11': 'Children Act 2004, section 11',
  'education-act-2002-s175': 'Education Act 2002, section 175',
  'education-act-2002-s157': 'Education Act 2002, section 157',
  'childcare-act-2006-s40': 'Childcare Act 2006, section 40',
  contract: 'contract',
  'asked-voluntarily': 'asked voluntarily',
};

/** "Required: Children Act 2004, section 11". */
export function basisInWords({ basis, duty }: Asked): string {
  return `${duty === 'required' ? 'Required' : 'Invited'}: ${BASIS[basis]}`;
}
