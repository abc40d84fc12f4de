import { demonstration, type DemonstrationCommand, type DemonstrationEvent } from './demonstration.js';
import { specifying } from './testing/index.js';

const given = (...history: DemonstrationEvent[]) => specifying(demonstration).given(...history);

const begin: DemonstrationCommand = { type: 'BeginDemonstration', history: 'marlshire-1', today: '2026-11-25' };
const begun: DemonstrationEvent = { type: 'DemonstrationBegun', data: { history: 'marlshire-1', today: '2026-11-25' } };
const finish: DemonstrationCommand = { type: 'FinishDemonstration', history: 'marlshire-1', commands: 900 };
const loaded: DemonstrationEvent = { type: 'DemonstrationLoaded', data: { history: 'marlshire-1', commands: 900 } };

describe('a made-up history', () => {
  it('begins on a day that it is told from, and keeps that day however late it is gone on with', () => {
    given().when(begin).then(begun);
    given(begun)
      .when({ ...begin, today: '2026-12-01' })
      .thenNothing();
    given(begun, loaded)
      .when({ ...begin, today: '2026-12-01' })
      .thenNothing();
  });

  it('is finished once', () => {
    given(begun).when(finish).then(loaded);
    given(begun, loaded).when(finish).thenNothing();
  });

  it('is not finished before it is begun', () => {
    given().when(finish).thenRefused('history-not-begun');
  });

  it('is neither begun nor finished in the place of another', () => {
    const another = { history: 'marlshire-2' };
    given(begun)
      .when({ ...begin, ...another })
      .thenRefused('another-history-begun', { begun: 'marlshire-1', history: 'marlshire-2' });
    given(begun, loaded)
      .when({ ...finish, ...another })
      .thenRefused('another-history-begun');
  });
});
