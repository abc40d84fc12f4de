import { dutyOf } from './duty.js';
import type { DutyBasis } from './partnership.events.js';

describe('the duty to answer', () => {
  it.each<DutyBasis>(['children-act-2004-s11', 'education-act-2002-s175', 'education-act-2002-s157', 'childcare-act-2006-s40', 'contract'])(
    'is required on the basis %s',
    (basis) => {
      expect(dutyOf(basis)).toBe('required');
    },
  );

  it('is an invitation only to those who are asked voluntarily', () => {
    expect(dutyOf('asked-voluntarily')).toBe('invited');
  });
});
