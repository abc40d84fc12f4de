import type { ChangeLine } from '@goldenthread/section11';
import { CALLUM, EARLIER, nameOf, REF } from '../testing/examples.js';
import { changesPage, changesTable } from './changes.page.js';

function aChange(changes: Partial<ChangeLine> = {}): ChangeLine {
  return {
    event: 'e',
    position: '48190',
    recordedAt: '2026-11-25T09:30:00.000Z',
    day: '2026-11-25',
    kind: 'answered',
    cycle: 'c',
    return: REF,
    agency: CALLUM.agency,
    agencyName: 'Marlshire Constabulary',
    heading: 'SMC',
    item: 'SMC-1',
    question: 'Is there a named lead?',
    ratingBefore: 'not-met',
    ratingAfter: 'partly-met',
    why: null,
    daysLate: null,
    number: null,
    by: CALLUM,
    shownFrom: changes.position ?? '48190',
    ...changes,
  };
}

describe('what has changed', () => {
  it('says who did what, the latest first, and leads to the very thing as it was just after', () => {
    const late = aChange({ kind: 'submitted', item: null, question: null, position: '48200', daysLate: 2 });
    const view = changesPage([aChange(), late], EARLIER.point, nameOf);
    expect([view.since, view.count]).toEqual(['Since 31 March 2026, 11:59pm (event 40,000)', '2 changes, the latest first.']);
    expect(view.rows.map(({ who, what, event }) => [who, what, event.href])).toEqual([
      ['Callum Birch, agency author', 'Return submitted, 2 days late', `/returns/${REF}?asAt=48200`],
      ['Callum Birch, agency author', 'Answer changed from not met to partly met', `/returns/${REF}/items/SMC-1?asAt=48190`],
    ]);
  });

  it('says so where nothing has', () => {
    expect(changesPage([], EARLIER.point, nameOf).count).toBe('Nothing has changed since.');
  });

  it('is a table too', () => {
    expect(changesTable([aChange({ kind: 'corrected', why: 'A typing error.' })], nameOf)).toContain(
      'Answer corrected from not met to partly met,Marlshire Constabulary,Is there a named lead?,A typing error.',
    );
  });
});
