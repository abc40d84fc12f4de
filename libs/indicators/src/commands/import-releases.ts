import { londonDate } from '@goldenthread/calendar';
import { canonicalJson, idOf, Refusal, THE_PROGRAM, uuidV5, type Day, type EventJournal } from '@goldenthread/event-sourcing';
import { DFE_INDICATORS, DFE_RELEASES, POPULATION, type DfeIndicator, type DfeRelease } from '../../data/dfe-releases.js';
import { isPopulation, PublishedCells, type ExtractFlag, type ReleaseCell, type ReleaseFigure } from '../domain/dfe-extract.js';
import type { Figure } from '../domain/figure.js';
import type { Definition, Place } from '../domain/indicator-definition.events.js';
import { indicatorDefinition, indicatorIdOf, type IndicatorDefinitionState } from '../domain/indicator-definition.js';
import type { RecordValues, SeriesFacts } from '../domain/indicator-series.commands.js';
import { indicatorSeries, seriesIdOf, type IndicatorSeriesState } from '../domain/indicator-series.js';
import { placeKeyOf } from '../domain/place-key.js';
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
  /** Changed by hand, and otherwise than what is published: left as it stands. */
  readonly kept: readonly KeptByHand[];
}

/** What a person changed, and an import left: a figure, the places of an indicator, or its definition. */
export interface KeptByHand {
  readonly code: string;
  readonly place?: string;
  readonly period?: string;
  /** What stands, what is published otherwise, and what to do where that is right. */
  readonly what: string;
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
 * says otherwise. Importing again records nothing: what a release says is passed over where a later one is held already. What
 * a person changed is never changed back: figures that were restated, recorded or withdrawn by hand, and definitions.
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
  /** By what they are about: of a figure, what the latest release says of it. */
  private readonly kept = new Map<string, KeptByHand>();

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
    return { ...this.tally, skipped: this.skipped, flagged: this.flagged, kept: [...this.kept.values()] };
  }

  /** Defines what is not defined, and adds places that are not among its own. */
  private async define(): Promise<ReadonlyMap<string, SeriesFacts>> {
    const { partnership, today } = this.order;
    const facts = new Map<string, SeriesFacts>();
    for (const indicator of DFE_INDICATORS) {
      const { code } = indicator;
      const state = await this.definitions.state(partnership, code);
      const definition = this.wanted(indicator, state);
      const wanted = { partnership, code, definition, comparable: true, why: 'As the Department for Education publishes it.' };
      const id = indicatorIdOf(partnership, code);
      const version = state.status === 'defined' ? state.standing.version : 0;
      const request = { action: 'indicator:import', subject: { code, version: String(version) }, body: wanted };
      const command = { type: 'DefineIndicator', ...wanted } as const;
      await this.journal.execute(indicatorDefinition, { ...this.context(request), request, id, command });
      facts.set(code, { indicator: await this.definitions.find(partnership, code), judgementsHeld: false, today });
    }
    return facts;
  }

  /**
   * The definition that figures are brought in by: the Department's or, where a person changed it, theirs; with the places
   * that are published and that nobody took out.
   */
  private wanted(indicator: DfeIndicator, state: IndicatorDefinitionState): Definition {
    const { code } = indicator;
    if (state.status === 'not-defined') return definitionOf(indicator, this.published.places);
    const { standing, takenOut, byHand } = state;
    const own = standing.definition.places;
    const others = this.published.places.filter((place) => !own.some(({ code: one }) => one === place.code));
    for (const { code: place, name } of others.filter((one) => takenOut.includes(placeKeyOf(one)))) {
      this.keep({ code, place, what: `${name} was taken out of the indicator: its figures are left out. To have them, put it back.` });
    }
    const places = [...own, ...others.filter((one) => !takenOut.includes(placeKeyOf(one)))];
    const published = definitionOf(indicator, places);
    if (byHand === undefined) return published;
    const { frequency } = published;
    if (standing.definition.frequency !== frequency) throw new Refusal('frequency-is-fixed', { frequency: standing.definition.frequency });
    const theirs = { ...standing.definition, places };
    if (canonicalJson(theirs) !== canonicalJson(published)) {
      const on = londonDate(byHand);
      this.keep({
        code,
        what: `Its definition was changed by hand on ${on} and stays so. Figures are read by it; define it anew to change it.`,
      });
    }
    return theirs;
  }

  private async bringIn(release: DfeRelease, figures: readonly ReleaseFigure[], all: ReadonlyMap<string, SeriesFacts>): Promise<void> {
    const [first] = figures;
    const facts = first && all.get(first.indicator.code);
    if (!first || !facts?.indicator) return;
    const { partnership } = this.order;
    const { code } = first.indicator;
    const place = placeKeyOf(first.place);
    if (!(place in facts.indicator.askedSince)) return;
    const id = seriesIdOf(partnership, code, place);
    const [{ state, revision }, { state: population }] = await Promise.all([
      this.journal.load(indicatorSeries, id),
      this.journal.load(indicatorSeries, seriesIdOf(partnership, POPULATION, place)),
    ]);
    const { definition } = facts.indicator;
    const found = figures.map((figure) => this.newsOf(figure, withPopulation(figure, population), definition, state));
    const values = found.flatMap((one) => (one.is === 'new' ? [one.value] : []));
    if (values.length > 0) {
      const subject = { code, place, release: release.name, revision: String(revision) };
      const request = { action: 'indicator:import', subject, body: values };
      const command = { type: 'RecordValues', place, facts, values } as const;
      try {
        const { events } = await this.journal.execute(indicatorSeries, { ...this.context(request), request, id, command });
        const restated = events.filter(({ type }) => type === 'IndicatorValueRestated').length;
        this.tally.restated += restated;
        this.tally.recorded += events.length - restated;
      } catch (error) {
        if (!(error instanceof Refusal) || !MOVED_ON.includes(String(error.code))) throw error;
        // Somebody changed a figure since it was read: it is looked at once more.
        return this.bringIn(release, figures, all);
      }
    }
    this.take(found, figures);
  }

  /** Counts and lists what figures came to. */
  private take(found: readonly News[], figures: readonly ReleaseFigure[]): void {
    for (const [at, { place, period, indicator }] of figures.entries()) {
      const news = found[at];
      const of = { code: indicator.code, place: place.code, period };
      this.kept.delete(canonicalJson(of));
      if (news?.is === 'kept') this.keep({ ...of, what: news.what }, of);
      if (news?.is === 'same') this.tally.same += 1;
      if (news?.is === 'skipped') this.skipped.push(news.flag);
      if (news?.flag && news.is !== 'skipped') this.flagged.push(news.flag);
    }
  }

  private keep(kept: KeptByHand, of: Omit<KeptByHand, 'what'> = kept): void {
    this.kept.set(canonicalJson(of), kept);
  }

  /** What a release says that is not known, or why there is nothing to record. */
  private newsOf(
    { release, period, place }: ReleaseFigure,
    given: ReleaseFigure['given'],
    definition: Definition,
    state: IndicatorSeriesState,
  ): News {
    const flagOf = (what: string): ExtractFlag => ({ release: release.name, place: place.code, period, what });
    let figure: Figure;
    try {
      figure = figureOf(given, period, definition);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { is: 'skipped', flag: flagOf(`${String(error.code)}: ${canonicalJson(given)}`) };
    }
    const odd = oddIn(figure, definition);
    const flag = odd === undefined ? undefined : flagOf(odd);
    const standing = state.values[period];
    const says = `${release.title} (${release.name}) says ${figureInWords(figure)}.`;
    const withdrawnAt = state.withdrawn[period];
    if (withdrawnAt !== undefined) {
      return { is: 'kept', flag, what: `Withdrawn by hand on ${londonDate(withdrawnAt)}; ${says} To have it again, report it.` };
    }
    if (standing && (isLater(standing.source.release, release) || isSame(standing.figure, figure))) return { is: 'same', flag };
    if (standing && standing.changedBy.person !== THE_PROGRAM.person) {
      const on = londonDate(standing.changedAt);
      const what = `${figureInWords(standing.figure)} stands as changed by hand on ${on}; ${says} Where that is right, restate the figure.`;
      return { is: 'kept', flag, what };
    }
    const source = { title: release.title, release: release.name };
    const value = { ...given, period, standing: 'final', source } as const;
    const reason = `Published otherwise in ${release.title} (${release.name}).`;
    return { is: 'new', flag, value: standing ? { ...value, reason, basedOn: standing.revision } : value };
  }

  private context(request: object): { commandId: string; actor: typeof THE_PROGRAM; partnership: string } {
    const { partnership } = this.order;
    return { commandId: uuidV5(IMPORTER, canonicalJson({ partnership, request })), actor: THE_PROGRAM, partnership };
  }
}

/** What a release's figure comes to beside what is held; with what is odd in it. */
type News =
  | { readonly is: 'new'; readonly value: RecordValues['values'][number]; readonly flag?: ExtractFlag }
  | { readonly is: 'same'; readonly flag?: ExtractFlag }
  | { readonly is: 'kept'; readonly what: string; readonly flag?: ExtractFlag }
  | { readonly is: 'skipped'; readonly flag: ExtractFlag };

/** What a series refuses where a figure is no longer what it was when it was read. */
const MOVED_ON: readonly string[] = ['value-changed', 'value-stands', 'value-not-recorded'];

/** Where parts do not come to what is published. */
function oddIn(figure: Figure, { name }: Definition): string | undefined {
  if (figure.kind !== 'number' || figure.partsComeTo === undefined) return undefined;
  return `${name}: published ${figure.value}, its parts come to ${figure.partsComeTo}.`;
}

function figureInWords(figure: Figure): string {
  if (figure.kind === 'number') return String(figure.value);
  return figure.marker.replaceAll('-', ' ');
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
