import { aDefinition } from '../testing/index.js';
import { parsePeriod } from '../domain/period.js';
import { periodsOverdue, seriesView, standingAgainst, type SeriesRows } from './series-view.js';

const definition = { definition: aDefinition, target: 80, tolerance: 5, targetFrom: '2024-04-01', targetUntil: null };
const value = (period: string, number: number | null, definitionVersion = 1) => {
  return { period, periodFrom: parsePeriod(period, 'quarter')?.from ?? '', value: number, definitionVersion };
};
const rows = (over: Partial<SeriesRows>): SeriesRows => ({ definition, versions: [], values: [], rebases: [], ...over });

describe('what a series says', () => {
  it('leaves no period out: one that nobody reported stands between, without a figure', () => {
    const view = seriesView(rows({ values: [value('2024-25-Q4', 72), value('2024-25-Q1', 70)] }));
    expect(view.periods.map(({ period, value: stands }) => [period.key, stands?.value ?? null])).toEqual([
      ['2024-25-Q1', 70],
      ['2024-25-Q2', null],
      ['2024-25-Q3', null],
      ['2024-25-Q4', 72],
    ]);
    expect(view.percentChange).toBeNull();
  });

  it('is nothing where nothing stands', () => {
    expect(seriesView(rows({}))).toMatchObject({ periods: [], latest: null, target: null, againstTarget: null, percentChange: null });
  });

  it.each([
    [70, 77, 10],
    [80, 70, -12.5],
    [3, 4, 33.3],
    [0, 4, null],
    [null, 4, null],
    [4, null, null],
  ])('changes from %s to %s by %s percent', (was, is, percent) => {
    expect(seriesView(rows({ values: [value('2024-25-Q1', was), value('2024-25-Q2', is)] })).percentChange).toBe(percent);
  });

  it('does not change across a definition that does not compare, and is judged anew from there', () => {
    const values = [value('2024-25-Q1', 70), value('2024-25-Q2', 35, 2)];
    const versions = (comparable: boolean) => [
      { version: 1, comparable: true },
      { version: 2, comparable },
    ];
    const broken = seriesView(rows({ values, versions: versions(false) }));
    expect([broken.percentChange, broken.breaks, broken.judged.groups.length]).toEqual([null, ['2024-07-01'], 2]);
    const whole = seriesView(rows({ values, versions: versions(true) }));
    expect([whole.percentChange, whole.breaks, whole.judged.groups.length]).toEqual([-50, [], 1]);
  });

  it('is held against the target that was in force in its last period', () => {
    const late = [value('2024-25-Q1', 82)];
    expect(seriesView(rows({ values: late }))).toMatchObject({ target: 80, againstTarget: 'met' });
    expect(seriesView(rows({ values: [value('2023-24-Q4', 82)] }))).toMatchObject({ target: null, againstTarget: null });
    const ended = { ...definition, targetUntil: '2024-03-31' };
    expect(seriesView(rows({ definition: ended, values: late })).target).toBeNull();
  });

  it('is near a target within the tolerance, by the way that is good, and nothing where neither is', () => {
    expect(standingAgainst(80, 80, 5, 'up-is-good')).toBe('met');
    expect(standingAgainst(75, 80, 5, 'up-is-good')).toBe('near');
    expect(standingAgainst(74.9, 80, 5, 'up-is-good')).toBe('missed');
    expect(standingAgainst(84, 80, 5, 'down-is-good')).toBe('near');
    expect(standingAgainst(86, 80, 5, 'down-is-good')).toBe('missed');
    expect(standingAgainst(86, 80, 5, 'neither')).toBeNull();
  });

  it('is overdue by the periods whose day to be reported has gone by', () => {
    const latest = parsePeriod('2024-25-Q1', 'quarter');
    if (!latest) throw new Error('no period');
    expect(periodsOverdue(latest, 21, '2024-10-21')).toBe(0);
    expect(periodsOverdue(latest, 21, '2024-10-22')).toBe(1);
    expect(periodsOverdue(latest, 21, '2025-01-22')).toBe(2);
    const cycle = parsePeriod('C2024-09-02', 'cycle');
    expect(cycle && periodsOverdue(cycle, 21, '2030-01-01')).toBe(0);
  });
});
