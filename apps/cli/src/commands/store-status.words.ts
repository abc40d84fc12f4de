import type { Instant, Position, StoreIdentity } from '@goldenthread/event-sourcing';
import type { Generation } from '@goldenthread/read-models';
import { counted } from '../numbers.words.js';
import { instantWords } from '../time.words.js';

export interface ViewStatus {
  readonly projection: string;
  /** The SQL views it keeps; the index of instants keeps none. */
  readonly views: readonly string[];
  /** Nothing until a worker first runs. */
  readonly live: Pick<Generation, 'generation' | 'checkpoint' | 'failure' | 'failedAt'> | undefined;
}

export interface StoreStatus {
  readonly identity: StoreIdentity | undefined;
  readonly head: { readonly position: Position; readonly recordedAt: Instant } | undefined;
  readonly views: readonly ViewStatus[];
}

const NOT_BEGUN: Position = -1n;

/** The status for scripts. */
export function statusData(status: StoreStatus): object {
  const { identity, head } = status;
  return {
    store: identity?.storeId ?? null,
    purpose: identity?.purpose ?? null,
    head: head ? { position: String(head.position), recordedAt: head.recordedAt } : null,
    ...viewsData(status),
  };
}

/** The views alone, for scripts. */
export function viewsData({ head, views }: StoreStatus): { readonly views: readonly object[] } {
  return {
    views: views.map(({ projection, views: names, live }) => ({
      projection,
      views: names,
      generation: live?.generation ?? null,
      position: live ? String(live.checkpoint) : null,
      behind: behind(head, live),
      stopped: live?.failure == null ? null : { at: String(live.failedAt ?? live.checkpoint + 1n), because: live.failure },
    })),
  };
}

/** The status for people. */
export function statusWords(status: StoreStatus): string {
  const { identity, head } = status;
  return [
    identity ? `Store ${identity.storeId}, for ${identity.purpose}` : 'The store is empty: nothing has been recorded yet.',
    ...(head ? [`Its newest event is at position ${String(head.position)}, recorded ${instantWords(head.recordedAt)}`] : []),
    '',
    viewsWords(status),
  ].join('\n');
}

/** The views alone, for people. */
export function viewsWords({ head, views }: StoreStatus): string {
  const width = Math.max(...views.map(({ projection }) => projection.length));
  return [
    'Views:',
    ...views.map(
      (view) =>
        `  ${view.projection.padEnd(width)}  ${viewWords(head, view.live)}${view.views.length > 0 ? '' : ' (finds the position of a date)'}`,
    ),
  ].join('\n');
}

function viewWords(head: StoreStatus['head'], live: ViewStatus['live']): string {
  if (!live) return 'not begun: a worker makes it when it first runs';
  if (live.failure !== null) return `stopped at position ${String(live.failedAt)}: ${live.failure}`;
  const missing = behind(head, live);
  const at = live.checkpoint < 0n ? 'at its beginning' : `at position ${String(live.checkpoint)}`;
  return missing === 0 ? `${at}, up with the store` : `${at}, ${counted(missing, 'event')} behind`;
}

function behind(head: StoreStatus['head'], live: ViewStatus['live']): number {
  return Number((head?.position ?? NOT_BEGUN) - (live?.checkpoint ?? NOT_BEGUN));
}
