import type { KeyScope } from '@goldenthread/event-sourcing';

/** A data key, unwrapped: only ever in memory. */
export interface DataKey {
  /** A UUID, which sealed fields and envelopes name. */
  readonly kid: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** Where data keys are kept: outside the store, so that destroying one closes what it sealed, at any date. */
export interface KeyTable {
  /** The live key of a record's group, made where there is none. Everyone who asks at the same moment gets the same. */
  keyFor(scope: KeyScope): Promise<DataKey>;
  /** A key by its id; `destroyed` where it was there once; nothing where it never was. */
  find(kid: string): Promise<DataKey | 'destroyed' | undefined>;
}
