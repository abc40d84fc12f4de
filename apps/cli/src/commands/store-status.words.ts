import type { Instant, Position, StoreIdentity } from '@goldenthread/event-sourcing';
import type { Generation, Lag } from '@goldenthread/read-models';
import { counted, duration } from '../numbers.words.js';
import { instantWords } from '../time.words.js';

type LiveView = Pick<Generation, 'generation' | 'checkpoint' | 'failure' | 'failedAt'>;

export interface ViewStatus {
  readonly projection: string;
  /** The SQL views it keeps; the index of instants keeps none. */
  readonly views: readonly string[];
  /** Nothing until a worker first runs. */
  readonly lag: (Omit<Lag, 'live'> & { readonly live: LiveView }) | undefined;
}

export interface StoreStatus {
  readonly identity: StoreIdentity | undefined;
  readonly head: { readonly position: Position; readonly recordedAt: Instant } | undefined;
  readonly views: readonly ViewStatus[];
}

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
export function viewsData({ views }: StoreStatus): { readonly views: readonly object[] } {
  return {
    views: views.map(({ projection, views: names, lag }) => ({
      projection,
      views: names,
      generation: lag?.live.generation ?? null,
      position: lag ? String(lag.live.checkpoint) : null,
      eventsBehind: lag?.events ?? null,
      secondsBehind: lag?.seconds ?? null,
      stopped: stopOf(lag?.live),
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
export function viewsWords({ views }: StoreStatus): string {
  const width = Math.max(...views.map(({ projection }) => projection.length));
  return [
    'Views:',
    ...views.map(
      (view) =>
        `  ${view.projection.padEnd(width)}  ${viewWords(view.lag)}${view.views.length > 0 ? '' : ' (finds the position of a date)'}`,
    ),
  ].join('\n');
}

function viewWords(lag: ViewStatus['lag']): string {
  if (!lag) return 'not begun: a worker makes it when it first runs';
  const { live, events, seconds } = lag;
  if (live.failure !== null) return `stopped at position ${String(live.failedAt)}: ${live.failure}`;
  const at = live.checkpoint < 0n ? 'at its beginning' : `at position ${String(live.checkpoint)}`;
  if (events === 0 || (events === null && seconds === 0)) return `${at}, up with the store`;
  const behind = [...(events === null ? [] : [counted(events, 'event')]), duration(seconds * 1_000)];
  return `${at}, ${behind.join(' and ')} behind`;
}

function stopOf(live: LiveView | undefined): object | null {
  return live?.failure == null ? null : { at: String(live.failedAt ?? live.checkpoint + 1n), because: live.failure };
}
