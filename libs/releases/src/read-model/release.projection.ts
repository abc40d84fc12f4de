import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ReleaseEvent } from '../domain/release.events.js';
import type { ReleaseRow } from './release.row.js';

const releases = changesOf<RowOf<ReleaseRow>, 'release'>('release', ['release']);

export const releaseProjection: Projection<ReleaseEvent> = {
  name: 'release',
  version: 1,
  handles: ['ReleaseMade'],
  project: ({ data: { workings: _kept, ...shown }, actor, recordedAt }) => [
    releases.put({ ...shown, madeBy: actor.person, madeAt: recordedAt }),
  ],
};
