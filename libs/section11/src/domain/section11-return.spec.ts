import { fold } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, recorded, specifying } from '@goldenthread/event-sourcing/testing';
import type { OpenReturn, RecordAnswer, SignOffReturn, SubmitReturn } from './section11-return.commands.js';
import { returnIdOf, section11Return } from './section11-return.js';
import type {
  HeadingCount,
  Section11AnswerRecorded,
  Section11ReturnEvent,
  Section11ReturnOpened,
  Section11ReturnSignedOff,
  Section11ReturnSubmitted,
  Section11SignOffWithdrawn,
} from './section11-return.events.js';
import { aCycle, aTool } from '../testing/examples.js';

const given = (...history: Section11ReturnEvent[]) => specifying(section11Return).given(...history);

const CYCLE = '00000000-0000-4000-8000-0000000000c1';
const POLICE = aCycle.agencies[0]?.agency ?? '';
const SIGNER = { person: '00000000-0000-4000-8000-00000000000b', agency: POLICE, role: 'agency-lead' };

const facts = { cycle: { ...aCycle, revision: 0 }, tool: { ...aTool, revision: 0 } };
const openReturn: OpenReturn = { type: 'OpenReturn', cycle: CYCLE, agency: POLICE, facts };
const opened: Section11ReturnOpened = {
  type: 'Section11ReturnOpened',
  data: {
    partnership: aCycle.partnership,
    cycle: CYCLE,
    cycleTitle: 'Section 11 2026',
    agency: POLICE,
    agencyName: 'Marlshire Police',
    duty: 'required',
    dueOn: '2026-03-31',
    tool: { code: 'small', version: 1 },
    scale: { id: 'met-3', version: 1, levels: ['not-met', 'partly-met', 'met'] },
    questionnaire: [
      {
        key: 'SMC',
        title: 'Senior management commitment',
        items: [
          { key: 'SMC-1', question: 'Is there a lead?' },
          { key: 'SMC-2', question: 'Do leaders test quality?' },
        ],
      },
      { key: 'TRN', title: 'Staff training', items: [{ key: 'TRN-1', question: 'Is there an induction?' }] },
    ],
    cycleRevision: 0,
    toolRevision: 0,
  },
};

const questions: Record<string, string> = {
  'SMC-1': 'Is there a lead?',
  'SMC-2': 'Do leaders test quality?',
  'TRN-1': 'Is there an induction?',
};
const none: HeadingCount = { met: 0, partlyMet: 0, notMet: 0, notApplicable: 0, unanswered: 0, of: 0 };

/** An answer as it was recorded: by default "met" without a word. */
function answered(
  item: string,
  tally: { answered: number } & Partial<HeadingCount>,
  over: Partial<Section11AnswerRecorded['data']> = {},
): Section11AnswerRecorded {
  const { answered, ...count } = tally;
  const heading = item.slice(0, 3);
  return {
    type: 'Section11AnswerRecorded',
    data: {
      item,
      heading,
      question: questions[item] ?? '',
      rating: 'met',
      evidence: [],
      tally: { answered, of: 3, heading: { key: heading, ...none, ...count } },
      afterDue: false,
      ...over,
    },
  };
}

const answer = (item: string, over: Partial<RecordAnswer> = {}): RecordAnswer => ({
  type: 'RecordAnswer',
  item,
  rating: 'met',
  evidence: [],
  basedOn: 'new',
  today: '2026-02-02',
  ...over,
});
const signOff = (over: Partial<SignOffReturn> = {}): SignOffReturn => ({ type: 'SignOffReturn', basedOn: 3, actor: SIGNER, ...over });
const submit = (over: Partial<SubmitReturn> = {}): SubmitReturn => ({
  type: 'SubmitReturn',
  basedOn: 4,
  today: '2026-03-31',
  ...over,
});

const first = answered('SMC-1', { answered: 1, met: 1, unanswered: 1, of: 2 });
const second = answered('SMC-2', { answered: 2, met: 2, of: 2 });
const third = answered('TRN-1', { answered: 3, met: 1, of: 1 });
const complete = [opened, first, second, third];
const signedOff: Section11ReturnSignedOff = {
  type: 'Section11ReturnSignedOff',
  data: { authors: [AN_AUTHOR.person], answered: 3, of: 3 },
};
const submitted: Section11ReturnSubmitted = {
  type: 'Section11ReturnSubmitted',
  data: {
    cycle: CYCLE,
    agency: POLICE,
    dueOn: '2026-03-31',
    submittedOn: '2026-03-31',
    late: false,
    daysLate: 0,
    answered: 3,
    of: 3,
    standards: [
      { heading: 'SMC', title: 'Senior management commitment', met: 2, partlyMet: 0, notMet: 0, notApplicable: 0, of: 2 },
      { heading: 'TRN', title: 'Staff training', met: 1, partlyMet: 0, notMet: 0, notApplicable: 0, of: 1 },
    ],
    signedOffBy: AN_AUTHOR,
  },
};
const withdrawn: Section11SignOffWithdrawn = {
  type: 'Section11SignOffWithdrawn',
  data: { because: 'answer-changed', item: 'SMC-2' },
};

describe('opening a return', () => {
  it('records what is asked, of whom and until when', () => {
    given().when(openReturn).then(opened);
  });

  it('twice records it once, whatever has happened since', () => {
    given(opened).when(openReturn).thenNothing();
    given(...complete, signedOff, submitted)
      .when(openReturn)
      .thenNothing();
  });

  it('is refused to an agency that the cycle does not ask', () => {
    const agency = '00000000-0000-4000-8000-0000000000a9';
    given()
      .when({ ...openReturn, agency })
      .thenRefused('agency-not-in-cycle', { cycle: CYCLE, agency });
  });

  it('needs a cycle and its tool', () => {
    given()
      .when({ ...openReturn, facts: { ...facts, cycle: undefined } })
      .thenRefused('cycle-not-open', { cycle: CYCLE });
    given()
      .when({ ...openReturn, facts: { ...facts, tool: undefined } })
      .thenRefused('tool-not-published', { code: 'small', version: 1 });
  });

  it('gives an agency one return in a cycle', () => {
    expect(returnIdOf(CYCLE, POLICE)).toBe(returnIdOf(CYCLE, POLICE));
    expect(returnIdOf(CYCLE, POLICE)).not.toBe(returnIdOf(POLICE, CYCLE));
  });
});

describe('recording an answer', () => {
  it('keeps the question with it, and counts the return and the heading', () => {
    given(opened).when(answer('SMC-1')).then(first);
    given(opened, first).when(answer('SMC-2')).then(second);
    given(opened, first, second).when(answer('TRN-1')).then(third);
  });

  it('keeps narrative and evidence as they were written', () => {
    const evidence = [
      { kind: 'note', text: 'Board minutes of 3 February.' },
      { kind: 'link', title: 'Policy', url: 'https://marlshire.example/policy' },
    ] as const;
    given(opened)
      .when(answer('TRN-1', { rating: 'partly-met', narrative: 'Most of it.', evidence }))
      .then(answered('TRN-1', { answered: 1, partlyMet: 1, of: 1 }, { rating: 'partly-met', narrative: 'Most of it.', evidence }));
  });

  it('keeps nothing of what was left blank', () => {
    given(opened)
      .when(answer('SMC-1', { narrative: ' \n', reason: '' }))
      .then(first);
  });

  it('counts what does not apply as answered, and leaves it out of the denominator', () => {
    given(opened, first)
      .when(answer('SMC-2', { rating: 'not-applicable', reason: 'We have no staff.' }))
      .then(answered('SMC-2', { answered: 2, met: 1, notApplicable: 1, of: 1 }, { rating: 'not-applicable', reason: 'We have no staff.' }));
  });

  it('counts a changed rating once', () => {
    given(opened, first, second)
      .when(answer('SMC-2', { rating: 'not-met', basedOn: 2 }))
      .then(answered('SMC-2', { answered: 2, met: 1, notMet: 1, of: 2 }, { rating: 'not-met' }));
  });

  it('after the due day is accepted and marked', () => {
    given(opened)
      .when(answer('SMC-1', { today: '2026-03-31' }))
      .then(first);
    given(opened)
      .when(answer('SMC-1', { today: '2026-04-01' }))
      .then({ ...first, data: { ...first.data, afterDue: true } });
  });

  it('twice records it once', () => {
    given(opened, first)
      .when(answer('SMC-1', { basedOn: 1 }))
      .thenNothing();
    given(...complete, signedOff)
      .when(answer('SMC-2', { basedOn: 2 }))
      .thenNothing();
  });

  it('on different items is saved for both of two co-authors who read the same return', () => {
    given(opened, first).when(answer('SMC-2')).then(second);
    given(opened, answered('SMC-2', { answered: 1, met: 1, unanswered: 1, of: 2 }))
      .when(answer('SMC-1'))
      .then(answered('SMC-1', { answered: 2, met: 2, of: 2 }));
  });

  it('on the same item is refused to the second of two co-authors, with both texts and who was first', () => {
    const theirs = answered('SMC-1', { answered: 1, met: 1, unanswered: 1, of: 2 }, { narrative: 'Theirs.' });
    const both = {
      item: 'SMC-1',
      currentRevision: 1,
      changedBy: AN_AUTHOR,
      changedAt: '2026-01-05T09:00:01.000Z',
      theirs: { rating: 'met', narrative: 'Theirs.', evidence: [] },
      yours: { rating: 'not-met', narrative: 'Yours.', evidence: [] },
    };
    const yours = { rating: 'not-met', narrative: 'Yours.' };
    given(opened, theirs)
      .when(answer('SMC-1', { ...yours, basedOn: 'new' }))
      .thenRefused('answer-changed', both);
    given(opened, first, theirs)
      .when(answer('SMC-1', { ...yours, basedOn: 1 }))
      .thenRefused('answer-changed', { ...both, currentRevision: 2, changedAt: '2026-01-05T09:00:02.000Z' });
  });

  it('that is just what stands already is still refused where it was based on something else', () => {
    given(opened, first)
      .when(answer('SMC-1', { basedOn: 'new' }))
      .thenRefused('answer-changed', { currentRevision: 1 });
  });

  it('is refused where it is based on an answer that was never there', () => {
    given(opened)
      .when(answer('SMC-1', { basedOn: 7 }))
      .thenRefused('answer-changed', { theirs: null, currentRevision: null, changedBy: null, changedAt: null });
  });

  it('is not held up by changes to other items', () => {
    given(opened, first, second, third)
      .when(answer('SMC-1', { rating: 'not-met', basedOn: 1 }))
      .then(answered('SMC-1', { answered: 3, met: 1, notMet: 1, of: 2 }, { rating: 'not-met' }));
  });

  it.each(['SMC-3', 'smc-1', '', 'constructor', '__proto__'])('is refused for the item "%s", which the tool does not ask', (item) => {
    given(opened).when(answer(item)).thenRefused('item-not-in-tool', { item });
  });

  it.each(['good', 'Met', '', '2'])('is refused for the rating "%s", which is not on the scale', (rating) => {
    given(opened)
      .when(answer('SMC-1', { rating }))
      .thenRefused('rating-not-on-scale', { rating, scale: ['not-met', 'partly-met', 'met', 'not-applicable'] });
  });

  it('needs a reason where the item does not apply, and wants none elsewhere', () => {
    given(opened)
      .when(answer('SMC-1', { rating: 'not-applicable', reason: '  ' }))
      .thenRefused('reason-needed', { item: 'SMC-1' });
    given(opened)
      .when(answer('SMC-1', { rating: 'met', reason: 'Because.' }))
      .thenRefused('reason-not-wanted', { item: 'SMC-1', rating: 'met' });
  });

  it('after sign-off withdraws the sign-off', () => {
    given(...complete, signedOff)
      .when(answer('SMC-2', { rating: 'not-met', basedOn: 2 }))
      .then(answered('SMC-2', { answered: 3, met: 1, notMet: 1, of: 2 }, { rating: 'not-met' }), withdrawn);
  });

  it('needs a return that is open and not yet submitted', () => {
    given().when(answer('SMC-1')).thenRefused('return-not-open');
    given(...complete, signedOff, submitted)
      .when(answer('SMC-1', { basedOn: 1 }))
      .thenRefused('return-submitted', { submittedOn: '2026-03-31' });
  });
});

describe('signing off', () => {
  it('records who the authors were and that nothing was missing', () => {
    given(...complete)
      .when(signOff())
      .then(signedOff);
  });

  it('keeps the statement, where there is one', () => {
    given(...complete)
      .when(signOff({ statement: 'Agreed by the board.' }))
      .then({ ...signedOff, data: { ...signedOff.data, statement: 'Agreed by the board.' } });
    given(...complete)
      .when(signOff({ statement: ' ' }))
      .then(signedOff);
  });

  it('is refused while items are unanswered, naming them with their questions', () => {
    given(opened, second)
      .when(signOff({ basedOn: 1 }))
      .thenRefused('items-unanswered', {
        missing: [
          { item: 'SMC-1', question: 'Is there a lead?' },
          { item: 'TRN-1', question: 'Is there an induction?' },
        ],
      });
  });

  it('is refused to anyone who answered anything', () => {
    given(...complete)
      .when(signOff({ actor: AN_AUTHOR }))
      .thenRefused('author-cannot-sign-off', { person: AN_AUTHOR.person });
  });

  it('is refused to an author even where nothing of theirs stands any more', () => {
    const [byAuthor, bySecond] = [AN_AUTHOR, { ...AN_AUTHOR, person: '00000000-0000-4000-8000-00000000000c' }];
    const category = section11Return.category;
    const history = [
      ...recorded(category, [opened, first, second], { actor: byAuthor }),
      ...recorded(category, [answered('SMC-1', { answered: 2 }), answered('SMC-2', { answered: 2 }), third], { actor: bySecond }),
    ];
    const state = fold(
      section11Return,
      history.map((event, revision) => ({ ...event, revision })),
    );
    expect(() => section11Return.decide(signOff({ basedOn: 5, actor: byAuthor }), state)).toThrow('author-cannot-sign-off');
    expect(section11Return.decide(signOff({ basedOn: 5 }), state)).toEqual([
      { ...signedOff, data: { ...signedOff.data, authors: [byAuthor.person, bySecond.person] } },
    ]);
  });

  it('twice records it once', () => {
    given(...complete, signedOff)
      .when(signOff({ basedOn: 4 }))
      .thenRefused('already-signed-off', { signedOffBy: AN_AUTHOR, signedOffAt: '2026-01-05T09:00:04.000Z' });
  });

  it('is refused where the return moved on since it was read, saying who moved it', () => {
    given(...complete)
      .when(signOff({ basedOn: 2 }))
      .thenRefused('return-changed', { currentRevision: 3, changedBy: AN_AUTHOR, changedAt: '2026-01-05T09:00:03.000Z' });
  });

  it('is possible again after it was withdrawn', () => {
    given(...complete, signedOff, answered('SMC-2', { answered: 3, met: 1, notMet: 1, of: 2 }, { rating: 'not-met' }), withdrawn)
      .when(signOff({ basedOn: 6 }))
      .then(signedOff);
  });

  it('needs a return that is open and not yet submitted', () => {
    given().when(signOff()).thenRefused('return-not-open');
    given(...complete, signedOff, submitted)
      .when(signOff({ basedOn: 5 }))
      .thenRefused('return-submitted');
  });
});

describe('submitting', () => {
  it('on the due day is in time, and records each standard and who signed off', () => {
    given(...complete, signedOff)
      .when(submit())
      .then(submitted);
  });

  it('after the due day is accepted, and recorded as late by so many days', () => {
    given(...complete, signedOff)
      .when(submit({ today: '2026-04-03' }))
      .then({ ...submitted, data: { ...submitted.data, submittedOn: '2026-04-03', late: true, daysLate: 3 } });
  });

  it('twice records it once', () => {
    given(...complete, signedOff, submitted)
      .when(submit({ basedOn: 5 }))
      .thenRefused('return-submitted', { submittedOn: '2026-03-31' });
  });

  it('is refused while items are unanswered, naming them', () => {
    given(opened, first, second)
      .when(submit({ basedOn: 2 }))
      .thenRefused('items-unanswered', { missing: [{ item: 'TRN-1', question: 'Is there an induction?' }] });
  });

  it('needs a sign-off that still holds', () => {
    given(...complete)
      .when(submit({ basedOn: 3 }))
      .thenRefused('not-signed-off');
    given(...complete, signedOff, answered('SMC-2', { answered: 3 }), withdrawn)
      .when(submit({ basedOn: 6 }))
      .thenRefused('not-signed-off');
  });

  it('is refused where the return moved on since it was read', () => {
    given(...complete, signedOff)
      .when(submit({ basedOn: 3 }))
      .thenRefused('return-changed', { currentRevision: 4, changedBy: AN_AUTHOR });
  });

  it('needs a return', () => {
    given().when(submit()).thenRefused('return-not-open');
  });
});
