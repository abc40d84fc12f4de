import { DISPUTE_LADDER, type ShownAudit, type ShownCase, type ShownGrade, type ShownNote, type Sight } from '@goldenthread/case-audits';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { errorFor, gradeInWords, gradeRadios, stepWithin, wordsBox } from './audit-words.js';
import type { WritingView } from './finding.page.js';
import type { DecisionForm, DisputeForm, DissentForm } from './grade.form.js';
import { noteOf, type NoteView } from './grade-note.view.js';

export interface GradeFacts {
  readonly audit: ShownAudit;
  readonly sight: Sight;
  readonly of: ShownCase;
  readonly grade: ShownGrade;
  /** Dissents and disputes about this grade, in the order they came. */
  readonly notes: readonly ShownNote[];
  readonly reading: Reading;
  /** Whether whoever reads keeps the record of the meeting. */
  readonly mayRun: boolean;
  /** Whether whoever reads can take the grades of their own agency up the ladder. */
  readonly mayDispute: boolean;
}

export interface GradeView extends PageHead {
  readonly facts: readonly { readonly key: string; readonly lines: readonly string[] }[];
  /** Where a dispute stands; nothing where there never was one. */
  readonly ladder?: readonly { readonly words: string; readonly standing?: string; readonly isHere: boolean }[];
  readonly notes: readonly NoteView[];
  readonly steps: readonly { readonly text: string; readonly href: string }[];
}

/** One grade of one agency: the positions of all who spoke, and where a dispute about it stands. */
export function gradePage(facts: GradeFacts): GradeView {
  const { audit, of, grade, notes, reading } = facts;
  return {
    title: grade.domainTitle,
    caption: `${agencyName(audit, grade)}: case ${of.case}`,
    section: 'audits',
    back: reading.go(paths.audits.moderation(audit.audit, of.case)),
    facts: positionsOf(facts),
    ladder: ladderOf(grade, notes),
    notes: notes.map((note) => noteOf(note, audit)),
    steps: reading.isNow && of.moderation === 'held' && grade.agreedGrade !== null ? stepsOf(facts) : [],
  };
}

function positionsOf({ audit, of, grade }: GradeFacts): GradeView['facts'] {
  const said = (level: string | null, reason?: string | null): string[] => {
    return [level === null ? 'Not yet' : gradeInWords(audit.scale, level), ...(reason ? [reason] : [])];
  };
  const absent = of.absent.find(({ agency }) => agency === grade.agency);
  return [
    { key: 'Agency’s own grade', lines: said(grade.agencyGrade, grade.why) },
    { key: 'Moderator’s grade', lines: said(grade.moderatorGrade, grade.moderatorReason) },
    { key: 'Agreed grade', lines: said(grade.agreedGrade, grade.agreedReason) },
    ...(absent ? [{ key: 'Not at the meeting', lines: [`${absent.name}: ${absent.reason}`] }] : []),
  ];
}

function ladderOf({ disputeStep }: ShownGrade, notes: readonly ShownNote[]): GradeView['ladder'] {
  const reached = notes.filter(({ kind }) => kind === 'disputed' || kind === 'escalated').at(-1)?.step;
  if (!reached) return undefined;
  const place = DISPUTE_LADDER.findIndex(({ key }) => key === reached);
  return DISPUTE_LADDER.map(({ words }, index) => {
    const isHere = index === place && disputeStep !== null;
    if (index > place) return { words, isHere };
    if (index < place) return { words, standing: 'Not settled here', isHere };
    return { words, standing: isHere ? 'Here now' : 'Decided here', isHere };
  });
}

function stepsOf({ audit, sight, of, grade, mayRun, mayDispute }: GradeFacts): GradeView['steps'] {
  const at = [audit.audit, of.case, grade.agency, grade.domain] as const;
  if (!mayRun) {
    const isTheirs = mayDispute && sight.own === grade.agency && grade.disputeStep === null;
    return isTheirs ? [{ text: 'Dispute this grade', href: paths.audits.dispute(...at) }] : [];
  }
  const dissent = { text: 'Record a dissent', href: paths.audits.dissent(...at) };
  if (grade.disputeStep === null) return [dissent];
  const isLast = DISPUTE_LADDER.at(-1)?.key === grade.disputeStep;
  const further = { text: 'Take the dispute a step further', href: paths.audits.escalate(...at) };
  return [...(isLast ? [] : [further]), { text: 'Record how the dispute was decided', href: paths.audits.decide(...at) }, dissent];
}

/** What a form about one grade is made of. */
export interface GradeFormFacts {
  readonly audit: ShownAudit;
  readonly of: ShownCase;
  readonly grade: ShownGrade;
  readonly commandId: string;
  readonly errors?: readonly PageError[];
}

/** The form in which the dissent of an agency that was there is recorded. */
export function dissentPage(facts: GradeFormFacts, typed: Partial<DissentForm> = {}): WritingView {
  const { audit, of, errors = [] } = facts;
  const by = {
    name: 'by',
    idPrefix: 'by',
    fieldset: { legend: { text: 'Which agency thinks otherwise?', classes: 'govuk-fieldset__legend--m' } },
    hint: { text: 'One that was at the meeting. The agreed grade stands, and so does the dissent.' },
    errorMessage: errorFor(errors, 'by'),
    items: of.present.map(({ agency, name }) => ({ value: agency, text: name, checked: agency === typed.by })),
  };
  return {
    ...headOf('Record a dissent', paths.audits.dissent, facts),
    button: 'Record the dissent',
    radios: [by, gradeRadios('grade', 'What grade would it have given?', audit.scale, typed.grade, { errors })],
    words: [wordsBox('reason', 'Why does it think otherwise?', typed.reason, errors, NO_NAMES)],
    boxes: [],
  };
}

/** The form in which an agency disputes its own grade. */
export function disputePage(facts: GradeFormFacts, typed: Partial<DisputeForm> = {}): WritingView {
  const [first] = DISPUTE_LADDER;
  const hint = `Both grades stay visible until it is decided. It goes first to: ${stepWithin(first.key)}. ${NO_NAMES}`;
  return {
    ...headOf('Dispute this grade', paths.audits.dispute, facts),
    button: 'Dispute the grade',
    radios: [],
    words: [wordsBox('reason', 'Why does your agency not accept it?', typed.reason, facts.errors ?? [], hint, 5)],
    boxes: [],
  };
}

/** The form in which a dispute is taken a step up. */
export function escalationPage(facts: GradeFormFacts, typed: Partial<DisputeForm> = {}): WritingView {
  const from = DISPUTE_LADDER.findIndex(({ key }) => key === facts.grade.disputeStep);
  const next = DISPUTE_LADDER[from + 1];
  const hint = `${next ? `The next step: ${stepWithin(next.key)}. ` : ''}${NO_NAMES}`;
  return {
    ...headOf('Take the dispute a step further', paths.audits.escalate, facts),
    button: 'Take it further',
    radios: [],
    words: [wordsBox('reason', 'Why was it not settled?', typed.reason, facts.errors ?? [], hint, 5)],
    boxes: [],
  };
}

/** The form in which the decision of a dispute is recorded. */
export function decisionPage(facts: GradeFormFacts, typed: Partial<DecisionForm> = {}): WritingView {
  const { audit, grade, errors = [] } = facts;
  const step = grade.disputeStep === null ? '' : `Decided by: ${stepWithin(grade.disputeStep)}. `;
  return {
    ...headOf('Record how the dispute was decided', paths.audits.decide, facts),
    button: 'Record the decision',
    radios: [gradeRadios('grade', 'Which grade stands?', audit.scale, typed.grade, { errors })],
    words: [wordsBox('reason', 'Why?', typed.reason, errors, `${step}${NO_NAMES}`)],
    boxes: [],
  };
}

const NO_NAMES = 'Say nothing that tells who somebody is.';

function headOf(
  title: string,
  action: typeof paths.audits.grade,
  { audit, of, grade, commandId, errors = [] }: GradeFormFacts,
): Pick<WritingView, 'title' | 'caption' | 'section' | 'back' | 'errors' | 'action' | 'change'> {
  const at = [audit.audit, of.case, grade.agency, grade.domain] as const;
  return {
    title,
    caption: `${agencyName(audit, grade)}, ${grade.domainTitle.toLowerCase()}: case ${of.case}`,
    section: 'audits',
    back: paths.audits.grade(...at),
    errors,
    action: action(...at),
    change: { commandId, basedOn: String(grade.moderationRevision ?? 'new') },
  };
}

function agencyName({ agencies }: ShownAudit, { agency }: ShownGrade): string {
  return agencies.find((one) => one.agency === agency)?.name ?? '';
}
