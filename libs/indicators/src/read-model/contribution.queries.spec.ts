import { yearOf } from './contribution.queries.js';

// Essex Safeguarding Children Board, annual report 2016-17 and arrangements of June 2019 and report 2019-20, as published.
const ESSEX = [66_426, 17_337, 16_142, 14_520, 12_687, 12_555, 7_705, 5_082, 2_415, 550];
const row = (stage: 'planned' | 'actual', year: string, contributor: string, pounds: number) => {
  return { year, stage, contributor, kind: 'cash', pounds: String(pounds), source: { title: 'Report' }, reason: null } as const;
};
const partners = (stage: 'planned' | 'actual', year: string, council: number) =>
  [council, ...ESSEX].map((pounds, at) => row(stage, year, `Contributor ${at}`, pounds));

describe('what a year comes to', () => {
  it('is derived; a stated total that disagrees is kept, and the difference shown', () => {
    const of2016 = yearOf([...partners('actual', 'FY2016-17', 213_166), row('actual', 'FY2016-17', '', 384_000)]);
    expect([of2016.sum, of2016.stated]).toMatchObject([368_585, [{ pounds: 384_000, difference: 15_415 }]]);
  });

  it('may be one thing as planned and another as it came', () => {
    expect(yearOf(partners('planned', 'FY2019-20', 213_166)).sum).toBe(368_585);
    const came = yearOf([...partners('actual', 'FY2019-20', 252_178), row('actual', 'FY2019-20', '', 407_597)]);
    expect([came.sum, came.stated]).toMatchObject([407_597, [{ difference: 0 }]]);
    expect(came.contributions[0]?.pounds).toBe(252_178);
  });

  it('is held beside what sources state of its own kind: a total in cash says nothing of rooms or time', () => {
    const of = (kind: 'cash' | 'staff', contributor: string, pounds: number) => ({
      ...row('actual', 'FY2024-25', contributor, pounds),
      kind,
    });
    const year = yearOf([of('cash', 'Council', 60_000), of('staff', 'Police', 20_000), of('cash', '', 60_000), of('staff', '', 25_000)]);
    expect(year.sum).toBe(80_000);
    expect(year.stated.map(({ kind, difference }) => [kind, difference])).toEqual([
      ['cash', 0],
      ['staff', 5_000],
    ]);
  });
});
