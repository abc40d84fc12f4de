import { THEMES, type ShownAudit, type ShownCase, type ShownFinding } from '@goldenthread/case-audits';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { errorFor, FINDINGS, LEVELS, wordsBox } from './audit-words.js';
import type { FindingForm, PresentForm, RecommendationForm } from './finding.form.js';

/** A form of choices and words; what of them there is it shows in this order. */
export interface WritingView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly button: string;
  readonly radios: readonly object[];
  readonly words: readonly object[];
  readonly boxes: readonly object[];
}

type Head = { readonly audit: ShownAudit; readonly commandId: string; readonly errors?: readonly PageError[] };

/** The form in which a finding is recorded. */
export function findingPage(
  { audit, commandId, errors = [] }: Head,
  cases: readonly ShownCase[],
  typed: Partial<FindingForm> = {},
): WritingView {
  const choice = (name: string, legend: string, items: readonly { value: string; text: string }[], chosen: string | undefined): object => ({
    name,
    idPrefix: name,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--m' } },
    errorMessage: errorFor(errors, name),
    items: items.map((item) => ({ ...item, checked: item.value === chosen })),
  });
  return {
    ...headOf('Record a finding', paths.audits.finding(audit.audit), { audit, commandId, errors }),
    button: 'Record the finding',
    radios: [
      choice(
        'kind',
        'What kind of finding is it?',
        Object.entries(FINDINGS).map(([value, text]) => ({ value, text })),
        typed.kind,
      ),
      choice(
        'domain',
        'Which domain does it belong to?',
        audit.domains.map(({ key, title }) => ({ value: key, text: title })),
        typed.domain,
      ),
    ],
    words: [
      wordsBox(
        'text',
        'What was found?',
        typed.text,
        errors,
        'Good practice weighs as much as a gap. Say nothing that tells who somebody is.',
        5,
      ),
    ],
    boxes: [
      boxes('themes', 'theme', 'Themes', Object.entries<string>(THEMES), typed.themes, errors),
      boxes('agencies', 'agency', 'Agencies it is about (optional)', agenciesOf(audit), typed.agencies, errors),
      boxes(
        'cases',
        'case',
        'Cases it was seen in (optional)',
        cases.map((one) => [one.case, `${one.case}: ${LEVELS[one.level].toLowerCase()}`]),
        typed.cases,
        errors,
      ),
    ],
  };
}

/** The form in which a recommendation is made. */
export function recommendationPage(head: Head, findings: readonly ShownFinding[], typed: Partial<RecommendationForm> = {}): WritingView {
  const { audit, errors = [] } = head;
  return {
    ...headOf('Make a recommendation', paths.audits.recommendation(audit.audit), head),
    button: 'Make the recommendation',
    radios: [],
    words: [wordsBox('text', 'What is recommended?', typed.text, errors, 'What shall be different, and who can do it.', 4)],
    boxes: [
      boxes(
        'findings',
        'finding',
        'Findings it follows from',
        findings.map(({ finding, text }) => [finding, text]),
        typed.findings,
        errors,
      ),
      boxes('agencies', 'agency', 'Agencies it is for (optional)', agenciesOf(audit), typed.agencies, errors),
    ],
  };
}

/** The form in which the report is presented to the sub-committee. */
export function presentPage(head: Head, typed: Partial<PresentForm> = {}): WritingView {
  const { audit, errors = [] } = head;
  return {
    ...headOf('Present the report', paths.audits.present(audit.audit), head),
    button: 'Present the report',
    radios: [],
    words: [wordsBox('summary', 'What did the audit come to?', typed.summary ?? audit.reportSummary ?? undefined, errors, undefined, 8)],
    boxes: [],
  };
}

function headOf(
  title: string,
  action: string,
  { audit, commandId, errors = [] }: Head,
): Pick<WritingView, 'title' | 'caption' | 'section' | 'back' | 'errors' | 'action' | 'change'> {
  return {
    title,
    caption: audit.title,
    section: 'audits',
    back: paths.audits.report(audit.audit),
    errors,
    action,
    change: { commandId, basedOn: String(audit.revision) },
  };
}

/** Boxes to tick, the first of which has the id that an error leads to. */
export function boxes(
  id: string,
  prefix: string,
  legend: string,
  items: readonly (readonly [string, string])[],
  chosen: readonly string[] | undefined,
  errors: readonly PageError[],
): object {
  return {
    idPrefix: id,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--m' } },
    classes: 'govuk-checkboxes--small',
    errorMessage: errorFor(errors, id),
    items: items.map(([key, text], index) => {
      return { id: index === 0 ? id : undefined, name: `${prefix}-${key}`, value: 'yes', text, checked: chosen?.includes(key) ?? false };
    }),
  };
}

function agenciesOf({ agencies }: ShownAudit): readonly (readonly [string, string])[] {
  return agencies.map(({ agency, name }) => [agency, name]);
}
