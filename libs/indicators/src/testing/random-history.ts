import { idOf, Refusal, type Clock, type EventJournal } from '@goldenthread/event-sourcing';
import { AN_AUTHOR } from '@goldenthread/event-sourcing/testing';
import { PartnershipReader, RegisterPartnership, RegisterPartnershipHandler } from '@goldenthread/partnership';
import fc from 'fast-check';
import { DefineIndicator, DefineIndicatorHandler } from '../commands/define-indicator.handler.js';
import { DefinitionReader } from '../commands/definition.reader.js';
import { RebaseSeries, RebaseSeriesHandler } from '../commands/rebase-series.handler.js';
import { RecordValues, RecordValuesHandler } from '../commands/record-values.handler.js';
import { RestateValue, RestateValueHandler } from '../commands/restate-value.handler.js';
import { SeriesFactsReader, type SentValue } from '../commands/series-facts.js';
import { SetTarget, SetTargetHandler } from '../commands/set-target.handler.js';
import { WithdrawValue, WithdrawValueHandler } from '../commands/withdraw-value.handler.js';
import { indicatorSeries, seriesIdOf } from '../domain/indicator-series.js';
import type { Marker } from '../domain/figure.js';
import { aDefinition, aSource, aTarget } from './examples.js';

/** What someone tries to do to a series of twenty quarters. */
export type IndicatorStep =
  | { readonly does: 'record' | 'restate'; readonly quarter: number; readonly value: number | Marker }
  | { readonly does: 'record-all'; readonly values: readonly (number | Marker)[] }
  | { readonly does: 'withdraw' | 'rebase'; readonly quarter: number }
  | { readonly does: 'define-anew'; readonly comparable: boolean }
  | { readonly does: 'set-target'; readonly target: number };

const QUARTERS = 20;
const quarter = fc.nat({ max: QUARTERS - 1 });
const value: fc.Arbitrary<number | Marker> = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 100 }) },
  { weight: 1, arbitrary: fc.constantFrom<Marker>('suppressed', 'not-available') },
);

const step: fc.Arbitrary<IndicatorStep> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('record' as const), quarter, value }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('record-all' as const),
      values: fc.array(value, { minLength: QUARTERS, maxLength: QUARTERS }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('restate' as const), quarter, value }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('withdraw' as const, 'rebase' as const), quarter }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('define-anew' as const), comparable: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('set-target' as const), target: fc.nat({ max: 100 }) }) },
);

/** Histories long enough that series are often charts with limits, and that most steps come to something. */
export const indicatorSteps: fc.Arbitrary<readonly IndicatorStep[]> = fc.array(step, { minLength: 5, maxLength: 30 });

/** The series that every step is about. */
export interface PlayedSeries {
  readonly partnership: string;
  readonly code: string;
  readonly place: string;
}

const CODE = 'conferences-in-time';
const PLACE = 'authority:marlshire';
const REQUEST = { action: 'test', subject: {}, body: null };

/** Writes a history through the handlers; what makes no sense at its moment is refused, and passed over. */
export class IndicatorPlayer {
  readonly series: PlayedSeries;
  private readonly reader: SeriesFactsReader;
  private commands = 0;
  private definitions = 0;

  /** @param name tells the history from others in the same store. */
  constructor(
    private readonly journal: EventJournal,
    private readonly name: string,
  ) {
    this.series = { partnership: idOf('partnership', 'played', name), code: CODE, place: PLACE };
    const clock: Clock = { now: () => Promise.resolve('2026-01-05T09:00:00.000Z') };
    this.reader = new SeriesFactsReader(journal, new DefinitionReader(journal), new PartnershipReader(journal), clock);
  }

  /** Registers the partnership and defines its indicator. */
  async begin(): Promise<void> {
    const { partnership } = this.series;
    const registration = { partnership, name: `Marlshire ${this.name}`, kind: 'invented' } as const;
    await new RegisterPartnershipHandler(this.journal).execute(new RegisterPartnership(this.context(), REQUEST, registration));
    await this.define(true);
  }

  async play(steps: readonly IndicatorStep[]): Promise<void> {
    for (const one of steps) {
      try {
        await this.take(one);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }

  private async take(one: IndicatorStep): Promise<void> {
    switch (one.does) {
      case 'record':
        return this.record([sent(one.quarter, one.value)]);
      case 'record-all':
        return this.record(one.values.map((value, at) => ({ ...sent(at, value), reason: 'All sent again.' })));
      case 'restate': {
        const restatement = { value: sent(one.quarter, one.value), reason: 'Late entries.', basedOn: await this.revisionOf(one.quarter) };
        await new RestateValueHandler(this.journal, this.reader).execute(
          new RestateValue(this.context(), REQUEST, this.series, restatement),
        );
        return;
      }
      case 'withdraw': {
        const withdrawal = { period: keyOf(one.quarter), reason: 'A team was left out.', basedOn: await this.revisionOf(one.quarter) };
        await new WithdrawValueHandler(this.journal, this.reader).execute(
          new WithdrawValue(this.context(), REQUEST, this.series, withdrawal),
        );
        return;
      }
      case 'rebase': {
        const rebase = { period: keyOf(one.quarter), why: 'A second team.', evidence: 'Minutes.' };
        await new RebaseSeriesHandler(this.journal, this.reader).execute(new RebaseSeries(this.context(), REQUEST, this.series, rebase));
        return;
      }
      case 'define-anew':
        return this.define(one.comparable);
      case 'set-target': {
        const target = { ...aTarget, target: one.target, from: '2020-04-01' };
        await new SetTargetHandler(this.journal, new PartnershipReader(this.journal)).execute(
          new SetTarget(this.context(), REQUEST, this.series, target),
        );
        return;
      }
    }
  }

  private async record(values: RecordValues['values']): Promise<void> {
    await new RecordValuesHandler(this.journal, this.reader).execute(new RecordValues(this.context(), REQUEST, this.series, values));
  }

  private async define(comparable: boolean): Promise<void> {
    const { partnership, code } = this.series;
    const definition = { ...aDefinition, dataQuality: `Note ${++this.definitions}.` };
    const wanted = { partnership, code, definition, comparable, why: 'Agreed.' };
    await new DefineIndicatorHandler(this.journal).execute(new DefineIndicator(this.context(), REQUEST, wanted));
  }

  private async revisionOf(at: number): Promise<number> {
    const { partnership, code, place } = this.series;
    const { state } = await this.journal.load(indicatorSeries, seriesIdOf(partnership, code, place));
    return state.values[keyOf(at)]?.revision ?? -1;
  }

  private context() {
    const commandId = idOf('command', 'played', this.name, String(++this.commands));
    return { commandId, actor: AN_AUTHOR, partnership: this.series.partnership };
  }
}

function keyOf(at: number): string {
  const year = 2020 + Math.floor(at / 4);
  return `${year}-${String(year + 1).slice(2)}-Q${(at % 4) + 1}`;
}

function sent(at: number, given: number | Marker): SentValue {
  const told = { period: keyOf(at), standing: 'final', source: aSource, commentary: 'As expected.' } as const;
  return typeof given === 'number' ? { ...told, numerator: given, denominator: 100 } : { ...told, marker: given };
}
