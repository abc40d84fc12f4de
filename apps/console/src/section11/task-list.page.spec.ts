import { aFile, aPrevious, aProgress, CALLUM, EARLIER, items, NOW, REF } from '../testing/examples.js';
import { taskListPage } from './task-list.page.js';

interface Task {
  readonly href: string;
  readonly hint?: { readonly text: string };
  readonly status: { readonly text?: string; readonly tag?: { readonly text: string } };
}

function tasksOf(view: ReturnType<typeof taskListPage>): Task[] {
  return view.sections.flatMap(({ list }) => (list as { items: Task[] }).items);
}

describe('the task list of a return', () => {
  it('says when it is due and how far it has come, in words and as a bar', () => {
    const view = taskListPage(aFile(), NOW, true);
    expect(view).toMatchObject({
      caption: 'Marlshire Constabulary',
      title: 'Section 11 self-assessment 2026',
      due: { before: 'Return this by ', day: 'Friday 18 December 2026', after: '. The agency is required to return it.' },
      progress: 'You have answered 1 of 40 questions (3%).',
      bar: { done: 2, check: 0 },
    });
  });

  it('numbers its sections and shows each question’s status', () => {
    const view = taskListPage(aFile(), NOW, true);
    expect(view.sections.map(({ title }) => title).slice(0, 2)).toEqual([
      '1. Senior management commitment',
      '2. Statement of accountability',
    ]);
    const [first, second] = tasksOf(view);
    expect(first).toMatchObject({ href: `/returns/${REF}/items/SMC-1`, status: { text: 'Completed' } });
    expect(second?.status.tag?.text).toBe('Not yet started');
  });

  it('asks to check what the last cycle answered, and counts it', () => {
    const view = taskListPage(aFile({ previous: aPrevious() }), NOW, true);
    const [first, second] = tasksOf(view);
    expect(first?.status.text).toBe('Completed');
    expect(second?.status.tag?.text).toBe('Check answer');
    expect(second?.hint?.text).toBe('Answered in Section 11 self-assessment 2024. Check it is still right.');
    expect(view.progress).toBe('You have answered 1 of 40 questions (3%). 39 answers of the last cycle are there to check.');
  });

  it('leads to the next question without an answer, and then to checking', () => {
    expect(taskListPage(aFile(), NOW, true).next).toEqual({ text: 'Continue with the next question', href: `/returns/${REF}/items/SMC-2` });
    const all = aFile({ items: items().map((item) => ({ ...item, rating: 'met' })) });
    expect(taskListPage(all, NOW, true).next?.href).toBe(`/returns/${REF}/check`);
    const signedOff = {
      ...all,
      progress: aProgress({ status: 'signed-off', signedOffBy: CALLUM.person, signedOffAt: '2026-11-25T10:00:00.000Z' }),
    };
    const view = taskListPage(signedOff, NOW, true);
    expect(view.next?.href).toBe(`/returns/${REF}/submit`);
    expect(view.state).toEqual(['Signed off by Callum Birch, 25 November 2026, 10:00am. Changing an answer now withdraws the sign-off.']);
  });

  it('offers nothing to do at an earlier date, and stays there', () => {
    const view = taskListPage(aFile(), EARLIER, true);
    expect(view.next).toBeUndefined();
    expect(tasksOf(view).every(({ href }) => href.endsWith('?asAt=2026-03-31'))).toBe(true);
    expect(view.links.every(({ href }) => href.endsWith('?asAt=2026-03-31'))).toBe(true);
  });

  it('shows ratings, and no work, to those whose return it is not', () => {
    const submitted = aProgress({ status: 'submitted', submittedOn: '2026-12-20', late: true, daysLate: 2, submissions: 1 });
    const view = taskListPage(aFile({ progress: submitted, isOpen: false }), NOW, false);
    const [first, second] = tasksOf(view);
    expect([first?.status.text, second?.status.text]).toEqual(['Partly met', 'Not answered']);
    expect(view.due.after).toBe(', 2 days late. It was due on 18 December 2026.');
    expect([view.next, view.links[0]?.text]).toEqual([undefined, 'Receipt']);
  });

  it('says so where the cycle was closed without it', () => {
    const view = taskListPage(aFile({ isOpen: false, closedOn: '2027-01-15' }), NOW, true);
    expect(view.state).toEqual(['The cycle was closed on 15 January 2027 without this return. The business unit can let it in late.']);
    expect(view.next).toBeUndefined();
  });
});
