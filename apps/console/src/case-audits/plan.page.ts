import { multiAgencyV1, THEMES, type AuditKind } from '@goldenthread/case-audits';
import { dateInput, NO_DAY } from '../coordinator/typed-day.js';
import { textOfList } from '../forms/fields.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { errorFor, KINDS, SOURCES, themeInWords, wordsBox } from './audit-words.js';
import type { ChosenKind, EarlierAudit, OtherPartnership, TypedKind } from './plan-kind.js';
import type { PlanForm } from './plan.form.js';

/** Who can be asked, and who can be on the panel, of the partnership and of those it audits with. */
export interface PlanChoices {
  readonly chosen: ChosenKind;
  readonly agencies: readonly { readonly agency: string; readonly name: string }[];
  /** Who may sit on the panel: by person and agency. */
  readonly people: readonly { readonly person: string; readonly agency: string; readonly name: string; readonly agencyName: string }[];
}

export interface KindView extends PageHead {
  readonly action: string;
  readonly proposal?: string;
  readonly radios: object;
  /** With whom an audit can be joint; nothing where there is no other partnership here. */
  readonly others?: object;
  /** What can be done again; nothing where nothing was audited yet. */
  readonly earlier?: object;
}

export interface PlanView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** Of a re-audit: what it looks at again. */
  readonly again?: { readonly title: string; readonly theme: string; readonly domains: readonly string[] };
  readonly input: { readonly title: object; readonly reference?: object; readonly cases?: object };
  readonly theme?: object;
  readonly source?: object;
  readonly questions: object;
  readonly days: readonly object[];
  readonly boxes: readonly object[];
}

const HINTS: Readonly<Record<AuditKind, string>> = {
  'one-case': 'One child, looked at closely by every agency.',
  themed: 'Two cases or more that have something in common.',
  joint: 'With agencies of other partnerships, on the same items.',
  're-audit': 'The theme and the items of an earlier audit once more, so that both can be compared.',
};

/** What is asked first: the kind of the audit, and with that what follows from it. */
export function kindPage(
  others: readonly OtherPartnership[],
  audits: readonly EarlierAudit[],
  typed: TypedKind = { with: [] },
  errors: readonly PageError[] = [],
): KindView {
  const isPossible = (kind: string): boolean => (kind !== 'joint' || others.length > 0) && (kind !== 're-audit' || audits.length > 0);
  const kinds = Object.entries(HINTS).filter(([kind]) => isPossible(kind)) as [AuditKind, string][];
  return {
    title: 'Plan a case audit',
    section: 'audits',
    back: paths.audits.all,
    errors,
    action: paths.audits.plan,
    proposal: typed.proposal,
    radios: {
      name: 'kind',
      idPrefix: 'kind',
      fieldset: { legend: { text: 'What kind of audit is it?', classes: 'govuk-fieldset__legend--m' } },
      errorMessage: errorFor(errors, 'kind'),
      items: kinds.map(([value, hint]) => ({ value, text: KINDS[value], hint: { text: hint }, checked: typed.kind === value })),
    },
    others:
      others.length === 0
        ? undefined
        : {
            name: 'with[]',
            idPrefix: 'with',
            fieldset: { legend: { text: 'If it is joint: which partnerships is it done with?', classes: 'govuk-fieldset__legend--m' } },
            errorMessage: errorFor(errors, 'with'),
            classes: 'govuk-checkboxes--small',
            items: others.map(({ partnership, name }) => ({ value: partnership, text: name, checked: typed.with.includes(partnership) })),
          },
    earlier:
      audits.length === 0
        ? undefined
        : {
            id: 'reAuditOf',
            name: 'reAuditOf',
            label: { text: 'If it is a re-audit: which audit is done again?', classes: 'govuk-label--m' },
            errorMessage: errorFor(errors, 'reAuditOf'),
            items: [
              { value: '', text: 'Choose an audit' },
              ...audits.map(({ audit, title }) => ({ value: audit, text: title, selected: typed.reAuditOf === audit })),
            ],
          },
  };
}

/** The set-up of an audit: theme, questions, period, domains, agencies and panel. */
export function planPage(
  { chosen: { kind, others, earlier }, agencies, people }: PlanChoices,
  commandId: string,
  given?: Partial<PlanForm>,
  errors: readonly PageError[] = [],
): PlanView {
  const typed: Partial<PlanForm> = given ?? (earlier ? typedFrom(earlier) : {});
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
  const isChosen = (list: readonly string[] | undefined, key: string): boolean => list?.includes(key) ?? false;
  const domains = boxes(
    'domains',
    'Which sides of practice are graded?',
    'Information sharing is part of every audit.',
    multiAgencyV1.domains.map(({ key, title }) => ({
      key,
      text: title,
      checked: typed.domains ? isChosen(typed.domains, key) : ALWAYS.includes(key),
    })),
  );
  const reference = text('reference', 'Which one was it?', typed.reference, {
    hint: { text: 'For example, the learning review of 2025, recommendation 3.' },
  });
  const cases = text('cases', 'How many cases?', typed.cases, { classes: 'govuk-input--width-2', inputmode: 'numeric' });
  return {
    title: 'Plan a case audit',
    caption: KINDS[kind],
    section: 'audits',
    back: paths.audits.plan,
    errors,
    action: paths.audits.plan,
    change: { commandId, basedOn: 'new' },
    hidden: [
      { name: 'kind', value: kind },
      ...(kind === 'joint' ? [{ name: 'with[]', value: textOfList(others.map(({ partnership }) => partnership)) }] : []),
      ...(earlier ? [{ name: 'reAuditOf', value: earlier.audit }] : []),
    ],
    again: earlier && {
      title: earlier.title,
      theme: themeInWords(earlier.theme),
      domains: earlier.domains.map(({ title }) => title),
    },
    input: {
      title: text('title', 'What is it called?', typed.title),
      reference: earlier ? undefined : reference,
      cases: kind === 'one-case' ? undefined : cases,
    },
    theme: earlier ? undefined : themeSelect(typed.theme, errors),
    source: earlier ? undefined : sourceRadios(typed.source, errors),
    questions: wordsBox('questions', 'What do you want to find out?', typed.questions?.join('\n'), errors, 'One question on each line.', 4),
    days: [
      dateInput('from', 'First day of the period looked at', 'For example, 1 1 2025.', typed.from ?? NO_DAY, errors),
      dateInput('to', 'Last day of the period looked at', 'For example, 31 12 2025.', typed.to ?? NO_DAY, errors),
    ],
    boxes: [
      ...(earlier ? [] : [domains]),
      boxes(
        'agencies',
        'Which agencies are asked?',
        'Each is asked about every case: that it does not know a child is an answer too.',
        [...agencies, ...others.flatMap(agenciesOf)].map(({ agency, name }) => {
          return { key: agency, text: name, checked: isChosen(typed.agencies, agency) };
        }),
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

/** An agency of another partnership, under its own name and that of its partnership. */
function agenciesOf({ name: partnership, agencies }: OtherPartnership): { agency: string; name: string }[] {
  return agencies.map(({ agency, name }) => ({ agency, name: `${name} (${partnership})` }));
}

/** What a re-audit begins with: the earlier audit, as it was planned. */
function typedFrom({ title, questions, agencies, panel }: EarlierAudit): Partial<PlanForm> {
  return {
    title: `${title}: again`,
    questions: [...questions],
    agencies: agencies.map(({ agency }) => agency),
    panel: panel.map(({ person, agency }) => `${person}_${agency}`),
  };
}

function themeSelect(chosen: string | undefined, errors: readonly PageError[]): object {
  const themes = Object.entries<string>(THEMES).map(([value, words]) => ({ value, text: words, selected: chosen === value }));
  return {
    id: 'theme',
    name: 'theme',
    label: { text: 'What is its theme?', classes: 'govuk-label--m' },
    errorMessage: errorFor(errors, 'theme'),
    items: [{ value: '', text: 'Choose a theme' }, ...themes],
  };
}

function sourceRadios(chosen: string | undefined, errors: readonly PageError[]): object {
  return {
    name: 'source',
    idPrefix: 'source',
    fieldset: { legend: { text: 'Where did the theme come from?', classes: 'govuk-fieldset__legend--m' } },
    errorMessage: errorFor(errors, 'source'),
    items: Object.entries(SOURCES).map(([value, words]) => ({ value, text: words, checked: chosen === value })),
  };
}

const PREFIX: Readonly<Record<string, string>> = { domains: 'domain', agencies: 'agency', panel: 'panel' };
const ALWAYS: readonly string[] = ['voice', 'information-sharing', 'outcome'];
