import type {
  AgencyAuditRefusal,
  CaseAuditRefusal,
  CaseAuditToolRefusal,
  CaseModerationRefusal,
  EmergingRiskRefusal,
  EmergingRiskReportRefusal,
} from '@goldenthread/case-audits';
import type { Words } from './words.js';

export type CaseAuditsRefusal =
  AgencyAuditRefusal | CaseAuditRefusal | CaseAuditToolRefusal | CaseModerationRefusal | EmergingRiskRefusal | EmergingRiskReportRefusal;

/** Those that partnerships and Section 11 refuse by too, in the same words. */
type Shared = 'agency-listed-twice' | 'agency-not-in-partnership' | 'meeting-in-future' | 'no-agencies' | 'partnership-not-registered';

const say = (sentence: string) => (): string => sentence;
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown');
const listed = (value: unknown): string => (Array.isArray(value) ? value.map(text).join(', ') : text(value));

const KINDS: Readonly<Record<string, string>> = {
  'nhs-number': 'an NHS number',
  postcode: 'a postcode',
  'date-of-birth': 'a date of birth',
  'listed-name': 'a name on the list of this audit',
};

/** "an NHS number in why (character 12)": where it stands, and never what it is. */
function foundIn(found: unknown): string {
  const places = Array.isArray(found) ? (found as { field?: unknown; kind?: unknown; at?: unknown }[]) : [];
  return places
    .map(({ field, kind, at }) => `${KINDS[text(kind)] ?? 'personal data'} in ${text(field)} (character ${Number(at) + 1})`)
    .join('; ');
}

/** The plain words of every refusal that case audits alone know. */
export const CASE_AUDIT_WORDS: Readonly<Record<Exclude<CaseAuditsRefusal, Shared>, Words>> = {
  // Plan and selection
  'audit-tool-version-taken': {
    status: 409,
    title: 'That version is published',
    detail: ({ code, version }) => `Version ${text(version)} of ${text(code)} is published and cannot change. Publish another version.`,
  },
  'information-sharing-left-out': {
    status: 422,
    title: 'Information sharing is left out',
    detail: say('Every audit looks at how information is shared. Add the domain information-sharing.'),
    pointer: '/domains',
  },
  'no-audits-held-here': {
    status: 409,
    title: 'No audits are held here',
    detail: say(
      'This service knows the partnership by what it published, and holds no audits of it. Plan one for an invented partnership.',
    ),
  },
  'audit-tool-not-published': {
    status: 422,
    title: 'No such tool',
    detail: ({ code, version }) => `Version ${text(version)} of ${text(code)} is not published.`,
    pointer: '/tool',
  },
  'theme-not-listed': {
    status: 422,
    title: 'Not a theme on the list',
    detail: ({ themes }) => (listed(themes) === '' ? 'Name at least one theme.' : `Not on the list of themes: ${listed(themes)}.`),
  },
  'period-back-to-front': {
    status: 422,
    title: 'The period ends before it begins',
    detail: ({ from, to }) => `It cannot run from ${text(from)} to ${text(to)}.`,
    pointer: '/period/to',
  },
  'domain-not-in-tool': {
    status: 422,
    title: 'Not a domain of this audit',
    detail: ({ domains }) => `Not looked at here: ${listed(domains)}.`,
  },
  'no-panel': { status: 422, title: 'No panel', detail: say('Name at least one member of the panel.'), pointer: '/panel' },
  'cases-not-of-kind': {
    status: 422,
    title: 'That is not how many cases this kind has',
    detail: say('An audit of one case in depth has one case; a sample or a joint audit has two or more.'),
    pointer: '/cases',
  },
  'not-of-kind': {
    status: 422,
    title: 'That does not fit this kind of audit',
    detail: ({ field }) =>
      field === 'with'
        ? 'Other partnerships take part in a joint audit, or in the re-audit of one. Plan one of those, or name none.'
        : 'Only a re-audit repeats an earlier audit. Plan one, or name none.',
  },
  'joint-with-nobody': {
    status: 422,
    title: 'Joint with whom?',
    detail: say('Name the other partnerships of a joint audit, and at least one agency of each that is asked.'),
    pointer: '/with',
  },
  'other-partnership-not-registered': {
    status: 422,
    title: 'No such partnership',
    detail: ({ partnerships }) => `Not registered: ${listed(partnerships)}.`,
    pointer: '/with',
  },
  'earlier-audit-not-found': {
    status: 422,
    title: 'No such earlier audit',
    detail: say('A re-audit repeats an audit of the same partnership. Name it.'),
    pointer: '/reAuditOf',
  },
  're-audit-theme-differs': {
    status: 422,
    title: 'A re-audit looks at the same theme',
    detail: ({ theme }) => `The earlier audit’s theme is ${text(theme)}.`,
    pointer: '/theme',
  },
  're-audit-items-differ': {
    status: 422,
    title: 'A re-audit asks the same items',
    detail: say('Use the tool and version of the earlier audit, so that both can be compared.'),
    pointer: '/tool',
  },
  'audit-not-planned': { status: 404, title: 'Not found', detail: say('There is no such audit.') },
  'audit-changed': {
    status: 412,
    title: 'It has changed since you read it',
    detail: say('Somebody changed this audit meanwhile. Read it again, and then do what you meant to.'),
  },
  'say-something': { status: 422, title: 'It says nothing', detail: say('Fill in at least one of the fields.') },
  'placed-outside-left-out': {
    status: 422,
    title: 'Children placed elsewhere are left out',
    detail: say('Children whom the area placed outside it are part of its population. Add them, and draw from all.'),
    pointer: '/includesPlacedOutside',
  },
  'cases-already-selected': {
    status: 409,
    title: 'The cases are drawn',
    detail: say('Cases are drawn once: drawing again until they please would be choosing them.'),
  },
  'cases-not-as-planned': {
    status: 422,
    title: 'Not as many as planned',
    detail: ({ planned, drawn }) => `The audit is planned for ${text(planned)}, and the strata take ${text(drawn)}.`,
    pointer: '/strata',
  },
  'cases-not-selected': { status: 409, title: 'No cases yet', detail: say('Draw the cases before the tools go out.') },
  'population-entry-twice': {
    status: 422,
    title: 'A reference comes twice',
    detail: ({ rows }) => `In the order of references, at ${listed(rows)}.`,
    pointer: '/population',
  },
  'exclusion-not-in-population': {
    status: 422,
    title: 'An exclusion names nobody',
    detail: ({ exclusions }) => `Not in the population: exclusion ${listed(exclusions)}.`,
    pointer: '/exclusions',
  },
  'stratum-too-small': {
    status: 422,
    title: 'Too few to draw from',
    detail: ({ stratum, found, wanted }) => `Stratum ${text(stratum)} takes ${text(wanted)}, and has ${text(found)}.`,
    pointer: '/strata',
  },
  'governance-missing': {
    status: 409,
    title: 'It is not lawful yet',
    detail: ({ missing }) => `Nothing is asked of any agency before this is recorded: ${listed(missing)}.`,
  },
  'tools-already-issued': {
    status: 409,
    title: 'The tools are out',
    detail: ({ dueOn }) => `Every agency has been asked, by ${text(dueOn)}.`,
  },
  'tools-not-issued': { status: 409, title: 'The tools are not out', detail: say('Nothing can be found before agencies are asked.') },
  'due-in-past': {
    status: 422,
    title: 'That day is over',
    detail: ({ dueOn, today }) => `Today is ${text(today)}, and ${text(dueOn)} is over. Choose today or a later day.`,
    pointer: '/dueOn',
  },

  // What people write
  'personal-data-in-text': {
    status: 422,
    title: 'This tells who somebody is',
    detail: ({ found }) =>
      `Held back, and not stored: ${foundIn(found)}. Children are known here by a pseudonym alone. Take it out, or say it otherwise.`,
  },

  // An agency's audit
  'agency-not-asked': { status: 404, title: 'Not found', detail: say('Your agency is not asked about such a case.') },
  'moderation-begun': {
    status: 409,
    title: 'Moderation has begun',
    detail: say('Other agencies’ audits of this case are open, so yours would no longer be blind. Speak at the moderation.'),
  },
  'agency-audit-submitted': {
    status: 409,
    title: 'Submitted already',
    detail: ({ submittedOn }) => `This was submitted on ${text(submittedOn)} and stands.`,
  },
  'domains-already-graded': {
    status: 409,
    title: 'Something is graded',
    detail: ({ domains }) => `An agency that does not know the child cannot have graded ${listed(domains)}.`,
  },
  'record-check-first': { status: 409, title: 'Check your records first', detail: say('Say whether your agency knows the child.') },
  'case-not-known': { status: 409, title: 'Not known to you', detail: say('Your agency has said that it does not know this child.') },
  'auditor-worked-on-case': {
    status: 409,
    title: 'Somebody else must audit this',
    detail: say('Whoever worked on the case cannot grade it.'),
  },
  'grade-not-on-scale': {
    status: 422,
    title: 'Not a grade of this scale',
    detail: ({ field, scale }) => `Grade ${text(field)} as one of: ${listed(scale)}.`,
  },
  'criterion-not-in-tool': {
    status: 422,
    title: 'Not a criterion of this domain',
    detail: ({ criteria }) => `Not asked here: ${listed(criteria)}.`,
    pointer: '/criteria',
  },
  'criteria-unrated': {
    status: 422,
    title: 'Rate every criterion once',
    detail: ({ criteria }) => `Missing, or there more than once: ${listed(criteria)}.`,
    pointer: '/criteria',
  },
  'agency-audit-changed': {
    status: 412,
    title: 'It has changed since you read it',
    detail: say('Somebody of your agency changed this meanwhile. Read it again, and then save.'),
  },
  'domains-ungraded': {
    status: 409,
    title: 'Not all domains are graded',
    detail: ({ missing }) => `Still to grade: ${listed(missing)}.`,
  },

  // Moderation
  'case-not-in-audit': { status: 422, title: 'Not a case of this audit', detail: ({ cases }) => `Not drawn here: ${listed(cases)}.` },
  'agency-not-in-audit': {
    status: 422,
    title: 'Not an agency of this audit',
    detail: ({ agencies }) => `Not asked here: ${listed(agencies)}.`,
    pointer: '/agencies',
  },
  'too-few-audits': {
    status: 409,
    title: 'One agency cannot be moderated alone',
    detail: ({ submitted }) => `At least two agencies must have submitted; ${text(submitted)} has.`,
  },
  'agency-audits-outstanding': {
    status: 409,
    title: 'Some agencies are not there yet',
    detail: ({ agencies }) => `Still to come: ${listed(agencies)}. Wait, or say why it is begun without them.`,
    pointer: '/withoutReason',
  },
  'moderation-changed': {
    status: 412,
    title: 'It has changed since you read it',
    detail: say('Somebody changed this moderation meanwhile. Read it again, and then do what you meant to.'),
  },
  'moderation-not-opened': { status: 409, title: 'Moderation is not opened', detail: say('Open the moderation of this case first.') },
  'moderation-not-held': { status: 409, title: 'No meeting yet', detail: say('Record who was at the meeting first.') },
  'moderation-already-held': {
    status: 409,
    title: 'The meeting is recorded',
    detail: ({ heldOn }) => `It was held on ${text(heldOn)}.`,
  },
  'too-few-agencies-present': {
    status: 422,
    title: 'Too few agencies were there',
    detail: say('Grades are agreed by at least two of the agencies whose audits are moderated.'),
    pointer: '/present',
  },
  'agency-neither-present-nor-absent': {
    status: 422,
    title: 'Were they there?',
    detail: ({ agencies }) => `Say that they were present, or absent and why: ${listed(agencies)}.`,
    pointer: '/absent',
  },
  'agency-not-in-moderation': {
    status: 422,
    title: 'Not moderated here',
    detail: ({ agencies }) => `They submitted no audit of this case: ${listed(agencies)}.`,
  },
  'not-on-panel': { status: 409, title: 'You are not on the panel', detail: say('Members of the audit’s panel moderate.') },
  'own-agency-grade': {
    status: 409,
    title: 'That is your own agency’s grade',
    detail: say('Nobody moderates the grades of their own agency. You are heard at the meeting.'),
  },
  'grades-missing': {
    status: 422,
    title: 'Grade every domain once',
    detail: ({ domains }) => `Missing, or there more than once: ${listed(domains)}.`,
    pointer: '/grades',
  },
  'reason-for-move-needed': {
    status: 422,
    title: 'Say why the grade moves',
    detail: ({ domains }) => `A grade that moves needs a reason: ${listed(domains)}.`,
    pointer: '/grades',
  },
  'grades-not-moderated': { status: 409, title: 'Not moderated yet', detail: say('A moderator grades before the meeting agrees.') },
  'grades-not-agreed': {
    status: 409,
    title: 'Not agreed yet',
    detail: ({ agencies }) => `Agree the grades of each agency first: ${listed(agencies)}.`,
  },
  'grades-already-agreed': {
    status: 409,
    title: 'Agreed already',
    detail: say('These grades are agreed. Whoever thinks otherwise has their dissent recorded, or disputes it.'),
  },
  'agency-not-present': {
    status: 422,
    title: 'They were not there',
    detail: say('Dissent is recorded of an agency that was present.'),
    pointer: '/by',
  },
  'not-your-grade': { status: 409, title: 'Not your agency’s grade', detail: say('An agency disputes its own grades.') },
  'already-disputed': {
    status: 409,
    title: 'Disputed already',
    detail: say('The dispute is on its way. It can be taken a step further up.'),
  },
  'not-disputed': { status: 409, title: 'Not disputed', detail: say('There is no open dispute about this grade.') },
  'top-of-ladder': { status: 409, title: 'There is no further step', detail: say('The last step of the ladder decides it.') },
  'disputes-open': { status: 409, title: 'A dispute is open', detail: say('Every dispute is decided before the moderation is concluded.') },
  'moderation-concluded': { status: 409, title: 'Concluded', detail: say('The moderation of this case is concluded.') },

  // Findings, report, briefing
  'finding-not-in-audit': {
    status: 422,
    title: 'Not a finding of this audit',
    detail: say('A recommendation follows from one or more findings of its audit. Name them.'),
    pointer: '/findings',
  },
  'no-findings': { status: 409, title: 'No findings yet', detail: say('Record what was found, good practice too, before the report.') },
  'moderation-not-concluded': {
    status: 409,
    title: 'Not all cases are moderated',
    detail: ({ cases }) => `Conclude the moderation of: ${listed(cases)}.`,
  },
  'report-not-presented': { status: 409, title: 'No report yet', detail: say('The report is presented before it is agreed.') },
  'report-agreed': {
    status: 409,
    title: 'The report is agreed',
    detail: ({ meetingOn }) => `It was agreed on ${text(meetingOn)}, and its findings are fixed.`,
  },
  'report-not-agreed': { status: 409, title: 'The report is not agreed', detail: say('A briefing follows the agreed report.') },
  'group-not-in-partnership': {
    status: 422,
    title: 'Not a group of this partnership',
    detail: ({ groups }) => `Not one of its groups: ${listed(groups)}.`,
    pointer: '/groups',
  },
  'no-groups': { status: 422, title: 'Shared with nobody', detail: say('Name at least one group.'), pointer: '/groups' },
  'no-feedback-to-answer': {
    status: 409,
    title: 'Nothing to answer',
    detail: say('That group has said nothing of the briefing. It can be answered once it has.'),
  },
  'briefing-not-shared': { status: 409, title: 'Not shared with that group', detail: say('The briefing was not shared with that group.') },

  // Emerging risks
  'quarter-unreadable': {
    status: 422,
    title: 'Not a quarter',
    detail: ({ quarter }) => `${text(quarter)} is not a quarter. Write it as 2026-Q2.`,
    pointer: '/quarter',
  },
  'quarter-not-begun': {
    status: 422,
    title: 'That quarter has not begun',
    detail: ({ quarter, today }) => `Today is ${text(today)}, and nothing has come up in ${text(quarter)} yet.`,
    pointer: '/quarter',
  },
  'risk-report-changed': {
    status: 412,
    title: 'The report changed meanwhile',
    detail: say('Somebody reported this quarter, or recorded a reply to it, since you read it. Read the report, and then send again.'),
  },
  'risks-not-reported': {
    status: 409,
    title: 'Not reported yet',
    detail: ({ quarter }) => `${text(quarter)} has not been reported to the executive yet. Report it before a reply is recorded.`,
  },
  'not-the-executive': {
    status: 422,
    title: 'Not the executive',
    detail: say('Name a group of your partnership that is its executive.'),
    pointer: '/group',
  },
  'reply-not-of-its-time': {
    status: 422,
    title: 'No reply of that day',
    detail: ({ reportedOn, today }) =>
      `The report was made on ${text(reportedOn)}. Name the day of the reply, from then until ${text(today)}.`,
    pointer: '/answeredOn',
  },
};
