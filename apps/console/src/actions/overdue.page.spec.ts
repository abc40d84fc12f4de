import { EARLIER, NOW } from '../testing/examples.js';
import { flawsOf, rendered } from '../testing/rendered.js';
import { overdueFigures, overduePage, overdueTable, type OverdueOverTime } from './overdue.page.js';

const of = (agency: string, overdue: number) => ({ agency, agencyName: `Marlshire ${agency}`, overdue });
const OVERDUE: OverdueOverTime = [
  { day: '2026-09-30', agencies: [] },
  { day: '2026-10-31', agencies: [of('Police', 1)] },
  { day: '2026-11-25', agencies: [of('Probation', 2), of('Police', 1)] },
];

describe('what is overdue, over time', () => {
  it('is a sentence, a row for each agency with the worst first, and a picture that says both', () => {
    const { finding, rows, chart } = overdueFigures(OVERDUE, NOW);
    expect(finding).toBe('3 actions are overdue, 2 more than on 31 October 2026. Marlshire Probation has most of them: 2.');
    expect(rows).toEqual([
      { agency: 'Marlshire Probation', counts: [0, 0, 2] },
      { agency: 'Marlshire Police', counts: [0, 1, 1] },
    ]);
    expect(chart).toContain(`<desc id="overdue-finding">${finding}</desc>`);
    // A column for each count that is not nothing, the tallest where most are.
    expect([...(chart ?? '').matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height))).toEqual([24, 12, 12]);
  });

  it('says so where nothing was', () => {
    const { finding, chart, href } = overdueFigures([{ day: '2026-03-31', agencies: [] }], EARLIER);
    expect([finding.startsWith('Nothing was overdue'), chart, href]).toEqual([true, undefined, '/overdue-actions?asAt=2026-03-31']);
  });

  it('is a page and a table', () => {
    expect(flawsOf(rendered('actions/overdue', overduePage(OVERDUE, NOW)))).toEqual([]);
    expect(overdueTable(OVERDUE).text()).toContain('2026-11-25,Marlshire Probation,2');
  });
});
