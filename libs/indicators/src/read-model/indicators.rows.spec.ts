import { isProtected, EventCodec, newId, type RecordedEvent, type Row } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, plainSealer, recorded } from '@goldenthread/event-sourcing/testing';
import { getMetadataArgsStorage } from 'typeorm';
import { indicatorEvents } from '../domain/indicators.events.js';
import { aDefinitionsLife, aSeriesLife } from '../testing/index.js';
import { indicatorReadModels } from './indicators.read-models.js';

const everything: readonly RecordedEvent[] = [
  ...recorded('indicatorDefinition', aDefinitionsLife),
  ...recorded('indicatorSeries', aSeriesLife),
];
const changesOf = (events: readonly RecordedEvent[]) =>
  indicatorReadModels.flatMap(({ projection: { handles, project } }) =>
    events.filter(({ type }) => handles.includes(type)).flatMap((event) => project(event)),
  );

describe('the rows of indicators', () => {
  const changes = changesOf(everything);
  const rows = indicatorReadModels.flatMap((model) => [...model.rows]);

  it.each(rows)('%p has just the columns and the key that its projection fills', (row) => {
    const storage = getMetadataArgsStorage();
    const view = storage.tables.find(({ target }) => target === row)?.name ?? '';
    const columns = storage.columns.filter(({ target }) => target === row);
    const named = (isKey: boolean): string[] =>
      columns
        .filter(({ options }) => (options.primary === true) === isKey)
        .map(({ propertyName }) => propertyName)
        .sort();
    const puts = changes.flatMap((change) => (change.verb === 'put' && change.view === view ? [change] : []));
    expect(puts).not.toEqual([]);
    for (const { key, values } of puts) expect([names(key), names(values)]).toEqual([named(true), named(false)]);
  });

  it('are never set or dropped by a key, or in a column, that they lack', () => {
    const puts = new Map(changes.flatMap((change) => (change.verb === 'put' ? [[change.view, change] as const] : [])));
    for (const change of changes) {
      expect(names(change.key)).toEqual(names(puts.get(change.view)?.key ?? {}));
      if (change.verb === 'set') expect(names(puts.get(change.view)?.values ?? {})).toEqual(expect.arrayContaining(names(change.values)));
    }
  });

  it('hold nobody’s words in clear', async () => {
    const codec = new EventCodec(indicatorEvents, plainSealer, newId());
    const commandId = newId();
    const carried = { commandId, correlationId: commandId, causationId: null, partnership: null, actor: AN_AUTHOR };
    const sealed = await Promise.all(
      aSeriesLife.map(async (event, revision) => {
        const stored = await codec.encode(event, 'indicatorSeries-1', revision, carried);
        return codec.decode({
          ...stored,
          ...carried,
          stream: 'indicatorSeries-1',
          revision,
          position: BigInt(revision),
          recordedAt: '2026-01-05T09:00:00.000Z',
        });
      }),
    );
    const texts = changesOf(sealed).flatMap((change) => ('values' in change ? Object.entries(change.values) : []));
    const words = texts.filter(([column, text]) => ['commentary', 'why', 'evidence'].includes(column) && typeof text === 'string');
    expect(words.length).toBeGreaterThan(6);
    for (const [, text] of words) expect(isProtected(text as string)).toBe(true);
  });
});

function names(row: Row): string[] {
  return Object.keys(row).sort();
}
