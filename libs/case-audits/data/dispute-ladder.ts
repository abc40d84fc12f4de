/**
 * Where a dispute about a grade goes, step by step: Thurrock's ladder, the worked set (Thurrock Local Safeguarding
 * Children Partnership arrangements 2019; domain facts §1.2, dispute escalation).
 */
export const DISPUTE_LADDER = [
  { key: 'partnership-meeting', words: 'Discussion at a meeting of the partnership' },
  { key: 'set-procedures', words: 'The mechanism of the SET Procedures' },
  { key: 'independent-adviser', words: 'An independent professional adviser' },
] as const;

export type DisputeStep = (typeof DISPUTE_LADDER)[number]['key'];
