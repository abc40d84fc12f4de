import type { Section11ReturnRefusals, ShownHistory, ShownItem } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { instantInWords, spelt } from '../words.js';
import { formOf, type AnswerForm, type EvidenceForm } from './answer.form.js';
import { answerInWords, type AnswerInWords } from './answer-in-words.js';
import { historyInWords, type HistoryEntry } from './history-in-words.js';
import type { ReturnFile } from './return-file.js';
import { earlierAnswer } from './steps.js';
import type { QuestionInWords } from './tool-in-words.js';

/** The refusal that holds both texts, where two people wrote at once. */
export type AnswerConflict = Section11ReturnRefusals['answer-changed'];

export interface QuestionView extends PageHead {
  /** "Question 3 of 40". */
  readonly place: string;
  readonly guidance: string;
  readonly restsOn: readonly string[];
  /** What stands, where it cannot be changed here. */
  readonly answer?: AnswerInWords;
  readonly nothingYet?: string;
  readonly changed?: string;
  readonly corrected?: string;
  readonly warning?: string;
  readonly earlier?: {
    readonly title: string;
    readonly answer: AnswerInWords;
    /** Offered to be kept or changed, while there is no answer yet. */
    readonly isOffered: boolean;
    readonly changeHref?: string;
    readonly keep?: string;
  };
  readonly conflict?: { readonly title: string; readonly theirs: AnswerInWords | undefined; readonly yours: AnswerInWords | undefined };
  readonly change?: { readonly commandId: string; readonly basedOn: string };
  readonly form?: QuestionForm;
  readonly history: readonly HistoryEntry[];
  readonly pager: object;
}

export interface QuestionForm {
  readonly action: string;
  /** Where it saves itself; nowhere where saving would withdraw a sign-off. */
  readonly autosave?: string;
  readonly broughtForward?: string;
  readonly legend: string;
  readonly radios: readonly object[];
  readonly ratingError?: string;
  readonly reason: object;
  readonly narrative: object;
  readonly evidenceError?: string;
  readonly evidence: readonly object[];
}

/** What a question's page is made from. */
export interface QuestionFacts {
  readonly file: ReturnFile;
  readonly item: ShownItem;
  readonly history: readonly ShownHistory[];
  readonly reading: Reading;
  /** Whether the reader may change the answer at all. */
  readonly mayAnswer: boolean;
  /** A fresh id for the change that the form stands for. */
  readonly commandId: string;
  /** What was typed, where it is shown again. */
  readonly typed?: AnswerForm;
  /** The revision that what was typed was based on: `new`, or a number as text. */
  readonly basedOn?: string;
  readonly errors?: readonly PageError[];
  readonly conflict?: AnswerConflict;
  /** Whether the form begins with the answer of the last cycle. */
  readonly beginWithEarlier?: boolean;
}

export function questionPage(facts: QuestionFacts): QuestionView {
  const { file, item, reading, errors = [], conflict, typed } = facts;
  const { progress, tool, items, nameOf } = file;
  const isEditable = facts.mayAnswer && reading.isNow && file.isOpen;
  const question = questionIn(file, item);
  const at = items.findIndex((one) => one.item === item.item);
  return {
    caption: `${progress.agencyName}: ${progress.cycleTitle}`,
    title: item.question,
    section: facts.mayAnswer ? 'tasks' : 'returns',
    back: reading.go(paths.returns.one(progress.return)),
    errors,
    place: `Question ${at + 1} of ${items.length}`,
    guidance: question.guidance,
    restsOn: question.restsOn,
    answer: isEditable ? undefined : answerInWords(item, tool),
    nothingYet: isEditable || item.rating !== null ? undefined : 'Nothing had been answered here. An author of the agency answers it.',
    changed: changedWords(item, nameOf),
    corrected: item.corrected ? `Corrected on ${instantInWords(item.corrected.at)}. Reason: ${item.corrected.reason ?? ''}` : undefined,
    warning:
      isEditable && progress.status === 'signed-off'
        ? 'This return is signed off. Saving a change here withdraws the sign-off.'
        : undefined,
    earlier: earlierOf(facts, isEditable),
    conflict: conflict && conflictOf(conflict, facts),
    change: isEditable ? { commandId: facts.commandId, basedOn: basedOnOf(facts) } : undefined,
    form: isEditable ? formParts(facts, typed ?? startOf(facts), question) : undefined,
    history: historyInWords(facts.history, tool, nameOf, paths.returns.item(progress.return, item.item)),
    pager: pagerOf(facts, at),
  };
}

function questionIn({ tool }: ReturnFile, { item }: ShownItem): QuestionInWords {
  const found = tool.headings.flatMap(({ questions }) => questions).find((one) => one.item === item);
  return found ?? { item, question: '', guidance: '', restsOn: [] };
}

/** Of a form that is shown again, what it was first made from: only who has seen both texts may write over the other. */
function basedOnOf({ item, conflict, basedOn }: QuestionFacts): string {
  if (!conflict && basedOn !== undefined) return basedOn;
  const current = conflict ? conflict.currentRevision : item.revision;
  return current === null ? 'new' : String(current);
}

function startOf({ file, item, beginWithEarlier }: QuestionFacts): AnswerForm {
  const earlier = beginWithEarlier && item.rating === null ? earlierAnswer(file, item) : undefined;
  if (!earlier) return formOf(item);
  const form = formOf(earlier);
  form.broughtForward = originOf(file, earlier);
  return form;
}

function originOf({ previous }: ReturnFile, { revision }: ShownItem): string | undefined {
  return previous && revision !== null ? `${previous.ref}:${revision}` : undefined;
}

function earlierOf({ file, item, reading, beginWithEarlier, typed }: QuestionFacts, isEditable: boolean): QuestionView['earlier'] {
  const earlier = earlierAnswer(file, item);
  const answer = earlier && answerInWords(earlier, file.tool);
  if (!earlier || !answer) return undefined;
  const here = paths.returns.item(file.progress.return, item.item);
  const isOffered = isEditable && item.rating === null && !beginWithEarlier && !typed;
  return {
    title: `Your answer in ${file.previous?.cycleTitle ?? 'the last cycle'}`,
    answer,
    isOffered,
    keep: isOffered ? originOf(file, earlier) : undefined,
    changeHref: isOffered ? reading.go(withQuery(here, { begin: 'earlier' })) : undefined,
  };
}

function conflictOf({ theirs, yours, changedBy, changedAt }: AnswerConflict, { file }: QuestionFacts): QuestionView['conflict'] {
  const who = changedBy ? `${file.nameOf(changedBy.person)}, ${spelt(changedBy.role)},` : 'Somebody';
  const when = changedAt === null ? '' : ` on ${instantInWords(changedAt)}`;
  const shown = (answer: AnswerConflict['theirs']): AnswerInWords | undefined =>
    answer
      ? answerInWords(
          { rating: answer.rating, reason: answer.reason ?? null, narrative: answer.narrative ?? null, evidence: answer.evidence },
          file.tool,
        )
      : undefined;
  return { title: `${who} changed this answer${when}, while you were writing`, theirs: shown(theirs), yours: shown(yours) };
}

function changedWords({ changedBy, changedAt }: ShownItem, nameOf: ReturnFile['nameOf']): string | undefined {
  if (!changedBy || changedAt === null) return undefined;
  return `Last changed by ${nameOf(changedBy.person)}, ${spelt(changedBy.role)}, on ${instantInWords(changedAt)}`;
}

function formParts({ file, item, errors = [] }: QuestionFacts, form: AnswerForm, { question }: QuestionInWords): QuestionForm {
  const ref = file.progress.return;
  const errorOf = (id: string): { text: string } | undefined => {
    const error = errors.find(({ href }) => href === `#${id}`);
    return error && { text: error.text };
  };
  return {
    action: paths.returns.item(ref, item.item),
    autosave: file.progress.status === 'open' ? paths.returns.autosave(ref, item.item) : undefined,
    broughtForward: form.broughtForward,
    legend: question === '' ? 'How far is this met?' : 'How far does your agency meet this?',
    radios: file.tool.ratings.map(({ rating, words, descriptor }, index) => ({
      id: index === 0 ? 'rating' : `rating-${rating}`,
      value: rating,
      words,
      descriptor,
      checked: form.rating === rating,
      isReasoned: rating === 'not-applicable',
    })),
    ratingError: errorOf('rating')?.text,
    reason: {
      id: 'reason',
      name: 'reason',
      value: form.reason,
      rows: 3,
      label: { text: 'Why does it not apply to your agency?' },
      errorMessage: errorOf('reason'),
    },
    narrative: {
      id: 'narrative',
      name: 'narrative',
      value: form.narrative,
      maxlength: 20_000,
      threshold: 75,
      rows: 8,
      label: { text: 'What is in place, and how you know that it works', classes: 'govuk-label--m' },
      hint: { text: 'Do not write about a child or a family so that they can be known.' },
      errorMessage: errorOf('narrative'),
    },
    evidenceError: errorOf('evidence')?.text,
    evidence: evidenceParts(form.evidence, errorOf),
  };
}

type Piece = Pick<EvidenceForm, 'kind' | 'text' | 'title' | 'url'>;

const BLANKS: readonly Piece[] = [{ kind: 'note' }, { kind: 'link' }];

/** The pieces there are, and one blank of each kind: who fills both and saves is given two more. */
function evidenceParts(evidence: readonly Piece[], errorOf: (id: string) => object | undefined): object[] {
  return [...evidence, ...BLANKS].map(({ kind, text, title, url }, index) => {
    const isBlank = index >= evidence.length;
    const field = (part: string, label: string, value: string | undefined, more: object = {}): object => {
      const id = `evidence-${index}-${part}`;
      return { id, name: id, value, label: { text: label }, errorMessage: errorOf(id), ...more };
    };
    const note = field('text', isBlank ? 'Add a note' : `Note ${index + 1}`, text, { rows: 2 });
    const link = {
      title: field('title', isBlank ? 'Add a link: its name' : `Link ${index + 1}: its name`, title),
      url: field('url', isBlank ? 'Add a link: its address' : `Link ${index + 1}: its address`, url, { type: 'url', spellcheck: false }),
    };
    return { kind: { name: `evidence-${index}-kind`, value: kind }, ...(kind === 'note' ? { note } : { link }) };
  });
}

function pagerOf({ file, reading }: QuestionFacts, at: number): object {
  const link = (item: ShownItem | undefined): object | undefined =>
    item && { href: reading.go(paths.returns.item(file.progress.return, item.item)), labelText: item.question };
  return { landmarkLabel: 'Questions', previous: link(file.items[at - 1]), next: link(file.items[at + 1]) };
}
