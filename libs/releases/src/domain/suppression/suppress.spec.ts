import fc from 'fast-check';
import { certainIn } from '../../testing/index.js';
import { isSmall, shownCount, SUPPRESSION_PROFILES, suppress, type Figures, type ReleasedFigures } from './index.js';

const { dfe, 'nhs-hes': hes } = SUPPRESSION_PROFILES;

/** A table with a total for each row and each column. */
function crossed(cells: readonly (readonly number[])[], prefix = ''): Figures {
  const at = (row: number | string, column: number | string): string => `${prefix}${row}/${column}`;
  const rows = cells.map((_, row) => row);
  const columns = (cells[0] ?? []).map((_, column) => column);
  const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const column of columns) counts.set(at(row, column), cells[row]?.[column] ?? 0);
    counts.set(at(row, 'all'), total(cells[row] ?? []));
  }
  for (const column of columns) counts.set(at('all', column), total(cells.map((row) => row[column] ?? 0)));
  counts.set(at('all', 'all'), total(cells.flat()));
  const across = [...rows, 'all'].map((row) => ({ total: at(row, 'all'), parts: columns.map((column) => at(row, column)) }));
  const down = [...columns, 'all'].map((column) => ({ total: at('all', column), parts: rows.map((row) => at(row, column)) }));
  return { counts: Object.fromEntries(counts), implied: [], sums: [...across, ...down], rates: [], changes: [] };
}

function summed(counts: Readonly<Record<string, number>>, total: string): Figures {
  const parts = Object.keys(counts).filter((name) => name !== total);
  return { counts, implied: [], sums: [{ total, parts }], rates: [], changes: [] };
}

const hiddenIn = (figures: Figures, earlier: readonly ReleasedFigures[] = [], profile = dfe): string[] =>
  suppress(figures, profile, earlier).hidden.map(({ name }) => name);
const released = (figures: Figures, earlier: readonly ReleasedFigures[] = []): ReleasedFigures => ({
  ...figures,
  hidden: hiddenIn(figures, earlier),
  roundedTo: 1,
});

const count = fc.oneof({ arbitrary: fc.integer({ min: 0, max: 6 }), weight: 3 }, { arbitrary: fc.integer({ min: 7, max: 14 }), weight: 2 });
const cells = fc
  .record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 1, max: 3 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );
const bigCells = fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 12 });

/** Whether a count may not be known: it was hidden, or is small and was never printed. */
const isSecretIn =
  (tables: readonly ReleasedFigures[]) =>
  (name: string, value: number): boolean =>
    isSmall(value, dfe) || tables.some(({ hidden, counts }) => hidden.includes(name) && counts[name] === value);

describe('small numbers of a table, by the rules of the Department for Education', () => {
  it('are hidden from one to five; nought and six are shown', () => {
    const figures: Figures = { counts: { a: 0, b: 1, c: 5, d: 6 }, implied: [], sums: [], rates: [], changes: [] };
    expect(suppress(figures, dfe).hidden).toEqual([
      { name: 'b', why: 'small' },
      { name: 'c', why: 'small' },
    ]);
  });

  it('take another with them that would give them away: the smallest, and never nought', () => {
    const figures = summed({ housing: 0, police: 3, schools: 7, health: 90, all: 100 }, 'all');
    expect(suppress(figures, dfe).hidden).toEqual([
      { name: 'police', why: 'small' },
      { name: 'schools', why: 'protects' },
    ]);
  });

  it('take the total with them where they are all of it', () => {
    expect(hiddenIn(summed({ police: 4, schools: 0, all: 4 }, 'all'))).toEqual(['all', 'police']);
    expect(hiddenIn(summed({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, all: 6 }, 'all'))).toContain('all');
  });

  it.each([1, 2, 3, 4, 5])('hide in Essex in 2019 what the department hid, with %i from housing', (housing) => {
    // Referrals by source, 2018-19: Housing and Other legal agency are `c`, and come to 237 together.
    const shown = {
      individual: 839, schools: 1103, education: 413, health: 1316, authority: 1214, police: 2216, other: 825, anonymous: 250, unknown: 459,
    }; // prettier-ignore
    const figures = summed({ ...shown, housing, legal: 237 - housing, referrals: 8872 }, 'referrals');
    expect(hiddenIn(figures)).toEqual(['housing', 'legal']);
  });

  it('never stand alone in a sum, and none that is shown is one of them', () => {
    fc.assert(
      fc.property(fc.oneof(cells, bigCells), (table) => {
        const figures = crossed(table);
        const { hidden, exposed } = suppress(figures, dfe);
        const names = new Set(hidden.map(({ name }) => name));
        expect(exposed).toEqual([]);
        for (const { total, parts } of figures.sums) expect([total, ...parts].filter((name) => names.has(name))).not.toHaveLength(1);
        for (const [name, value] of Object.entries(figures.counts)) {
          if (value === 0) expect(names.has(name)).toBe(false);
          if (value >= 1 && value <= 5) expect(names.has(name)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('cannot be worked out by anybody who tries every number that each could be', () => {
    fc.assert(
      fc.property(cells, (table) => {
        const figures = released(crossed(table));
        expect(certainIn([figures], isSecretIn([figures]))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('are hidden in the same cells whenever the same table is looked at', () => {
    fc.assert(
      fc.property(cells, (table) => {
        const { counts, ...rest } = crossed(table);
        const turned = Object.fromEntries(Object.entries(counts).reverse());
        expect(suppress({ ...rest, counts: turned }, dfe)).toEqual(suppress({ ...rest, counts }, dfe));
      }),
    );
  });
});

describe('rates and percentages', () => {
  const figures = (part: number, whole: number): Figures => ({
    counts: { part, whole, rest: whole - part },
    implied: ['rest'],
    sums: [{ total: 'whole', parts: ['part', 'rest'] }],
    rates: [{ name: 'percent', of: ['part', 'whole'] }],
    changes: [],
  });

  it('are hidden with their parts, and shown where both are', () => {
    expect(hiddenIn(figures(3, 40))).toEqual(['part', 'percent']);
    expect(hiddenIn(figures(12, 40))).toEqual([]);
    expect(hiddenIn(figures(0, 40))).toEqual([]);
    expect(hiddenIn(figures(40, 40))).toEqual([]);
  });

  it('are hidden where they would tell how few are left over', () => {
    expect(suppress(figures(37, 40), dfe).hidden).toEqual([
      { name: 'part', why: 'protects' },
      { name: 'percent', why: 'parts-hidden' },
    ]);
  });

  it('are hidden where nobody knows what they were worked out from', () => {
    const unknown: Figures = { counts: {}, implied: [], sums: [], rates: [{ name: 'percent', of: null }], changes: [] };
    expect(suppress(unknown, dfe).hidden).toEqual([{ name: 'percent', why: 'parts-unknown' }]);
  });
});

describe('a release after others', () => {
  it('hides again what an earlier one hid to protect a small number, where it is still that number or nearly', () => {
    const first = released(summed({ police: 3, schools: 7, health: 90, all: 100 }, 'all'));
    const second: Figures = { counts: { schools: 7 }, implied: [], sums: [], rates: [], changes: [] };
    expect(suppress(second, dfe, [first]).hidden).toEqual([{ name: 'schools', why: 'hidden-before' }]);
    expect(suppress({ ...second, counts: { schools: 12 } }, dfe, [first]).hidden).toMatchObject([{ why: 'hidden-before' }]);
    expect(suppress({ ...second, counts: { schools: 13 } }, dfe, [first]).hidden).toEqual([]);
  });

  it('hides nothing to no purpose: what readers know already protects nothing', () => {
    const first = released({ counts: { schools: 7 }, implied: [], sums: [], rates: [], changes: [] });
    const second = summed({ police: 3, schools: 7, health: 90, all: 100 }, 'all');
    expect(hiddenIn(second, [first])).toEqual(['health', 'police']);
  });

  it('is exposed where everything that could protect a small number is known already', () => {
    const first = released({ counts: { schools: 7, health: 90, all: 100 }, implied: [], sums: [], rates: [], changes: [] });
    const second = summed({ police: 3, schools: 7, health: 90, all: 100 }, 'all');
    expect(suppress(second, dfe, [first]).exposed).toEqual(['police = 3']);
  });

  it('gives nothing away with another breakdown of the same whole, or after a restatement', () => {
    const seed = fc.record({ table: cells, other: fc.array(count, { minLength: 1, maxLength: 3 }), moved: fc.integer({ min: 0, max: 8 }) });
    fc.assert(
      fc.property(seed, ({ table, other, moved }) => {
        const first = crossed(table);
        const restated = crossed(table.map((row, index) => row.map((value, at) => (index + at === 0 ? value + moved : value))));
        const made = [first, restated, otherwise(first, other)].reduce<ReleasedFigures[]>(releasedAfter, []);
        expect(certainIn(made, isSecretIn(made))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

/** The same whole in other parts, and what is left over. */
function otherwise({ counts }: Figures, wanted: readonly number[]): Figures {
  const whole = counts['all/all'] ?? 0;
  const parts = wanted.reduce<number[]>((taken, part) => [...taken, Math.min(part, whole - taken.reduce((sum, one) => sum + one, 0))], []);
  const rest = whole - parts.reduce((sum, one) => sum + one, 0);
  const named = Object.fromEntries([...parts, rest].map((part, index) => [`other ${index}`, part]));
  return {
    counts: { ...named, 'all/all': whole },
    implied: [],
    sums: [{ total: 'all/all', parts: Object.keys(named) }],
    rates: [],
    changes: [],
  };
}

/** Releases a table after others, unless it would give something away. */
function releasedAfter(earlier: ReleasedFigures[], figures: Figures): ReleasedFigures[] {
  const { hidden, exposed } = suppress(figures, dfe, earlier);
  return exposed.length > 0 ? earlier : [...earlier, { ...figures, hidden: hidden.map(({ name }) => name), roundedTo: 1 }];
}

describe('a table that grows with every case', () => {
  const grown = (before: number, now: number): Figures => ({
    counts: { good: now }, implied: [], sums: [], rates: [], changes: before === now ? [] : [{ of: 'good', before }],
  }); // prettier-ignore
  const first = (good: number): ReleasedFigures => released({ ...grown(good, good) });

  it('hides a count that is a small number more or less than what was released before', () => {
    expect(suppress(grown(7, 9), dfe, [first(7)]).hidden).toEqual([{ name: 'good', why: 'protects' }]);
    expect(suppress(grown(9, 7), dfe, [first(9)]).hidden).toEqual([{ name: 'good', why: 'protects' }]);
    expect(suppress(grown(7, 13), dfe, [first(7)]).hidden).toEqual([]);
    expect(suppress(grown(7, 7), dfe, [first(7)]).hidden).toEqual([]);
  });

  it('shows it where it is well above what was hidden before', () => {
    expect(suppress(grown(3, 9), dfe, [first(3)]).hidden).toEqual([]);
  });
});

describe('the attack that these tests make', () => {
  it('works out what stands alone, what is as small as it can be, and what two tables tell together', () => {
    const lone = { ...summed({ a: 3, b: 9, all: 12 }, 'all'), hidden: ['a'], roundedTo: 1 };
    expect(certainIn([lone], () => true)).toContain('a');
    const ones = { ...summed({ a: 1, b: 1, c: 7, all: 9 }, 'all'), hidden: ['a', 'b'], roundedTo: 1 };
    expect(certainIn([ones], () => true)).toEqual(expect.arrayContaining(['a', 'b']));
    const guarded = { ...summed({ a: 3, b: 9, c: 20, all: 32 }, 'all'), hidden: ['a', 'b'], roundedTo: 1 };
    expect(certainIn([guarded], isSecretIn([guarded]))).toEqual([]);
    const loose = { counts: { b: 9 }, implied: [], sums: [], rates: [], changes: [], hidden: [], roundedTo: 1 };
    expect(certainIn([guarded, loose], () => true)).toContain('a');
  });
});

describe('by the rules of Hospital Episode Statistics', () => {
  it('one to seven are hidden, others are to the nearest five, and rates are not shown', () => {
    const figures: Figures = {
      counts: { a: 7, b: 8, c: 12, d: 13, e: 0 },
      implied: [],
      sums: [],
      rates: [{ name: 'rate', of: ['d'] }],
      changes: [],
    };
    expect(suppress(figures, hes).hidden).toEqual([
      { name: 'a', why: 'small' },
      { name: 'rate', why: 'rounded' },
    ]);
    expect([8, 12, 13, 0].map((value) => shownCount(value, hes))).toEqual([10, 10, 15, 0]);
  });

  it('what rounding blurs needs no second figure hidden', () => {
    expect(hiddenIn(summed({ police: 3, schools: 17, health: 91, all: 111 }, 'all'), [], hes)).toEqual(['police']);
  });
});
