import { isProtected, EventCodec, newId, type RecordedEvent } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, changesBy, plainSealer, recorded } from '@goldenthread/event-sourcing/testing';
import { rowsHoldWhatProjectionsFill } from '@goldenthread/read-models/testing';
import { indicatorEvents } from '../domain/indicators.events.js';
import { aContribution, aDefinitionsLife, aPlacesNeighbours, aProposalsLife, aRisksLife, aSeriesLife } from '../testing/index.js';
import { indicatorReadModels } from './indicators.read-models.js';

const everything: readonly RecordedEvent[] = [
  ...recorded('indicatorDefinition', aDefinitionsLife),
  ...recorded('indicatorSeries', aSeriesLife),
  ...recorded('statisticalNeighbours', aPlacesNeighbours),
  ...recorded('performanceRisk', aRisksLife),
  ...recorded('signalProposal', aProposalsLife),
  ...recorded('contributions', [aContribution]),
];
const projections = indicatorReadModels.map(({ projection }) => projection);
const changesOf = (events: readonly RecordedEvent[]) => events.flatMap((event) => changesBy(event, projections));

describe('the rows of indicators', () => {
  const changes = changesOf(everything);
  rowsHoldWhatProjectionsFill(indicatorReadModels, changes);

  it('hold nobody’s words in clear', async () => {
    const codec = new EventCodec(indicatorEvents, plainSealer, newId());
    const commandId = newId();
    const carried = { commandId, correlationId: commandId, causationId: null, partnership: null, actor: AN_AUTHOR };
    const sealed = await Promise.all(
      [...aSeriesLife, ...aRisksLife, ...aProposalsLife, aContribution].map(async (event, revision) => {
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
    const words = texts.filter(
      ([column, text]) => ['commentary', 'why', 'evidence', 'title', 'words', 'reason'].includes(column) && typeof text === 'string',
    );
    expect(words.length).toBeGreaterThan(6);
    for (const [, text] of words) expect(isProtected(text as string)).toBe(true);
  });
});
