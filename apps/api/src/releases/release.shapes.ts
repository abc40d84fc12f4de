import type { NameOf } from '@goldenthread/access';
import { conventionOf } from '@goldenthread/http';
import type { ReleasedTable, ShownRelease } from '@goldenthread/releases';

// What releases look like on the wire. Their types are what they say.
/* eslint-disable @typescript-eslint/explicit-module-boundary-types */

export function listedRelease({ release, title, audience, readAt, profile, madeAt, withdrawn }: ShownRelease) {
  const taken = withdrawn && { at: withdrawn.at, reason: withdrawn.reason };
  return { release, title, audience, readAt, profile: profile.name, madeAt, withdrawn: taken };
}

/** With what the circle alone may know: how many are hidden for what reason would help to work them out. */
export function releaseOf(row: ShownRelease, nameOf: NameOf) {
  const { purpose, source, profile, tally, table, madeBy, withdrawn } = row;
  const by = withdrawn && { person: withdrawn.by, name: nameOf(withdrawn.by) };
  return {
    ...listedRelease(row),
    purpose,
    source,
    profile,
    tally,
    madeBy: { person: madeBy, name: nameOf(madeBy) },
    withdrawnBy: by,
    table,
    symbols: conventionOf(cellsOf(table), profile),
  };
}

/** What somebody reads who is outside the circle: the table until it is withdrawn, and neither why nor by whom it was released. */
export function releasedOf(row: ShownRelease) {
  const { profile, table } = row;
  return { ...listedRelease(row), table, symbols: conventionOf(cellsOf(table), profile) };
}

function cellsOf(table: ReleasedTable | null) {
  return (table?.rows ?? []).flatMap(({ cells }) => cells);
}
