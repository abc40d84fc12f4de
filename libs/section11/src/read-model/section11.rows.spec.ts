import type { RecordedEvent, Row } from '@goldenthread/event-sourcing';
import { recorded } from '@goldenthread/event-sourcing/testing';
import { getMetadataArgsStorage } from 'typeorm';
import { aCyclesLife, aReturn, aTool } from '../testing/index.js';
import { section11ReadModels } from './section11.read-models.js';
import { Section11AnswerRow } from './section11-answer.row.js';
import { Section11ChangeRow } from './section11-change.row.js';
import { Section11CycleRow } from './section11-cycle.row.js';
import { Section11ReturnHistoryRow } from './section11-return-history.row.js';
import { Section11ReturnProgressRow } from './section11-return-progress.row.js';
import { Section11StandardRow } from './section11-standard.row.js';
import { Section11ToolRow } from './section11-tool.row.js';

const CYCLE = '00000000-0000-4000-8000-000000000001';
const everything: readonly RecordedEvent[] = [
  ...recorded('section11Tool', [{ type: 'Section11ToolPublished', data: aTool }]),
  ...recorded('section11Cycle', aCyclesLife, { partnership: CYCLE }),
  ...recorded('section11Return', aReturn(CYCLE), { partnership: CYCLE }),
];
const changes = section11ReadModels
  .map(({ projection }) => projection)
  .flatMap(({ handles, project }) => everything.filter(({ type }) => handles.includes(type)).flatMap(project));

describe('the rows of Section 11', () => {
  it.each([
    Section11ToolRow,
    Section11CycleRow,
    Section11ReturnProgressRow,
    Section11StandardRow,
    Section11AnswerRow,
    Section11ReturnHistoryRow,
    Section11ChangeRow,
  ])('%p has just the columns and the key that its projection fills', (row) => {
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
