import type { Row, RowChange } from '@goldenthread/event-sourcing';
import { getMetadataArgsStorage } from 'typeorm';
import type { ReadModel, RowClass } from '../read-model.js';

/**
 * Holds rows against what their projections do: tests of a domain's read models.
 *
 * @param changes what the projections make of a history in which every row is put.
 */
export function rowsHoldWhatProjectionsFill(models: readonly ReadModel[], changes: readonly RowChange[]): void {
  it.each(models.flatMap(({ rows }) => [...rows]))('%p has just the columns and the key that its projection fills', (row) => {
    const { view, key, others } = columnsOf(row);
    const puts = changes.flatMap((change) => (change.verb === 'put' && change.view === view ? [change] : []));
    expect(puts).not.toEqual([]);
    for (const put of puts) expect([names(put.key), names(put.values)]).toEqual([key, others]);
  });

  it('are never changed by a key, or in a column, that they lack', () => {
    const puts = new Map(changes.flatMap((change) => (change.verb === 'put' ? [[change.view, change] as const] : [])));
    for (const change of changes) {
      const put = puts.get(change.view);
      expect(names(change.key)).toEqual(names(put?.key ?? {}));
      if (change.verb === 'set') expect(names(put?.values ?? {})).toEqual(expect.arrayContaining(names(change.values)));
    }
  });
}

function columnsOf(row: RowClass): { view: string; key: string[]; others: string[] } {
  const { tables, columns } = getMetadataArgsStorage();
  const named = (isKey: boolean): string[] =>
    columns
      .filter(({ target, options }) => target === row && (options.primary === true) === isKey)
      .map(({ propertyName }) => propertyName)
      .sort();
  return { view: tables.find(({ target }) => target === row)?.name ?? '', key: named(true), others: named(false) };
}

function names(row: Row): string[] {
  return Object.keys(row).sort();
}
