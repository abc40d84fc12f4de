import {
  EventCodec,
  EventJournal,
  InMemoryEventStore,
  newId,
  type Decider,
  type DomainEvent,
  type Executed,
  type Order,
  type RecordedEvent,
} from '@goldenthread/event-sourcing';
import { AN_AUTHOR, plainSealer } from '@goldenthread/event-sourcing/testing';
import { cellsOf, type ExtractRow, type ReleaseCell } from '../domain/dfe-extract.js';
import { valueOf } from '../domain/told-figure.js';
import { indicatorEvents } from '../domain/indicators.events.js';
import type { Definition } from '../domain/indicator-definition.events.js';
import { indicatorDefinition, indicatorIdOf } from '../domain/indicator-definition.js';
import type { RestateValue, WithdrawValue } from '../domain/indicator-series.commands.js';
import type { IndicatorSeriesEvent } from '../domain/indicator-series.events.js';
import { indicatorSeries, seriesIdOf } from '../domain/indicator-series.js';
import { describeWith, MARLSHIRE, readExtract } from '../testing/index.js';
import { DefinitionReader } from './definition.reader.js';
import { importReleases, type ReleaseImport } from './import-releases.js';

const ESSEX = 'E10000012';
const PLACE = `authority:${ESSEX}`;
const RESTATEMENTS = 'dfe_cin_restatements_2013_2017.csv';
const FILES = [
  'dfe_cin_annual_by_release.csv',
  'dfe_cin_referrals_by_month_2013_2022.csv',
  'dfe_cin_referrals_by_source_2014_2022.csv',
  RESTATEMENTS,
  'ons_population_0_17_by_release.csv',
];

const aJournal = (): EventJournal => new EventJournal(new InMemoryEventStore(), new EventCodec(indicatorEvents, plainSealer, newId()));

async function eventsOf(journal: EventJournal, code: string): Promise<RecordedEvent<IndicatorSeriesEvent>[]> {
  return journal.read<IndicatorSeriesEvent>(`indicatorSeries-${seriesIdOf(MARLSHIRE, code, PLACE)}`);
}

const into = (journal: EventJournal, cells: readonly ReleaseCell[], over: Partial<ReleaseImport> = {}) =>
  importReleases(journal, { partnership: MARLSHIRE, cells, today: '2026-11-25', ...over });

/** A cell of 2017 of an invented release history. */
function annual(release: string, measure: string, value: string): ExtractRow {
  const [table = '', name = ''] = measure.split('.');
  return { release, table, geo_code: ESSEX, geo_name: 'Essex', reporting_year: '2017', measure: name, value };
}

const cells = (...rows: ExtractRow[]): readonly ReleaseCell[] => cellsOf(rows) ?? [];

describe('published releases', () => {
  it('are told by their columns, and other tables are none', () => {
    expect(cellsOf([{ a: '1' }])).toBeUndefined();
    expect(cellsOf([])).toBeUndefined();
    expect(cells(annual('2020', 'c1.referrals', '9970'))).toMatchObject([
      { release: 'CIN-2020', measure: 'c1.referrals', period: 'FY2016-17', place: { kind: 'authority', code: ESSEX } },
    ]);
  });

  it('restate what an earlier one said, naming the release; a marker is never a number, and a changed sign is no restatement', async () => {
    const journal = aJournal();
    const summary = await into(
      journal,
      cells(
        annual('2020', 'c1.referrals', ':'),
        annual('2021', 'c1.referrals', ':'),
        annual('2022', 'c1.referrals', 'x'),
        annual('2025', 'c1.referrals', '9970'),
        annual('2020', 'c5.police', 'c'),
        annual('2020', 'c5.housing', '?'),
      ),
    );
    expect(summary).toMatchObject({ recorded: 2, restated: 1, same: 2, flagged: [] });
    expect(summary.skipped).toMatchObject([{ what: 'c5.housing: the sign "?" is not explained.' }]);
    const events = await eventsOf(journal, 'dfe-referrals');
    expect(events.map(({ data }) => data)).toMatchObject([
      { figure: { kind: 'marker', marker: 'not-available', symbol: ':' }, source: { release: 'CIN-2020' } },
      { figure: { value: 9970 }, before: { figure: { kind: 'marker' } }, reason: expect.stringContaining('CIN-2025') },
    ]);
    expect(events.map(({ data }) => ('figure' in data ? valueOf(data.figure) : 0))).toEqual([null, 9970]);
    expect((await eventsOf(journal, 'dfe-referrals-police'))[0]?.data).toMatchObject({ figure: { marker: 'suppressed', symbol: 'c' } });
    expect(await eventsOf(journal, 'dfe-referrals-housing')).toEqual([]);
  });

  it('are recorded once, however often they are brought in, even where a figure went back to what it was', async () => {
    const journal = aJournal();
    const there = cells(
      annual('2020', 'c1.referrals', '9970'),
      annual('2022', 'c1.referrals', '9971'),
      annual('2025', 'c1.referrals', '9970'),
    );
    expect(await into(journal, there)).toMatchObject({ recorded: 1, restated: 2 });
    expect(await into(journal, there)).toMatchObject({ recorded: 0, restated: 0, same: 3 });
  });

  it('go on where they were stopped', async () => {
    const journal = aJournal();
    const there = cells(annual('2020', 'c1.referrals', '9970'), annual('2022', 'c1.referrals', '9971'));
    const stop = new AbortController();
    const stopped = into(journal, there, {
      signal: stop.signal,
      onProgress: () => {
        stop.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(await into(journal, there)).toMatchObject({ recorded: 0, restated: 1, same: 1 });
  });

  it('flag parts that do not come to their total, and percentages that do not come from their parts, and record both', async () => {
    const sources = ['individual', 'schools', 'education_services', 'health_services', 'housing', 'la_services', 'police'];
    const rest = ['other_legal_agency', 'other', 'anonymous', 'unknown'];
    const rows = [...sources, ...rest].map((source) => annual('2020', `c5.${source}`, '10'));
    const percent = [
      annual('2020', 'c1.referrals', '120'),
      annual('2020', 'c1.re_referrals', '30'),
      annual('2020', 'c1.re_referrals_percent', '26'),
    ];
    const summary = await into(aJournal(), cells(...rows, annual('2020', 'c5.referrals', '120'), ...percent));
    expect(summary.flagged.map(({ what }) => what)).toEqual([
      'The sources of referrals come to 110, the total says 120.',
      'Re-referrals within 12 months (DfE): published 26, its parts come to 25.',
    ]);
    expect(summary).toMatchObject({ recorded: 13, skipped: [] });
  });

  it('pass over what can be no figure, and say so', async () => {
    const rows = [
      annual('2020', 'c1.referrals', '120'),
      annual('2020', 'c1.re_referrals', '130'),
      annual('2020', 'c1.re_referrals_percent', '108.3'),
    ];
    const summary = await into(aJournal(), cells(...rows));
    expect(summary.skipped).toMatchObject([
      { place: ESSEX, period: 'FY2016-17', what: expect.stringMatching(/^numerator-above-denominator/) },
    ]);
    expect(summary.recorded).toBe(1);
  });
});

/** Somebody of the business unit does something to Essex's referrals of 2016-17, as they stand. */
async function byHand(journal: EventJournal, what: Pick<RestateValue, 'type' | 'value'> | Pick<WithdrawValue, 'type'>): Promise<void> {
  const indicator = await new DefinitionReader(journal).find(MARLSHIRE, 'dfe-referrals');
  const id = seriesIdOf(MARLSHIRE, 'dfe-referrals', PLACE);
  const basedOn = (await journal.load(indicatorSeries, id)).state.values['FY2016-17']?.revision ?? -1;
  const facts = { indicator, judgementsHeld: false, today: '2026-11-25' };
  const command = { period: 'FY2016-17', reason: 'The census counted one twice.', basedOn, place: PLACE, facts, ...what };
  await journal.execute(indicatorSeries, { ...byAPerson(), id, command });
}

const byAPerson = () => {
  return { commandId: newId(), actor: AN_AUTHOR, partnership: MARLSHIRE, request: { action: 'test', subject: {}, body: null } };
};

const referralsOf = (number: number): RestateValue['value'] => {
  return { period: 'FY2016-17', value: number, standing: 'final', source: { title: 'Our own count' } };
};

async function referralsIn(journal: EventJournal): Promise<(number | null)[]> {
  return (await eventsOf(journal, 'dfe-referrals')).map(({ data }) => ('figure' in data ? valueOf(data.figure) : null));
}

/** The referrals of 2016-17, as one release gives them. */
const referrals = (release: string, number: string): ExtractRow => annual(release, 'c1.referrals', number);

describe('what was changed by hand', () => {
  it('stays as it is when releases are brought in again, and is listed, with what the latest of them says otherwise', async () => {
    const journal = aJournal();
    await into(journal, cells(referrals('2020', '9970')));
    await byHand(journal, { type: 'RestateValue', value: referralsOf(9969) });
    const again = await into(journal, cells(referrals('2020', '9970'), referrals('2022', '9971')));
    expect(await referralsIn(journal)).toEqual([9970, 9969]);
    expect(again).toMatchObject({ recorded: 0, restated: 0, same: 0 });
    expect(again.kept).toEqual([
      {
        code: 'dfe-referrals',
        place: ESSEX,
        period: 'FY2016-17',
        what: expect.stringMatching(/^9969 stands as changed by hand on \d{4}-\d\d-\d\d; .*\(CIN-2022\) says 9971\. .*restate/),
      },
    ]);
  });

  it('is not listed where the latest release says the same', async () => {
    const journal = aJournal();
    await into(journal, cells(referrals('2020', '9970')));
    await byHand(journal, { type: 'RestateValue', value: referralsOf(9969) });
    expect(await into(journal, cells(referrals('2020', '9970'), referrals('2022', '9969')))).toMatchObject({ same: 1, kept: [] });
  });

  it('and was recorded by hand before any release is left too', async () => {
    const journal = aJournal();
    await into(journal, cells(annual('2020', 'c1.re_referrals', '12'), annual('2021', 'c1.referrals', ':')));
    await byHand(journal, { type: 'RestateValue', value: referralsOf(9969) });
    expect((await into(journal, cells(referrals('2022', '9970')))).kept).toHaveLength(1);
    expect(await referralsIn(journal)).toEqual([null, 9969]);
  });

  it('stays withdrawn where it was withdrawn', async () => {
    const journal = aJournal();
    await into(journal, cells(referrals('2020', '9970')));
    await byHand(journal, { type: 'WithdrawValue' });
    const again = await into(journal, cells(referrals('2020', '9970')));
    expect((await eventsOf(journal, 'dfe-referrals')).map(({ type }) => type)).toEqual([
      'IndicatorValueRecorded',
      'IndicatorValueWithdrawn',
    ]);
    expect(again.kept).toMatchObject([
      { period: 'FY2016-17', what: expect.stringMatching(/^Withdrawn by hand on .*\(CIN-2020\) says 9970/) },
    ]);
  });

  it('while an import runs is left as well', async () => {
    class Interrupted extends EventJournal {
      private isDone = false;
      override async execute<State, Command, Event extends DomainEvent>(
        decider: Decider<State, Command, Event>,
        order: Order<Command>,
      ): Promise<Executed<Event>> {
        const isRestated = JSON.stringify(order.request.body).includes('9971');
        if (isRestated && !this.isDone) {
          this.isDone = true;
          await byHand(journal, { type: 'RestateValue', value: referralsOf(9969) });
        }
        return super.execute(decider, order);
      }
    }
    const { store, codec } = aJournal();
    const journal = new Interrupted(store, codec);
    await into(journal, cells(referrals('2020', '9970')));
    expect((await into(journal, cells(referrals('2022', '9971')))).kept).toHaveLength(1);
    expect(await referralsIn(journal)).toEqual([9970, 9969]);
  });

  describe('of a definition', () => {
    const id = indicatorIdOf(MARLSHIRE, 'dfe-referrals');
    const standing = async (journal: EventJournal): Promise<Definition> => {
      const { state } = await journal.load(indicatorDefinition, id);
      if (state.status !== 'defined') throw new Error('It is not defined');
      return state.standing.definition;
    };
    const defineByHand = async (journal: EventJournal, over: Partial<Definition>): Promise<void> => {
      const definition = { ...(await standing(journal)), ...over };
      const wanted = { partnership: MARLSHIRE, code: 'dfe-referrals', definition, comparable: true, why: 'The panel said so.' };
      await journal.execute(indicatorDefinition, { ...byAPerson(), id, command: { type: 'DefineIndicator', ...wanted } });
    };
    const inThurrock: ExtractRow = { ...referrals('2020', '2000'), geo_code: 'E06000034', geo_name: 'Thurrock' };

    it('stays, now and ever after, but for the places that releases add', async () => {
      const journal = aJournal();
      await into(journal, cells(referrals('2020', '9970')));
      const name = 'Referrals, as the Department counts them';
      await defineByHand(journal, { name, polarity: 'down-is-good' });
      const again = await into(journal, cells(referrals('2020', '9970'), inThurrock));
      expect(again.kept).toEqual([{ code: 'dfe-referrals', what: expect.stringContaining('definition was changed by hand') }]);
      expect(again.recorded).toBe(1);
      const after = await standing(journal);
      expect(after).toMatchObject({ name, polarity: 'down-is-good' });
      expect(after.places.map(({ name: place }) => place)).toEqual(['Essex', 'Thurrock']);
      expect((await into(journal, cells(referrals('2020', '9970'), inThurrock))).kept).toHaveLength(1);
      expect(await standing(journal)).toEqual(after);
    });

    it('keeps out a place that was taken out', async () => {
      const journal = aJournal();
      await into(journal, cells(referrals('2020', '9970'), inThurrock));
      const { places } = await standing(journal);
      await defineByHand(journal, { places: places.filter(({ code }) => code === ESSEX) });
      const again = await into(journal, cells(referrals('2022', '9971'), { ...inThurrock, release: '2022', value: '2001' }));
      expect(again).toMatchObject({ recorded: 0, restated: 1 });
      expect((await standing(journal)).places.map(({ name }) => name)).toEqual(['Essex']);
      expect(again.kept).toContainEqual({ code: 'dfe-referrals', place: 'E06000034', what: expect.stringContaining('taken out') });
    });

    it('is refused where quarters are wanted of what is published by the year', async () => {
      const journal = aJournal();
      const quarterly = { ...referrals('2020', '9970') };
      const indicator = { code: 'dfe-referrals', partnership: MARLSHIRE, comparable: true, why: 'Ours.' };
      const definition: Definition = {
        name: 'Ours',
        question: 'How many?',
        owner: MARLSHIRE,
        measure: { kind: 'count' },
        numerator: { counts: 'referrals' },
        unit: 'referrals',
        decimals: 0,
        polarity: 'neither',
        frequency: 'quarter',
        dueDays: 30,
        places: [],
      };
      await journal.execute(indicatorDefinition, { ...byAPerson(), id, command: { type: 'DefineIndicator', ...indicator, definition } });
      await expect(into(journal, cells(quarterly))).rejects.toMatchObject({ code: 'frequency-is-fixed' });
    });
  });
});

describeWith(RESTATEMENTS, 'the extracts of published releases', () => {
  const every = () => FILES.flatMap((file) => cellsOf(readExtract(file)) ?? []);

  it('hold for Essex what was published, when it was first and when later', async () => {
    const journal = aJournal();
    const progress: number[] = [];
    const wanted = { places: [ESSEX], onProgress: ({ done }: { done: number }) => void progress.push(done) };
    const summary = await into(journal, every(), wanted);
    expect(summary.restated).toBeGreaterThan(20);
    expect(summary.skipped).toEqual([]);
    expect(progress.length).toBeGreaterThan(50);

    const rate = await eventsOf(journal, 'dfe-referrals-rate');
    const of2017 = rate
      .filter(({ data }) => data.period === 'FY2016-17')
      .map(({ type, data }) => [type, 'figure' in data && valueOf(data.figure)]);
    expect(of2017.slice(0, 2)).toEqual([
      ['IndicatorValueRecorded', 326.3],
      ['IndicatorValueRestated', 326],
    ]);
    const { state } = await journal.load(indicatorSeries, seriesIdOf(MARLSHIRE, 'dfe-referrals-rate', PLACE));
    expect(state.values['FY2019-20']?.figure).toMatchObject({
      value: 255.9,
      numerator: 8041,
      denominator: 314_163,
      denominatorFrom: { code: 'population-0-17', period: 'FY2019-20', release: 'CIN-2020' },
    });
    const referrals = await journal.load(indicatorSeries, seriesIdOf(MARLSHIRE, 'dfe-referrals', PLACE));
    expect(['FY2016-17', 'FY2019-20'].map((year) => referrals.state.values[year]?.figure)).toMatchObject([
      { value: 9970 },
      { value: 8041 },
    ]);
    const months = await journal.load(indicatorSeries, seriesIdOf(MARLSHIRE, 'dfe-referrals-by-month', PLACE));
    expect(Object.keys(months.state.values)).toHaveLength(120);

    expect(await into(journal, every(), { places: [ESSEX] })).toMatchObject({ recorded: 0, restated: 0 });
  });

  it('are restated just where the comparison of first and later releases says so', async () => {
    const rows = readExtract(RESTATEMENTS);
    const isRestated = ({ first_value: first, later_value: later }: ExtractRow): boolean => Number(first) !== Number(later);
    expect(rows.filter((row) => (row.restated === '1') !== isRestated(row))).toEqual([]);
    const authorities = ['E10000012', 'E06000033', 'E06000034', 'E09000002', 'E09000016', 'E09000026', 'E92000001'];
    const summary = await into(aJournal(), cellsOf(rows) ?? [], { places: authorities });
    const measures = new Map([
      ['ref.referrals', 1],
      ['ref.referrals_rate', 1],
      ['ref.re_referrals_percent', 1],
      ['ref.no_further_action_percent', 1],
      ['ref.not_in_need_percent', 1],
      ['cin.anypoint_episodes', 1],
      ['cin.ended_episodes', 1],
      ['s47.section47_rate', 1],
      ['s47.icpc_rate', 1],
      ['cpp.cpp_at31', 1],
      ['cpp.cpp_at31_rate', 1],
    ]);
    const compared = rows.filter(({ measure = '', geo_code: code = '' }) => measures.has(measure) && authorities.includes(code));
    expect(summary.recorded).toBe(compared.length);
    expect(summary.restated + summary.same).toBe(compared.length);
    expect(summary.restated).toBeGreaterThanOrEqual(compared.filter(isRestated).length);
  });

  it('reproduce every rate and percentage of the six authorities from its parts, rounded half up', async () => {
    const authorities = ['E10000012', 'E06000033', 'E06000034', 'E09000002', 'E09000016', 'E09000026'];
    const annualOnly = [...(cellsOf(readExtract(FILES[0] ?? '')) ?? []), ...(cellsOf(readExtract(FILES[4] ?? '')) ?? [])];
    const { flagged, skipped, recorded } = await into(aJournal(), annualOnly, { places: authorities });
    expect(recorded).toBeGreaterThan(900);
    expect([flagged.filter(({ what }) => what.includes('parts')), skipped]).toEqual([[], []]);
  });

  it('hold 7 rows of sources that do not come to their total, of 947 that are whole, and flag just those', async () => {
    const sources = readExtract('dfe_cin_referrals_by_source_2014_2022.csv');
    const columns = Object.keys(sources[0] ?? {}).filter((name) => /^[A-Z]/.test(name));
    expect(sources.filter((row) => columns.every((name) => /^\d+$/.test(row[name] ?? ''))).length).toBe(947);
    const { flagged } = await into(aJournal(), cellsOf(sources) ?? []);
    expect(flagged).toHaveLength(7);
  });
});
