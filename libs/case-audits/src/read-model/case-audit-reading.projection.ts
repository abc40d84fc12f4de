import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { CaseAuditReadingEvent } from '../domain/case-audit-reading.events.js';
import type { CaseAuditReadingRow } from './case-audit-reading.row.js';

const readings = changesOf<RowOf<CaseAuditReadingRow>, 'event'>('case_audit_reading', ['event']);

export const caseAuditReadingProjection: Projection<CaseAuditReadingEvent> = {
  name: 'case-audit-reading',
  version: 1,
  handles: ['CaseAuditReadByCircle'],
  project: ({ id, recordedAt, actor, data: { audit, what, as, case: pseudonym, agency, position } }) => {
    const about = { case: pseudonym ?? null, agency: agency ?? null, lookedAt: position };
    return [readings.put({ event: id, audit, what, readAs: as, ...about, person: actor.person, readAt: recordedAt })];
  },
};
