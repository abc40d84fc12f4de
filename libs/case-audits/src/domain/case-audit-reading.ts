import type { Decider } from '@goldenthread/event-sourcing';
import type { CaseAuditReadingEvent, CaseAuditReadByCircle } from './case-audit-reading.events.js';

export type NoteReading = { readonly type: 'NoteReading'; readonly reading: CaseAuditReadByCircle['data'] };

/** That somebody read something: each a record of its own, which nothing is ever refused by. */
export const caseAuditReading: Decider<null, NoteReading, CaseAuditReadingEvent> = {
  category: 'caseAuditReading',
  initial: null,
  decide: ({ reading }) => [{ type: 'CaseAuditReadByCircle', data: reading }],
  evolve: (state) => state,
};
