import { fold } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, recorded, specifying } from '@goldenthread/event-sourcing/testing';
import type {
  CorrectAnswer,
  EarlierAnswer,
  OpenReturn,
  RecordAnswer,
  ReopenReturn,
  SignOffReturn,
  SubmitReturn,
} from './section11-return.commands.js';
import { returnIdOf, section11Return } from './section11-return.js';
import type {
  HeadingCount,
  Section11AnswerCorrected,
  Section11AnswerRecorded,
  Section11ReturnEvent,
  Section11ReturnOpened,
  Section11ReturnReopened,
  Section11ReturnSignedOff,
  Section11ReturnSubmitted,
  Section11SignOffWithdrawn,
} from './section11-return.events.js';
import { aCycle, aTool } from '../testing/examples.js';

const given = (...history: Section11ReturnEvent[]) => specifying(section11Return).given(...history);

const CYCLE = '00000000-0000-4000-8000-0000000000c1';
const POLICE = aCycle.agencies[0]?.agency ?? '';
const SIGNER = { person: '00000000-0000-4000-8000-00000000000b', agency: POLICE, role: 'agency-lead' };

const stillOpen = { revision: 0 };
const closed = { revision: 1, closedOn: '2026-04-20' };
const letIn = { ...closed, revision: 2, admittedUntil: '2026-05-08' };
const facts = { cycle: { ...aCycle, revision: 0 }, tool: { ...aTool, revision: 0 }, window: stillOpen };
const openReturn: OpenReturn = { type: 'OpenReturn', cycle: CYCLE, agency: POLICE, today: '2026-02-02', facts };
const opened: Section11ReturnOpened = {
  type: 'Section11ReturnOpened',
  data: {
    partnership: aCycle.partnership,
    cycle: CYCLE,
    cycleTitle: 'Section 11 2026',
    agency: POLICE,
    agencyName: 'Marlshire Police',
    basis: 'children-act-2004-s11',
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
const inTime = { cycleRevision: 0, admitted: false };
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
      ratingBefore: null,
      evidence: [],
      tally: { answered, of: 3, heading: { key: heading, ...none, ...count } },
      afterDue: false,
      ...inTime,
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
  window: stillOpen,
  ...over,
});
const signOff = (over: Partial<SignOffReturn> = {}): SignOffReturn => ({
  type: 'SignOffReturn',
  basedOn: 3,
  actor: SIGNER,
  today: '2026-03-30',
  window: stillOpen,
  ...over,
});
const submit = (over: Partial<SubmitReturn> = {}): SubmitReturn => ({
  type: 'SubmitReturn',
  basedOn: 4,
  today: '2026-03-31',
  window: stillOpen,
  ...over,
});

const first = answered('SMC-1', { answered: 1, met: 1, unanswered: 1, of: 2 });
const second = answered('SMC-2', { answered: 2, met: 2, of: 2 });
const third = answered('TRN-1', { answered: 3, met: 1, of: 1 });
const complete = [opened, first, second, third];
const signedOff: Section11ReturnSignedOff = {
  type: 'Section11ReturnSignedOff',
  data: { authors: [AN_AUTHOR.person], answered: 3, of: 3, ...inTime },
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
    number: 1,
    ...inTime,
  },
};
const withdrawn: Section11SignOffWithdrawn = {
  type: 'Section11SignOffWithdrawn',
  data: { because: 'answer-changed', item: 'SMC-2' },
};

const reopen = (over: Partial<ReopenReturn> = {}): ReopenReturn => ({
  type: 'ReopenReturn',
  reason: 'The wrong policy was described.',
  basedOn: 5,
  today: '2026-04-07',
  window: stillOpen,
  ...over,
});
const reopened: Section11ReturnReopened = {
  type: 'Section11ReturnReopened',
  data: { reason: 'The wrong policy was described.', submittedOn: '2026-03-31', number: 1, ...inTime },
};
const correct = (over: Partial<CorrectAnswer> = {}): CorrectAnswer => ({
  type: 'CorrectAnswer',
  item: 'SMC-2',
  answer: { rating: 'partly-met', narrative: 'Leaders looked once, not twice.', evidence: [] },
  reason: 'The second visit did not take place.',
  basedOn: 2,
  ...over,
});
const corrected: Section11AnswerCorrected = {
  type: 'Section11AnswerCorrected',
  data: {
    item: 'SMC-2',
    heading: 'SMC',
    question: 'Do leaders test quality?',
    answer: { rating: 'partly-met', narrative: 'Leaders looked once, not twice.', evidence: [] },
    reason: 'The second visit did not take place.',
    corrects: { revision: 2, rating: 'met' },
    tally: { answered: 3, of: 3, heading: { key: 'SMC', ...none, met: 1, partlyMet: 1, of: 2 } },
    number: 1,
  },
};
const asSubmitted = [...complete, signedOff, submitted];

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
      .then(answered('SMC-2', { answered: 2, met: 1, notMet: 1, of: 2 }, { rating: 'not-met', ratingBefore: 'met' }));
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
      .then(answered('SMC-1', { answered: 3, met: 1, notMet: 1, of: 2 }, { rating: 'not-met', ratingBefore: 'met' }));
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
      .then(answered('SMC-2', { answered: 3, met: 1, notMet: 1, of: 2 }, { rating: 'not-met', ratingBefore: 'met' }), withdrawn);
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
    given(
      ...complete,
      signedOff,
      answered('SMC-2', { answered: 3, met: 1, notMet: 1, of: 2 }, { rating: 'not-met', ratingBefore: 'met' }),
      withdrawn,
    )
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

describe('after the cycle is closed', () => {
  const late = '2026-05-08';

  it.each([
    ['opening', [], { ...openReturn, today: late, facts: { ...facts, window: closed } }],
    ['answering', [opened], answer('SMC-1', { today: late, window: closed })],
    ['signing off', complete, signOff({ today: late, window: closed })],
    ['submitting', [...complete, signedOff], submit({ today: late, window: closed })],
    ['reopening', asSubmitted, reopen({ today: late, window: closed })],
  ] as const)('%s needs an admission', (_what, history, command) => {
    given(...history)
      .when(command)
      .thenRefused('cycle-closed', { closedOn: '2026-04-20', admittedUntil: null });
  });

  it.each([
    ['opening', [], { ...openReturn, today: '2026-05-09', facts: { ...facts, window: letIn } }],
    ['answering', [opened], answer('SMC-1', { today: '2026-05-09', window: letIn })],
    ['signing off', complete, signOff({ today: '2026-05-09', window: letIn })],
    ['submitting', [...complete, signedOff], submit({ today: '2026-05-09', window: letIn })],
    ['reopening', asSubmitted, reopen({ today: '2026-05-09', window: letIn })],
  ] as const)('%s is refused once the admission is over', (_what, history, command) => {
    given(...history)
      .when(command)
      .thenRefused('cycle-closed', { closedOn: '2026-04-20', admittedUntil: '2026-05-08' });
  });

  it('what is let in says so, and which state of the cycle it read', () => {
    const admitted = { cycleRevision: 2, admitted: true };
    given(opened)
      .when(answer('SMC-1', { today: late, window: letIn }))
      .then({ ...first, data: { ...first.data, afterDue: true, ...admitted } });
    given(...complete)
      .when(signOff({ today: late, window: letIn }))
      .then({ ...signedOff, data: { ...signedOff.data, ...admitted } });
    given(...complete, signedOff)
      .when(submit({ today: late, window: letIn }))
      .then({ ...submitted, data: { ...submitted.data, submittedOn: late, late: true, daysLate: 38, ...admitted } });
    given(...asSubmitted)
      .when(reopen({ today: late, window: letIn }))
      .then({ ...reopened, data: { ...reopened.data, ...admitted } });
  });

  it('a correction needs none', () => {
    given(...asSubmitted)
      .when(correct())
      .then(corrected);
  });
});

describe('reopening a return', () => {
  it('gives it back to its agency, and says why and which submission no longer stands', () => {
    given(...asSubmitted)
      .when(reopen())
      .then(reopened);
  });

  it('lets it be answered, signed off and submitted again, as another submission', () => {
    const changed = answered('SMC-2', { answered: 3, met: 1, notMet: 1, of: 2 }, { rating: 'not-met', ratingBefore: 'met' });
    given(...asSubmitted, reopened)
      .when(answer('SMC-2', { rating: 'not-met', basedOn: 2 }))
      .then(changed);
    given(...asSubmitted, reopened, changed)
      .when(signOff({ basedOn: 7 }))
      .then(signedOff);
    const again = { ...submitted, data: { ...submitted.data, number: 2 } };
    given(...asSubmitted, reopened, signedOff)
      .when(submit({ basedOn: 7 }))
      .then(again);
    given(...asSubmitted, reopened, signedOff, again)
      .when(reopen({ basedOn: 8 }))
      .then({ ...reopened, data: { ...reopened.data, number: 2 } });
  });

  it('needs a new sign-off before it is submitted', () => {
    given(...asSubmitted, reopened)
      .when(submit({ basedOn: 6 }))
      .thenRefused('not-signed-off');
  });

  it('needs a reason', () => {
    given(...asSubmitted)
      .when(reopen({ reason: ' ' }))
      .thenRefused('say-why');
  });

  it('is refused where the return moved on since it was read', () => {
    given(...asSubmitted)
      .when(reopen({ basedOn: 4 }))
      .thenRefused('return-changed', { currentRevision: 5 });
  });

  it('needs a return that is submitted', () => {
    given().when(reopen()).thenRefused('return-not-open');
    given(...complete)
      .when(reopen({ basedOn: 3 }))
      .thenRefused('return-not-submitted');
    given(...complete, signedOff)
      .when(reopen({ basedOn: 4 }))
      .thenRefused('return-not-submitted');
    given(...asSubmitted, reopened)
      .when(reopen({ basedOn: 6 }))
      .thenRefused('return-not-submitted');
  });
});

describe('correcting an answer', () => {
  it('keeps what it corrects, and counts again', () => {
    given(...asSubmitted)
      .when(correct())
      .then(corrected);
  });

  it('leaves the return submitted, and may be done again, to what stands then', () => {
    given(...asSubmitted, corrected)
      .when(correct({ answer: { rating: 'not-met', evidence: [] }, basedOn: 6 }))
      .then({
        ...corrected,
        data: {
          ...corrected.data,
          answer: { rating: 'not-met', evidence: [] },
          corrects: { revision: 6, rating: 'partly-met' },
          tally: { answered: 3, of: 3, heading: { key: 'SMC', ...none, met: 1, notMet: 1, of: 2 } },
          number: 2,
        },
      });
    given(...asSubmitted, corrected)
      .when(submit({ basedOn: 6 }))
      .thenRefused('return-submitted');
  });

  it('twice records it once', () => {
    given(...asSubmitted, corrected)
      .when(correct({ basedOn: 6 }))
      .thenNothing();
  });

  it('is refused where it is based on something else than stands, with both texts', () => {
    given(...asSubmitted, corrected)
      .when(correct())
      .thenRefused('answer-changed', { currentRevision: 6, theirs: { rating: 'partly-met' }, yours: { rating: 'partly-met' } });
  });

  it('keeps to the tool and its scale, and needs a reason', () => {
    given(...asSubmitted)
      .when(correct({ item: 'SMC-3' }))
      .thenRefused('item-not-in-tool');
    given(...asSubmitted)
      .when(correct({ answer: { rating: 'good', evidence: [] } }))
      .thenRefused('rating-not-on-scale');
    given(...asSubmitted)
      .when(correct({ answer: { rating: 'not-applicable', evidence: [] } }))
      .thenRefused('reason-needed');
    given(...asSubmitted)
      .when(correct({ reason: '' }))
      .thenRefused('say-why');
  });

  it('makes its author one of the authors, who cannot sign off afterwards', () => {
    const history = recorded(section11Return.category, [...asSubmitted, corrected, reopened]);
    const bySigner = history.map((event) => (event.type === 'Section11AnswerCorrected' ? { ...event, actor: SIGNER } : event));
    const state = fold(section11Return, bySigner);
    expect(() => section11Return.decide(signOff({ basedOn: 7 }), state)).toThrow('author-cannot-sign-off');
  });

  it('needs a return that is submitted', () => {
    given().when(correct()).thenRefused('return-not-open');
    given(...complete)
      .when(correct())
      .thenRefused('return-not-submitted');
    given(...complete, signedOff)
      .when(correct())
      .thenRefused('return-not-submitted');
    given(...asSubmitted, reopened)
      .when(correct())
      .thenRefused('return-not-submitted');
  });
});

describe('bringing an answer forward', () => {
  const EARLIER = '00000000-0000-4000-8000-0000000000e0';
  const earlier: EarlierAnswer = {
    partnership: aCycle.partnership,
    cycle: '00000000-0000-4000-8000-0000000000c0',
    cycleTitle: 'Section 11 2024',
    dueOn: '2024-03-29',
    agency: POLICE,
    item: 'SMC-1',
    question: 'Is there a lead?',
    answer: { rating: 'met', narrative: 'The deputy leads.', evidence: [] },
  };
  const from = (found: EarlierAnswer | undefined) => ({ broughtForwardFrom: { return: EARLIER, revision: 9, earlier: found } });
  const origin = { return: EARLIER, cycle: earlier.cycle, cycleTitle: 'Section 11 2024', revision: 9 };
  const tally = { answered: 1, met: 1, unanswered: 1, of: 2 };

  it('says where it came from, and that it was kept to the letter', () => {
    given(opened)
      .when(answer('SMC-1', { narrative: 'The deputy leads.', ...from(earlier) }))
      .then(answered('SMC-1', tally, { narrative: 'The deputy leads.', broughtForwardFrom: { ...origin, kept: true } }));
  });

  it('or that it was changed', () => {
    given(opened)
      .when(answer('SMC-1', { narrative: 'The chief officer leads.', ...from(earlier) }))
      .then(answered('SMC-1', tally, { narrative: 'The chief officer leads.', broughtForwardFrom: { ...origin, kept: false } }));
  });

  it.each<[string, EarlierAnswer | undefined]>([
    ['that is not there', undefined],
    ['of another agency', { ...earlier, agency: '00000000-0000-4000-8000-0000000000a2' }],
    ['in another partnership', { ...earlier, partnership: '00000000-0000-4000-8000-0000000000b2' }],
    ['to another item', { ...earlier, item: 'SMC-2' }],
    ['to another question', { ...earlier, question: 'Is there a champion?' }],
    ['of the same cycle, or of a later one', { ...earlier, dueOn: '2026-03-31' }],
  ])('is refused for an answer %s', (_which, found) => {
    given(opened)
      .when(answer('SMC-1', from(found)))
      .thenRefused('cannot-bring-forward', { item: 'SMC-1', return: EARLIER, revision: 9 });
  });
});
