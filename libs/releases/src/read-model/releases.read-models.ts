import { readModel, type ReadModel } from '@goldenthread/read-models';
import { releaseProjection } from './release.projection.js';
import { ReleaseChangeRow } from './release-change.row.js';
import { ReleaseRow } from './release.row.js';

/** Everything that is shown of releases. */
export const releasesReadModels: readonly ReadModel[] = [readModel(releaseProjection, ReleaseRow, ReleaseChangeRow)];
