import type { RowOf } from '@goldenthread/read-models';
import type { ActionStatus } from '../domain/action.commands.js';
import type { ActionRow } from './action.row.js';
import { attention, MOST_LINES, type AttentionSource } from './attention.js';
import { daysOf, filtered, overdueByAgency, overLast } from './register.js';
import type { RecommendationRow } from './recommendation.row.js';
import type { ResponseLetterRow } from './response-letter.row.js';

const base: RowOf<ActionRow> = {
  action: 'a',
  partnership: 'p',
  recommendation: 'r',
  sourceKind: 'scrutiny',
  themes: ['neglect'],
  what: 'Do it.',
  agency: 'police',
  agencyName: 'Marlshire Police',
  owner: null,
  status: 'accepted',
  issuedOn: '2026-01-05',
  dueOn: '2026-03-31',
  successMeasure: '',
  evidenceSought: '',
  matrix: 'm',
  receivedOn: '2026-01-06',
  receiptBy: 'agency',
  respondBy: '2026-01-20',
  respondedOn: null,
  respondedLate: null,
  reports: 0,
  reportedOn: null,
  claimedOn: null,
  completedOn: null,
  completedByPerson: null,
  completedByAgency: null,
  impact: null,
  impactOn: null,
  reopenings: 0,
  supersededBy: null,
  revision: 0,
};
const action = (over: Partial<RowOf<ActionRow>>): RowOf<ActionRow> => ({ ...base, ...over });

describe('what is overdue', () => {
  it.each<[ActionStatus, string, boolean, number]>([
    ['accepted', '2026-03-31', false, 0],
    ['accepted', '2026-04-01', true, 1],
    ['issued', '2026-04-10', true, 10],
    ['refused', '2026-04-10', false, 0],
    ['claimed', '2026-04-10', false, 0],
    ['completed', '2026-04-10', false, 0],
    ['superseded', '2026-04-10', false, 0],
  ])('%s on %s: %s, by %i days', (status, today, isOverdue, daysOverdue) => {
    expect(daysOf(action({ status }), today)).toMatchObject({ isOverdue, daysOverdue });
  });

  it.each<[ActionStatus, string | null, string, boolean]>([
    ['issued', '2026-01-20', '2026-01-20', false],
    ['issued', '2026-01-20', '2026-01-21', true],
    ['issued', null, '2026-06-01', false],
    ['accepted', '2026-01-20', '2026-01-21', false],
  ])('%s, to be answered by %s, on %s: the response is overdue: %s', (status, respondBy, today, isResponseOverdue) => {
    expect(daysOf(action({ status, respondBy }), today)).toMatchObject({ isResponseOverdue });
  });

  it('is counted by agency, those with most first', () => {
    const health = { agency: 'health', agencyName: 'Marlshire Health' };
    const actions = [action({}), action({ ...health }), action({ ...health }), action({ ...health, status: 'completed' })];
    expect(overdueByAgency(actions, '2026-04-01')).toEqual([
      { ...health, overdue: 2 },
      { agency: 'police', agencyName: 'Marlshire Police', overdue: 1 },
    ]);
    expect(overdueByAgency(actions, '2026-03-31')).toEqual([]);
  });
});

describe('the register', () => {
  it('has what is over after what is not, and else leaves the order as it is', () => {
    const statuses: readonly ActionStatus[] = ['completed', 'claimed', 'superseded', 'refused', 'issued'];
    const ordered = overLast(statuses.map((status) => ({ ...base, status })));
    expect(ordered.map(({ status }) => status)).toEqual(['claimed', 'refused', 'issued', 'completed', 'superseded']);
  });

  const actions = [
    action({ action: '1' }),
    action({ action: '2', agency: 'health', themes: ['missing', 'neglect'], sourceKind: 'dispute', issuedOn: '2026-03-30' }),
    action({ action: '3', status: 'completed', completedOn: '2026-02-01', themes: ['missing'] }),
    action({ action: '4', status: 'claimed' }),
  ];

  it.each([
    [{}, '1234'],
    [{ agency: 'health' }, '2'],
    [{ theme: 'neglect' }, '124'],
    [{ theme: 'missing' }, '23'],
    [{ source: 'dispute' }, '2'],
    [{ status: 'open' }, '124'],
    [{ status: 'overdue' }, '12'],
    [{ status: 'completed' }, '3'],
    [{ olderThan: 3 }, '134'],
    [{ status: 'open', theme: 'neglect', olderThan: 3 }, '14'],
  ] as const)('filtered by %p shows %s', (filter, shown) => {
    expect(
      filtered(actions, filter, '2026-04-01')
        .map(({ action: ref }) => ref)
        .join(''),
    ).toBe(shown);
  });
});

describe('what needs attention', () => {
  const letter = (over: Partial<RowOf<ResponseLetterRow>>): RowOf<ResponseLetterRow> => ({
    failures: 'f',
    letter: 1,
    partnership: 'p',
    agency: 'police',
    agencyName: 'Marlshire Police',
    occasions: 2,
    about: [],
    status: 'prepared',
    preparedOn: '2026-03-17',
    decidedOn: null,
    decidedBy: null,
    reason: null,
    informedOn: null,
    ...over,
  });
  const recommendation = (over: Partial<RowOf<RecommendationRow>>): RowOf<RecommendationRow> => ({
    recommendation: 'r',
    partnership: 'p',
    sourceKind: 'scrutiny',
    source: { kind: 'scrutiny', title: 'Visit', on: '2026-01-02' },
    practiceReview: null,
    text: '',
    themes: [],
    copiesBy: null,
    madeOn: '2026-01-03',
    madeAt: '2026-01-03T09:00:00.000Z',
    madeByPerson: 'x',
    madeByAgency: 'y',
    ...over,
  });
  const source = (over: Partial<AttentionSource>): AttentionSource => ({
    ...{ actions: [], recommendations: [], letters: [], minutes: [], meetings: [], reviews: [] },
    ...over,
  });

  it('is nothing where nothing is wrong', () => {
    const quiet = source({ actions: [action({})], recommendations: [recommendation({})], letters: [letter({ status: 'issued' })] });
    expect(attention(quiet, '2026-03-01')).toEqual({ lines: [], left: 0 });
  });

  it('has what waits for a decision before what is late, and that before what is to be done', () => {
    const everything = source({
      letters: [letter({}), letter({ letter: 2, status: 'held', decidedOn: '2026-03-18' })],
      actions: [
        action({ action: '1' }),
        action({ action: '2', dueOn: '2026-03-01' }),
        action({ action: '3', status: 'issued', dueOn: '2026-12-31' }),
        action({ action: '4', status: 'issued', receivedOn: null, respondBy: null, dueOn: '2026-12-31', issuedOn: '2026-02-02' }),
        action({ action: '5', status: 'refused' }),
        action({ action: '6', status: 'claimed', claimedOn: '2026-03-20' }),
        action({ action: '7', status: 'claimed', claimedOn: '2026-03-10' }),
        action({ action: '8', status: 'completed', completedOn: '2025-09-01' }),
        action({ action: '9', status: 'completed', completedOn: '2025-09-01', impact: 'better', impactOn: '2026-03-01' }),
      ],
      recommendations: [
        recommendation({}),
        recommendation({ recommendation: 'bare' }),
        recommendation({ recommendation: 'new', copiesBy: '2026-04-03' }),
      ],
    });
    const police = { agency: 'police', agencyName: 'Marlshire Police' };
    expect(attention(everything, '2026-04-01').lines).toEqual([
      { kind: 'letter-to-decide', agencyName: 'Marlshire Police', failures: 'f', letter: 1, occasions: 2 },
      { kind: 'letter-held', agencyName: 'Marlshire Police', failures: 'f', letter: 2, since: '2026-03-18' },
      { kind: 'overdue', ...police, count: 2, longest: 31 },
      { kind: 'response-overdue', ...police, count: 1 },
      { kind: 'refused', agencyName: 'Marlshire Police', action: '5' },
      { kind: 'claims-to-judge', count: 2, oldest: '2026-03-10' },
      { kind: 'receipts-missing', count: 1, oldest: '2026-02-02' },
      { kind: 'impact-to-review', count: 1 },
      { kind: 'copies-due', recommendation: 'new', copiesBy: '2026-04-03' },
      { kind: 'without-action', count: 2 },
    ]);
  });

  it('is never more than ten lines, and says how many are left', () => {
    const letters = Array.from({ length: 13 }, (_, index) => letter({ letter: index + 1 }));
    const { lines, left } = attention(source({ letters }), '2026-04-01');
    expect([lines.length, left]).toEqual([MOST_LINES, 3]);
  });
});
