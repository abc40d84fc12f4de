import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ReleaseEvent } from '../domain/release.events.js';
import type { ReleaseRow } from './release.row.js';

const releases = changesOf<RowOf<ReleaseRow>, 'release'>('release', ['release']);

export const releaseProjection: Projection<ReleaseEvent> = {
  name: 'release',
  version: 2,
  handles: ['ReleaseMade'],
  project: ({ id: event, data: { workings: _kept, ...shown }, actor, recordedAt: madeAt }) => [
    releases.put({ ...shown, event, madeBy: actor.person, madeByAgency: actor.agency, madeAs: actor.role, madeAt }),
  ],
};
