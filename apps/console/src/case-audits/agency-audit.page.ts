import {
  quarterInWords,
  type ShownAgencyAudit,
  type ShownAudit,
  type ShownCase,
  type ShownGrade,
  type Sight,
} from '@goldenthread/case-audits';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords } from '../words.js';
import { childInWords, errorFor, gradeInWords, wordsBox } from './audit-words.js';
import { boxes } from './finding.page.js';

export interface AgencyAuditFacts {
  readonly audit: ShownAudit;
  readonly sight: Sight;
  readonly of: ShownCase;
  readonly agencyAudit: ShownAgencyAudit;
  readonly grades: readonly ShownGrade[];
  readonly reading: Reading;
  /** Whether whoever reads may write it: one of the agency, before others' are open. */
  readonly mayAnswer: boolean;
  /** Who acts for the agency here, and may have worked on the case. */
  readonly colleagues: readonly { readonly person: string; readonly name: string }[];
  readonly nameOf: (person: string) => string;
  readonly commandId: string;
  readonly errors?: readonly PageError[];
  readonly typed?: {
    readonly workers?: readonly string[];
    readonly answer?: string;
    readonly note?: string;
    readonly practitioners?: string;
    readonly family?: string;
  };
}

export interface AgencyAuditView extends PageHead {
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly about: string;
  readonly check?: {
    readonly action: string;
    readonly basedOn: string;
    readonly radios: object;
    readonly note: object;
    readonly workers?: object;
  };
  readonly answered?: string;
  readonly note?: string;
  readonly domains: readonly {
    readonly title: string;
    readonly grade: string;
    readonly why?: string;
    readonly criteria: readonly { readonly question: string; readonly rating: string; readonly why: string }[];
    readonly href?: string;
  }[];
  /** What practitioners and the family said, as it stands. */
  readonly said: readonly { readonly who: string; readonly text: string }[];
  readonly feedback?: { readonly action: string; readonly basedOn: string; readonly boxes: readonly object[] };
  readonly submit?: { readonly action: string; readonly box: object };
  readonly outstanding?: string;
  readonly submitted?: string;
}

const ANSWERS = {
  known: 'The child, a sibling or a carer is known to the agency',
  closed: 'They were known, and the case is closed',
  'not-known': 'They are not known to the agency',
} as const;

/** One agency's audit of its own part in a case. */
export function agencyAuditPage(facts: AgencyAuditFacts): AgencyAuditView {
  const { audit, of, agencyAudit, reading, errors = [], commandId, nameOf } = facts;
  const { answer, status, submittedOn, daysLate, auditors, note, revision } = agencyAudit;
  const isOpen = facts.mayAnswer && reading.isNow && status !== 'submitted' && of.moderation === 'not-opened';
  const isGrading = isOpen && status === 'in-progress';
  const missing = audit.domains.filter(({ key }) => !facts.grades.some(({ domain }) => domain === key));
  return {
    title: `Case ${of.case}`,
    caption: `${audit.title}: ${agencyAudit.agencyName}`,
    section: 'audits',
    back: reading.go(paths.audits.one(audit.audit)),
    errors,
    change: { commandId, basedOn: String(revision ?? 'new') },
    about: `${childInWords(of)}, born in ${quarterInWords(of.quarterOfBirth)}. Answer by ${dayInWords(agencyAudit.dueOn)}. Do not write who the child is: names, dates of birth, postcodes and NHS numbers are held back.`,
    check: isOpen ? checkOf(facts) : undefined,
    answered: answer === null ? undefined : ANSWERS[answer],
    note: note ?? undefined,
    domains:
      status === 'in-progress' || status === 'submitted'
        ? audit.domains.map(({ key, title }) => domainOf(key, title, facts, isGrading))
        : [],
    said: isGrading ? [] : saidIn(agencyAudit),
    feedback: isGrading ? feedbackOf(facts) : undefined,
    submit: isGrading && missing.length === 0 ? submitOf(facts) : undefined,
    outstanding:
      isGrading && missing.length > 0 ? `${counted(missing.length, 'domain')} still to grade before this can be submitted.` : undefined,
    submitted:
      submittedOn === null
        ? undefined
        : `Submitted on ${dayInWords(submittedOn)}${daysLate ? `, ${counted(daysLate, 'day')} late` : ''}. Audited by ${auditors.map(nameOf).join(' and ')}, who did not work on the case.`,
  };
}

function checkOf({ audit, of, agencyAudit, colleagues, errors = [], typed }: AgencyAuditFacts): AgencyAuditView['check'] {
  const chosen = typed?.answer ?? agencyAudit.answer;
  const workers = typed?.workers ?? agencyAudit.workers;
  const people = colleagues.map(({ person, name }) => [person, name] as const);
  return {
    action: paths.audits.check(audit.audit, of.case),
    basedOn: String(agencyAudit.checkRevision ?? 'new'),
    radios: {
      name: 'answer',
      idPrefix: 'answer',
      fieldset: { legend: { text: 'Does your agency know this child, a sibling or a carer?', classes: 'govuk-fieldset__legend--m' } },
      errorMessage: errorFor(errors, 'answer'),
      items: Object.entries(ANSWERS).map(([value, text]) => ({ value, text, checked: value === chosen })),
    },
    note: wordsBox('note', 'What your records show (optional)', typed?.note ?? agencyAudit.note ?? undefined, errors),
    workers:
      people.length === 0
        ? undefined
        : boxes('workers', 'worker', 'Who of these worked on the case? None of them audits it', people, workers, errors),
  };
}

function domainOf(
  key: string,
  title: string,
  { audit, of, grades }: AgencyAuditFacts,
  isGrading: boolean,
): AgencyAuditView['domains'][number] {
  const graded = grades.find(({ domain }) => domain === key);
  const words = (grade: string): string => gradeInWords(audit.scale, grade);
  return {
    title,
    grade: graded ? words(graded.agencyGrade) : 'Not graded',
    why: graded?.why,
    criteria: (graded?.criteria ?? []).map(({ question, rating, why }) => ({ question, rating: words(rating), why })),
    href: isGrading ? paths.audits.domain(audit.audit, of.case, key) : undefined,
  };
}

const VOICES = { practitioners: 'What practitioners said', family: 'What the child and the family said' } as const;

function saidIn({ practitioners, family }: ShownAgencyAudit): AgencyAuditView['said'] {
  const all = { practitioners, family };
  return (['practitioners', 'family'] as const).flatMap((voice) => {
    const text = all[voice];
    return text === null ? [] : [{ who: VOICES[voice], text }];
  });
}

function feedbackOf({ audit, of, agencyAudit, errors = [], typed }: AgencyAuditFacts): AgencyAuditView['feedback'] {
  const box = (voice: keyof typeof VOICES, hint: string): object => {
    return wordsBox(voice, VOICES[voice], (typed ? typed[voice] : agencyAudit[voice]) ?? undefined, errors, hint, 4);
  };
  return {
    action: paths.audits.feedback(audit.audit, of.case),
    basedOn: String(agencyAudit.feedbackRevision ?? 'new'),
    boxes: [
      box('practitioners', 'Of those who worked with the family, at an event or when asked.'),
      box('family', 'Where they were asked and wanted to say something. Say nothing that tells who somebody is.'),
    ],
  };
}

function submitOf({ audit, of, errors = [] }: AgencyAuditFacts): AgencyAuditView['submit'] {
  return {
    action: paths.audits.submit(audit.audit, of.case),
    box: {
      idPrefix: 'independent',
      fieldset: { legend: { text: 'Before you submit', classes: 'govuk-fieldset__legend--m' } },
      hint: { text: 'Once it is submitted it stands. Nobody of another agency sees it before the moderation.' },
      errorMessage: errorFor(errors, 'independent'),
      items: [{ id: 'independent', name: 'independent', value: 'yes', text: 'Nobody who audited this case worked on it' }],
    },
  };
}
