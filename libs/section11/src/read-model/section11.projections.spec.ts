import { categoryOf, isProtected, streamName, EventCodec, newId, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, plainSealer, recorded } from '@goldenthread/event-sourcing/testing';
import type { Section11CycleEvent } from '../domain/section11-cycle.events.js';
import type { Section11AnswerCorrected, Section11AnswerRecorded, Section11ReturnEvent } from '../domain/section11-return.events.js';
import { section11Events } from '../domain/section11.events.js';
import { returnIdOf, section11Return } from '../domain/section11-return.js';
import { aCycle, aCyclesLife, aReturn, aTool } from '../testing/index.js';
import { section11AnswerProjection } from './section11-answer.projection.js';
import { section11ChangeProjection } from './section11-change.projection.js';
import { section11CycleProjection } from './section11-cycle.projection.js';
import { section11ReturnHistoryProjection } from './section11-return-history.projection.js';
import { section11ReturnProgressProjection } from './section11-return-progress.projection.js';
import { section11StandardProjection } from './section11-standard.projection.js';
import { section11ToolProjection } from './section11-tool.projection.js';
import { section11ReadModels } from './section11.read-models.js';

const CYCLE = '00000000-0000-4000-8000-000000000001';
const [POLICE, FORUM] = aCycle.agencies.map(({ agency }) => agency) as [string, string];
const RETURN = returnIdOf(CYCLE, POLICE);
const { partnership } = aCycle;
const origin = {
  return: '00000000-0000-4000-8000-0000000000e0',
  cycle: '00000000-0000-4000-8000-0000000000c0',
  cycleTitle: 'Section 11 2024',
};

const whatHappens = recorded<Section11ReturnEvent>(section11Return.category, aReturn(CYCLE), {
  stream: streamName(section11Return.category, RETURN),
});
const [opened, answered, , , signedOff, changed, withdrawn, , submitted, corrected, reopened] = whatHappens as [
  RecordedEvent<Section11ReturnEvent>,
  RecordedEvent<Section11AnswerRecorded>,
  ...RecordedEvent<Section11ReturnEvent>[],
];

describe('the tool', () => {
  it('is shown whole', () => {
    const [published] = recorded('section11Tool', [{ type: 'Section11ToolPublished', data: aTool } as const]);
    const { code, version, title, scale, headings } = aTool;
    expect(published && section11ToolProjection.project(published)).toEqual([
      { verb: 'put', view: 'section11_tool', key: { code, version }, values: { title, scale, headings } },
    ]);
  });
});

describe('a cycle opened', () => {
  const [event] = recorded('section11Cycle', [{ type: 'Section11CycleOpened', data: aCycle } as const]);
  if (!event) throw new Error('no event');

  it('is shown with how many are asked', () => {
    expect(section11CycleProjection.project(event)).toEqual([
      {
        verb: 'put',
        view: 'section11_cycle',
        key: { cycle: CYCLE },
        values: {
          partnership,
          title: 'Section 11 2026',
          toolCode: 'small',
          toolVersion: 1,
          opensOn: '2026-01-05',
          dueOn: '2026-03-31',
          agencies: 2,
          required: 1,
          closedOn: null,
          closedRevision: null,
        },
      },
    ]);
  });

  it('shows every agency that has not started, under the id its return will have', () => {
    const changes = section11ReturnProgressProjection.project(event);
    expect(changes.map(({ key }) => key)).toEqual([{ return: RETURN }, { return: returnIdOf(CYCLE, FORUM) }]);
    expect(changes[1]).toMatchObject({
      verb: 'put',
      values: {
        partnership,
        cycle: CYCLE,
        agencyName: 'Marlshire Voluntary Forum',
        duty: 'invited',
        status: 'not-started',
        answered: 0,
        of: 3,
      },
    });
  });
});

describe('a cycle closed', () => {
  const [, closed, admitted] = recorded<Section11CycleEvent>('section11Cycle', aCyclesLife);

  it('says since when, and by which revision', () => {
    expect(closed && section11CycleProjection.project(closed as Parameters<typeof section11CycleProjection.project>[0])).toEqual([
      { verb: 'set', view: 'section11_cycle', key: { cycle: CYCLE }, values: { closedOn: '2026-04-20', closedRevision: 1 } },
    ]);
  });

  it('lets in whom it admits', () => {
    expect(
      admitted && section11ReturnProgressProjection.project(admitted as Parameters<typeof section11ReturnProgressProjection.project>[0]),
    ).toEqual([
      {
        verb: 'set',
        view: 'section11_return_progress',
        key: { return: returnIdOf(CYCLE, FORUM) },
        values: { admittedUntil: '2026-05-08' },
      },
    ]);
  });
});

describe('the progress of a return', () => {
  it.each<[string, RecordedEvent<Section11ReturnEvent> | undefined, object]>([
    ['is open from then on', opened, { status: 'open', revision: 0 }],
    ['counts the answers', answered, { answered: 1, of: 3, revision: 1 }],
    [
      'is signed off, by whom and when',
      signedOff,
      { status: 'signed-off', signedOffBy: AN_AUTHOR.person, signedOffAt: '2026-01-05T09:00:04.000Z', revision: 4 },
    ],
    ['is open again after the sign-off is withdrawn', withdrawn, { status: 'open', signedOffBy: null, signedOffAt: null, revision: 6 }],
    [
      'is submitted, and how late, with all that its receipt is made of',
      submitted,
      {
        status: 'submitted',
        submittedAt: '2026-01-05T09:00:08.000Z',
        submittedOn: '2026-04-03',
        late: true,
        daysLate: 3,
        submissionEvent: submitted?.id,
        submissionRevision: 8,
        submissionPosition: '8',
        submissions: 1,
        firstSubmittedOn: '2026-04-03',
        reopenedAt: null,
        revision: 8,
      },
    ],
    ['stays submitted when it is corrected', corrected, { corrections: 1, correctedAt: '2026-01-05T09:00:09.000Z', revision: 9 }],
    [
      'is open again when it is reopened, and keeps the receipt of what it had submitted',
      reopened,
      { status: 'open', signedOffBy: null, signedOffAt: null, reopenedAt: '2026-01-05T09:00:10.000Z', revision: 10 },
    ],
  ])('%s', (_what, event, values) => {
    const expected: RowChange = {
      verb: 'set',
      view: 'section11_return_progress',
      key: { return: RETURN },
      values: values as RowChange['key'],
    };
    expect(event && section11ReturnProgressProjection.project(event)).toEqual([expected]);
  });
});

describe('the standards of a return', () => {
  it('are all there, unanswered, from the moment it is opened', () => {
    const changes = section11StandardProjection.project(opened as Parameters<typeof section11StandardProjection.project>[0]);
    const asked = { basis: 'children-act-2004-s11', duty: 'required' };
    const whose = { partnership, cycle: CYCLE, agency: POLICE, agencyName: 'Marlshire Police', ...asked };
    const count = { met: 0, partlyMet: 0, notMet: 0, notApplicable: 0 };
    expect(changes).toEqual([
      {
        verb: 'put',
        view: 'section11_standard',
        key: { return: RETURN, heading: 'SMC' },
        values: { ...whose, ...count, title: 'Senior management commitment', ordinal: 1, unanswered: 2, of: 2 },
      },
      {
        verb: 'put',
        view: 'section11_standard',
        key: { return: RETURN, heading: 'TRN' },
        values: { ...whose, ...count, title: 'Staff training', ordinal: 2, unanswered: 1, of: 1 },
      },
    ]);
  });

  it('take their counts from each answer', () => {
    expect(section11StandardProjection.project(answered)).toEqual([
      {
        verb: 'set',
        view: 'section11_standard',
        key: { return: RETURN, heading: 'SMC' },
        values: { met: 1, partlyMet: 0, notMet: 0, notApplicable: 0, unanswered: 1, of: 2 },
      },
    ]);
  });
});

describe('the standards of a corrected return', () => {
  it('take their counts from the correction', () => {
    expect(section11StandardProjection.project(corrected as RecordedEvent<Section11AnswerCorrected>)).toMatchObject([
      { verb: 'set', key: { return: RETURN, heading: 'SMC' }, values: { met: 0, partlyMet: 1, notApplicable: 1, of: 1 } },
    ]);
  });
});

describe('the answers of a return', () => {
  it('are all there, with their questions, before anyone answers', () => {
    const changes = section11AnswerProjection.project(opened as Parameters<typeof section11AnswerProjection.project>[0]);
    expect(changes.map(({ key }) => key)).toEqual(['SMC-1', 'SMC-2', 'TRN-1'].map((item) => ({ return: RETURN, item })));
    expect(changes[2]).toMatchObject({
      verb: 'put',
      values: {
        cycle: CYCLE,
        agency: POLICE,
        heading: 'TRN',
        ordinal: 3,
        question: 'Is there an induction?',
        rating: null,
        revision: null,
      },
    });
  });

  it('say what stands, since which revision, and by whom', () => {
    expect(section11AnswerProjection.project(answered)).toEqual([
      {
        verb: 'set',
        view: 'section11_answer',
        key: { return: RETURN, item: 'SMC-1' },
        values: {
          rating: 'met',
          reason: null,
          narrative: 'The chief officer leads.',
          evidence: [
            { kind: 'note', text: 'Board minutes of 3 February.' },
            { kind: 'link', title: 'Policy', url: 'https://marlshire.example/policy' },
          ],
          broughtForwardFrom: { ...origin, revision: 9, kept: false },
          correctedAt: null,
          correctionReason: null,
          revision: 1,
          changedByPerson: AN_AUTHOR.person,
          changedByAgency: AN_AUTHOR.agency,
          changedByRole: 'agency-author',
          changedAt: '2026-01-05T09:00:01.000Z',
        },
      },
    ]);
  });
});

describe('a corrected answer', () => {
  it('stands in place of what it corrects, and says since when and why', () => {
    expect(section11AnswerProjection.project(corrected as RecordedEvent<Section11AnswerCorrected>)).toMatchObject([
      {
        verb: 'set',
        key: { return: RETURN, item: 'SMC-1' },
        values: {
          rating: 'partly-met',
          narrative: 'The deputy leads, for now.',
          broughtForwardFrom: null,
          correctedAt: '2026-01-05T09:00:09.000Z',
          correctionReason: 'The chief officer had left.',
          revision: 9,
        },
      },
    ]);
  });
});

describe('the changes of a partnership', () => {
  const inPartnership = (events: readonly RecordedEvent[]) => events.map((event) => ({ ...event, partnership })) as never[];
  const rows = [...inPartnership(recorded('section11Cycle', aCyclesLife)), ...inPartnership(whatHappens)].flatMap(
    section11ChangeProjection.project,
  );
  const valuesOf = (kind: string) => rows.flatMap((row) => (row.verb === 'put' && row.values.kind === kind ? [row.values] : []));

  it('are one row for each event, cycles and returns alike', () => {
    expect(rows).toHaveLength(aCyclesLife.length + whatHappens.length);
    expect(new Set(rows.map(({ key }) => key.event)).size).toBe(rows.length);
  });

  it('say who, when and how a rating went, and why where a reason was given', () => {
    expect(valuesOf('answered').at(-1)).toMatchObject({
      return: RETURN,
      cycle: null,
      item: 'SMC-2',
      ratingBefore: 'partly-met',
      ratingAfter: 'not-applicable',
      why: null,
      actorRole: 'agency-author',
      day: '2026-01-05',
    });
    expect(valuesOf('corrected')).toMatchObject([
      { item: 'SMC-1', ratingBefore: 'met', ratingAfter: 'partly-met', why: 'The chief officer had left.', number: 1 },
    ]);
    expect(valuesOf('reopened')).toMatchObject([{ why: 'The wrong policy was described.', number: 1 }]);
    expect(valuesOf('submitted')).toMatchObject([{ daysLate: 3, number: 1 }]);
    expect(valuesOf('late-return-admitted')).toMatchObject([
      { cycle: CYCLE, return: returnIdOf(CYCLE, FORUM), why: 'A flood closed the office.' },
    ]);
  });

  it('hold no answer’s words', () => {
    expect(JSON.stringify(rows)).not.toMatch(/deputy|minutes|no staff/);
  });

  it('are nobody’s where an event is of no partnership', () => {
    expect(section11ChangeProjection.project(answered)).toEqual([]);
  });
});

describe('the history of a return', () => {
  const rows = whatHappens.flatMap(section11ReturnHistoryProjection.project);

  it('has one row for each revision, saying what kind of thing happened, who did it and when', () => {
    expect(rows.map(({ key, ...row }) => [key.revision, 'values' in row && row.values.kind])).toEqual([
      [0, 'opened'],
      [1, 'answered'],
      [2, 'answered'],
      [3, 'answered'],
      [4, 'signed-off'],
      [5, 'answered'],
      [6, 'sign-off-withdrawn'],
      [7, 'signed-off'],
      [8, 'submitted'],
      [9, 'corrected'],
      [10, 'reopened'],
    ]);
    expect(rows[5]).toMatchObject({
      verb: 'put',
      key: { return: RETURN, revision: 5 },
      values: {
        item: changed?.data && 'item' in changed.data ? changed.data.item : undefined,
        question: 'Do leaders test quality?',
        rating: 'not-applicable',
        reason: 'We have no staff.',
        actorPerson: AN_AUTHOR.person,
        actorRole: 'agency-author',
        recordedAt: '2026-01-05T09:00:05.000Z',
        position: '5',
      },
    });
  });

  it('keeps the statement of a sign-off, and how late a submission was', () => {
    expect(rows[7]).toMatchObject({ values: { statement: 'Agreed by the board.', late: null } });
    expect(rows[8]).toMatchObject({
      values: { submittedOn: '2026-04-03', late: true, daysLate: 3, number: 1, statement: null, eventId: submitted?.id },
    });
    expect(rows[9]).toMatchObject({ values: { item: 'SMC-1', rating: 'partly-met', why: 'The chief officer had left.', number: 1 } });
    expect(rows[10]).toMatchObject({ values: { why: 'The wrong policy was described.', submittedOn: '2026-04-03', number: 1 } });
  });
});

describe('the words of a return', () => {
  it('stay sealed in every row', async () => {
    const codec = new EventCodec(section11Events, plainSealer, newId());
    const from = { commandId: newId(), correlationId: newId(), causationId: null, partnership: null, actor: AN_AUTHOR };
    const stored = await codec.encode({ type: answered.type, data: answered.data }, answered.stream, 0, from);
    const sealed = await codec.decode<Section11AnswerRecorded>({ ...answered, ...stored, commandId: from.commandId });
    for (const { project } of [section11AnswerProjection, section11ReturnHistoryProjection]) {
      const [change] = project(sealed);
      const values = (change && 'values' in change ? change.values : {}) as { narrative?: string; evidence?: Record<string, string>[] };
      expect(isProtected(values.narrative ?? '')).toBe(true);
      expect(values.evidence?.map(({ text, title, url }) => [text, title, url].map((word) => word && isProtected(word)))).toEqual([
        [true, undefined, undefined],
        [undefined, true, true],
      ]);
      expect(JSON.stringify(change)).not.toContain('Board minutes');
    }
  });
});

describe('the projections of Section 11', () => {
  it('look at every event of Section 11 between them, each under a name of its own', () => {
    const seen = new Set<string>(section11ReadModels.flatMap(({ projection }) => [...projection.handles]));
    expect([...seen].sort()).toEqual(Object.keys(section11Events).sort());
    expect(new Set(section11ReadModels.map(({ projection }) => projection.name)).size).toBe(section11ReadModels.length);
    expect(categoryOf(answered.stream)).toBe('section11Return');
  });
});
