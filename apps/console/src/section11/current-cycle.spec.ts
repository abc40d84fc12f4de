import { currentCycle } from './current-cycle.js';

const cycle = (name: string, opensOn: string, dueOn: string, closedOn: string | null = null) => ({ name, opensOn, dueOn, closedOn });
const LAST_YEAR = cycle('last year', '2025-01-06', '2025-03-31', '2025-04-30');
const OVERDUE = cycle('overdue', '2026-01-05', '2026-03-31');
const RUNNING = cycle('running', '2026-02-02', '2026-06-30');
const LONG = cycle('long', '2026-01-05', '2026-05-29');
const ANNOUNCED = cycle('announced', '2026-09-07', '2026-12-18');

describe('the current cycle', () => {
  it.each([
    ['the open one that runs today, though another is due later', [ANNOUNCED, RUNNING, OVERDUE, LAST_YEAR], 'running'],
    ['the latest due of those that have begun, where none runs', [ANNOUNCED, OVERDUE, LAST_YEAR], 'overdue'],
    ['the one still open, though another was closed before it was due', [{ ...RUNNING, closedOn: '2026-04-02' }, LONG], 'long'],
    ['the one that is announced, where none has begun', [ANNOUNCED], 'announced'],
  ])('is %s', (_rule, cycles, name) => {
    expect(currentCycle(cycles, '2026-05-12')?.name).toBe(name);
  });

  it('is none where there is none', () => {
    expect(currentCycle<typeof RUNNING>([], '2026-05-12')).toBeUndefined();
  });

  it('is the running one on its first and on its last day', () => {
    const names = ['2026-02-02', '2026-06-30'].map((day) => currentCycle([ANNOUNCED, RUNNING], day)?.name);
    expect(names).toEqual(['running', 'running']);
  });
});
