import { canonicalJson, idOf, Refusal, THE_PROGRAM, uuidV5, type Day, type EventJournal } from '@goldenthread/event-sourcing';
import { DFE_INDICATORS, DFE_RELEASES, POPULATION, type DfeIndicator, type DfeRelease } from '../../data/dfe-releases.js';
import { isPopulation, PublishedCells, type ExtractFlag, type ReleaseCell, type ReleaseFigure } from '../domain/dfe-extract.js';
import type { Figure } from '../domain/figure.js';
import type { Definition, Place } from '../domain/indicator-definition.events.js';
import { indicatorDefinition, indicatorIdOf } from '../domain/indicator-definition.js';
import type { RecordValues, SeriesFacts } from '../domain/indicator-series.commands.js';
import { indicatorSeries, seriesIdOf, type IndicatorSeriesState } from '../domain/indicator-series.js';
import { figureOf } from '../domain/told-figure.js';
import { DefinitionReader } from './definition.reader.js';

/** How far an import is: told after each series of each release. */
export interface ReleaseProgress {
  readonly release: string;
  readonly done: number;
  readonly of: number;
}

/** What an import came to, in figures. */
export interface ReleaseSummary {
  readonly recorded: number;
  /** Now known to be another: recorded with the release that says so. */
  readonly restated: number;
  /** Known already, from this release or from a later one. A sign that changed while its meaning stayed is the same. */
  readonly same: number;
  /** Published, and no figure of its indicator: more than all, say, or a sign that its release does not explain. */
  readonly skipped: readonly ExtractFlag[];
  /** Odd as published: parts that do not come to their total, and rates that do not come from their parts. Recorded all the same. */
  readonly flagged: readonly ExtractFlag[];
}

export interface ReleaseImport {
  readonly partnership: string;
  readonly cells: readonly ReleaseCell[];
  /** The codes of the places whose figures are wanted; left out: all that the cells name. */
  readonly places?: readonly string[];
  /** The day in London. */
  readonly today: Day;
  readonly onProgress?: (progress: ReleaseProgress) => void;
  /** Stops between two series. What was recorded stays; importing again goes on from there. */
  readonly signal?: AbortSignal;
}

const IMPORTER = idOf('importer', 'dfe-releases');
/** Who reports what the Department publishes: itself. */
const PUBLISHER = idOf('publisher', 'department-for-education');

/**
 * Brings published releases into a partnership's record, in the order they came out, so that each later one restates what it
 * says otherwise. Importing again records nothing: what a release says is passed over where a later one is held already.
 *
 * @throws Refusal where the partnership defines one of the indicators otherwise by frequency.
 */
export async function importReleases(journal: EventJournal, order: ReleaseImport): Promise<ReleaseSummary> {
  const importer = new ReleaseImporter(journal, order);
  return importer.run();
}

class ReleaseImporter {
  private readonly published: PublishedCells;
  private readonly definitions: DefinitionReader;
  private readonly tally = { recorded: 0, restated: 0, same: 0 };
  private readonly skipped: ExtractFlag[] = [];
  private readonly flagged: ExtractFlag[] = [];

  constructor(
    private readonly journal: EventJournal,
    private readonly order: ReleaseImport,
  ) {
    const { cells, places } = order;
    this.published = new PublishedCells(places ? cells.filter(({ place }) => places.includes(place.code)) : cells);
    this.definitions = new DefinitionReader(journal);
  }

  async run(): Promise<ReleaseSummary> {
    const facts = await this.define();
    const work = DFE_RELEASES.flatMap((release) => {
      this.flagged.push(...this.published.flagsOf(release));
      this.skipped.push(...this.published.unreadIn(release));
      return seriesIn(this.published.figuresOf(release)).map((figures) => ({ release, figures }));
    });
    for (const [index, { release, figures }] of work.entries()) {
      this.order.signal?.throwIfAborted();
      await this.bringIn(release, figures, facts);
      this.order.onProgress?.({ release: release.name, done: index + 1, of: work.length });
    }
    return { ...this.tally, skipped: this.skipped, flagged: this.flagged };
  }

  /** Defines what is not defined, and adds places that are not among its own. */
  private async define(): Promise<ReadonlyMap<string, SeriesFacts>> {
    const { partnership, today } = this.order;
    const facts = new Map<string, SeriesFacts>();
    for (const indicator of DFE_INDICATORS) {
      const { code } = indicator;
      const standing = await this.definitions.find(partnership, code);
      const places = new Map([...(standing?.definition.places ?? []), ...this.published.places].map((place) => [place.code, place]));
      const definition = definitionOf(indicator, [...places.values()]);
      const wanted = { partnership, code, definition, comparable: true, why: 'As the Department for Education publishes it.' };
      const id = indicatorIdOf(partnership, code);
      const request = { action: 'indicator:import', subject: { code, version: String(standing?.version ?? 0) }, body: wanted };
      const command = { type: 'DefineIndicator', ...wanted } as const;
      await this.journal.execute(indicatorDefinition, { ...this.context(request), request, id, command });
      facts.set(code, { indicator: await this.definitions.find(partnership, code), judgementsHeld: false, today });
    }
    return facts;
  }

  private async bringIn(release: DfeRelease, figures: readonly ReleaseFigure[], all: ReadonlyMap<string, SeriesFacts>): Promise<void> {
    const [first] = figures;
    const facts = first && all.get(first.indicator.code);
    if (!first || !facts?.indicator) return;
    const { partnership } = this.order;
    const { code } = first.indicator;
    const place = `${first.place.kind}:${first.place.code}`;
    const id = seriesIdOf(partnership, code, place);
    const [{ state, revision }, { state: population }] = await Promise.all([
      this.journal.load(indicatorSeries, id),
      this.journal.load(indicatorSeries, seriesIdOf(partnership, POPULATION, place)),
    ]);
    const { definition } = facts.indicator;
    const values = figures.flatMap((figure) => this.newIn(figure, withPopulation(figure, population), definition, state));
    if (values.length === 0) return;
    const request = {
      action: 'indicator:import',
      subject: { code, place, release: release.name, revision: String(revision) },
      body: values,
    };
    const command = { type: 'RecordValues', place, facts, values } as const;
    const { events } = await this.journal.execute(indicatorSeries, { ...this.context(request), request, id, command });
    const restated = events.filter(({ type }) => type === 'IndicatorValueRestated').length;
    this.tally.restated += restated;
    this.tally.recorded += events.length - restated;
  }

  /** The value to record, where the release says something that is not known. */
  private newIn(
    { release, period, place }: ReleaseFigure,
    given: ReleaseFigure['given'],
    definition: Definition,
    state: IndicatorSeriesState,
  ): RecordValues['values'][number][] {
    const flag = (what: string): ExtractFlag => ({ release: release.name, place: place.code, period, what });
    let figure: Figure;
    try {
      figure = figureOf(given, period, definition);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.skipped.push(flag(`${String(error.code)}: ${canonicalJson(given)}`));
      return [];
    }
    if (figure.kind === 'number' && figure.partsComeTo !== undefined) {
      this.flagged.push(flag(`${definition.name}: published ${figure.value}, its parts come to ${figure.partsComeTo}.`));
    }
    const standing = state.values[period];
    if (standing && (isLater(standing.source.release, release) || isSame(standing.figure, figure))) {
      this.tally.same += 1;
      return [];
    }
    const source = { title: release.title, release: release.name };
    const value = { ...given, period, standing: 'final', source } as const;
    return [standing ? { ...value, reason: `Published otherwise in ${release.title} (${release.name}).` } : value];
  }

  private context(request: object): { commandId: string; actor: typeof THE_PROGRAM; partnership: string } {
    const { partnership } = this.order;
    return { commandId: uuidV5(IMPORTER, canonicalJson({ partnership, request })), actor: THE_PROGRAM, partnership };
  }
}

/** The figures of a release series by series; the children that rates are per come first. */
function seriesIn(figures: readonly ReleaseFigure[]): readonly (readonly ReleaseFigure[])[] {
  const series = new Map<string, ReleaseFigure[]>();
  for (const figure of figures) {
    const key = `${figure.indicator.code} ${figure.place.code}`;
    const own = series.get(key);
    if (own) own.push(figure);
    else series.set(key, [figure]);
  }
  const first = (own: readonly ReleaseFigure[]): boolean => own[0] !== undefined && isPopulation(own[0].indicator);
  return [...series.values()].sort((a, b) => Number(first(b)) - Number(first(a)));
}

/** A rate with the children it is per, as that release or one before it counts them, and which record of them that is. */
function withPopulation({ indicator, given, period, release }: ReleaseFigure, population: IndicatorSeriesState): ReleaseFigure['given'] {
  const children = population.values[period];
  if (indicator.kind !== 'rate' || given.numerator === undefined || children?.figure.kind !== 'number') return given;
  if (isLater(children.source.release, release)) return given;
  const denominatorFrom = { code: POPULATION, period, release: children.source.release, revision: children.revision };
  return { ...given, denominator: children.figure.value, denominatorFrom };
}

function isLater(held: string | undefined, release: DfeRelease): boolean {
  return DFE_RELEASES.findIndex(({ name }) => name === held) > DFE_RELEASES.indexOf(release);
}

/** Whether two releases say the same: of a marker, its meaning; of a number, its value and, where both give it, its numerator. */
function isSame(held: Figure, published: Figure): boolean {
  if (held.kind === 'marker' || published.kind === 'marker') {
    return held.kind === 'marker' && published.kind === 'marker' && held.marker === published.marker;
  }
  const numerators = [held.numerator ?? published.numerator, published.numerator ?? held.numerator];
  return held.value === published.value && numerators[0] === numerators[1];
}

function definitionOf({ code, name, kind, counts, over, polarity, monthly }: DfeIndicator, places: readonly Place[]): Definition {
  return {
    name,
    question: `What does the Department for Education publish of this place? ${name}.`,
    owner: PUBLISHER,
    measure: kind === 'rate' ? { kind, per: 10_000 } : { kind },
    numerator: { counts, source: 'Children in need census' },
    ...(over === undefined ? {} : { denominator: { counts: over } }),
    ...(kind === 'rate' ? { denominatorCode: POPULATION } : {}),
    unit: kind === 'proportion' ? '%' : kind === 'rate' ? 'per 10,000' : counts,
    decimals: kind === 'count' ? 0 : 1,
    polarity,
    frequency: monthly ? 'month' : 'financial-year',
    dueDays: 730,
    places,
    ...(code === POPULATION
      ? { dataQuality: 'Mid-year estimates of the Office for National Statistics, as carried in each release.' }
      : {}),
  };
}
