import type { Change } from '@goldenthread/http';
import { betweenFields } from '../as-at/between.page.js';
import { CALLUM, nameOf } from '../testing/examples.js';
import { flawsOf, rendered } from '../testing/rendered.js';
import { recordPage, type RecordFacts } from './record.page.js';

const LINE = {
  of: 'section-11',
  kind: 'submitted',
  agencyName: 'Vale',
  number: 1,
  daysLate: 0,
  recordedAt: '2026-11-05T16:10:00.000Z',
  by: CALLUM,
  why: null,
};

function facts(changes: Partial<RecordFacts> = {}): RecordFacts {
  return {
    moments: [{ day: '2026-11-05', label: 'PAQA met' }],
    density: [
      { day: '2026-10-30', changes: 2 },
      { day: '2026-11-05', changes: 3 },
      { day: '2026-11-25', changes: 1 },
    ],
    day: '2026-11-05',
    told: 1,
    lines: [LINE as Change],
    nameOf,
    today: '2026-11-25',
    between: betweenFields([], '2026-11-25'),
    ...changes,
  };
}

describe('the page of dates', () => {
  it('is walked from change to change, and names the moment one stands at', () => {
    const { walk } = recordPage(facts());
    expect(walk).toMatchObject({
      heading: 'Thursday 5 November 2026: PAQA met',
      count: '3 changes were recorded. 2 were work on drafts, which are the agencies’ own until submitted.',
      changes: [{ time: '4:10pm', text: 'Vale submitted its return', who: 'Callum Birch, agency author' }],
      previous: { text: '30 October 2026', href: '/record?asAt=2026-10-30#walk' },
      next: { text: '25 November 2026', href: '/record#walk' },
    });
  });

  it('walks from days on which nothing was recorded, and ends at both ends', () => {
    const between = recordPage(facts({ day: '2026-11-10', told: 0, lines: [] })).walk;
    expect([between?.count, between?.previous?.text, between?.next?.text]).toEqual([
      'Nothing was recorded on that day.',
      '5 November 2026',
      '25 November 2026',
    ]);
    expect(recordPage(facts({ day: '2026-10-30' })).walk?.previous).toBeUndefined();
    expect(recordPage(facts({ day: '2026-11-25' })).walk?.next).toBeUndefined();
  });

  it('shows some of a busy day, and leads to all of it', () => {
    const { walk } = recordPage(facts({ told: 9, lines: Array.from({ length: 9 }, () => LINE as Change) }));
    expect(walk?.changes).toHaveLength(8);
    expect(walk?.all).toEqual({ text: 'See all 9 of that day', href: '/changes?since=2026-11-04&asAt=2026-11-05' });
  });

  it('points at the day on the strip, and says what will appear before anything was recorded', () => {
    expect(recordPage(facts()).strip).toContain('gt-here');
    const empty = recordPage(facts({ density: [], told: 0, lines: [], moments: [] }));
    expect([empty.finding, empty.walk, empty.strip]).toEqual([
      'Nothing has been recorded yet. Once the business unit opens a cycle, every change to it is kept here.',
      undefined,
      undefined,
    ]);
    for (const view of [empty, recordPage(facts())]) expect(flawsOf(rendered('scrutiny/record', view))).toEqual([]);
  });
});
