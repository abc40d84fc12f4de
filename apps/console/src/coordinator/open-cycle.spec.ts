import { submitted } from '../forms/submitted.js';
import { OpenCycleForm, type CycleAnswers, type Step } from './open-cycle.form.js';
import { dueInWords, errorsBetween, firstAnswers, openCyclePage, stepAfter, tickedBy, type Choices } from './open-cycle.page.js';

const POLICE = '00000000-0000-4000-8000-0000000000a1';
const FORUM = '00000000-0000-4000-8000-0000000000a2';
const UNIT = '00000000-0000-4000-8000-0000000000a3';

const choices: Choices = {
  tools: [
    {
      code: 'section-11',
      version: 2,
      title: 'Section 11 self-assessment',
      scale: [],
      headings: [{ key: 'SMC', title: 'Senior management', items: [] }],
    } as unknown as Choices['tools'][number],
  ],
  agencies: [
    { partnership: 'm', agency: POLICE, name: 'Constabulary', kind: 'police', basis: 'children-act-2004-s11' },
    { partnership: 'm', agency: FORUM, name: 'Forum', kind: 'voluntary', basis: 'asked-voluntarily' },
    { partnership: 'm', agency: UNIT, name: 'Business Unit', kind: 'business-unit', basis: 'asked-voluntarily' },
  ],
  today: '2026-04-07',
};
const typed = {
  step: 'check',
  title: 'Section 11 2026',
  tool: 'section-11/2',
  opensOn: '7',
  'opensOn-month': '4',
  'opensOn-year': '2026',
  dueOn: '30',
  'dueOn-month': '10',
  'dueOn-year': '2026',
  'agencies[]': `${POLICE},${FORUM}`,
};
const answersOf = (fields: object = typed): CycleAnswers => submitted(OpenCycleForm, fields).form;
const hrefsOf = (fields: object): (string | undefined)[] => submitted(OpenCycleForm, fields).errors.map(({ href }) => href);

describe('the form that opens a cycle', () => {
  it('reads dates from three boxes, and agencies from a list', () => {
    const { form, errors } = submitted(OpenCycleForm, typed);
    expect(errors).toEqual([]);
    expect(form).toMatchObject({ opensOn: { day: '7', month: '4', year: '2026' }, agencies: [POLICE, FORUM] });
  });

  it('links what is wrong to its field', () => {
    expect(hrefsOf({ step: 'check' })).toEqual(['#title', '#tool', '#opensOn', '#dueOn', '#agencies']);
    expect(hrefsOf({ ...typed, 'dueOn-month': '2' })).toEqual(['#dueOn']);
    expect(hrefsOf({ ...typed, 'agencies[]': 'x' })).toEqual(['#agencies']);
  });

  it('takes no field that its pages do not have', () => {
    expect(() => submitted(OpenCycleForm, { ...typed, partnership: 'other' })).toThrow('invalid');
  });
});

describe('the steps of opening a cycle', () => {
  it.each([
    ['title', 'tool'],
    ['tool', 'dates'],
    ['dates', 'agencies'],
    ['agencies', 'check'],
  ] as const)('lead from %s to %s', (step, next) => {
    expect(stepAfter({ step }, [])).toEqual({ step: next, errors: [] });
  });

  it('stay where something is wrong, and pass over what is still to be asked', () => {
    const due = { text: 'Enter it', href: '#dueOn' };
    expect(stepAfter({ step: 'dates' }, [due])).toEqual({ step: 'dates', errors: [due] });
    expect(stepAfter({ step: 'title' }, [due])).toEqual({ step: 'tool', errors: [] });
    expect(stepAfter({ step: 'check' }, [due])).toEqual({ step: 'dates', errors: [due] });
  });

  it('go back to whichever is to be changed', () => {
    expect(stepAfter({ step: 'check', go: 'title' }, [])).toEqual({ step: 'title', errors: [] });
  });

  it('begin with this year’s title, the newest questions, and every agency but the unit that asks', () => {
    expect(firstAnswers(choices)).toMatchObject({
      title: 'Section 11 self-assessment 2026',
      tool: 'section-11/2',
      agencies: [POLICE, FORUM],
    });
  });

  it.each(['title', 'tool', 'dates', 'agencies', 'check'] as const)('carry on from %s all that the others answered', (step: Step) => {
    const { hidden } = openCyclePage(step, answersOf(), choices, 'id');
    const own = { title: ['title'], tool: ['tool'], dates: ['opensOn', 'dueOn'], agencies: ['agencies[]'], check: [] }[step];
    const others = Object.entries(typed).filter(([name]) => name !== 'step' && !own.some((one) => name.split('-')[0] === one));
    expect(Object.fromEntries(hidden.map(({ name, value }) => [name, value]))).toEqual(Object.fromEntries(others));
  });

  it('lead back to the one before with all that was typed, and from the first to the cycles', () => {
    const pages = (['title', 'tool', 'agencies', 'check'] as const).map((step) => openCyclePage(step, answersOf(), choices, 'id'));
    expect(pages.map(({ back, stepBefore }) => back ?? stepBefore)).toEqual(['/cycles', 'title', 'dates', undefined]);
  });

  it('tick all agencies, none, or those of one kind, and leave the others as they are', () => {
    const ticked = (choose: string, agencies: string[]): readonly string[] =>
      tickedBy(choose, { ...answersOf(), agencies }, choices).agencies;
    expect(ticked('all', [])).toEqual([POLICE, FORUM, UNIT]);
    expect(ticked('none', [POLICE])).toEqual([]);
    expect(ticked('all:voluntary', [POLICE])).toEqual([POLICE, FORUM]);
    expect(ticked('none:police', [POLICE, FORUM])).toEqual([FORUM]);
    expect(hrefsOf({ ...typed, choose: 'some' })).toEqual(['#choose']);
  });

  it('show agencies kind by kind, and fold away a kind that has many', () => {
    const schools = Array.from({ length: 300 }, (_, number) => ({
      partnership: 'm',
      agency: `school-${number}`,
      name: `School ${number}`,
      kind: 'education',
      basis: 'education-act-2002-s175' as const,
    }));
    const { kinds } = openCyclePage('agencies', answersOf(), { ...choices, agencies: [...choices.agencies, ...schools] }, 'id');
    expect(kinds?.ticked).toBe('2 of 303 agencies are ticked.');
    expect(kinds?.groups.map(({ name, ticked: of, isLong }) => [name, of, isLong])).toEqual([
      ['Police', '1 of 1 ticked', false],
      ['Schools and colleges', '0 of 300 ticked', true],
      ['Voluntary, faith and community organisations', '1 of 1 ticked', false],
      ['The partnership’s own staff', '0 of 1 ticked', false],
    ]);
  });

  it('are none where no returns are held: the first says so', () => {
    const statement = 'Register as published (Arrangements, 21 June 2019); no returns are held here.';
    const view = openCyclePage('title', answersOf(), { ...choices, noReturns: statement }, 'id');
    expect([view.title, view.nothing, view.input]).toEqual(['No cycle can be opened here', statement, undefined]);
  });

  it('find what is wrong between answers that are each right', () => {
    const before = answersOf({ ...typed, 'dueOn-month': '3' });
    expect(errorsBetween(before, choices)).toEqual([{ text: 'The day it is due must be the day it opens or later', href: '#dueOn' }]);
    expect(
      errorsBetween({ ...answersOf(), tool: 'section-11/9', agencies: [UNIT.replace('a3', 'b9')] }, choices).map(({ href }) => href),
    ).toEqual(['#tool', '#agencies']);
    expect(errorsBetween(answersOf(), choices)).toEqual([]);
  });
});

describe('checking the answers', () => {
  it('says the due day with its weekday and the working days that agencies have', () => {
    expect(dueInWords('2026-04-07', '2026-10-30')).toBe('Friday 30 October 2026, 145 working days after opening');
  });

  it('tells those who are required from those who are invited, and offers to change each answer', () => {
    const { summary, change } = openCyclePage('check', answersOf(), choices, 'id');
    expect(summary.map(({ key, lines, go }) => [key, lines, go])).toEqual([
      ['Title', ['Section 11 2026'], 'title'],
      ['Questions', ['Section 11 self-assessment, version 2'], 'tool'],
      ['Opens', ['Tuesday 7 April 2026'], 'dates'],
      ['Due', ['Friday 30 October 2026, 145 working days after opening'], 'dates'],
      ['Required (1)', ['Constabulary'], 'agencies'],
      ['Invited (1)', ['Forum'], 'agencies'],
    ]);
    expect(change).toEqual({ commandId: 'id', basedOn: 'new' });
  });

  it.each([
    ['31', '8', 'Monday 31 August 2026 is a bank holiday: Summer bank holiday.'],
    ['31', '10', 'Saturday 31 October 2026 is at a weekend.'],
  ])('warns of a due day on which nobody is at work: %s %s', (dueOn, month, words) => {
    expect(openCyclePage('check', answersOf({ ...typed, dueOn, 'dueOn-month': month }), choices, 'id').warning).toContain(words);
  });

  it('warns of no other', () => {
    expect(openCyclePage('check', answersOf(), choices, 'id').warning).toBeUndefined();
  });
});
