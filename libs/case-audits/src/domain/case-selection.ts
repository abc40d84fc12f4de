import { canonicalJson, Refusal, sha256 } from '@goldenthread/event-sourcing';

/** The only age that an event holds. */
export type AgeBand = 'unborn' | 'under-1' | '1-4' | '5-9' | '10-15' | '16-17';

export type Gender = 'female' | 'male' | 'other' | 'not-known';

/** The level of help the child had: early help, a plan as a child in need, a child protection plan, or care. */
export type HelpLevel = 'early-help' | 'child-in-need' | 'child-protection' | 'looked-after';

/** What may be known of a case: nothing by which a child could be found. */
export type CaseParticulars = {
  readonly ageBand: AgeBand;
  /** The quarter of a year in which the child was born, `2014-Q3`; of an unborn child, in which the birth is expected. */
  readonly quarterOfBirth: string;
  readonly gender: Gender;
  readonly level: HelpLevel;
  /** Children whom the area placed elsewhere are part of its population. */
  readonly placement: 'in-area' | 'outside-area';
};

/** One child in the population. `ref` is the business unit's own reference: it is used to draw, and never recorded. */
export type PopulationEntry = { readonly ref: string } & CaseParticulars;

/** So many cases that are all of this. */
export type Stratum = {
  readonly where: Partial<Pick<CaseParticulars, 'ageBand' | 'gender' | 'level' | 'placement'>>;
  readonly take: number;
};

export type Exclusion = { readonly ref: string; readonly reason: string };

export type SelectionWanted = {
  readonly population: readonly PopulationEntry[];
  /** Any text; the same seed over the same population draws the same cases. */
  readonly seed: string;
  readonly strata: readonly Stratum[];
  readonly exclusions: readonly Exclusion[];
};

export type Selection = {
  /** SHA-256 of the canonical JSON of the whole population, in the order of its references. */
  readonly snapshotHash: string;
  readonly placedOutside: number;
  /** How many could have been drawn for each stratum, in the order of the strata. */
  readonly eligible: readonly number[];
  /** By the place in the population ordered by reference, from 1. */
  readonly excluded: readonly { readonly row: number; readonly reason: string }[];
  /** In the order they were drawn. */
  readonly drawn: readonly PopulationEntry[];
};

export type SelectionRefusals = {
  'population-entry-twice': { readonly rows: readonly number[] };
  'exclusion-not-in-population': { readonly exclusions: readonly number[] };
  'stratum-too-small': { readonly stratum: number; readonly found: number; readonly wanted: number };
};

/**
 * Draws cases so that anyone who has the population can draw them again: candidates of each stratum in turn, in the order
 * of a hash of seed, population and reference, without those left out and those already drawn. Pure.
 *
 * @throws Refusal where a reference comes twice, an exclusion names nobody, or a stratum has too few.
 */
export function selectCases({ population, seed, strata, exclusions }: SelectionWanted): Selection {
  const ordered = [...population].sort((one, other) => (one.ref < other.ref ? -1 : 1));
  mustBeOnce(ordered);
  mustBeThere(exclusions, ordered);
  const snapshotHash = sha256(canonicalJson(ordered));
  const rank = new Map(ordered.map(({ ref }) => [ref, sha256(canonicalJson([seed, snapshotHash, ref]))]));
  const out = new Set(exclusions.map(({ ref }) => ref));
  const candidates = ordered
    .filter(({ ref }) => !out.has(ref))
    .sort((one, other) => ((rank.get(one.ref) ?? '') < (rank.get(other.ref) ?? '') ? -1 : 1));
  const { drawn, eligible } = draw(candidates, strata);
  return {
    snapshotHash,
    placedOutside: ordered.filter(({ placement }) => placement === 'outside-area').length,
    eligible,
    excluded: exclusions.map(({ ref, reason }) => ({ row: ordered.findIndex((one) => one.ref === ref) + 1, reason })),
    drawn,
  };
}

function draw(candidates: readonly PopulationEntry[], strata: readonly Stratum[]): Pick<Selection, 'drawn' | 'eligible'> {
  const drawn: PopulationEntry[] = [];
  const eligible = strata.map(({ where, take }, index) => {
    const found = candidates.filter((one) => !drawn.includes(one) && isOf(one, where));
    if (found.length < take) throw refusal('stratum-too-small', { stratum: index + 1, found: found.length, wanted: take });
    drawn.push(...found.slice(0, take));
    return found.length;
  });
  return { drawn, eligible };
}

function isOf(entry: PopulationEntry, where: Stratum['where']): boolean {
  return Object.entries(where).every(([name, value]) => entry[name as keyof Stratum['where']] === value);
}

function mustBeOnce(ordered: readonly PopulationEntry[]): void {
  const rows = ordered.flatMap(({ ref }, index) => (ref === ordered[index - 1]?.ref ? [index + 1] : []));
  if (rows.length > 0) throw refusal('population-entry-twice', { rows });
}

function mustBeThere(exclusions: readonly Exclusion[], ordered: readonly PopulationEntry[]): void {
  const known = new Set(ordered.map(({ ref }) => ref));
  const strangers = exclusions.flatMap(({ ref }, index) => (known.has(ref) ? [] : [index + 1]));
  if (strangers.length > 0) throw refusal('exclusion-not-in-population', { exclusions: strangers });
}

function refusal<Code extends keyof SelectionRefusals>(code: Code, details: SelectionRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
