import { DFE_INDICATORS, DFE_RELEASES, POPULATION, REFERRAL_SOURCES, type DfeIndicator, type DfeRelease } from '../../data/dfe-releases.js';
import type { GivenFigure } from './indicator-series.commands.js';
import type { Place } from './indicator-definition.events.js';
import { WRITTEN_NUMBER } from './written-number.js';

/** A row of an extract by the names of its columns, every cell as text. */
export type ExtractRow = Readonly<Record<string, string>>;

/** One cell of a release: what it says of one measure of one place and period, as it is written there. */
export type ReleaseCell = {
  readonly release: string;
  /** `table.measure`. */
  readonly measure: string;
  readonly place: Place;
  /** The key of the period: a financial year, or a month. */
  readonly period: string;
  readonly text: string;
};

/** What is odd in what was published. It is told, and nothing is left out for it. */
export type ExtractFlag = { readonly release: string; readonly place: string; readonly period: string; readonly what: string };

/** A figure of an indicator as one release gives it. */
export type ReleaseFigure = {
  readonly release: DfeRelease;
  readonly indicator: DfeIndicator;
  readonly place: Place;
  readonly period: string;
  readonly given: GivenFigure;
};

/** Under which name of a table the comparison of first and later releases has its measures. */
const TABLES: Readonly<Record<string, string>> = { ref: 'c1', cin: 'b1', s47: 'c4', cpp: 'd1' };

/**
 * The cells of an extract of published releases, told by the columns it has.
 *
 * @returns nothing where it is another kind of table.
 */
export function cellsOf(rows: readonly ExtractRow[]): readonly ReleaseCell[] | undefined {
  const columns = Object.keys(rows[0] ?? {});
  const has = (...names: string[]): boolean => names.every((name) => columns.includes(name));
  if (has('release', 'table', 'measure', 'value')) return rows.map(annualCell);
  if (has('first_release', 'first_value', 'later_release', 'later_value')) return rows.flatMap(comparedCells);
  if (has('month', 'referrals')) return rows.map(monthlyCell);
  if (has('Referrals', 'Police', 'Schools')) return rows.flatMap(sourceCells);
  return has('mid_year', 'population_0_17') ? rows.map(populationCell) : undefined;
}

function annualCell({ release = '', table = '', measure = '', value = '', ...row }: ExtractRow): ReleaseCell {
  return { release: `CIN-${release}`, measure: `${table}.${measure}`, ...ofYear(row), text: value };
}

function comparedCells({
  measure = '',
  first_release = '',
  first_value = '',
  later_release = '',
  later_value = '',
  ...row
}: ExtractRow): ReleaseCell[] {
  const [prefix = '', name = ''] = measure.split('.');
  const of = { measure: `${name === 'cpp_subsequent' ? 'd3' : (TABLES[prefix] ?? prefix)}.${name}`, ...ofYear(row) };
  return [
    { ...of, release: first_release, text: first_value },
    { ...of, release: later_release, text: later_value },
  ];
}

function monthlyCell({ month = '', referrals = '', ...row }: ExtractRow): ReleaseCell {
  return { release: 'CIN-2022', measure: 'c6.referrals', place: placeOf(row), period: month.slice(0, 7), text: referrals };
}

function sourceCells(row: ExtractRow): ReleaseCell[] {
  const measures = Object.entries(row).filter(([name]) => /^[A-Z]/.test(name));
  return measures.map(([name, text]) => ({ release: 'CIN-2022', measure: `c5.${name.toLowerCase()}`, ...ofYear(row), text }));
}

function populationCell({ release = '', mid_year = '', population_0_17: text = '', ...row }: ExtractRow): ReleaseCell {
  // The middle of a year lies in the financial year that begins in it, and rates of that year are per these children.
  const period = financialYear(Number(mid_year) + 1);
  return { release: `CIN-${release}`, measure: 'population.population_0_17', place: placeOf(row), period, text };
}

function ofYear(row: ExtractRow): Pick<ReleaseCell, 'place' | 'period'> {
  return { place: placeOf(row), period: financialYear(Number(row.reporting_year)) };
}

/** A reporting year is named by the year it ends in. */
function financialYear(ends: number): string {
  return `FY${ends - 1}-${String(ends).slice(2)}`;
}

function placeOf({ geo_code: code = '', geo_name: name = '' }: ExtractRow): Place {
  const kind = code.startsWith('E92') ? 'england' : code.startsWith('E12') ? 'region' : 'authority';
  return { kind, code, name };
}

/** The cells of all extracts, each found by where it stands. Where two give the same cell, they say the same of it, or the last does. */
export class PublishedCells {
  private readonly cells = new Map<string, ReleaseCell>();

  constructor(cells: readonly ReleaseCell[]) {
    for (const cell of cells) this.cells.set(keyOf(cell), cell);
  }

  get places(): readonly Place[] {
    return [...new Map([...this.cells.values()].map(({ place }) => [place.code, place])).values()];
  }

  /** Every figure that a release gives, in no particular order. */
  figuresOf(release: DfeRelease): readonly ReleaseFigure[] {
    const byValue = new Map<string, DfeIndicator[]>();
    for (const indicator of DFE_INDICATORS) byValue.set(indicator.value, [...(byValue.get(indicator.value) ?? []), indicator]);
    return [...this.cells.values()]
      .filter((cell) => cell.release === release.name)
      .flatMap((cell) =>
        (byValue.get(cell.measure) ?? []).flatMap((indicator): ReleaseFigure[] => {
          const given = this.givenOf(indicator, cell, release);
          return given ? [{ release, indicator, place: cell.place, period: cell.period, given }] : [];
        }),
      );
  }

  /** Where a release's parts do not come to its total, all of them being shown. Such rows are published so. */
  flagsOf(release: DfeRelease): readonly ExtractFlag[] {
    const totals = [...this.cells.values()].filter((cell) => cell.release === release.name && cell.measure === 'c5.referrals');
    return totals.flatMap(({ place, period, text }) => {
      const parts = REFERRAL_SOURCES.map((source) => this.numberAt(release.name, `c5.${source}`, place.code, period));
      if (!WRITTEN_NUMBER.test(text) || parts.some((part) => part === undefined)) return [];
      const sum = parts.reduce<number>((all, part) => all + (part ?? 0), 0);
      if (sum === Number(text)) return [];
      return [
        { release: release.name, place: place.code, period, what: `The sources of referrals come to ${sum}, the total says ${text}.` },
      ];
    });
  }

  /** The cells of figures whose sign the release does not explain: nobody knows what they say. */
  unreadIn(release: DfeRelease): readonly ExtractFlag[] {
    const values = new Set(DFE_INDICATORS.map(({ value }) => value));
    return [...this.cells.values()]
      .filter(
        ({ release: of, measure, text }) =>
          of === release.name && values.has(measure) && !WRITTEN_NUMBER.test(text) && !Object.hasOwn(release.signs, text),
      )
      .map(({ place, period, measure, text }) => ({
        release: release.name,
        place: place.code,
        period,
        what: `${measure}: the sign "${text}" is not explained.`,
      }));
  }

  /** @returns nothing for a sign that the release does not explain. */
  private givenOf(
    { numerator, denominator }: DfeIndicator,
    { text, place, period }: ReleaseCell,
    release: DfeRelease,
  ): GivenFigure | undefined {
    if (!WRITTEN_NUMBER.test(text)) {
      const marker = Object.hasOwn(release.signs, text) ? release.signs[text] : undefined;
      return marker && { marker, symbol: text };
    }
    const value = Number(text);
    const parts = [numerator, denominator].map((measure) => measure && this.latestNumber(release, measure, place.code, period));
    const [over, under] = parts;
    if (typeof over !== 'number' || (denominator !== undefined && typeof under !== 'number')) return { value };
    return { value, numerator: over, ...(typeof under === 'number' ? { denominator: under } : {}) };
  }

  /** What a cell says in a release, or in the last one before it that gives it: extracts give what is new or changed. */
  private latestNumber(release: DfeRelease, measure: string, place: string, period: string): number | undefined {
    const until = DFE_RELEASES.slice(0, DFE_RELEASES.indexOf(release) + 1);
    const given = until.findLast(({ name }) => this.cells.has(keyOf({ release: name, measure, place: { code: place }, period })));
    return given && this.numberAt(given.name, measure, place, period);
  }

  private numberAt(release: string, measure: string, place: string, period: string): number | undefined {
    const text = this.cells.get(keyOf({ release, measure, place: { code: place }, period }))?.text ?? '';
    return WRITTEN_NUMBER.test(text) ? Number(text) : undefined;
  }
}

/** Whether an indicator is of the children that others are per. */
export function isPopulation({ code }: DfeIndicator): boolean {
  return code === POPULATION;
}

function keyOf({
  release,
  measure,
  place,
  period,
}: Pick<ReleaseCell, 'release' | 'measure' | 'period'> & { readonly place: Pick<Place, 'code'> }): string {
  return `${release} ${measure} ${place.code} ${period}`;
}
