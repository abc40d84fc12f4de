import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { AgencyAuditDomainGraded, AgencyAuditSubmitted } from '../domain/agency-audit.events.js';
import type {
  AgencyGradesAgreed,
  AgencyGradesModerated,
  GradeDisputed,
  GradeDisputeDecided,
  GradeDisputeEscalated,
  GradeDissentRecorded,
} from '../domain/case-moderation.events.js';
import type { CaseGradeRow } from './case-grade.row.js';

type Columns = RowOf<CaseGradeRow>;
type Graded =
  | AgencyAuditDomainGraded
  | AgencyAuditSubmitted
  | AgencyGradesModerated
  | AgencyGradesAgreed
  | GradeDissentRecorded
  | GradeDisputed
  | GradeDisputeEscalated
  | GradeDisputeDecided;

const grades = changesOf<Columns, 'audit' | 'case' | 'agency' | 'domain'>('case_grade', ['audit', 'case', 'agency', 'domain']);

export const caseGradeProjection: Projection<Graded> = {
  name: 'case-grade',
  version: 2,
  handles: [
    'AgencyAuditDomainGraded',
    'AgencyAuditSubmitted',
    'AgencyGradesModerated',
    'AgencyGradesAgreed',
    'GradeDissentRecorded',
    'GradeDisputed',
    'GradeDisputeEscalated',
    'GradeDisputeDecided',
  ],
  project: (event) => {
    const moderationRevision = event.revision;
    switch (event.type) {
      case 'AgencyAuditDomainGraded':
        return [graded(event)];
      case 'AgencyAuditSubmitted':
        return each(event.data, () => ({ submitted: true }));
      case 'AgencyGradesModerated':
        return each(event.data, ({ moderatorGrade, reason }) => {
          return { moderatorGrade, moderatorReason: reason ?? null, moderator: event.data.moderator, moderationRevision };
        });
      case 'AgencyGradesAgreed':
        return each(event.data, ({ agreedGrade, reason }) => ({ agreedGrade, agreedReason: reason ?? null, moderationRevision }));
      case 'GradeDissentRecorded':
        return [grades.set(keyOf(event.data), { moderationRevision })];
      case 'GradeDisputed':
      case 'GradeDisputeEscalated':
        return [grades.set(keyOf(event.data), { disputeStep: event.data.step, moderationRevision })];
      case 'GradeDisputeDecided':
        return [grades.set(keyOf(event.data), { disputeStep: null, agreedGrade: event.data.grade, moderationRevision })];
    }
  },
};

type Key = Pick<Columns, 'audit' | 'case' | 'agency' | 'domain'>;

function keyOf({ audit, case: pseudonym, agency, domain }: Key): Key {
  return { audit, case: pseudonym, agency, domain };
}

function each<G extends { readonly domain: string }>(
  data: Omit<Key, 'domain'> & { readonly grades: readonly G[] },
  values: (grade: G) => Partial<Columns>,
): RowChange[] {
  return data.grades.map((grade) => grades.set(keyOf({ ...data, domain: grade.domain }), values(grade)));
}

function graded({ revision, data }: RecordedEvent<AgencyAuditDomainGraded>): RowChange {
  const { title, grade, why, criteria } = data;
  return grades.put({
    ...keyOf(data),
    domainTitle: title,
    submitted: false,
    agencyGrade: grade,
    why,
    criteria,
    moderatorGrade: null,
    moderatorReason: null,
    moderator: null,
    agreedGrade: null,
    agreedReason: null,
    disputeStep: null,
    revision,
    moderationRevision: null,
  });
}
