import type { RowOf } from '@goldenthread/read-models';
import { changedStatuses, comparedCells, savedAnew } from './comparison.js';
import type { Section11AnswerRow } from './section11-answer.row.js';
import type { Section11ReturnProgressRow } from './section11-return-progress.row.js';
import type { Section11StandardRow } from './section11-standard.row.js';

type Progress = RowOf<Section11ReturnProgressRow>;

function standard(ref: string, met: number, partlyMet = 0): RowOf<Section11StandardRow> {
  return { return: ref, heading: 'SMC', title: 'Leadership', ordinal: 1, met, partlyMet, notMet: 0, notApplicable: 0, of: 4 } as never;
}

function answer(ref: string, item: string, revision: number | null, ordinal = 1): RowOf<Section11AnswerRow> {
  return { return: ref, item, revision, ordinal } as never;
}

function progress(ref: string, agencyName: string, status = 'submitted', submissions = 1): Progress {
  return { return: ref, agencyName, status, submissions } as never;
}

describe('the record at two positions', () => {
  it('marks a cell that counts otherwise, or whose return came in, and no other', () => {
    const before = [standard('a', 3, 1), standard('b', 2)];
    const after = [standard('a', 3, 0), standard('b', 2), standard('c', 4)];
    expect(comparedCells(before, after).map((cell) => [cell.return, cell.before?.met ?? null, cell.isChanged])).toEqual([
      ['a', 3, true],
      ['b', 2, false],
      ['c', null, true],
    ]);
  });

  it('finds the answers saved since, and all of a return that came in, by agency and in the order of the tool', () => {
    const before = { answers: [answer('z', 'SMC-1', 4), answer('z', 'SMC-2', 5)] };
    const after = {
      progress: [progress('z', 'Zebra'), progress('a', 'Aardvark')],
      answers: [
        answer('z', 'SMC-1', 4),
        answer('z', 'SMC-2', 9, 2),
        answer('a', 'SMC-2', 3, 2),
        answer('a', 'SMC-1', 7),
        answer('a', 'SMC-3', null, 3),
      ],
    };
    expect(savedAnew(before, after).map((one) => [one.progress.agencyName, one.after.item, one.before?.revision ?? null])).toEqual([
      ['Aardvark', 'SMC-1', null],
      ['Aardvark', 'SMC-2', null],
      ['Zebra', 'SMC-2', 5],
    ]);
  });

  it('finds a return whose status changed, or that was submitted again', () => {
    const before = [progress('a', 'A', 'open', 0), progress('b', 'B'), progress('c', 'C')];
    const after = [progress('a', 'A'), progress('b', 'B', 'submitted', 2), progress('c', 'C'), progress('d', 'D', 'not-started', 0)];
    expect(changedStatuses(before, after).map((one) => one.progress.return)).toEqual(['a', 'b', 'd']);
  });
});
