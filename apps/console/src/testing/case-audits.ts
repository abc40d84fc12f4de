import {
  multiAgencyV1,
  type ShownAgencyAudit,
  type ShownAudit,
  type ShownCase,
  type ShownGrade,
  type Sight,
} from '@goldenthread/case-audits';

export const POLICE = '00000000-0000-4000-8000-0000000000a1';
export const HEALTH = '00000000-0000-4000-8000-0000000000a2';
export const CASE = '7F3A92C1';
export const MARLSHIRE = '00000000-0000-4000-8000-0000000000b1';
const NAMES: Readonly<Record<string, string>> = { [POLICE]: 'Marlshire Constabulary', [HEALTH]: 'Marlshire Hospitals' };

export const BUSINESS_UNIT: Sight = { as: 'business-unit', words: 'all', moderations: 'all', grades: true, drafts: true };
export const OWN: Sight = { as: 'agency', own: POLICE, words: 'own', moderations: 'own', grades: false, drafts: false };

export function nameOf(person: string): string {
  return `Person ${person.slice(-2)}`;
}

export function anAudit(over: Partial<ShownAudit> = {}): ShownAudit {
  return {
    audit: 'a',
    partnership: MARLSHIRE,
    title: 'Domestic abuse: two cases',
    kind: 'themed',
    theme: 'domestic-abuse',
    source: { kind: 'signal', reference: 'Referrals in 2025' },
    questions: ['Is it shared?'],
    periodFrom: '2025-01-01',
    periodTo: '2025-12-31',
    toolCode: 'multi-agency',
    toolVersion: 1,
    scale: multiAgencyV1.scale,
    domains: multiAgencyV1.domains.filter(({ key }) => ['voice', 'information-sharing', 'outcome'].includes(key)),
    cases: 2,
    agencies: [POLICE, HEALTH].map((agency) => ({ agency, name: NAMES[agency] ?? '', partnership: MARLSHIRE })),
    panel: [{ person: HEALTH, agency: HEALTH }],
    doneWith: [],
    reAuditOf: null,
    plannedOn: '2026-01-12',
    status: 'tools-issued',
    lawfulBasis: 'A law',
    informationSharingAgreement: 'An agreement',
    dpiaReference: 'DPIA-1',
    selection: {
      population: { describedAs: 'Open cases', takenOn: '2026-01-12', size: 40, snapshotHash: 'f00', placedOutside: 8 },
      seed: 'seed',
      strata: [{ where: {}, take: 2, eligible: 39 }],
      exclusions: [{ row: 1, reason: 'A trial.' }],
    },
    dueOn: '2026-02-27',
    reportSummary: null,
    reportNumber: null,
    agreedOn: null,
    briefing: null,
    revision: 3,
    ...over,
  };
}

export function aModeratedCase(over: Partial<ShownCase> = {}): ShownCase {
  return {
    audit: 'a',
    case: CASE,
    ordinal: 1,
    ageBand: '5-9',
    quarterOfBirth: '2018-Q2',
    gender: 'female',
    level: 'child-protection',
    placement: 'outside-area',
    moderation: 'held',
    moderated: [POLICE, HEALTH],
    without: [],
    withoutReason: null,
    heldOn: '2026-03-10',
    present: [POLICE, HEALTH].map((agency) => ({ agency, name: NAMES[agency] ?? '' })),
    absent: [],
    summaries: null,
    moderationRevision: 4,
    ...over,
  };
}

export function anAgencyAudit(agency: string, over: Partial<ShownAgencyAudit> = {}): ShownAgencyAudit {
  return {
    agencyAudit: 'x',
    audit: 'a',
    case: CASE,
    agency,
    agencyName: NAMES[agency] ?? '',
    dueOn: '2026-02-27',
    status: 'submitted',
    answer: 'known',
    note: null,
    workers: [],
    graded: 2,
    of: 3,
    practitioners: null,
    family: null,
    submittedOn: null,
    daysLate: null,
    auditors: [],
    revision: 2,
    checkRevision: 0,
    feedbackRevision: null,
    ...over,
  };
}

/** The police have two graded domains, one of which moved and is disputed; the hospitals one that waits. */
export function gradesOfCase(): readonly ShownGrade[] {
  const grade = (agency: string, domain: string, over: Partial<ShownGrade>): ShownGrade => ({
    audit: 'a',
    case: CASE,
    agency,
    domain,
    domainTitle: multiAgencyV1.domains.find(({ key }) => key === domain)?.title ?? '',
    submitted: true,
    agencyGrade: 'good',
    why: 'The record shows it.',
    criteria: [{ criterion: 'VOI-1', question: 'Was the child seen?', rating: 'good', why: 'Twice.' }],
    moderatorGrade: null,
    moderatorReason: null,
    moderator: null,
    agreedGrade: null,
    agreedReason: null,
    disputeStep: null,
    revision: 1,
    moderationRevision: null,
    ...over,
  });
  return [
    grade(POLICE, 'voice', { moderatorGrade: 'good', agreedGrade: 'good' }),
    grade(POLICE, 'information-sharing', {
      moderatorGrade: 'requires-improvement',
      moderatorReason: 'Nine days.',
      agreedGrade: 'requires-improvement',
      disputeStep: 'set-procedures',
      moderationRevision: 4,
    }),
    grade(HEALTH, 'voice', {}),
  ];
}
