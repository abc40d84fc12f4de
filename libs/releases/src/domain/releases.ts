import { canonicalJson, idOf, isProtected, Refusal, type Decider } from '@goldenthread/event-sourcing';
import { decideTable, type ReleasableTable } from './releasable-table.js';
import type { ReleaseEvent, ReleaseMade, ReleaseWithdrawn } from './release.events.js';
import { SUPPRESSION_PROFILES, type ProfileName, type ReleasedFigures } from './suppression/index.js';

/** What a partnership has released, in that order. */
export type ReleasesState = {
  readonly released: readonly Pick<ReleaseMade['data'], 'release' | 'title' | 'audience'>[];
  /** What readers of those releases may put together. */
  readonly figures: readonly ReleasedFigures[];
  /** Releases whose figures were erased: nothing can be checked against them. */
  readonly erased: readonly string[];
  /** Releases that were taken back. Their figures stay among those above: what is known cannot be un-known. */
  readonly withdrawn: readonly string[];
};

/** What somebody wants to release, and to whom. */
export type ReleaseWanted = Pick<ReleaseMade['data'], 'partnership' | 'title' | 'audience' | 'purpose' | 'source' | 'readAt'> & {
  readonly profile: ProfileName;
  readonly table: ReleasableTable;
  /** The digest of what they looked at: nothing else leaves. */
  readonly previewed: string;
};

export type MakeRelease = { readonly type: 'MakeRelease'; readonly release: string; readonly wanted: ReleaseWanted };

/** Takes a release back, for a reason that its readers are told. */
export type WithdrawRelease = {
  readonly type: 'WithdrawRelease';
  readonly withdrawal: Pick<ReleaseWithdrawn['data'], 'release' | 'partnership' | 'reason'>;
};

/** Why a table is not released, or not withdrawn, each with what its words need. */
export type ReleaseRefusals = {
  'nothing-to-release': object;
  'release-would-reveal': { readonly figures: number };
  'release-not-as-previewed': object;
  'earlier-release-erased': { readonly releases: number };
  'release-not-known': object;
  'release-withdrawn-already': object;
};
export type ReleaseRefusal = keyof ReleaseRefusals;

/**
 * Everything that a partnership has released: one record for each partnership, under its own id. So two releases that
 * together would give something away cannot be made at once without seeing each other.
 */
export const releases: Decider<ReleasesState, MakeRelease | WithdrawRelease, ReleaseEvent> = {
  category: 'releases',
  initial: { released: [], figures: [], erased: [], withdrawn: [] },
  decide: (command, state) => {
    if (command.type === 'WithdrawRelease') return [withdraw(command.withdrawal, state)];
    const { release, wanted } = command;
    return releasedAs(release, state) ? [] : [make(release, wanted, state)];
  },
  evolve: (state, { type, data }) => {
    if (type === 'ReleaseWithdrawn') return { ...state, withdrawn: [...state.withdrawn, data.release] };
    const { release, title, audience, workings } = data;
    const released = [...state.released, { release, title, audience }];
    if (isProtected(workings)) return { ...state, released, erased: [...state.erased, release] };
    return { ...state, released, figures: [...state.figures, JSON.parse(workings) as ReleasedFigures] };
  },
};

/** The release that a command makes: the same for every retry of it. */
export function releaseIdOf(commandId: string): string {
  return idOf('release', commandId);
}

function make(
  release: string,
  { table: wanted, profile: name, previewed, ...particulars }: ReleaseWanted,
  state: ReleasesState,
): ReleaseMade {
  if (wanted.rows.length === 0) throw refusal('nothing-to-release', {});
  if (state.erased.length > 0) throw refusal('earlier-release-erased', { releases: state.erased.length });
  const profile = SUPPRESSION_PROFILES[name];
  const { table, tally, exposed, workings, digest } = decideTable(wanted, profile, state.figures);
  if (exposed > 0) throw refusal('release-would-reveal', { figures: exposed });
  if (digest !== previewed) throw refusal('release-not-as-previewed', {});
  return { type: 'ReleaseMade', data: { ...particulars, release, profile, table, tally, workings: canonicalJson(workings) } };
}

function withdraw(withdrawal: WithdrawRelease['withdrawal'], state: ReleasesState): ReleaseWithdrawn {
  const released = releasedAs(withdrawal.release, state);
  if (!released) throw refusal('release-not-known', {});
  if (state.withdrawn.includes(withdrawal.release)) throw refusal('release-withdrawn-already', {});
  if (!withdrawal.reason.trim()) throw new Refusal('say-why');
  return { type: 'ReleaseWithdrawn', data: { ...released, ...withdrawal } };
}

function releasedAs(release: string, { released }: ReleasesState): ReleasesState['released'][number] | undefined {
  return released.find((one) => one.release === release);
}

function refusal<Code extends ReleaseRefusal>(code: Code, details: ReleaseRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
