import { describeWith, readExtract, type ExtractRow } from '@goldenthread/indicators/testing';
import { SUPPRESSION_PROFILES, suppress } from './index.js';

const FILE = 'dfe_cin_referrals_by_source_2014_2022.csv';
const NUMBER = /^\d+$/;

/** One authority in one year: referrals by source as published, and which of them the department hid. */
interface Published {
  readonly counts: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  /** What the hidden ones come to together. */
  readonly rest: number;
}

/** @returns nothing where a number is missing for another reason than that it was hidden. */
function published({ reporting_year: year, geo_code: _code, geo_name: _name, ...cells }: ExtractRow): Published | undefined {
  // Until 2017 the department wrote `x` for what it hid, and `c` since.
  const symbols = Number(year) <= 2017 ? ['c', 'x'] : ['c'];
  const told = Object.entries(cells);
  if (told.some(([, text]) => !NUMBER.test(text) && !symbols.includes(text))) return undefined;
  const counts = Object.fromEntries(told.flatMap(([name, text]) => (NUMBER.test(text) ? [[name, Number(text)] as const] : [])));
  const { Referrals: all = 0, ...parts } = counts;
  const rest = all - Object.values(parts).reduce((sum, count) => sum + count, 0);
  return { counts, hidden: told.flatMap(([name, text]) => (NUMBER.test(text) ? [] : [name])), rest };
}

function hiddenIn(counts: Published['counts']): string {
  const parts = Object.keys(counts).filter((name) => name !== 'Referrals');
  const figures = { counts, implied: [], sums: [{ total: 'Referrals', parts }], rates: [], changes: [] };
  return suppress(figures, SUPPRESSION_PROFILES.dfe)
    .hidden.map(({ name }) => name)
    .sort()
    .join();
}

/** Whether the same two are hidden, of some numbers that the two can be. */
function hidesTheSame({ counts, hidden, rest }: Published): boolean {
  const [one = '', other = ''] = hidden;
  return [1, 2, 3, 4, 5].some((small) => {
    if (rest - small < 1) return false;
    const ways = [
      { [one]: small, [other]: rest - small },
      { [one]: rest - small, [other]: small },
    ];
    return ways.some((way) => hiddenIn({ ...counts, ...way }) === [one, other].sort().join());
  });
}

describeWith(FILE, 'what the Department for Education hid of referrals by source', () => {
  let rows: readonly Published[] = [];
  beforeAll(() => {
    rows = readExtract(FILE).flatMap((row) => published(row) ?? []);
  });
  const ofHidden = (count: number): readonly Published[] => rows.filter(({ hidden }) => hidden.length === count);

  it('is nothing where nothing is hidden here either', () => {
    const open = ofHidden(0).filter(({ rest }) => rest === 0);
    expect(open).toHaveLength(940);
    expect(open.filter(({ counts }) => hiddenIn(counts) !== '')).toEqual([]);
  });

  it('is never one alone', () => {
    expect(ofHidden(1)).toEqual([]);
  });

  it('is the same two, but where it hid a nought or two ones, or took another than the smallest', () => {
    const two = ofHidden(2);
    const others = two.filter((row) => !hidesTheSame(row));
    expect([two.length, others.length]).toEqual([394, 34]);
    // A nought is always shown here. Two ones are not enough where noughts are shown: together they come to two.
    expect(others.filter(({ rest }) => rest <= 2)).toHaveLength(30);
  });
});
