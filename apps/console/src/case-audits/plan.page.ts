import { multiAgencyV1, THEMES } from '@goldenthread/case-audits';
import { dateInput, NO_DAY } from '../coordinator/typed-day.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { errorFor, SOURCES, wordsBox } from './audit-words.js';
import type { PlanForm } from './plan.form.js';

export interface PlanChoices {
  readonly agencies: readonly { readonly agency: string; readonly name: string }[];
  /** Who may sit on the panel: by person and agency. */
  readonly people: readonly { readonly person: string; readonly agency: string; readonly name: string; readonly agencyName: string }[];
}

export interface PlanView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly input: { readonly title: object; readonly reference: object; readonly cases: object };
  readonly theme: object;
  readonly source: object;
  readonly questions: object;
  readonly days: readonly object[];
  readonly boxes: readonly object[];
}

/** The set-up of an audit: theme, questions, period, domains, agencies and panel. */
export function planPage(
  { agencies, people }: PlanChoices,
  commandId: string,
  typed: Partial<PlanForm> = {},
  errors: readonly PageError[] = [],
): PlanView {
  const text = (id: string, label: string, value: string | undefined, over: object = {}): object => {
    return { id, name: id, label: { text: label, classes: 'govuk-label--m' }, value, errorMessage: errorFor(errors, id), ...over };
  };
  const boxes = (id: string, legend: string, hint: string, items: readonly { key: string; text: string; checked: boolean }[]): object => ({
    idPrefix: id,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--m' } },
    hint: { text: hint },
    errorMessage: errorFor(errors, id),
    classes: 'govuk-checkboxes--small',
    items: items.map(({ key, text: words, checked }, index) => {
      return { id: index === 0 ? id : undefined, name: `${PREFIX[id] ?? id}-${key}`, value: 'yes', text: words, checked };
    }),
  });
  const themes = Object.entries<string>(THEMES).map(([value, words]) => ({ value, text: words, selected: typed.theme === value }));
  const isChosen = (list: readonly string[] | undefined, key: string): boolean => list?.includes(key) ?? false;
  return {
    title: 'Plan a case audit',
    section: 'audits',
    back: paths.audits.all,
    errors,
    action: paths.audits.plan,
    change: { commandId, basedOn: 'new' },
    input: {
      title: text('title', 'What is it called?', typed.title),
      reference: text('reference', 'Which one was it?', typed.reference, {
        hint: { text: 'For example, the learning review of 2025, recommendation 3.' },
      }),
      cases: text('cases', 'How many cases?', typed.cases, { classes: 'govuk-input--width-2', inputmode: 'numeric' }),
    },
    theme: {
      id: 'theme',
      name: 'theme',
      label: { text: 'What is its theme?', classes: 'govuk-label--m' },
      errorMessage: errorFor(errors, 'theme'),
      items: [{ value: '', text: 'Choose a theme' }, ...themes],
    },
    source: {
      name: 'source',
      idPrefix: 'source',
      fieldset: { legend: { text: 'Where did the theme come from?', classes: 'govuk-fieldset__legend--m' } },
      errorMessage: errorFor(errors, 'source'),
      items: Object.entries(SOURCES).map(([value, words]) => ({ value, text: words, checked: typed.source === value })),
    },
    questions: wordsBox('questions', 'What do you want to find out?', typed.questions?.join('\n'), errors, 'One question on each line.', 4),
    days: [
      dateInput('from', 'First day of the period looked at', 'For example, 1 1 2025.', typed.from ?? NO_DAY, errors),
      dateInput('to', 'Last day of the period looked at', 'For example, 31 12 2025.', typed.to ?? NO_DAY, errors),
    ],
    boxes: [
      boxes(
        'domains',
        'Which sides of practice are graded?',
        'Information sharing is part of every audit.',
        multiAgencyV1.domains.map(({ key, title }) => ({
          key,
          text: title,
          checked: typed.domains ? isChosen(typed.domains, key) : ALWAYS.includes(key),
        })),
      ),
      boxes(
        'agencies',
        'Which agencies are asked?',
        'Each is asked about every case: that it does not know a child is an answer too.',
        agencies.map(({ agency, name }) => ({ key: agency, text: name, checked: isChosen(typed.agencies, agency) })),
      ),
      boxes(
        'panel',
        'Who is on the panel?',
        'Nobody on it moderates the grades of their own agency.',
        people.map(({ person, agency, name, agencyName }) => ({
          key: `${person}_${agency}`,
          text: `${name}, ${agencyName}`,
          checked: isChosen(typed.panel, `${person}_${agency}`),
        })),
      ),
    ],
  };
}

const PREFIX: Readonly<Record<string, string>> = { domains: 'domain', agencies: 'agency', panel: 'panel' };
const ALWAYS: readonly string[] = ['voice', 'information-sharing', 'outcome'];
