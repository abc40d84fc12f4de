import type { RowOf } from '@goldenthread/read-models';
import type { CurvePoint, ResponseCurve, Section11CycleRow, Section11ReturnProgressRow } from '@goldenthread/section11';
import { readingAt } from '../as-at/page-readings.js';
import { aProgress } from '../testing/examples.js';
import { curveCsv, dashboardCsv, dashboardPage, findingOf, responseInWords, stateInWords, type DashboardFacts } from './dashboard.page.js';

const now = readingAt({ position: 900n, instant: '2026-04-12T09:00:00.000Z', day: '2026-04-12', isNow: true }, undefined);
const then = readingAt({ position: 400n, instant: '2026-03-19T16:00:00.000Z', day: '2026-03-19', isNow: false }, '2026-03-19');

const cycle: RowOf<Section11CycleRow> = {
  cycle: 'cycle-1',
  partnership: 'marlshire',
  title: 'Section 11 2026',
  toolCode: 'section-11',
  toolVersion: 1,
  opensOn: '2026-01-05',
  dueOn: '2026-03-31',
  agencies: 3,
  required: 2,
  closedOn: null,
  closedRevision: null,
};
const row = (over: Partial<RowOf<Section11ReturnProgressRow>>): RowOf<Section11ReturnProgressRow> => {
  const asked = { return: 'r', partnership: 'marlshire', cycle: 'cycle-1', cycleTitle: 'Section 11 2026', agency: 'a' };
  return aProgress({ ...asked, answered: 12, dueOn: '2026-03-31', revision: 12, ...over });
};
const late = row({
  return: 'late',
  agency: 'b',
  agencyName: 'Hospitals',
  status: 'submitted',
  answered: 40,
  submittedOn: '2026-04-02',
  late: true,
  daysLate: 2,
  submissions: 1,
});
const reopened = row({
  return: 'back',
  agency: 'c',
  agencyName: 'Young Voices',
  basis: 'asked-voluntarily',
  duty: 'invited',
  submissions: 1,
  reopenedAt: '2026-04-09T23:30:00.000Z',
  submittedOn: '2026-03-20',
});

function curve(title: string, totals: readonly number[], due = 2): ResponseCurve {
  const points: CurvePoint[] = totals.map((total, day) => ({
    day: `2026-01-0${day + 5}`,
    dayOfCycle: day,
    came: total - (totals[day - 1] ?? 0),
    total,
  }));
  return { cycle: title, title, issued: 4, dueOnDayOfCycle: due, points };
}

const facts: DashboardFacts = {
  cycle,
  progress: [late, reopened, row({})],
  response: {
    issued: 3,
    returned: 1,
    required: { issued: 2, returned: 1 },
    outstanding: [
      { ...row({}), daysOverdue: 12 },
      { ...reopened, daysOverdue: 12 },
    ],
  },
  curve: curve('Section 11 2026', [0, 1, 1, 2]),
  previousCurve: curve('Section 11 2025', [0, 0, 3, 4, 4]),
};

describe('the dashboard of a cycle', () => {
  const page = dashboardPage(facts, [cycle, { ...cycle, cycle: 'cycle-0', title: 'Section 11 2025', closedOn: '2025-04-30' }], now);

  it('says the response in words, those that are required apart', () => {
    expect(page.response).toBe('1 of 3 returned; 1 of 2 required.');
    expect(responseInWords({ issued: 2, returned: 0, required: { issued: 0, returned: 0 }, outstanding: [] })).toBe(
      '0 of 2 returned; none was required.',
    );
  });

  it('names those who have not returned first', () => {
    expect(page.rows.map(({ agency }) => agency)).toEqual(['Marlshire Constabulary', 'Young Voices', 'Hospitals']);
  });

  it('says of each how it is asked, how far it has come and how late it is', () => {
    expect(page.rows[0]).toMatchObject({
      asked: 'Required: Children Act 2004, section 11',
      status: { text: 'In progress' },
      answered: '12 of 40',
      when: '12 days overdue',
      marks: [],
    });
    expect(page.rows[2]).toMatchObject({ status: { text: 'Submitted' }, when: 'Submitted 2 April 2026', marks: ['2 days late'] });
  });

  it('marks what was reopened with the day in London', () => {
    expect(page.rows[1]).toMatchObject({ status: { text: 'Reopened' }, marks: ['Back with its agency since 10 April 2026'] });
  });

  it('leads to what was submitted, and for drafts to how far they have come, where the reader may see that', () => {
    expect(page.rows.map(({ href }) => href)).toEqual([
      '/cycles/cycle-1/agencies/a',
      '/cycles/cycle-1/agencies/c',
      '/returns/late/history',
    ]);
    const looking = dashboardPage(facts, [cycle], now, false);
    expect(looking.rows.map(({ href }) => href)).toEqual([undefined, '/returns/back/history', '/returns/late/history']);
  });

  it('offers to admit late only once the cycle is closed', () => {
    expect(page.rows[0]?.actions).toEqual([]);
    const closed = dashboardPage({ ...facts, cycle: { ...cycle, closedOn: '2026-04-10' } }, [cycle], now);
    expect(closed.rows[0]?.actions).toEqual([
      { text: 'Admit late', href: '/cycles/cycle-1/admit?agency=a', about: 'Marlshire Constabulary' },
    ]);
    expect(closed.rows[0]?.when).toBe('Not returned by the close');
    expect([closed.closeHref, closed.admitHref]).toEqual([undefined, '/cycles/cycle-1/admit']);
  });

  it('at an earlier date offers nothing to do, judges by that day, and stays at it', () => {
    const earlier = dashboardPage(facts, [cycle], then);
    expect([earlier.openHref, earlier.closeHref, earlier.rows.flatMap(({ actions }) => actions)]).toEqual([undefined, undefined, []]);
    expect(earlier.rows[0]?.when).toBe('Due 31 March 2026');
    expect(earlier.matrixHref).toBe('/cycles/cycle-1/standards?asAt=2026-03-19');
  });

  it('offers nothing to do to those who may only look', () => {
    const looked = dashboardPage(facts, [cycle], now, false);
    expect([looked.openHref, looked.closeHref, looked.canAct, looked.rows.flatMap(({ actions }) => actions)]).toEqual([
      undefined,
      undefined,
      false,
      [],
    ]);
  });

  it('lists the other cycles', () => {
    expect(page.others).toEqual([
      { title: 'Section 11 2025', href: '/cycles/cycle-0', state: expect.stringContaining('Closed on Wednesday 30 April 2025') },
    ]);
  });

  it('says what will appear and who makes it appear where there is no cycle', () => {
    const empty = dashboardPage(undefined, [], now);
    expect(empty.empty).toContain('When you open one');
    expect(empty.openHref).toBe('/cycles/open');
  });

  it('offers the days on which something came in as a file of their own', () => {
    expect(page.curve?.csvHref).toBe('/cycles/cycle-1?format=csv&table=response');
    expect(curveCsv(facts).text()).toContain('Day,Day of the cycle,Come in by then,');
  });

  it('is offered as a file', () => {
    const lines = dashboardCsv(facts, now).text().split('\r\n');
    expect(lines[1]).toBe('Hospitals,required,children-act-2004-s11,Submitted,40,40,2026-03-31,2026-04-02,2,2 days late');
    expect(lines[2]).toContain('Young Voices,invited,asked-voluntarily,Reopened,12,40,2026-03-31,,,Back with its agency');
  });
});

describe('how a cycle stands', () => {
  it.each([
    ['2026-01-02', 'It opens on Monday 5 January 2026 and is due on Tuesday 31 March 2026.'],
    ['2026-03-19', 'Open. It opened on Monday 5 January 2026 and is due on Tuesday 31 March 2026, in 12 days.'],
    ['2026-03-31', 'Open. It opened on Monday 5 January 2026 and is due on Tuesday 31 March 2026, today.'],
    ['2026-04-01', 'Open. It opened on Monday 5 January 2026 and was due on Tuesday 31 March 2026, 1 day ago.'],
  ])('on %s is said in words', (day, words) => {
    expect(stateInWords(cycle, { ...now, point: { ...now.point, day } })).toBe(words);
  });
});

describe('what the response curve says', () => {
  it('compares what came in by the due day with the cycle before', () => {
    expect(findingOf(facts.curve, facts.previousCurve)).toBe(
      '1 of 4 returns (25%) came in by the day they were due, and 2 by day 3; in Section 11 2025, 3 of 4 returns (75%) by its due day.',
    );
  });

  it('compares the same day while the cycle is not due yet', () => {
    expect(findingOf(curve('Now', [0, 1]), facts.previousCurve)).toBe(
      '1 of 4 returns (25%) came in by day 1 of the cycle; in Section 11 2025, 0 of 4 returns (0%) by the same day.',
    );
  });

  it('says plainly that nothing has come in', () => {
    expect(findingOf(curve('Now', [0]), facts.previousCurve)).toBe(
      'None of 4 returns has come in yet; in Section 11 2025, 0 of 4 returns (0%) by the same day.',
    );
  });

  it('says so where there was no cycle before', () => {
    expect(findingOf(curve('Now', [0, 1]), null)).toMatch(/There was no cycle before it to compare with\.$/);
  });

  it('is beside it as a table: the days on which something came in, the due day and the last', () => {
    expect(dashboardPage(facts, [cycle], now).curve?.points.map(({ dayOfCycle, total, before }) => [dayOfCycle, total, before])).toEqual([
      [1, '1 of 4', '0 of 4'],
      [2, '1 of 4', '3 of 4'],
      [3, '2 of 4', '4 of 4'],
    ]);
  });
});
