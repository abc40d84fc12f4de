import { multiAgencyV1 } from '../../data/tools/multi-agency-v1.tool.js';
import type { GradeKey } from '../domain/case-audit-tool.events.js';
import { comparisonOf, glanceOf, movementOf, owedOf, themesOf } from './audit-figures.js';

const POLICE = 'police';
const HEALTH = 'health';
const grade = (agency: string, domain: string, own: GradeKey, moderator: GradeKey | null, agreed: GradeKey | null, isDisputed = false) => ({
  agency,
  domain,
  agencyGrade: own,
  moderatorGrade: moderator,
  agreedGrade: agreed,
  disputeStep: isDisputed ? ('set-procedures' as const) : null,
});
const audit = {
  agencies: [POLICE, HEALTH].map((agency) => ({ agency, name: agency, partnership: 'marlshire' })),
  domains: multiAgencyV1.domains.filter(({ key }) => key === 'voice' || key === 'outcome'),
};
const grades = [
  grade(POLICE, 'voice', 'good', 'requires-improvement', 'requires-improvement'),
  grade(POLICE, 'voice', 'good', 'good', 'outstanding'),
  grade(POLICE, 'voice', 'good', null, null),
  grade(POLICE, 'outcome', 'inadequate', 'requires-improvement', 'inadequate', true),
  grade(HEALTH, 'voice', 'outstanding', 'good', null),
];
const nothing = { inadequate: 0, 'requires-improvement': 0, good: 0, outstanding: 0 };

describe('an audit at a glance', () => {
  it('counts the agreed grades of each agency in each domain, and what waits or is disputed', () => {
    expect(glanceOf(audit, grades)).toEqual([
      { agency: POLICE, domain: 'voice', counts: { ...nothing, 'requires-improvement': 1, outstanding: 1 }, waiting: 1, disputed: 0 },
      { agency: POLICE, domain: 'outcome', counts: { ...nothing, inadequate: 1 }, waiting: 0, disputed: 1 },
      { agency: HEALTH, domain: 'voice', counts: nothing, waiting: 1, disputed: 0 },
      { agency: HEALTH, domain: 'outcome', counts: nothing, waiting: 0, disputed: 0 },
    ]);
  });
});

describe('grade movement', () => {
  it('counts each step from the agency to the moderator and on to what was agreed, and up and down over both', () => {
    expect(movementOf(multiAgencyV1.scale.levels, grades)).toEqual({
      moderated: 4,
      selfToModerated: [
        { from: 'inadequate', to: 'requires-improvement', grades: 1 },
        { from: 'good', to: 'requires-improvement', grades: 1 },
        { from: 'good', to: 'good', grades: 1 },
        { from: 'outstanding', to: 'good', grades: 1 },
      ],
      agreed: 3,
      moderatedToAgreed: [
        { from: 'requires-improvement', to: 'inadequate', grades: 1 },
        { from: 'requires-improvement', to: 'requires-improvement', grades: 1 },
        { from: 'good', to: 'outstanding', grades: 1 },
      ],
      up: 1,
      down: 1,
      unchanged: 1,
    });
  });
});

describe('themes across audits and years', () => {
  it('count each audit and each case once, and each finding by its kind', () => {
    const audits = [
      { audit: 'one', plannedOn: '2025-03-01' },
      { audit: 'two', plannedOn: '2025-09-01' },
      { audit: 'three', plannedOn: '2026-01-12' },
    ];
    const finding = (of: string, kind: 'learning' | 'good-practice', themes: string[], cases: string[]) => ({
      audit: of,
      kind,
      themes,
      cases,
    });
    const counts = themesOf(audits, [
      finding('one', 'learning', ['neglect', 'consent'], ['A', 'B']),
      finding('one', 'good-practice', ['neglect'], ['B', 'C']),
      finding('two', 'learning', ['neglect'], ['A']),
      finding('three', 'learning', ['neglect'], []),
    ]);
    const none = { strength: 0, 'good-practice': 0, learning: 0, concern: 0 };
    expect(counts).toEqual([
      { theme: 'consent', year: '2025', audits: 1, cases: 2, findings: { ...none, learning: 1 } },
      // Cases A, B and C of the first audit, and another A of the second.
      { theme: 'neglect', year: '2025', audits: 2, cases: 4, findings: { ...none, learning: 2, 'good-practice': 1 } },
      { theme: 'neglect', year: '2026', audits: 1, cases: 0, findings: { ...none, learning: 1 } },
    ]);
  });
});

describe('a re-audit', () => {
  it('is laid beside the audit it repeats, domain by domain, as agreed', () => {
    expect(comparisonOf(audit, grades, [grade(HEALTH, 'outcome', 'good', 'good', 'good')])).toEqual([
      {
        domain: 'voice',
        title: 'Voice and lived experience',
        before: { ...nothing, 'requires-improvement': 1, outstanding: 1 },
        after: nothing,
      },
      { domain: 'outcome', title: 'Outcome and impact', before: { ...nothing, inadequate: 1 }, after: { ...nothing, good: 1 } },
    ]);
  });
});

describe('what each agency owes', () => {
  it('counts what is not answered and not submitted, and how many days that is overdue', () => {
    const one = (agency: string, status: 'requested' | 'in-progress' | 'submitted' | 'not-known', dueOn = '2026-02-27') => {
      return { agency, agencyName: agency, status, dueOn };
    };
    const audits = [one(POLICE, 'requested'), one(POLICE, 'in-progress'), one(POLICE, 'submitted'), one(HEALTH, 'not-known')];
    expect(owedOf(audits, () => 3)).toEqual([
      { agency: POLICE, agencyName: POLICE, unanswered: 1, unsubmitted: 1, submitted: 1, notKnown: 0, daysOverdue: 3 },
      { agency: HEALTH, agencyName: HEALTH, unanswered: 0, unsubmitted: 0, submitted: 0, notKnown: 1, daysOverdue: 0 },
    ]);
  });
});
