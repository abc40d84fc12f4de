// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** The four words of an inspector's judgement; what they mean for a case is in the scale's descriptors. */
export type GradeKey = 'inadequate' | 'requires-improvement' | 'good' | 'outstanding';

export type GradeLevel = {
  readonly key: GradeKey;
  /** Orders the grades, 0 the worst. Never averaged: a grade is not a quantity. */
  readonly numeric: number;
  readonly words: string;
  readonly descriptor: string;
};

/** A grading scale, versioned. */
export type GradeScale = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** From worst to best. */
  readonly levels: readonly GradeLevel[];
};

export type Criterion = {
  /** The domain's key, a hyphen and a number: `INF-1`. */
  readonly key: string;
  readonly question: string;
};

/** One side of practice that a case is looked at from. */
export type AuditDomain = { readonly key: string; readonly title: string; readonly criteria: readonly Criterion[] };

export type AuditTool = {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly scale: GradeScale;
  readonly domains: readonly AuditDomain[];
};

/** The whole tool as it was published: what was asked stays readable for ever. */
export type CaseAuditToolPublished = { readonly type: 'CaseAuditToolPublished'; readonly data: AuditTool };

export type CaseAuditToolEvent = CaseAuditToolPublished;
