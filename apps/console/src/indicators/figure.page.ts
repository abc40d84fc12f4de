import { nextPeriod, SPELLINGS, type ShownSeries, type ShownValue } from '@goldenthread/indicators';
import { fieldsWith } from '../actions/fields.js';
import type { AskView } from '../actions/recommend.page.js';
import { reasonInput } from '../coordinator/reason-input.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import type { FigureForm, FigureWithdrawalForm, RestatementForm } from './figure.form.js';
import { figureInWords } from './indicator-words.js';

export interface FigureView extends PageHead {
  readonly lead: string;
  readonly action: string;
  readonly button: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly inputs: readonly object[];
  readonly standing: object;
  readonly areas: readonly object[];
  /** Where no figure is to stand at all. */
  readonly withdrawHref?: string;
}

interface Asked {
  readonly commandId: string;
  readonly typed?: Partial<RestatementForm>;
  readonly errors?: readonly PageError[];
}

/** Where the figure of a new period is reported. */
export function reportPage(series: ShownSeries, { commandId, typed, errors = [] }: Asked): FigureView {
  const { indicator, place, view } = series;
  const { frequency } = indicator.definition;
  const next = view.latest ? nextPeriod(view.latest.period) : undefined;
  const period = typed?.period ?? next?.key;
  const hint = `For example, ${SPELLINGS[frequency]}.${next ? ` The next is ${next.key}, ${next.words}.` : ''}`;
  return {
    ...pageOf(series, errors),
    title: 'Report a figure',
    lead: 'Nothing is recorded until you send it. A figure that stands already must be restated, with a reason.',
    action: paths.indicators.report(indicator.code, place),
    button: 'Report the figure',
    change: { commandId, basedOn: 'new' },
    inputs: [textInput('period', 'Period', period, errors, { text: hint }), ...partInputs(series, typed ?? {}, errors)],
    standing: standingInput(typed?.standing, errors),
    areas: [sourceInput(typed?.source, errors), commentaryInput(typed?.commentary, errors)],
  };
}

/** Where a figure is said to be now known to be another. */
export function restatePage(
  series: ShownSeries,
  stands: ShownValue,
  { commandId, typed, errors = [] }: Asked,
  basedOn = String(stands.revision),
): FigureView {
  const { indicator, place } = series;
  const { figure } = stands;
  const parts =
    figure.kind === 'number' ? { numerator: asText(figure.numerator ?? figure.value), denominator: asText(figure.denominator) } : {};
  const shown = typed ?? { ...parts, standing: stands.standing, source: stands.source.title, commentary: stands.commentary ?? undefined };
  const action = paths.indicators.restate(indicator.code, place, stands.period);
  return {
    ...pageOf(series, errors),
    title: 'Restate a figure',
    lead: `${stands.period} stands at ${figureInWords(figure, indicator.definition)}. What you send takes its place from now on; what was known before stays on record, and can be seen as at any earlier date.`,
    action,
    button: 'Restate the figure',
    withdrawHref: paths.indicators.withdraw(indicator.code, place, stands.period),
    change: { commandId, basedOn },
    inputs: partInputs(series, shown, errors),
    standing: standingInput(shown.standing, errors),
    areas: [
      reasonInput('Why is it now known to be another?', typed?.reason, errors),
      sourceInput(shown.source, errors),
      commentaryInput(shown.commentary, errors),
    ],
  };
}

/** Where a figure is taken back, and none takes its place. */
export function withdrawPage(
  series: ShownSeries,
  stands: ShownValue,
  { commandId, typed, errors = [] }: Omit<Asked, 'typed'> & { readonly typed?: Partial<FigureWithdrawalForm> },
  basedOn = String(stands.revision),
): AskView {
  const { indicator, place } = series;
  const { period, figure } = stands;
  const fields = fieldsWith(errors);
  return {
    ...pageOf(series, errors),
    title: 'Withdraw a figure',
    back: paths.indicators.restate(indicator.code, place, period),
    action: paths.indicators.withdraw(indicator.code, place, period),
    what: `${period} stands at ${figureInWords(figure, indicator.definition)}. Once it is withdrawn, nothing stands of that period until another figure is reported. What was known before stays on record.`,
    fields: [
      fields.words('reason', {
        label: 'Why does no figure stand?',
        hint: 'It stays on record, and the agency and the sub-committee can read it. Do not write about a child or family.',
        value: typed?.reason,
      }),
    ],
    button: 'Withdraw the figure',
    change: { commandId, basedOn },
  };
}

function pageOf(
  { indicator, place, placeName }: ShownSeries,
  errors: readonly PageError[],
): Pick<PageHead, 'caption' | 'section' | 'back' | 'errors'> {
  const caption = `${indicator.definition.name}, ${placeName}`;
  return { caption, section: 'indicators', back: paths.indicators.one(indicator.code, place), errors };
}

function partInputs({ indicator }: ShownSeries, typed: Partial<FigureForm>, errors: readonly PageError[]): object[] {
  const { numerator, denominator, measure } = indicator.definition;
  const first = textInput('numerator', `Number of ${numerator.counts}`, typed.numerator, errors);
  if (measure.kind === 'count' || !denominator) return [first];
  return [first, textInput('denominator', `Out of how many ${denominator.counts}`, typed.denominator, errors)];
}

function textInput(id: string, label: string, value: string | undefined, errors: readonly PageError[], hint?: object): object {
  return {
    id,
    name: id,
    value,
    classes: 'govuk-input--width-10',
    label: { text: label, classes: 'govuk-label--s' },
    hint,
    autocomplete: 'off',
    spellcheck: false,
    inputmode: id === 'period' ? undefined : 'decimal',
    errorMessage: errorOf(id, errors),
  };
}

function standingInput(value: string | undefined, errors: readonly PageError[]): object {
  return {
    name: 'standing',
    idPrefix: 'standing',
    classes: 'govuk-radios--inline',
    fieldset: { legend: { text: 'Will its source still change it?', classes: 'govuk-fieldset__legend--s' } },
    errorMessage: errorOf('standing', errors),
    items: [
      { value: 'provisional', text: 'Provisional', checked: value === 'provisional' },
      { value: 'final', text: 'Final', checked: value === 'final' },
    ],
  };
}

function sourceInput(value: string | undefined, errors: readonly PageError[]): object {
  return {
    id: 'source',
    name: 'source',
    value,
    rows: 2,
    label: { text: 'Where does the figure come from?', classes: 'govuk-label--s' },
    errorMessage: errorOf('source', errors),
  };
}

function commentaryInput(value: string | undefined, errors: readonly PageError[]): object {
  return {
    id: 'commentary',
    name: 'commentary',
    value,
    rows: 4,
    label: { text: 'Why is it what it is? (optional)', classes: 'govuk-label--s' },
    hint: { text: 'What lies behind the figure, and what is being done. Do not write about a child or family.' },
    errorMessage: errorOf('commentary', errors),
  };
}

function errorOf(id: string, errors: readonly PageError[]): { text: string } | undefined {
  const error = errors.find(({ href }) => href === `#${id}`);
  return error && { text: error.text };
}

function asText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
