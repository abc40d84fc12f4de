import type { Evidence, Rating } from '../domain/section11-return.events.js';
import {
  cellChanges,
  ratedWithoutEvidence,
  responseCurve,
  responseRate,
  slipsSince,
  standardsByShare,
  type CycleContent,
} from './figures.js';
import { contentPosition } from './reading-scope.js';
import { NOT_STARTED } from './section11-return-progress.projection.js';

type Progress = CycleContent['progress'][number];
type Standard = CycleContent['standards'][number];
type Answer = CycleContent['answers'][number];

/** The return of an agency: by default required, due on 31 March and not started. */
function progressOf(agencyName: string, over: Partial<Progress> = {}): Progress {
  return {
    return: `return of ${agencyName}`,
    partnership: 'marlshire',
    cycle: 'now',
    cycleTitle: 'Section 11 2026',
    agency: agencyName,
    agencyName,
    basis: 'children-act-2004-s11',
    duty: 'required',
    of: 3,
    dueOn: '2026-03-31',
    ...NOT_STARTED,
    ...over,
  };
}

/** The standard or standards in the first rank. */
const weakestStandards = (standards: readonly Standard[]) => standardsByShare(standards).filter(({ rank }) => rank === 1);

function standardOf(agencyName: string, heading: string, [met, partlyMet, notMet, notApplicable = 0]: readonly number[]): Standard {
  const asked = { basis: 'children-act-2004-s11', duty: 'required' } as const;
  const whose = { return: `return of ${agencyName}`, partnership: 'marlshire', cycle: 'now', agency: agencyName, agencyName, ...asked };
  const count = { met: met ?? 0, partlyMet: partlyMet ?? 0, notMet: notMet ?? 0, notApplicable, unanswered: 0 };
  const of = count.met + count.partlyMet + count.notMet;
  return { ...whose, heading, title: `Standard ${heading}`, ordinal: heading.charCodeAt(0), ...count, of };
}

function answerOf(
  agency: string,
  item: string,
  rating: Rating | null,
  evidence: readonly Evidence[] = [],
  ref = `return of ${agency}`,
): Answer {
  return { return: ref, agency, item, heading: item.slice(0, 1), ordinal: 1, question: `Question ${item}?`, rating, evidence };
}

const aCycle = { cycle: 'now', title: 'Section 11 2026', toolCode: 'small', toolVersion: 1, opensOn: '2026-03-02', closedOn: null };
const content = (over: Partial<CycleContent> = {}): CycleContent => ({ cycle: aCycle, progress: [], standards: [], answers: [], ...over });
const NOTE: Evidence = { kind: 'note', text: 'Minutes.' };

describe('who has not returned', () => {
  const progress = [
    progressOf('Vale', { status: 'open', answered: 2 }),
    progressOf('Voices', { duty: 'invited', basis: 'asked-voluntarily', dueOn: '2026-03-10' }),
    progressOf('Police', { status: 'submitted' }),
    progressOf('Coastal', { status: 'open', reopenedAt: '2026-04-02T10:00:00.000Z', submissionPosition: '9' }),
    progressOf('Fire', { status: 'submitted', duty: 'invited' }),
    progressOf('Health', { status: 'signed-off', dueOn: '2026-03-20' }),
  ];

  it('counts returns issued, and of those how many are with the partnership', () => {
    const { issued, returned, required } = responseRate(progress, '2026-04-05');
    expect({ issued, returned, required }).toEqual({ issued: 6, returned: 2, required: { issued: 4, returned: 1 } });
  });

  it('names those who must answer first, then the longest overdue, then by name', () => {
    const { outstanding } = responseRate(progress, '2026-04-05');
    expect(outstanding.map(({ agencyName, daysOverdue }) => [agencyName, daysOverdue])).toEqual([
      ['Health', 16],
      ['Coastal', 5],
      ['Vale', 5],
      ['Voices', 26],
    ]);
    expect(outstanding[1]).toMatchObject({ reopenedAt: '2026-04-02T10:00:00.000Z', return: 'return of Coastal' });
  });

  it('says nobody is overdue on the due day itself', () => {
    expect(responseRate([progressOf('Vale')], '2026-03-31').outstanding).toMatchObject([{ daysOverdue: 0 }]);
    expect(responseRate([progressOf('Vale')], '2026-04-01').outstanding).toMatchObject([{ daysOverdue: 1 }]);
  });

  it('is empty where no return was issued', () => {
    expect(responseRate([], '2026-04-05')).toEqual({ issued: 0, returned: 0, required: { issued: 0, returned: 0 }, outstanding: [] });
  });
});

describe('the weakest standard', () => {
  it('has the least share of applicable items met over all returns, never a mean of shares', () => {
    // A: 1 of 1 and 1 of 4, so 2 of 5 (the mean of shares would be 62%). B: 3 of 6.
    const rows = [
      standardOf('Police', 'A', [1, 0, 0, 3]),
      standardOf('Health', 'A', [1, 3, 0]),
      standardOf('Police', 'B', [1, 2, 0]),
      standardOf('Health', 'B', [2, 1, 0]),
    ];
    expect(standardsByShare(rows).map(({ heading, met, of, rank }) => [heading, met, of, rank])).toEqual([
      ['A', 2, 5, 1],
      ['B', 3, 6, 2],
    ]);
    expect(weakestStandards(rows)[0]?.returns).toEqual([
      { return: 'return of Police', agency: 'Police', agencyName: 'Police', met: 1, partlyMet: 0, notMet: 0, of: 1 },
      { return: 'return of Health', agency: 'Health', agencyName: 'Health', met: 1, partlyMet: 3, notMet: 0, of: 4 },
    ]);
  });

  it('is, of two with the same share met, the one with more not met at all', () => {
    const rows = [standardOf('Police', 'A', [2, 2, 0]), standardOf('Police', 'B', [1, 0, 1])];
    expect(standardsByShare(rows).map(({ heading, rank }) => [heading, rank])).toEqual([
      ['B', 1],
      ['A', 2],
    ]);
  });

  it('is several where they tie, in the order of the tool, and the next rank is counted after them', () => {
    const rows = [standardOf('Police', 'C', [3, 0, 0]), standardOf('Police', 'B', [1, 1, 0]), standardOf('Police', 'A', [2, 2, 0])];
    expect(standardsByShare(rows).map(({ heading, rank }) => [heading, rank])).toEqual([
      ['A', 1],
      ['B', 1],
      ['C', 3],
    ]);
    expect(weakestStandards(rows).map(({ heading }) => heading)).toEqual(['A', 'B']);
  });

  it('is never one that applies to nobody', () => {
    expect(weakestStandards([standardOf('Police', 'A', [0, 0, 0, 4]), standardOf('Police', 'B', [1, 0, 0])])).toMatchObject([
      { heading: 'B' },
    ]);
    expect(weakestStandards([])).toEqual([]);
  });
});

describe('who slipped', () => {
  const before = content({
    cycle: { ...aCycle, cycle: 'before', title: 'Section 11 2024' },
    answers: [
      answerOf('Police', 'A-1', 'met', [], 'earlier'),
      answerOf('Police', 'A-2', 'partly-met', [], 'earlier'),
      answerOf('Police', 'B-1', 'met', [], 'earlier'),
      answerOf('Police', 'B-2', 'not-applicable', [], 'earlier'),
      answerOf('Police', 'B-3', 'met', [], 'earlier'),
      answerOf('Health', 'A-1', 'met', [], 'earlier too'),
    ],
  });
  const now = content({
    progress: [progressOf('Police'), progressOf('Health'), progressOf('Fire')],
    answers: [
      answerOf('Police', 'A-1', 'partly-met'),
      answerOf('Police', 'A-2', 'not-met'),
      answerOf('Police', 'B-1', 'met'),
      answerOf('Police', 'B-2', 'not-met'),
      answerOf('Police', 'B-3', 'not-applicable'),
      answerOf('Health', 'A-1', 'not-met'),
      answerOf('Fire', 'A-1', 'not-met'),
    ],
  });

  it('went down a level in an item that applied then and applies now; the most items first', () => {
    const { comparable, previous, slips } = slipsSince(before, now);
    expect({ comparable, previous }).toEqual({ comparable: true, previous: { cycle: 'before', title: 'Section 11 2024' } });
    expect(slips.map(({ agency, heading, items }) => [agency, heading, items.map(({ item }) => item)])).toEqual([
      ['Police', 'A', ['A-1', 'A-2']],
      ['Health', 'A', ['A-1']],
    ]);
    expect(slips[0]?.items[0]).toEqual({
      item: 'A-1',
      question: 'Question A-1?',
      before: 'met',
      after: 'partly-met',
      return: 'return of Police',
      previousReturn: 'earlier',
    });
  });

  it('is not said where the tool was another, or there was no cycle before', () => {
    const byAnother = { ...before, cycle: { ...before.cycle, toolVersion: 2 } };
    expect(slipsSince(byAnother, now)).toEqual({ comparable: false, previous: { cycle: 'before', title: 'Section 11 2024' }, slips: [] });
    expect(slipsSince(undefined, now)).toEqual({ comparable: false, previous: null, slips: [] });
  });
});

describe('ratings without evidence', () => {
  it('are those of met and partly met that nothing shows, by agency, the most first', () => {
    const progress = [progressOf('Police'), progressOf('Health')];
    const answers = [
      answerOf('Police', 'A-1', 'met'),
      answerOf('Police', 'A-2', 'met', [NOTE]),
      answerOf('Police', 'A-3', 'not-met'),
      answerOf('Health', 'A-1', 'partly-met'),
      answerOf('Health', 'A-2', 'met'),
      answerOf('Health', 'A-3', 'not-applicable'),
      answerOf('Health', 'B-1', null),
    ];
    expect(ratedWithoutEvidence(answers, progress).map(({ agencyName, items }) => [agencyName, items.map(({ item }) => item)])).toEqual([
      ['Health', ['A-1', 'A-2']],
      ['Police', ['A-1']],
    ]);
  });
});

describe('the response curve', () => {
  const cycle = { ...aCycle, dueOn: '2026-03-05' };
  const progress = [
    progressOf('Police', { firstSubmittedOn: '2026-03-04' }),
    progressOf('Health', { firstSubmittedOn: '2026-03-04', status: 'open' }),
    progressOf('Fire', { firstSubmittedOn: '2026-03-06' }),
    progressOf('Vale'),
  ];

  it('has a point for each day since the cycle opened, and counts a return from when it first came in', () => {
    const { issued, dueOnDayOfCycle, points } = responseCurve(cycle, progress, '2026-03-07');
    expect({ issued, dueOnDayOfCycle }).toEqual({ issued: 4, dueOnDayOfCycle: 3 });
    expect(points.map(({ day, dayOfCycle, came, total }) => [day, dayOfCycle, came, total])).toEqual([
      ['2026-03-02', 0, 0, 0],
      ['2026-03-03', 1, 0, 0],
      ['2026-03-04', 2, 2, 2],
      ['2026-03-05', 3, 0, 2],
      ['2026-03-06', 4, 1, 3],
      ['2026-03-07', 5, 0, 3],
    ]);
  });

  it('ends at the close, or with a return that was let in after it', () => {
    const closed = { ...cycle, closedOn: '2026-03-05' };
    expect(responseCurve(closed, progress, '2027-01-01').points.at(-1)).toMatchObject({ day: '2026-03-06', total: 3 });
    expect(responseCurve(closed, progress.slice(0, 1), '2027-01-01').points.at(-1)).toMatchObject({ day: '2026-03-05', total: 1 });
  });

  it('is empty before the cycle opens', () => {
    expect(responseCurve(cycle, [], '2026-03-01').points).toEqual([]);
  });
});

describe('the change of each cell', () => {
  it('is by the share of what applies, and new where there is nothing to compare with', () => {
    const before = content({
      standards: [
        standardOf('Police', 'A', [2, 2, 0]),
        standardOf('Police', 'B', [2, 2, 0]),
        standardOf('Police', 'C', [1, 1, 0]),
        standardOf('Police', 'D', [0, 0, 0, 4]),
      ],
    });
    const now = content({
      standards: [
        standardOf('Police', 'A', [3, 1, 0]),
        standardOf('Police', 'B', [1, 3, 0]),
        standardOf('Police', 'C', [2, 2, 0]),
        standardOf('Police', 'D', [4, 0, 0]),
        standardOf('Health', 'A', [1, 0, 0]),
      ],
    });
    expect(cellChanges(before, now).map(({ agency, heading, change }) => [agency, heading, change])).toEqual([
      ['Police', 'A', 'better'],
      ['Police', 'B', 'worse'],
      ['Police', 'C', 'same'],
      ['Police', 'D', 'new'],
      ['Health', 'A', 'new'],
    ]);
    expect(cellChanges(before, now)[0]).toMatchObject({ met: 3, of: 4, before: { return: 'return of Police', met: 2, of: 4 } });
    expect(cellChanges(undefined, now).every(({ change }) => change === 'new')).toBe(true);
  });
});

describe('where the content of a return is read', () => {
  const reader = { onlySubmitted: true };

  it('is the position asked for, by those who may see drafts and while a submission stands', () => {
    expect(contentPosition({ onlySubmitted: false }, { status: 'open', submissionPosition: null }, 50n)).toBe(50n);
    expect(contentPosition(reader, { status: 'submitted', submissionPosition: '9' }, 50n)).toBe(50n);
  });

  it('is the last submission while the return is back with its agency, and nowhere before there is one', () => {
    expect(contentPosition(reader, { status: 'signed-off', submissionPosition: '9' }, 50n)).toBe(9n);
    expect(contentPosition(reader, { status: 'signed-off', submissionPosition: null }, 50n)).toBeUndefined();
  });
});
