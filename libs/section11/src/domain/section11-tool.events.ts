// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/**
 * The arrangements that Working Together to Safeguard Children (2018 chapter 2 paragraph 3, 2023 paragraph 221) asks of
 * an organisation, by the letters used here. Their words are in `data/working-together.ts`.
 */
export type WorkingTogetherCode = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j';

/** The levels that a return counts by. */
export type LevelKey = 'not-met' | 'partly-met' | 'met';

export type Level = {
  readonly key: LevelKey;
  /** Orders the levels. Never averaged: a level is not a quantity. */
  readonly numeric: number;
  readonly words: string;
  readonly descriptor: string;
};

/** A rating scale, versioned. The same colour or word on another scale means another thing. */
export type Scale = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** From worst to best. */
  readonly levels: readonly Level[];
  readonly notApplicable: {
    readonly words: string;
    readonly descriptor: string;
    readonly needsReason: boolean;
    /** Whether "3 of 4 met" counts such an item among the 4. */
    readonly inDenominator: boolean;
  };
};

export type ToolItem = {
  /** The heading's key, a hyphen and a number: `SMC-1`. */
  readonly key: string;
  readonly question: string;
  readonly guidance: string;
  readonly workingTogether: readonly WorkingTogetherCode[];
};

export type ToolHeading = { readonly key: string; readonly title: string; readonly items: readonly ToolItem[] };

export type Tool = {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly scale: Scale;
  readonly headings: readonly ToolHeading[];
};

/** The whole tool as it was published: what was asked stays readable for ever. */
export type Section11ToolPublished = { readonly type: 'Section11ToolPublished'; readonly data: Tool };

export type Section11ToolEvent = Section11ToolPublished;
