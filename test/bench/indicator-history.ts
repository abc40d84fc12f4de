import { EventCodec, idOf, newId, streamName, type AppendRequest, type Position, type Provenance } from '@goldenthread/event-sourcing';
import { plainSealer } from '@goldenthread/event-sourcing/testing';
import {
  INDICATOR_SET,
  parsePeriod,
  periodsBetween,
  type Definition,
  type Figure,
  type Frequency,
  type IndicatorEvent,
  type Period,
  type Place,
  type SetIndicator,
} from '@goldenthread/indicators';
import { eventCatalogue, type Platform } from '@goldenthread/runtime';

/** The ten financial years of a history. */
const FIRST_YEAR = 2016;
const YEARS = 10;
const CALL = 500;
const ACTOR = { person: newId(), agency: newId(), role: 'agency-author' };
const SOURCE = { title: 'Quarterly return', release: 'As reported' };

export interface IndicatorHistory {
  readonly partnership: string;
  /** Where the record stood when five of the ten years had been reported. */
  readonly halfWay: Position;
  readonly series: number;
  readonly figures: number;
}

/**
 * Ten years of the 62 indicators in use, each reported by every agency at its own frequency: year after year, and of the year
 * before three figures in ten restated, which is how many were between first publication and the release of 2020 (domain
 * research, section 7.3). Nothing is sealed: the grid shows no words.
 */
export async function playIndicators(platform: Platform, agencies: number): Promise<IndicatorHistory> {
  const partnership = newId();
  const codec = new EventCodec(eventCatalogue, plainSealer, platform.identity.storeId);
  const places = Array.from({ length: agencies }, (_, index): Place => {
    return { kind: 'agency', code: idOf('agency', partnership, String(index)), name: `Agency ${index + 1}` };
  });
  const played = INDICATOR_SET.flatMap((indicator) => places.map((place) => new PlayedSeries(partnership, indicator, place)));
  const definitions = INDICATOR_SET.map((indicator) => defined(partnership, indicator, places));
  await append(platform, codec, partnership, definitions);
  let halfWay: Position = -1n;
  for (let year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
    await append(
      platform,
      codec,
      partnership,
      played.map((series) => series.year(year)),
    );
    if (year === FIRST_YEAR + YEARS / 2 - 1) halfWay = (await platform.store.head())?.position ?? -1n;
  }
  return { partnership, halfWay, series: played.length, figures: played.reduce((sum, { figures }) => sum + figures, 0) };
}

interface Played {
  readonly stream: string;
  /** The last one before. */
  readonly revision: number;
  readonly events: readonly IndicatorEvent[];
}

/** One agency's figures of one indicator. */
class PlayedSeries {
  figures = 0;
  private revision = -1;
  private readonly stream: string;
  private reported: readonly Period[] = [];

  constructor(
    private readonly partnership: string,
    private readonly indicator: SetIndicator,
    private readonly at: Place,
  ) {
    this.stream = streamName('indicatorSeries', idOf('indicatorSeries', partnership, indicator.code, at.code));
  }

  /** What is reported in a financial year: that year's periods, and three in ten of the last year's otherwise. */
  year(year: number): Played {
    const late = this.reported.filter((_, index) => (index + this.indicator.number) % 10 < 3);
    const restated = late.map((period): IndicatorEvent => {
      const before = { figure: this.figureOf(period, 0), standing: 'provisional', source: SOURCE } as const;
      const said = { ...this.of(period), figure: this.figureOf(period, 1), standing: 'final', source: SOURCE } as const;
      return { type: 'IndicatorValueRestated', data: { ...said, before, reason: 'Late entries.' } };
    });
    this.reported = periodsOf(this.indicator.frequency, year);
    const recorded = this.reported.map((period): IndicatorEvent => {
      const said = { ...this.of(period), figure: this.figureOf(period, 0), standing: 'provisional', source: SOURCE } as const;
      return { type: 'IndicatorValueRecorded', data: { ...said, late: false, daysLate: 0 } };
    });
    const played = { stream: this.stream, revision: this.revision, events: [...restated, ...recorded] };
    this.revision += played.events.length;
    this.figures += recorded.length;
    return played;
  }

  private of({ key: period }: Period) {
    const { partnership, indicator, at } = this;
    return { partnership, code: indicator.code, place: `${at.kind}:${at.code}`, agency: at.code, period, definitionVersion: 1 };
  }

  private figureOf({ from }: Period, more: number): Figure {
    const noise = (Number(from.replaceAll('-', '')) * 31 + this.indicator.number * 7_919 + this.at.name.length * 97) % 23;
    const value = 50 + noise + more;
    return { kind: 'number', value, numerator: value, denominator: 100 };
  }
}

function defined(partnership: string, { code, name, counts, over, polarity, frequency }: SetIndicator, places: readonly Place[]): Played {
  const definition: Definition = {
    name,
    question: `How is it with ${counts}?`,
    owner: 'each-agency',
    measure: { kind: 'proportion' },
    numerator: { counts },
    denominator: { counts: over || 'all' },
    unit: '%',
    decimals: 1,
    polarity,
    frequency,
    dueDays: 30,
    places,
  };
  const data = { partnership, code, version: 1, definition, comparable: true, why: 'The first.' };
  const stream = streamName('indicatorDefinition', idOf('indicatorDefinition', partnership, code));
  return { stream, revision: -1, events: [{ type: 'IndicatorDefined', data }] };
}

function periodsOf(frequency: Frequency, year: number): Period[] {
  const years = `${year}-${String(year + 1).slice(2)}`;
  const ends: Record<Frequency, readonly [string, string]> = {
    month: [`${year}-04`, `${year + 1}-03`],
    quarter: [`${years}-Q1`, `${years}-Q4`],
    term: [`${years}-T1`, `${years}-T3`],
    'financial-year': [`FY${years}`, `FY${years}`],
    'academic-year': [`AY${years}`, `AY${years}`],
    cycle: [`C${year}-09-01`, `C${year}-09-01`],
  };
  const [first, last] = ends[frequency].map((text) => parsePeriod(text, frequency));
  if (!first || !last) throw new Error(`${year} has no ${frequency}`);
  return periodsBetween(first, last);
}

async function append({ store }: Platform, codec: EventCodec, partnership: string, played: readonly Played[]): Promise<void> {
  for (let from = 0; from < played.length; from += CALL) {
    const requests = await Promise.all(played.slice(from, from + CALL).map((one) => requestOf(codec, partnership, one)));
    const refused = (await store.append(requests)).find(({ status }) => status !== 'appended');
    if (refused) throw new Error(`The history could not be appended: ${refused.status}`);
  }
}

async function requestOf(codec: EventCodec, partnership: string, { stream, revision, events }: Played): Promise<AppendRequest> {
  const commandId = newId();
  const provenance: Provenance = { commandId, actor: ACTOR, partnership, correlationId: commandId, causationId: null };
  const encoded = await Promise.all(events.map((event, ordinal) => codec.encode(event, stream, ordinal, provenance)));
  const digest = commandId.replaceAll('-', '').repeat(2);
  return { stream, expected: revision < 0 ? 'none' : revision, commandId, digest, events: encoded };
}
