/** One finding in one sentence, and the words it rests on a click away. */
export interface Sentence {
  /** Names the finding in addresses. */
  readonly key: FindingKey;
  readonly text: string;
  readonly evidence: readonly { readonly text: string; readonly href: string }[];
  readonly all?: { readonly text: string; readonly href: string };
}

export type FindingKey = 'not-returned' | 'weakest' | 'slipped' | 'unusual' | 'follow-up' | 'changed' | 'without-evidence';
