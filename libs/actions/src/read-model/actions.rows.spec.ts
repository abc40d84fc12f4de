import type { RecordedEvent, Row } from '@goldenthread/event-sourcing';
import { recorded } from '@goldenthread/event-sourcing/testing';
import { getMetadataArgsStorage } from 'typeorm';
import { adopted, aNotice, anActionsLife, made, twoFailures } from '../testing/index.js';
import { actionsReadModels } from './actions.read-models.js';

const partnership = adopted.data.partnership;
const everything: readonly RecordedEvent[] = [
  ...recorded('followUpRules', [adopted], { partnership }),
  ...recorded('recommendation', [made], { partnership }),
  ...recorded('action', anActionsLife, { partnership }),
  ...recorded('responseFailures', twoFailures, { partnership }),
  ...recorded('actionNotices', [aNotice], { partnership }),
];
const changes = actionsReadModels
  .map(({ projection }) => projection)
  .flatMap(({ handles, project }) => everything.filter(({ type }) => handles.includes(type)).flatMap(project));
const rows = actionsReadModels.flatMap(({ rows: of }) => [...of]);

describe('the rows of actions', () => {
  it('are looked at whole: every event of the catalogue is in the history', () => {
    const handled = new Set(actionsReadModels.flatMap(({ projection }) => projection.handles));
    expect([...new Set(everything.map(({ type }) => type))].sort()).toEqual([...handled].sort());
  });

  it.each(rows)('%p has just the columns and the key that its projection fills', (row) => {
    const storage = getMetadataArgsStorage();
    const view = storage.tables.find(({ target }) => target === row)?.name ?? '';
    const columns = storage.columns.filter(({ target }) => target === row);
    const keyColumns = columns.filter(({ options }) => options.primary).map(({ propertyName }) => propertyName);
    const others = columns.filter(({ options }) => !options.primary).map(({ propertyName }) => propertyName);
    const puts = changes.flatMap((change) => (change.verb === 'put' && change.view === view ? [change] : []));
    expect(puts).not.toEqual([]);
    for (const { key, values } of puts) {
      expect(names(key)).toEqual(keyColumns.sort());
      expect(names(values)).toEqual(others.sort());
    }
  });

  it('are never set in a column or by a key that they lack', () => {
    const puts = new Map(changes.flatMap((change) => (change.verb === 'put' ? [[change.view, change] as const] : [])));
    for (const change of changes) {
      if (change.verb !== 'set') continue;
      const put = puts.get(change.view);
      expect(names(change.key)).toEqual(names(put?.key ?? {}));
      expect(names(put?.values ?? {})).toEqual(expect.arrayContaining(names(change.values)));
    }
  });
});

function names(row: Row): string[] {
  return Object.keys(row).sort();
}
