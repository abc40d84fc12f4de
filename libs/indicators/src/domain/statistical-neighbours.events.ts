import type { Source } from './figure.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** One authority that a model finds like another. */
export type StatisticalNeighbour = {
  /** The kind of place and its code: `authority:E10000012`. */
  readonly place: string;
  readonly name: string;
  /** From 1, the most alike. */
  readonly rank: number;
  /** How alike, in the model's own words: "Very close". */
  readonly closeness?: string;
};

/**
 * Which authorities a model of a year finds like a place. Sets change between models, and both stay: Essex keeps five of its ten
 * between those of 2021 and 2025 (domain research, section 4.2).
 */
export type StatisticalNeighboursNamed = {
  readonly type: 'StatisticalNeighboursNamed';
  readonly data: {
    readonly partnership: string;
    readonly place: string;
    /** The year of the model: `2021`. */
    readonly model: string;
    readonly neighbours: readonly StatisticalNeighbour[];
    readonly source: Source;
  };
};
