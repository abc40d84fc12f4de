import { aProgress, EARLIER, NOW, REF } from '../testing/examples.js';
import { dueInWords, tasksPage } from './tasks.page.js';

const CYCLE = aProgress().cycle;
const OPEN = new Map([[CYCLE, null]]);

describe('an agency’s tasks', () => {
  it('say what is due, in how many days, and how far it has come', () => {
    expect(tasksPage([aProgress()], OPEN, [], NOW).toDo).toEqual([
      {
        title: 'Section 11 self-assessment 2026',
        due: 'Due Friday 18 December 2026, in 23 days',
        isLate: false,
        duty: 'Your agency is required to return this.',
        progress: 'You have answered 1 of 40 questions (3%).',
        bar: { done: 2, check: 0 },
        link: { text: 'Continue your return', href: `/returns/${REF}` },
      },
    ]);
  });

  it('have the late ones first', () => {
    const late = aProgress({ cycleTitle: 'Late', dueOn: '2026-11-13' });
    expect(tasksPage([aProgress(), late], OPEN, [], NOW).toDo.map(({ title, isLate }) => [title, isLate])).toEqual([
      ['Late', true],
      ['Section 11 self-assessment 2026', false],
    ]);
  });

  it('lead to starting, and at an earlier date to looking only', () => {
    const row = aProgress({ status: 'not-started', revision: null });
    expect(tasksPage([row], OPEN, [], NOW).toDo[0]?.link).toEqual({ text: 'Start your return', href: `/cycles/${CYCLE}/return` });
    expect(tasksPage([row], OPEN, [], EARLIER).toDo[0]?.link).toBeUndefined();
    expect(tasksPage([aProgress()], OPEN, [], EARLIER).toDo[0]?.link).toEqual({
      text: 'See the return',
      href: `/returns/${REF}?asAt=2026-03-31`,
    });
  });

  it('are done once submitted, or once the cycle was closed without them', () => {
    const submitted = aProgress({ status: 'submitted', submittedOn: '2026-11-20', late: true, daysLate: 7 });
    expect(tasksPage([submitted], OPEN, [], NOW).done[0]).toMatchObject({ due: 'Submitted on 20 November 2026, 7 days late' });
    const closed = tasksPage([aProgress()], new Map([[CYCLE, '2026-11-24']]), [], NOW);
    expect([closed.toDo, closed.done[0]?.due]).toEqual([[], 'The cycle was closed on 24 November 2026 without this return']);
    const admitted = tasksPage([aProgress({ admittedUntil: '2026-11-25' })], new Map([[CYCLE, '2026-11-24']]), [], NOW);
    expect(admitted.toDo).toHaveLength(1);
  });

  it.each([
    ['2026-11-25', 'Due today, Wednesday 25 November 2026'],
    ['2026-11-26', 'Due Thursday 26 November 2026, in 1 day'],
    ['2026-11-23', 'It was due on Monday 23 November 2026, 2 days ago'],
  ])('that are due on %s say so in words', (day, words) => {
    expect(dueInWords(day, '2026-11-25')).toBe(words);
  });
});
