import { addDays, bankHolidayOn, isWeekend, workingDaysBetween } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import { dutyOf, type PartnershipAgencyRow } from '@goldenthread/partnership';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11ToolRow } from '@goldenthread/section11';
import type { Fields } from '../forms/fields.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayWithWeekday } from '../words.js';
import { basisInWords } from './basis-in-words.js';
import { ASKED, FIELDS_OF, hiddenFields, STEPS, type CycleAnswers, type OpenCycleForm, type Step } from './open-cycle.form.js';
import { byKind, kindInWords } from './kind-in-words.js';
import { dateInput, dayOf, typedDay } from './typed-day.js';

/** What there is to choose from. */
export interface Choices {
  readonly tools: readonly RowOf<Section11ToolRow>[];
  readonly agencies: readonly RowOf<PartnershipAgencyRow>[];
  readonly today: Day;
  /** Where no cycle may be opened for the partnership here, what its register says of that: "no returns are held here". */
  readonly noReturns?: string;
}

export interface OpenCycleView extends PageHead {
  readonly action: string;
  readonly step: Step;
  /** Nothing on the first step, and on the last, which offers to change each answer. */
  readonly stepBefore?: Step;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly change?: { readonly commandId: string; readonly basedOn: string };
  readonly input?: object;
  readonly inputs?: readonly object[];
  readonly kinds?: AgencyKinds;
  readonly summary: readonly { readonly key: string; readonly lines: readonly string[]; readonly go: Step; readonly about: string }[];
  readonly warning?: string;
  /** Where the step cannot be taken, why: who makes its choices appear, or that no cycle is opened here at all. */
  readonly nothing?: string;
}

/** The agencies there are, kind by kind, each kind with a box for each of its agencies. */
export interface AgencyKinds {
  /** "52 of 53 agencies are ticked." */
  readonly ticked: string;
  readonly hint: string;
  readonly error?: string;
  readonly groups: readonly {
    readonly kind: string;
    readonly name: string;
    readonly ticked: string;
    /** So many that they are shown only when asked for. */
    readonly isLong: boolean;
    readonly input: object;
  }[];
}

/** As many of a kind as can be taken in at a glance. */
const LONG = 20;

const TITLES: Readonly<Record<Step, string>> = {
  title: 'What is the cycle called?',
  tool: 'Which questions do agencies answer?',
  dates: 'When does it open, and when is it due?',
  agencies: 'Which agencies are asked?',
  check: 'Check your answers before you open the cycle',
};

/** Answers that a new cycle begins with: whoever lists an agency means to ask it, all but the unit that asks. */
export function firstAnswers({ tools, agencies, today }: Choices): CycleAnswers {
  const newest = tools.at(-1);
  return {
    title: `Section 11 self-assessment ${today.slice(0, 4)}`,
    tool: newest ? `${newest.code}/${newest.version}` : '',
    opensOn: typedDay(today),
    dueOn: { day: '', month: '', year: '' },
    agencies: agencies.filter(({ kind }) => kind !== 'business-unit').map(({ agency }) => agency),
  };
}

/**
 * Where a sent step leads: to itself while something is wrong with it, back where its sender asked, else to the next one.
 * From the last step nothing leads on but to the first that something is wrong with.
 */
export function stepAfter(
  { step, go }: Pick<OpenCycleForm, 'step' | 'go'>,
  errors: readonly PageError[],
): { readonly step: Step; readonly errors: readonly PageError[] } {
  if (go !== undefined) return { step: go, errors: [] };
  const wrong = STEPS.find((one) => (step === 'check' || one === step) && errorsIn(one, errors).length > 0);
  if (wrong !== undefined) return { step: wrong, errors: errorsIn(wrong, errors) };
  return { step: STEPS[STEPS.indexOf(step) + 1] ?? 'check', errors: [] };
}

/**
 * The answers with those agencies ticked or not that a button of the step spoke of; the others stay as they are.
 *
 * @param choose `all`, `none`, or either for one kind of agency: `all:education`.
 */
export function tickedBy(choose: string, answers: CycleAnswers, { agencies }: Choices): CycleAnswers {
  const [which, kind] = choose.split(':');
  const spokenOf = new Set(agencies.filter((one) => kind === undefined || one.kind === kind).map(({ agency }) => agency));
  const ticked = new Set(answers.agencies);
  const isTicked = (agency: string): boolean => (spokenOf.has(agency) ? which === 'all' : ticked.has(agency));
  return { ...answers, agencies: agencies.map(({ agency }) => agency).filter(isTicked) };
}

/** What is wrong although each answer is right by itself. */
export function errorsBetween({ tool, opensOn, dueOn, agencies }: CycleAnswers, choices: Choices): PageError[] {
  const [opens, due] = [dayOf(opensOn), dayOf(dueOn)];
  const isPublished = choices.tools.some(({ code, version }) => `${code}/${version}` === tool);
  const listed = new Set(choices.agencies.map(({ agency }) => agency));
  const isListed = agencies.every((one) => listed.has(one));
  return [
    ...(tool === '' || isPublished ? [] : [{ text: 'Choose questions from the list', href: '#tool' }]),
    ...(opens && due && due < opens ? [{ text: 'The day it is due must be the day it opens or later', href: '#dueOn' }] : []),
    ...(isListed ? [] : [{ text: 'Choose agencies from the list', href: '#agencies' }]),
  ];
}

/** @param commandId of the last step alone: pressing its button twice opens one cycle. */
export function openCyclePage(
  step: Step,
  answers: CycleAnswers,
  choices: Choices,
  commandId: string,
  errors: readonly PageError[] = [],
): OpenCycleView {
  const number = STEPS.indexOf(step) + 1;
  if (choices.noReturns !== undefined) return cannotOpen(choices.noReturns);
  return {
    title: TITLES[step],
    caption: `Open a cycle: step ${number} of ${STEPS.length}`,
    section: 'cycles',
    back: step === 'title' ? paths.cycles.all : undefined,
    stepBefore: step === 'check' ? undefined : STEPS[number - 2],
    errors,
    action: paths.cycles.open,
    step,
    hidden: Object.entries<string>(hiddenFields(answers, step) satisfies Fields).map(([name, value]) => ({ name, value })),
    change: step === 'check' ? { commandId, basedOn: 'new' } : undefined,
    summary: step === 'check' ? summaryOf(answers, choices) : [],
    warning: step === 'check' ? warningOf(answers) : undefined,
    ...inputsOf(step, answers, choices, errors),
  };
}

/** All that there is to say where a partnership is known by what it published alone. */
function cannotOpen(statement: string): OpenCycleView {
  return {
    title: 'No cycle can be opened here',
    caption: 'Open a cycle',
    section: 'cycles',
    back: paths.cycles.all,
    action: paths.cycles.open,
    step: 'title',
    hidden: [],
    summary: [],
    nothing: statement,
  };
}

/** "Friday 30 October 2026, 142 working days after opening". */
export function dueInWords(opensOn: Day, dueOn: Day): string {
  return `${dayWithWeekday(dueOn)}, ${counted(workingDaysBetween(opensOn, dueOn), 'working day')} after opening`;
}

function errorsIn(step: Step, errors: readonly PageError[]): PageError[] {
  return errors.filter(({ href = '' }) => FIELDS_OF[step].includes(href.slice(1)));
}

function inputsOf(
  step: Step,
  answers: CycleAnswers,
  { tools, agencies, today }: Choices,
  errors: readonly PageError[],
): Pick<OpenCycleView, 'input' | 'inputs' | 'kinds' | 'nothing'> {
  const [error] = errors;
  const errorMessage = error && { text: error.text };
  switch (step) {
    case 'title':
      return {
        input: {
          id: 'title',
          name: 'title',
          value: answers.title,
          label: { text: TITLES.title, isPageHeading: true, classes: 'govuk-label--l' },
          hint: { text: 'Agencies see it on their tasks and receipts. For example, Section 11 self-assessment 2026.' },
          errorMessage,
        },
      };
    case 'tool':
      if (tools.length === 0)
        return {
          nothing: 'No questions are published yet. Whoever runs this service publishes a version of the tool; it then appears here.',
        };
      return {
        input: {
          ...question('tool', TITLES.tool, 'A cycle keeps the version it was opened with, whatever is published later.', errorMessage),
          items: tools.map(({ code, version, title, headings }, index) => ({
            id: index === 0 ? 'tool' : undefined,
            value: `${code}/${version}`,
            text: `${title}, version ${version}`,
            hint: {
              text: `${counted(headings.flatMap(({ items }) => items).length, 'question')} under ${counted(headings.length, 'standard')}`,
            },
            checked: answers.tool === `${code}/${version}`,
          })),
        },
      };
    case 'dates': {
      const example = dayWithWeekday(addDays(today, 84));
      return {
        inputs: [
          dateInput(
            'opensOn',
            'Day it opens',
            'Agencies can start from when you open it; this is the day you announce.',
            answers.opensOn,
            errors,
          ),
          dateInput(
            'dueOn',
            'Last day in time',
            `Later returns are recorded as late. Twelve weeks from today is ${example}.`,
            answers.dueOn,
            errors,
          ),
        ],
      };
    }
    case 'agencies':
      if (agencies.length === 0)
        return { nothing: 'Your partnership lists no agencies yet. Whoever runs this service lists them; they then appear here.' };
      return { kinds: kindsOf(answers, agencies, error) };
    case 'check':
      return {};
  }
}

function kindsOf(answers: CycleAnswers, agencies: Choices['agencies'], error: PageError | undefined): AgencyKinds {
  const ticked = new Set(answers.agencies);
  const tickedOf = (some: Choices['agencies']): number => some.filter(({ agency }) => ticked.has(agency)).length;
  return {
    ticked: `${tickedOf(agencies)} of ${counted(agencies.length, 'agency is', 'agencies are')} ticked.`,
    hint: 'Whether an agency must answer follows from the basis on which your partnership lists it.',
    error: error?.text,
    groups: byKind(agencies).map(([kind, of], number) => ({
      kind,
      name: kindInWords(kind),
      ticked: `${tickedOf(of)} of ${of.length} ticked`,
      isLong: of.length > LONG,
      input: {
        name: ASKED,
        idPrefix: number === 0 ? 'agencies' : `agencies-${kind}`,
        classes: 'govuk-checkboxes--small',
        items: of.map(({ agency, name, basis }) => ({
          value: agency,
          text: name,
          hint: { text: basisInWords({ basis, duty: dutyOf(basis) }) },
          checked: ticked.has(agency),
        })),
      },
    })),
  };
}

function question(name: string, legend: string, hint: string, errorMessage: object | undefined): object {
  return {
    name,
    idPrefix: name,
    fieldset: { legend: { text: legend, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } },
    hint: { text: hint },
    errorMessage,
  };
}

function summaryOf(answers: CycleAnswers, { tools, agencies }: Choices): OpenCycleView['summary'] {
  const [opens, due] = [dayOf(answers.opensOn), dayOf(answers.dueOn)];
  const tool = tools.find(({ code, version }) => answers.tool === `${code}/${version}`);
  const ticked = new Set(answers.agencies);
  const asked = agencies.filter(({ agency }) => ticked.has(agency));
  const required = asked.filter(({ basis }) => dutyOf(basis) === 'required').map(({ name }) => name);
  const invited = asked.filter(({ basis }) => dutyOf(basis) === 'invited').map(({ name }) => name);
  return [
    { key: 'Title', lines: [answers.title], go: 'title', about: 'title' },
    { key: 'Questions', lines: [tool ? `${tool.title}, version ${tool.version}` : ''], go: 'tool', about: 'questions' },
    { key: 'Opens', lines: [opens ? dayWithWeekday(opens) : ''], go: 'dates', about: 'day it opens' },
    { key: 'Due', lines: [opens && due ? dueInWords(opens, due) : ''], go: 'dates', about: 'day it is due' },
    {
      key: `Required (${required.length})`,
      lines: required.length === 0 ? ['None'] : required,
      go: 'agencies',
      about: 'agencies that are required',
    },
    {
      key: `Invited (${invited.length})`,
      lines: invited.length === 0 ? ['None'] : invited,
      go: 'agencies',
      about: 'agencies that are invited',
    },
  ];
}

/** Nobody is at work to send a return on such a day. */
function warningOf({ dueOn }: CycleAnswers): string | undefined {
  const due = dayOf(dueOn);
  if (!due) return undefined;
  const holiday = bankHolidayOn(due);
  if (holiday) return `${dayWithWeekday(due)} is a bank holiday: ${holiday.name}. You may want an earlier or later day.`;
  return isWeekend(due) ? `${dayWithWeekday(due)} is at a weekend. You may want an earlier or later day.` : undefined;
}
