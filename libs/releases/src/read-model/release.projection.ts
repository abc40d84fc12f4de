import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ReleaseEvent } from '../domain/release.events.js';
import type { ReleaseChangeRow } from './release-change.row.js';
import type { ReleaseRow } from './release.row.js';

const releases = changesOf<RowOf<ReleaseRow>, 'release'>('release', ['release']);
const changes = changesOf<RowOf<ReleaseChangeRow>, 'event'>('release_change', ['event']);

export const releaseProjection: Projection<ReleaseEvent> = {
  name: 'release',
  version: 3,
  handles: ['ReleaseMade', 'ReleaseWithdrawn'],
  project: (event) => {
    const { type, data, actor, recordedAt } = event;
    if (type === 'ReleaseWithdrawn') {
      const { release, reason } = data;
      const withdrawn = { at: recordedAt, reason, by: actor.person };
      return [releases.set({ release }, { withdrawn }), changes.put(changeOf(event, 'withdrawn', reason))];
    }
    const { workings: _kept, ...shown } = data;
    const made = releases.put({ ...shown, madeBy: actor.person, madeAt: recordedAt, withdrawn: null });
    return [made, changes.put(changeOf(event, 'released', data.purpose))];
  },
};

function changeOf(
  { id: event, data, actor, recordedAt }: RecordedEvent<ReleaseEvent>,
  kind: ReleaseChangeRow['kind'],
  why: string,
): RowOf<ReleaseChangeRow> {
  const { partnership, release, title, audience } = data;
  const by = { actorPerson: actor.person, actorAgency: actor.agency, actorRole: actor.role };
  return { event, partnership, kind, release, title, audience, why, ...by, recordedAt };
}
