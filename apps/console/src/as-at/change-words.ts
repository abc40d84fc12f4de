import type { FollowUpChange } from '@goldenthread/actions';
import type { AuditChange } from '@goldenthread/case-audits';
import type { Change } from '@goldenthread/http';
import { periodOfKey, type IndicatorChangeKind, type PerformanceChange } from '@goldenthread/indicators';
import type { Audience, ReleaseChange } from '@goldenthread/releases';
import type { ChangeKind, ChangeLine } from '@goldenthread/section11';
import { changeInWords } from '../paqa/change-words.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords, spelt } from '../words.js';
import type { Go } from './page-readings.js';

/** What happened, in a few words: "Return submitted, 2 days late". */
export function whatChanged(change: Change): string {
  switch (change.of) {
    case 'section-11':
      return ofReturn(change);
    case 'case-audits':
      return OF_AUDIT[change.kind];
    case 'indicators':
      return OF_INDICATOR[change.kind];
    case 'performance':
      return OF_PERFORMANCE[change.kind];
    case 'releases':
      return OF_RELEASE[change.kind][change.audience];
    case 'follow-up':
      return ofFollowUp(change);
  }
}

/** The same as a sentence without its end, that stands alone: "Vale submitted its return". */
export function changeSentence(change: Change): string {
  if (change.of === 'section-11') return changeInWords(change);
  return [whatChanged(change), whose(change), about(change)].filter((part) => part !== '').join(': ');
}

/** The agency, the group or the place that it is of; empty where it is the partnership's. */
export function whose(change: Change): string {
  switch (change.of) {
    case 'section-11':
    case 'case-audits':
      return change.agencyName ?? '';
    case 'indicators':
      return change.placeName ?? '';
    case 'performance':
      return change.placeName ?? change.place ?? '';
    case 'releases':
      return '';
    case 'follow-up':
      return change.name ?? '';
  }
}

/** What it was done to, in the words that it has. */
export function about(change: Change): string {
  switch (change.of) {
    case 'section-11':
      return change.question ?? '';
    case 'case-audits':
      return change.case === null ? change.title : `${change.title}, case ${change.case}`;
    case 'indicators':
      return inPeriod(change.name, change.period);
    case 'performance':
      return ofPerformance(change);
    case 'releases':
      return change.title;
    case 'follow-up':
      return change.title ?? '';
  }
}

function ofPerformance({ about: subject, title, period }: PerformanceChange): string {
  if (subject === 'neighbours') return `Model of ${period ?? ''}`;
  return inPeriod(title ?? (subject === 'contribution' ? 'Total as stated' : ''), period);
}

function inPeriod(what: string, period: string | null): string {
  return period === null ? what : `${what}, ${periodOfKey(period)?.words ?? period}`;
}

/** Why, where it was said. Of case audits it is on the pages that note who reads them. */
export function whyOf(change: Change): string | null {
  return change.of === 'case-audits' ? null : change.why;
}

/** To the very thing that changed, as it was when its reader could first see it; nothing where it has no page. */
export function whereThen(change: Change): string | undefined {
  if (change.of !== 'section-11') {
    const path = pageOf(change);
    return path === undefined ? undefined : withQuery(path, { asAt: change.position });
  }
  const { return: ref, item, kind, shownFrom } = change;
  if (ref === null || kind === 'late-return-admitted') return undefined;
  return withQuery(item === null ? paths.returns.history(ref) : paths.returns.item(ref, item), { asAt: shownFrom });
}

/**
 * To the page of whose it is, at the date that is looked at. Of a return, only where its reader may read it: so not where it
 * was merely started.
 */
export function whereNow(change: Change, go: Go): string | undefined {
  if (change.of !== 'section-11') {
    const path = pageOf(change);
    return path === undefined ? undefined : go(path);
  }
  const { return: ref, kind } = change;
  return ref === null || kind === 'opened' || kind === 'late-return-admitted' ? undefined : go(paths.returns.history(ref));
}

function pageOf(change: Exclude<Change, { of: 'section-11' }>): string | undefined {
  switch (change.of) {
    case 'case-audits':
      return auditPageOf(change);
    case 'indicators':
      return change.place === null ? paths.indicators.all : paths.indicators.one(change.code, change.place);
    case 'performance':
      return performancePageOf(change);
    case 'releases':
      return paths.releases.one(change.ref);
    case 'follow-up':
      return followUpPageOf(change);
  }
}

function performancePageOf({ about: subject, ref }: PerformanceChange): string {
  switch (subject) {
    case 'proposal':
      return paths.indicators.followUp;
    case 'risk':
      return paths.indicators.risk(ref ?? '');
    case 'neighbours':
      return paths.indicators.all;
    case 'contribution':
      return paths.contributions;
  }
}

const OF_REPORT: readonly AuditChange['kind'][] = [
  'finding-recorded',
  'recommendation-made',
  'report-presented',
  'report-agreed',
  'briefing-shared',
  'briefing-acknowledged',
  'feedback-answered',
];
const OF_AGENCY_AUDIT: readonly AuditChange['kind'][] = ['record-checked', 'domain-graded', 'feedback-recorded', 'submitted'];

function auditPageOf({ audit, kind, case: of, agency }: AuditChange): string {
  if (OF_REPORT.includes(kind)) return paths.audits.report(audit);
  if (of === null) return paths.audits.one(audit);
  return OF_AGENCY_AUDIT.includes(kind) && agency !== null ? paths.audits.agency(audit, of, agency) : paths.audits.moderation(audit, of);
}

function followUpPageOf({ about: subject, ref, number }: FollowUpChange): string | undefined {
  switch (subject) {
    case 'action':
      return paths.actions.one(ref);
    case 'recommendation':
      return paths.recommendations.one(ref);
    case 'letter':
      return number === null ? undefined : paths.letters.one(ref, String(number));
    case 'meeting':
    case 'extraordinary-meeting':
      return paths.proceedings.all;
    case 'practice-review':
      return paths.proceedings.review(ref);
    case 'emerging-risk':
      return paths.risks.all;
    case 'rules':
      return paths.followUpRules;
  }
}

const OF_RETURN: Readonly<Record<Exclude<ChangeKind, 'answered' | 'corrected'>, string>> = {
  opened: 'Return started',
  'sign-off-withdrawn': 'Sign-off withdrawn',
  'signed-off': 'Return signed off',
  submitted: 'Return submitted',
  reopened: 'Return given back to the agency',
  'cycle-opened': 'Cycle opened',
  'cycle-closed': 'Cycle closed',
  'late-return-admitted': 'Late return let in',
};

function ofReturn({ kind, ratingBefore, ratingAfter, daysLate }: ChangeLine): string {
  if (kind === 'submitted' && (daysLate ?? 0) > 0) return `Return submitted, ${counted(daysLate ?? 0, 'day')} late`;
  if (kind !== 'answered' && kind !== 'corrected') return OF_RETURN[kind];
  const verb = kind === 'corrected' ? 'Answer corrected' : ratingBefore === null ? 'Answered' : 'Answer changed';
  if (ratingBefore === null || ratingBefore === ratingAfter) return `${verb}: ${spelt(ratingAfter ?? '')}`;
  return `${verb} from ${spelt(ratingBefore)} to ${spelt(ratingAfter ?? '')}`;
}

const OF_AUDIT: Readonly<Record<AuditChange['kind'], string>> = {
  planned: 'Case audit planned',
  'governance-recorded': 'What makes a case audit lawful recorded',
  'cases-selected': 'Cases of an audit drawn',
  'tools-issued': 'Tools of a case audit sent out',
  'finding-recorded': 'Finding of a case audit recorded',
  'recommendation-made': 'Recommendation of a case audit made',
  'report-presented': 'Report of a case audit presented',
  'report-agreed': 'Report of a case audit agreed',
  'briefing-shared': 'Learning briefing shared',
  'briefing-acknowledged': 'Learning briefing acknowledged',
  'feedback-answered': 'Feedback of a group answered',
  'record-checked': 'Agency said whether it knows the child',
  'domain-graded': 'Agency graded a domain of a case',
  'feedback-recorded': 'What practitioners and family said recorded',
  submitted: 'Agency’s audit of a case submitted',
  'moderation-opened': 'Moderation of a case opened',
  'moderation-held': 'Moderation meeting held',
  'grades-moderated': 'Grades moderated',
  'grades-agreed': 'Grades agreed',
  'dissent-recorded': 'Dissent from a grade recorded',
  'grade-disputed': 'Grade disputed',
  'dispute-escalated': 'Dispute about a grade taken up a step',
  'dispute-decided': 'Dispute about a grade decided',
  'moderation-concluded': 'Moderation of a case concluded',
};

const OF_INDICATOR: Readonly<Record<IndicatorChangeKind, string>> = {
  defined: 'Indicator defined',
  'target-set': 'Target of an indicator set',
  recorded: 'Figure recorded',
  restated: 'Figure restated',
  withdrawn: 'Figure withdrawn',
  rebased: 'Series judged anew from a period on',
};

const OF_PERFORMANCE: Readonly<Record<PerformanceChange['kind'], string>> = {
  'follow-up-proposed': 'Signal: somebody should say what follows from it',
  'taken-up-as-audit-theme': 'Signal taken up as the theme of an audit',
  'taken-up-as-action': 'Signal taken up as an action',
  'set-aside': 'Signal set aside: nothing follows from it',
  'risk-raised': 'Risk to performance raised',
  'risk-accepted': 'Risk to performance: the Board accepts it as it is',
  'risk-acted-on': 'Risk to performance: the Board has something done about it',
  'more-asked-of-risk': 'Risk to performance: the Board asks for more',
  'neighbours-named': 'Statistical neighbours named',
  'contribution-planned': 'Contribution planned',
  'contribution-made': 'Contribution recorded as it came',
  'contribution-restated': 'Contribution restated',
};

const OF_RELEASE: Readonly<Record<ReleaseChange['kind'], Readonly<Record<Audience, string>>>> = {
  released: {
    publication: 'Table released to everyone: it is published',
    'freedom-of-information': 'Table released to whoever asked under the Freedom of Information Act',
    'other-partnership': 'Table released to another partnership',
    'lay-members': 'Table released to lay members',
    briefing: 'Table released to agencies: a briefing',
  },
  withdrawn: {
    publication: 'Release withdrawn that was published to everyone',
    'freedom-of-information': 'Release withdrawn that answered a request under the Freedom of Information Act',
    'other-partnership': 'Release withdrawn that went to another partnership',
    'lay-members': 'Release withdrawn that went to lay members',
    briefing: 'Release withdrawn that went to agencies',
  },
};

function ofFollowUp({ kind, on, lastDay, late }: FollowUpChange): string {
  const words = OF_FOLLOW_UP[kind];
  if (on !== null && words.endsWith(' on')) return `${words} ${dayInWords(on)}${late === true ? ', late' : ''}`;
  if (on !== null && kind === 'rules-adopted') return `${words} ${dayInWords(on)}`;
  if (lastDay !== null && MISSED.includes(kind)) return `${words} ${dayInWords(lastDay)}`;
  return late === true ? `${words}, late` : words;
}

/** What was not there by a last day. */
const MISSED: readonly FollowUpChange['kind'][] = ['receipt-awaited', 'response-overdue', 'overdue', 'escalation-due', 'failure-counted'];

const OF_FOLLOW_UP: Readonly<Record<FollowUpChange['kind'], string>> = {
  recommended: 'Recommendation recorded',
  'rules-adopted': 'Rules of follow-up adopted from',
  issued: 'Action issued',
  received: 'Receipt of an action recorded',
  accepted: 'Action accepted',
  refused: 'Action refused',
  progress: 'Progress of an action reported',
  claimed: 'Action said to be done, with evidence',
  completed: 'Action agreed to be done',
  returned: 'Action sent back: more is wanted',
  'impact-reviewed': 'What came of an action reviewed',
  reopened: 'Action asked for again',
  superseded: 'Action superseded by another',
  'receipt-awaited': 'Receipt of an action not recorded by',
  'response-overdue': 'Action not answered by',
  overdue: 'Action not done by',
  'escalation-due': 'Action for the sub-committee: not done after',
  'failure-counted': 'Failure to respond counted, due by',
  'letter-prepared': 'Letter to an agency’s executive member prepared',
  'letter-issued': 'Letter to an agency’s executive member issued',
  'letter-held': 'Letter to an agency’s executive member held',
  'partners-informed': 'Strategic partners informed of a letter',
  'group-met': 'Group met on',
  'minutes-drafted': 'Minutes sent to the chair, of the meeting on',
  'minutes-approved': 'Minutes approved, of the meeting on',
  'minutes-circulated': 'Minutes circulated, of the meeting on',
  'extraordinary-requested': 'Extraordinary meeting asked for',
  'extraordinary-held': 'Extraordinary meeting held on',
  'review-commissioned': 'Practice review commissioned on',
  'review-published': 'Practice review published on',
  'review-copied': 'Copies of a practice review sent on',
  'risk-raised': 'Emerging risk raised on',
  'risks-reported': 'Emerging risks reported to the executive on',
  'risks-answered': 'The executive replied on emerging risks on',
};
