import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ReleaseEvent } from '../domain/release.events.js';
import type { ReleaseRow } from './release.row.js';

const releases = changesOf<RowOf<ReleaseRow>, 'release'>('release', ['release']);

export const releaseProjection: Projection<ReleaseEvent> = {
  name: 'release',
  version: 3,
  handles: ['ReleaseMade', 'ReleaseWithdrawn'],
  project: ({ id: event, type, data, actor, recordedAt }) => {
    const { person, agency, role } = actor;
    if (type === 'ReleaseWithdrawn') {
      const { release, reason } = data;
      return [releases.set({ release }, { withdrawn: { event, at: recordedAt, reason, by: { person, agency, role } } })];
    }
    const { workings: _kept, ...shown } = data;
    const made = { event, madeBy: person, madeByAgency: agency, madeAs: role, madeAt: recordedAt };
    return [releases.put({ ...shown, ...made, withdrawn: null })];
  },
};
