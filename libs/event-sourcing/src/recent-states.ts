/** A record as it was folded up to a revision. */
export interface FoldedState<State = unknown> {
  readonly state: State;
  readonly revision: number;
}

export interface RecentStatesOptions {
  /** How many records are kept: the ones asked for last. */
  readonly most: number;
  /** How long one is kept since it was folded from its first event, in milliseconds. */
  readonly longest: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** As long as data keys are kept: words whose key was destroyed shall not live on in a folded record. */
const FIVE_MINUTES = 5 * 60_000;

/** Room for what many write at once, and no more: a return that is full of words takes some hundred kilobytes. */
const USUAL_ROOM: RecentStatesOptions = { most: 1_000, longest: FIVE_MINUTES };

/**
 * Records folded a moment ago, by stream. A state is only ever that of its revision: what has happened since is read on
 * from there, or refused by the revision that an append expects, so that nothing wrong can come of an old one.
 */
export class RecentStates {
  private readonly entries = new Map<string, FoldedState & { readonly since: number }>();
  private readonly now: () => number;

  constructor(private readonly options: RecentStatesOptions = USUAL_ROOM) {
    this.now = options.now ?? Date.now;
  }

  get<State>(stream: string): FoldedState<State> | undefined {
    const entry = this.entries.get(stream);
    if (!entry) return undefined;
    this.entries.delete(stream);
    if (this.now() - entry.since >= this.options.longest) return undefined;
    this.entries.set(stream, entry);
    return entry as FoldedState<State>;
  }

  /** Keeps a state, unless a later one is kept. One that was read on from an earlier one is as old as that. */
  put(stream: string, { state, revision }: FoldedState): void {
    const known = this.entries.get(stream);
    if (known && known.revision > revision) return;
    this.entries.delete(stream);
    this.entries.set(stream, { state, revision, since: known?.since ?? this.now() });
    for (const longestUnasked of this.entries.keys()) {
      if (this.entries.size <= this.options.most) return;
      this.entries.delete(longestUnasked);
    }
  }
}
