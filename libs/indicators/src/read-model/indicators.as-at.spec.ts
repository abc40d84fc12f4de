import {
  EventCodec,
  EventJournal,
  InMemoryEventStore,
  joinCatalogues,
  newId,
  type Position,
  type Projection,
  type RecordedEvent,
  type RowVersion,
} from '@goldenthread/event-sourcing';
import { plainSealer, recordedIn, rowsAsAt, timelinesOf, viewAsAt } from '@goldenthread/event-sourcing/testing';
import { partnershipEvents } from '@goldenthread/partnership';
import fc from 'fast-check';
import { indicatorEvents } from '../domain/indicators.events.js';
import { IndicatorPlayer, indicatorSteps, type IndicatorStep } from '../testing/index.js';
import type { IndicatorDefinitionRow } from './indicator-definition.row.js';
import type { IndicatorRebaseRow } from './indicator-rebase.row.js';
import type { IndicatorValueRow } from './indicator-value.row.js';
import type { IndicatorVersionRow } from './indicator-version.row.js';
import { indicatorReadModels } from './indicators.read-models.js';
import { seriesView, type SeriesView } from './series-view.js';

const projections: readonly Projection[] = indicatorReadModels.map(({ projection }) => projection);

describe('a series as at a date', () => {
  it('is, with its chart, what it was at that date, whatever is restated, withdrawn, rebased or defined anew after it', async () => {
    let chartsWithLimits = 0;
    await fc.assert(
      fc.asyncProperty(indicatorSteps, indicatorSteps, async (before, after) => {
        const { journal, player } = await begun();
        await player.play(before);
        const then = await recordedIn(journal);
        const position = then.at(-1)?.position ?? -1n;
        const seenThen = viewAt(timelinesOf(then, projections), position);
        await player.play(after);
        const everything = timelinesOf(await recordedIn(journal), projections);
        expect(viewAt(everything, position)).toEqual(seenThen);
        if (seenThen.judged.groups.some(({ limits }) => limits !== null)) chartsWithLimits += 1;
      }),
      { numRuns: 40, seed: 6 },
    );
    expect(chartsWithLimits).toBeGreaterThan(5);
  });

  it('shows the new figure from its restatement on, and the old one before it', async () => {
    const { journal, player } = await begun();
    await player.play([{ does: 'record', quarter: 0, value: 71 }]);
    const before = await recordedIn(journal);
    await player.play([{ does: 'restate', quarter: 0, value: 73 }]);
    const versions = timelinesOf(await recordedIn(journal), projections);
    const figureAt = (position: Position): number | null | undefined => viewAt(versions, position).latest?.value?.value;
    const then = before.at(-1)?.position ?? -1n;
    expect([figureAt(then), figureAt(then + 1n)]).toEqual([71, 73]);
  });

  it('holds the law of all views: the rows as at any position are those of the events up to it', async () => {
    await fc.assert(
      fc.asyncProperty(indicatorSteps, fc.double({ min: 0, max: 1, noNaN: true }), async (steps, place) => {
        const { journal, player } = await begun();
        await player.play(steps);
        const events = await recordedIn(journal);
        const position = BigInt(Math.floor(place * (events.length - 1)));
        const upToIt = events.filter((event) => event.position <= position);
        expect(rowsAsAt(timelinesOf(events, projections), position)).toEqual(rowsAsAt(timelinesOf(upToIt, projections), position));
      }),
      { numRuns: 40 },
    );
  });

  it('is put to histories in which everything that can happen does', async () => {
    const histories = fc.sample(indicatorSteps, { numRuns: 30, seed: 5 });
    const happened = new Set<string>();
    for (const steps of histories) for (const { type } of await history(steps)) happened.add(type);
    expect([...happened].filter((type) => type.startsWith('Indicator')).sort()).toEqual(
      Object.keys(indicatorEvents)
        .filter((type) => type.startsWith('Indicator'))
        .sort(),
    );
  });
});

async function begun(): Promise<{ journal: EventJournal; player: IndicatorPlayer }> {
  const codec = new EventCodec(joinCatalogues(partnershipEvents, indicatorEvents), plainSealer, newId());
  const journal = new EventJournal(new InMemoryEventStore(), codec);
  const player = new IndicatorPlayer(journal, 'one');
  await player.begin();
  return { journal, player };
}

async function history(steps: readonly IndicatorStep[]): Promise<RecordedEvent[]> {
  const { journal, player } = await begun();
  await player.play(steps);
  return recordedIn(journal);
}

/** The one series there is, read from rows as they stood. */
function viewAt(versions: readonly RowVersion[], position: Position): SeriesView<IndicatorValueRow> {
  const rows = <Row>(view: string): Row[] => viewAsAt(view, versions, position) as Row[];
  const [definition] = rows<IndicatorDefinitionRow>('indicator_definition');
  if (!definition) throw new Error('The indicator is not defined');
  return seriesView({
    definition,
    versions: rows<IndicatorVersionRow>('indicator_version'),
    values: rows<IndicatorValueRow>('indicator_value'),
    rebases: rows<IndicatorRebaseRow>('indicator_rebase'),
  });
}
