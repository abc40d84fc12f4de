import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, Refusal, type Clock } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Inject, Injectable } from '@nestjs/common';
import type { DenominatorUsed } from '../domain/figure.js';
import type { GivenValue, SeriesFacts } from '../domain/indicator-series.commands.js';
import { indicatorSeries, seriesIdOf } from '../domain/indicator-series.js';
import { DefinitionReader } from './definition.reader.js';

/** Of which series something is said, and on whose behalf: nothing, on the partnership's own. */
export type SeriesRef = { readonly partnership: string; readonly code: string; readonly place: string; readonly onBehalfOf?: string };

/** Which figure a rate is to be divided by, by the code of its indicator and its period. */
export type DenominatorWanted = Pick<DenominatorUsed, 'code' | 'period'>;

/** A value as it was sent: its denominator may be named instead of given. */
export type SentValue = Omit<GivenValue, 'denominatorFrom'> & { readonly denominatorFrom?: DenominatorWanted };

/** Reads what a series decides by. */
@Injectable()
export class SeriesFactsReader {
  constructor(
    private readonly journal: EventJournal,
    private readonly definitions: DefinitionReader,
    private readonly partnerships: PartnershipReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read({ partnership, code }: SeriesRef): Promise<SeriesFacts> {
    const [indicator, found, now] = await Promise.all([
      this.definitions.find(partnership, code),
      this.partnerships.find(partnership),
      this.clock.now(),
    ]);
    return { indicator, judgementsHeld: found?.returnsHeld ?? false, today: londonDate(now) };
  }

  /**
   * The value with the denominator it names, as that stands now, and the release and revision it was read at.
   *
   * @throws Refusal `denominator-not-recorded`.
   */
  async withDenominator<V extends SentValue>(
    { partnership, place }: SeriesRef,
    value: V,
  ): Promise<Omit<V, 'denominatorFrom'> & GivenValue> {
    const { denominatorFrom: wanted, ...given } = value;
    if (!wanted) return given;
    const { state } = await this.journal.load(indicatorSeries, seriesIdOf(partnership, wanted.code, place));
    const standing = state.values[wanted.period];
    if (standing?.figure.kind !== 'number') throw new Refusal('denominator-not-recorded', { ...wanted });
    const denominatorFrom = { ...wanted, release: standing.source.release, revision: standing.revision };
    return { ...given, denominator: standing.figure.value, denominatorFrom };
  }
}
