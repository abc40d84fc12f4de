import type { ChangeLine, CycleFindings } from '@goldenthread/section11';
import { CALLUM, nameOf } from '../testing/examples.js';
import type { BeyondReturns } from './beyond-returns.js';
import { landingPage } from './landing.page.js';

const reading = {
  point: { position: 9n, instant: '2026-11-25T10:00:00.000Z', day: '2026-11-25', isNow: true },
  isNow: true,
  go: (path: string) => path,
};
const cycle = { cycle: 'c1', title: 'Section 11 2026', dueOn: '2026-11-13' };

const nothing: CycleFindings = {
  response: { issued: 2, returned: 2, required: { issued: 2, returned: 2 }, outstanding: [] },
  standards: [],
  slips: { comparable: true, previous: null, slips: [] },
  withoutEvidence: [],
  cells: [],
  curve: { cycle: 'c1', title: '', issued: 2, dueOnDayOfCycle: 0, points: [] },
  previousCurve: null,
};

const quiet: BeyondReturns = { lines: [], attention: { lines: [], left: 0 } };

const outstanding = {
  return: 'r1',
  agency: 'a1',
  agencyName: 'Marlshire Probation',
  basis: 'children-act-2004-s11',
  duty: 'required',
  status: 'open',
  answered: 3,
  of: 40,
  dueOn: '2026-11-13',
  daysOverdue: 12,
  admittedUntil: null,
  reopenedAt: null,
} as const;

function sentences(findings: Partial<CycleFindings>, since?: Parameters<typeof landingPage>[2]): Record<string, string> {
  const view = landingPage(cycle, { ...nothing, ...findings }, since, quiet, reading);
  return Object.fromEntries(view.sentences.map(({ key, text }) => [key, text]));
}

describe('what a member sees first', () => {
  it('is a few plain sentences, also where there is nothing to say', () => {
    expect(sentences({})).toEqual({
      'not-returned': 'All 2 agencies have returned.',
      weakest: 'No return has been submitted yet, so no standard can be called the weakest.',
      slipped: 'There was no cycle before this one to compare with.',
      unusual: 'No indicator has been defined yet.',
      'follow-up': 'Follow-up waits for nobody: no letter is ready and nothing is overdue.',
      changed: 'No meeting of the sub-committee is on record yet. The business unit records the days on which it met.',
      'without-evidence': 'Every rating of met or partly met has evidence.',
    });
  });

  it('says who has not returned, who must, and who is longest overdue', () => {
    const response = { issued: 12, returned: 11, required: { issued: 8, returned: 7 }, outstanding: [outstanding] };
    expect(sentences({ response })['not-returned']).toBe(
      '1 of 12 agencies has not returned (1 of them is required to); 11 have. Longest overdue: Marlshire Probation, 12 days.',
    );
  });

  it('says when returns are due while none is late', () => {
    const response = {
      issued: 2,
      returned: 1,
      required: { issued: 1, returned: 1 },
      outstanding: [{ ...outstanding, duty: 'invited', daysOverdue: 0 } as const],
    };
    expect(sentences({ response })['not-returned']).toContain(
      '(none of them is required to); 1 has. None is late: they are due on Friday 13 November 2026.',
    );
  });

  it('names standards that tie for the weakest, and leads to the lowest return first', () => {
    const standard = { met: 1, notMet: 1, of: 4, rank: 1 };
    const returns = [
      { return: 'r1', agency: 'a1', agencyName: 'One', met: 1, partlyMet: 0, notMet: 0, of: 2 },
      { return: 'r2', agency: 'a2', agencyName: 'Two', met: 0, partlyMet: 1, notMet: 1, of: 2 },
    ];
    const standards = [
      { ...standard, heading: 'TRN', title: 'Staff training', ordinal: 5, returns },
      { ...standard, heading: 'SRC', title: 'Safer recruitment', ordinal: 6, returns },
    ];
    const [, weakest] = landingPage(cycle, { ...nothing, standards }, undefined, quiet, reading).sentences;
    expect(weakest?.text).toBe(
      'The weakest standards are Staff training and Safer recruitment: 1 of 4 items (25%) that apply are met, over 2 returns.',
    );
    expect(weakest?.evidence).toEqual([
      { text: 'Two: 0 of 2 met', href: '/returns/r2/standards/TRN' },
      { text: 'One: 1 of 2 met', href: '/returns/r1/standards/TRN' },
    ]);
  });

  it('leads from who slipped to the words of the item that went down', () => {
    const item = { item: 'TRN-2', question: 'q', before: 'met', after: 'not-met', return: 'r1', previousReturn: 'r0' } as const;
    const slips = {
      comparable: true,
      previous: { cycle: 'c0', title: '2024' },
      slips: [{ agency: 'a1', agencyName: 'One', heading: 'TRN', items: [item, { ...item, item: 'TRN-3' }] }],
    };
    const [, , slipped] = landingPage(cycle, { ...nothing, slips }, undefined, quiet, reading).sentences;
    expect(slipped?.text).toBe('1 agency slipped since 2024: 2 items went down a level.');
    expect(slipped?.evidence).toEqual([{ text: 'One, TRN: TRN-2 and 1 other', href: '/returns/r1/answers/TRN-2' }]);
  });

  it('compares nothing that was asked otherwise', () => {
    expect(sentences({ slips: { comparable: false, previous: { cycle: 'c0', title: '2024' }, slips: [] } }).slipped).toBe(
      'Nothing is compared with 2024: it asked by another version of the tool.',
    );
  });

  it('counts what changed since the last meeting', () => {
    const counts = { submitted: 4, late: 1, resubmitted: 0, reopened: 1, corrected: 1, admitted: 0, started: 0 };
    expect(sentences({}, { heldOn: '2026-09-03', group: 'PAQA', changes: { counts, lines: [] }, others: 12, nameOf }).changed).toBe(
      'Since PAQA met on 3 September 2026: 4 returns came in (1 late), 1 return went back to its agency and 1 answer was corrected. ' +
        '12 changes were recorded in case audits, indicators and follow-up.',
    );
  });

  it('says who changed what since the last meeting, and leads to the words', () => {
    const counts = { submitted: 0, late: 0, resubmitted: 0, reopened: 0, corrected: 1, admitted: 0, started: 0 };
    const line = { kind: 'corrected', agencyName: 'One', item: 'TRN-2', ratingBefore: 'met', ratingAfter: 'not-met', return: 'r1' };
    const lines = [{ ...line, by: CALLUM, day: '2026-11-20' } as ChangeLine];
    const since = { heldOn: '2026-11-05', group: 'PAQA', changes: { counts, lines }, others: 0, nameOf };
    const changed = landingPage(cycle, nothing, since, quiet, reading).sentences.find(({ key }) => key === 'changed');
    expect(changed?.evidence).toEqual([
      { text: 'One corrected TRN-2: met, now not met (Callum Birch, 20 November 2026)', href: '/returns/r1/answers/TRN-2' },
    ]);
  });

  it('says who makes something appear, before the first cycle', () => {
    expect(landingPage(undefined, null, undefined, quiet, reading)).toMatchObject({
      sentences: [{ key: 'unusual' }, { key: 'follow-up' }],
      empty: expect.stringContaining('When the business unit opens one'),
    });
  });
});
