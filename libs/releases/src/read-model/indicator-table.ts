import type { Definition, Figure, GridLine, GridValue, PlaceKind } from '@goldenthread/indicators';
import type { ReleasableCell, ReleasableTable } from '../domain/releasable-table.js';
import type { Sum } from '../domain/suppression/index.js';

// Indicator figures as a table that may be released: pure. One row for each indicator, place and period.

type Line = Pick<GridLine, 'place' | 'placeName'> & {
  readonly indicator: Pick<GridLine['indicator'], 'code' | 'definition'>;
  readonly view: {
    readonly periods: readonly { readonly period: { readonly key: string; readonly words: string }; readonly value: Value }[];
  };
};
type Value = Pick<GridValue, 'figure' | 'standing'> | null;

/** From the widest to the narrowest: places of one kind lie in the one place of a wider kind. */
const WIDEST_FIRST: readonly PlaceKind[] = ['england', 'region', 'authority', 'quadrant'];

/**
 * The latest periods of some series, side by side.
 *
 * Figures hang together in three ways. A proportion leaves the others over. A rate's denominator may be another
 * indicator's figure, and is then named as that. And places lie in wider places: what is left of the wider one counts too,
 * where nothing shows that they overlap.
 *
 * @param periods how many of the latest; those of which nothing stands are left out.
 */
export function indicatorTable(lines: readonly Line[], periods: number): ReleasableTable {
  const claimed = new Map<string, number>();
  const told = countsFirst(lines).flatMap((line) => line.view.periods.slice(-periods).map((one) => toldOf(line, one, claimed)));
  const stands = told.filter(({ value }) => value !== null);
  const counts = new Map(stands.flatMap(({ parts }) => Object.entries(parts)));
  const nested = nestedIn(stands, counts);
  const over = stands.flatMap((one) => leftOver(one));
  const implied = [...nested, ...over].flatMap(({ rest }) => (rest ? [rest] : []));
  for (const { name, count } of implied) counts.set(name, count);
  return {
    about: ['Indicator', 'Place', 'Period'],
    columns: ['Number', 'Out of', 'Figure', 'Unit', 'Standing'],
    rows: stands.map((one) => ({ about: [one.definition.name, one.placeName, one.words], cells: cellsOf(one) })),
    figures: {
      counts: Object.fromEntries(counts),
      implied: implied.map(({ name }) => name),
      sums: [...nested, ...over].map(({ sum }) => sum),
      rates: stands.flatMap(({ rate }) => (rate ? [rate] : [])),
    },
    grows: false,
  };
}

type Told = {
  readonly definition: Definition;
  readonly code: string;
  readonly place: string;
  readonly placeName: string;
  readonly period: string;
  readonly words: string;
  readonly value: Value;
  readonly base: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly parts: Readonly<Record<string, number>>;
  readonly rate?: ReleasableTable['figures']['rates'][number];
};

/** Counts say what their names stand for; a rate that was divided by another number than that has its own. */
function countsFirst(lines: readonly Line[]): readonly Line[] {
  const isCount = ({ indicator }: Line): boolean => indicator.definition.measure.kind === 'count';
  return [...lines.filter(isCount), ...lines.filter((line) => !isCount(line))];
}

/** @param claimed the names that stand for a number already. */
function toldOf(
  { indicator, place, placeName }: Line,
  { period, value }: Line['view']['periods'][number],
  claimed: Map<string, number>,
): Told {
  const { code, definition } = indicator;
  const base = `indicator/${code}/${place}/${period.key}`;
  const about = { definition, code, place, placeName, period: period.key, words: period.words, value, base };
  if (value?.figure.kind !== 'number') return { ...about, parts: {} };
  const { figure } = value;
  const numerator = numeratorOf(definition, figure);
  const denominator = definition.measure.kind === 'count' ? undefined : whole(figure.denominator);
  const names = {
    ...(numerator === undefined ? {} : { numerator: definition.measure.kind === 'count' ? base : `${base}/numerator` }),
    ...(denominator === undefined ? {} : { denominator: denominatorName(base, place, figure, denominator, claimed) }),
  };
  const parts = Object.fromEntries([
    ...(names.numerator === undefined || numerator === undefined ? [] : [[names.numerator, numerator] as const]),
    ...(names.denominator === undefined || denominator === undefined ? [] : [[names.denominator, denominator] as const]),
  ]);
  for (const [name, count] of Object.entries(parts)) claimed.set(name, count);
  return { ...about, ...names, parts, ...rateOf(definition, base, names) };
}

/** A count that is no whole number can be judged by nothing, and is taken for a rate whose parts are unknown. */
function rateOf(
  { measure }: Definition,
  base: string,
  { numerator, denominator }: Pick<Told, 'numerator' | 'denominator'>,
): Pick<Told, 'rate'> {
  if (measure.kind === 'count' && numerator !== undefined) return {};
  const of = numerator === undefined || denominator === undefined ? null : [numerator, denominator];
  return { rate: { name: `${base}/rate`, of } };
}

type NumberFigure = Extract<Figure, { kind: 'number' }>;

/** What is judged of a count is what is printed, even where its source gives it parts that come to something else. */
function numeratorOf({ measure }: Definition, { value, numerator }: NumberFigure): number | undefined {
  return whole(measure.kind === 'count' ? value : numerator);
}

function whole(count: number | undefined): number | undefined {
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** What another indicator counts has that indicator's name, where it is that number. */
function denominatorName(
  base: string,
  place: string,
  { denominatorFrom: from }: NumberFigure,
  count: number,
  claimed: Map<string, number>,
): string {
  const own = `${base}/denominator`;
  const name = from ? `indicator/${from.code}/${place}/${from.period}` : own;
  if ((claimed.get(name) ?? count) !== count) return own;
  claimed.set(name, count);
  return name;
}

type Link = { readonly sum: Sum; readonly rest?: { readonly name: string; readonly count: number } };

/** Of a proportion: those of the whole who are not among the part. */
function leftOver({ definition, base, numerator, denominator, parts }: Told): Link[] {
  if (definition.measure.kind !== 'proportion' || numerator === undefined || denominator === undefined) return [];
  const count = (parts[denominator] ?? 0) - (parts[numerator] ?? 0);
  if (count < 0) return [];
  const name = `${base}/others`;
  return [{ sum: { total: denominator, parts: [numerator, name] }, rest: { name, count } }];
}

/** Where places of one kind lie in one place of a wider kind: the wider figure is theirs and what is left. */
function nestedIn(told: readonly Told[], counts: ReadonlyMap<string, number>): Link[] {
  const keyOf = ({ code, period }: Told): string => `${code} ${period}`;
  const series = [...new Set(told.map(keyOf))].map((key) => told.filter((one) => keyOf(one) === key));
  return series.flatMap((ofPeriod) =>
    WIDEST_FIRST.slice(0, -1).flatMap((kind, index): Link[] => {
      const wider = ofPeriod.filter(({ place }) => kindOf(place) === kind);
      const narrower = WIDEST_FIRST.slice(index + 1).map((next) => ofPeriod.filter(({ place }) => kindOf(place) === next));
      const parts = narrower.find((places) => places.length > 0);
      const [only] = wider;
      if (wider.length !== 1 || !only || !parts) return [];
      return [
        linkOf(
          only.numerator,
          parts.map(({ numerator }) => numerator),
          counts,
        ),
        linkOf(
          only.denominator,
          parts.map(({ denominator }) => denominator),
          counts,
        ),
      ].flat();
    }),
  );
}

function linkOf(total: string | undefined, named: readonly (string | undefined)[], counts: ReadonlyMap<string, number>): Link[] {
  const parts = [...new Set(named.filter((name) => name !== undefined))];
  if (total === undefined || parts.length === 0 || parts.includes(total)) return [];
  const count = (counts.get(total) ?? 0) - parts.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  if (count < 0) return [];
  const name = `${total}/elsewhere/${parts.join('+')}`;
  return [
    count === 0 && parts.length === named.length
      ? { sum: { total, parts } }
      : { sum: { total, parts: [...parts, name] }, rest: { name, count } },
  ];
}

function kindOf(place: string): string {
  return place.slice(0, place.indexOf(':'));
}

const NONE = { kind: 'none' } as const;

function cellsOf({ definition, value, numerator, denominator, parts, rate }: Told): ReleasableCell[] {
  if (!value) return [];
  const { figure, standing } = value;
  const said = { kind: 'text', text: standing } as const;
  const unit = { kind: 'text', text: definition.unit } as const;
  if (figure.kind === 'marker') return [NONE, NONE, { kind: 'marker', marker: figure.marker }, unit, said];
  const count = (name: string | undefined): ReleasableCell =>
    name === undefined ? NONE : { kind: 'number', name, number: parts[name] ?? 0, decimals: 0, unit: '' };
  const { value: number, qualifier } = figure;
  const shown = {
    kind: 'number',
    number,
    decimals: definition.decimals,
    unit: definition.unit,
    ...(qualifier ? { qualifier } : {}),
  } as const;
  if (definition.measure.kind === 'count' && numerator !== undefined) return [NONE, NONE, { ...shown, name: numerator }, unit, said];
  return [count(numerator), count(denominator), rate ? { ...shown, name: rate.name } : NONE, unit, said];
}
