import { EventCodec, joinCatalogues } from '@goldenthread/event-sourcing';
import { plainSealer } from '@goldenthread/event-sourcing/testing';
import type { DataSource } from 'typeorm';
import { actionsEvents } from '../domain/actions.events.js';
import { ActionsQueries, ATTENTION_VIEWS } from './actions.queries.js';
import { ProceedingsQueries } from './proceedings.queries.js';

/** A database without rows, that notes which views were asked. */
function noting(): { readonly source: DataSource; readonly asked: Set<unknown> } {
  const asked = new Set<unknown>();
  const getRepository = (row: unknown) => {
    asked.add(row);
    return { find: () => Promise.resolve([]) };
  };
  return { source: { getRepository } as unknown as DataSource, asked };
}

describe('what needs attention', () => {
  it('is read where every view it is made of has come to', async () => {
    const { source, asked } = noting();
    const codec = new EventCodec(joinCatalogues(actionsEvents), plainSealer, 'store');
    const queries = new ActionsQueries(source, codec, new ProceedingsQueries(source, codec));
    await queries.attention({ partnership: 'p' }, { position: 1n, day: '2026-01-05' });
    expect(new Set<unknown>(ATTENTION_VIEWS)).toEqual(asked);
  });
});
