import type { StorePurpose } from '@goldenthread/event-sourcing';
import type { EntryKind } from './register.events.js';
import type { PartnershipKind } from './partnership.events.js';

/**
 * Whether a store may hold returns of a partnership. A demonstration or a test knows real partnerships by what they
 * published, and nothing else: no answer is ever attached to a real body there. Who opens a cycle for one is refused with
 * `no-returns-held-here`.
 */
export function holdsReturns(kind: PartnershipKind, purpose: StorePurpose): boolean {
  return kind === 'invented' || purpose === 'production';
}

/** Whether what stands behind an entry can be asked for a return. A seat is a person's, and persons make none. */
export function mayBeAsked(kind: EntryKind): boolean {
  return kind !== 'seat';
}
