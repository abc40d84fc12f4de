import { readModels, viewNamesOf, type Inspection } from '@goldenthread/runtime';
import type { CommonOptions, Context } from '../context.js';
import { withStore } from '../opened-database.js';
import { statusData, statusWords, viewsData, viewsWords, type StoreStatus, type ViewStatus } from './store-status.words.js';

/** The read side's own index, kept like a view. */
const INDEX_OF_INSTANTS = 'moment';

export async function showTheStore(context: Context, { json }: CommonOptions): Promise<void> {
  const status = await withStore(context, ({ inspection }) => statusOf(inspection));
  context.terminal.print(json ? JSON.stringify(statusData(status)) : statusWords(status));
}

export async function showTheViews(context: Context, { json }: CommonOptions): Promise<void> {
  const status = await withStore(context, ({ inspection }) => statusOf(inspection));
  context.terminal.print(json ? JSON.stringify(viewsData(status)) : viewsWords(status));
}

async function statusOf(inspection: Inspection): Promise<StoreStatus> {
  const [identity, views] = [await inspection.identity(), await viewsOf(inspection)];
  // Read last, so that no view seems to be ahead of it.
  const head = await inspection.store.head();
  return { identity, head, views };
}

async function viewsOf(inspection: Inspection): Promise<ViewStatus[]> {
  const begun = new Map((await inspection.views()).map((lag) => [lag.live.projection, lag]));
  const known = [
    { projection: INDEX_OF_INSTANTS, views: [] },
    ...readModels.map((model) => ({ projection: model.projection.name, views: viewNamesOf(model) })),
  ];
  return known.map(({ projection, views }) => ({ projection, views, lag: begun.get(projection) }));
}
