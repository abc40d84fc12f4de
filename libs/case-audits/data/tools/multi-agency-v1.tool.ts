import type { AuditDomain, AuditTool } from '../../src/domain/case-audit-tool.events.js';
import { fourGrades } from '../scales/four-grades.scale.js';

/** A tool for any theme: ten domains (domain facts §3), own words. Each audit says which of them it looks at. */
export const multiAgencyV1: AuditTool = {
  code: 'multi-agency',
  version: 1,
  title: 'Multi-agency case audit',
  scale: fourGrades,
  domains: [
    domain('voice', 'VOI', 'Voice and lived experience', [
      'Was the child seen and heard, alone where that was right?',
      'Do the records show what each day was like for the child?',
    ]),
    domain('identification', 'IDE', 'Identification and referral', [
      'Was the need or the risk recognised as early as it could have been?',
      'Did the referral say what was known, and what was worrying about it?',
    ]),
    domain('threshold', 'THR', 'Threshold and decision', [
      'Was the right threshold applied, and the reason for the decision recorded?',
      'Did whoever referred the child hear what was decided?',
    ]),
    domain('assessment', 'ASS', 'Assessment', [
      'Did the assessment take in the whole family and its history?',
      'Did it say what the facts mean for the child?',
    ]),
    domain('information-sharing', 'INF', 'Information sharing', [
      'Did the agency share what others needed, when they needed it?',
      'Did it ask for and use what others knew?',
    ]),
    domain('planning', 'PLA', 'Planning and core group', [
      'Did the plan say who does what by when, and what will be different for the child?',
      'Did the agency come to the meetings, and do its part between them?',
    ]),
    domain('oversight', 'OVE', 'Management oversight and supervision', [
      'Did supervision look at the case when it mattered, and change something?',
      'Did a manager see and agree the main decisions?',
    ]),
    domain('challenge', 'CHA', 'Challenge and escalation between agencies', [
      'Was a disagreement between agencies spoken of and settled?',
      'Was it escalated where it was not settled?',
    ]),
    domain('equality', 'EQU', 'Equality and identity', [
      'Did practice take account of the identity, culture, faith and any disability of the child?',
      'Was an interpreter or other help to communicate used where it was needed?',
    ]),
    domain('outcome', 'OUT', 'Outcome and impact', [
      'Is the child safer, and life better, for what was done?',
      'Is it known how far the plan reached what it was for?',
    ]),
  ],
};

function domain(key: string, prefix: string, title: string, questions: readonly string[]): AuditDomain {
  return { key, title, criteria: questions.map((question, index) => ({ key: `${prefix}-${index + 1}`, question })) };
}
