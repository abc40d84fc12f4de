import type { ShownAudit } from '@goldenthread/case-audits';
import { dateInput, NO_DAY } from '../coordinator/typed-day.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import { errorFor, LEVELS, wordsBox } from './audit-words.js';
import { STRATA, type DrawForm } from './draw.form.js';

export interface DrawView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly lead: string;
  readonly describedAs: object;
  readonly takenOn: object;
  readonly population: object;
  readonly outside: object;
  readonly takes: readonly object[];
  readonly seed: object;
  readonly exclusions: object;
  readonly names: object;
}

/** The form from which cases are drawn. */
export function drawPage(audit: ShownAudit, commandId: string, typed: Partial<DrawForm> = {}, errors: readonly PageError[] = []): DrawView {
  const text = (id: string, label: string, value: string | undefined, hint: string): object => {
    return {
      id,
      name: id,
      label: { text: label, classes: 'govuk-label--m' },
      hint: { text: hint },
      value,
      errorMessage: errorFor(errors, id),
    };
  };
  return {
    title: 'Draw the cases',
    caption: audit.title,
    section: 'audits',
    back: paths.audits.one(audit.audit),
    errors,
    action: paths.audits.draw(audit.audit),
    change: { commandId, basedOn: String(audit.revision) },
    lead: `The audit is planned for ${counted(audit.cases, 'case')}. They are drawn once, so that nobody draws until the cases please. What you paste here is used to draw and is never recorded: only how it was done is, so that it can be done again.`,
    describedAs: text(
      'describedAs',
      'Whom does the population hold?',
      typed.describedAs,
      'For example, open cases with domestic abuse recorded in 2025.',
    ),
    takenOn: dateInput('takenOn', 'On which day was it taken?', 'For example, 9 1 2026.', typed.takenOn ?? NO_DAY, errors),
    population: wordsBox(
      'population',
      'The population',
      typed.population?.join('\n'),
      errors,
      'One child on each line: your reference, age band, quarter of birth, gender, level, placement. For example: M-0001, 5-9, 2017-Q3, female, child-protection, in-area',
      10,
    ),
    outside: {
      idPrefix: 'includesPlacedOutside',
      errorMessage: errorFor(errors, 'includesPlacedOutside'),
      items: [
        {
          id: 'includesPlacedOutside',
          name: 'includesPlacedOutside',
          value: 'yes',
          text: 'Children whom the area placed outside it are among them',
          checked: typed.includesPlacedOutside === 'yes',
        },
      ],
    },
    takes: STRATA.map((stratum, index) => ({
      id: index === 0 ? 'take' : `take-${stratum}`,
      name: `take-${stratum}`,
      label: { text: stratum === 'outside-area' ? 'Placed outside the area' : LEVELS[stratum] },
      value: typed.take?.[index],
      classes: 'govuk-input--width-2',
      inputmode: 'numeric',
      errorMessage: index === 0 ? (errorFor(errors, 'take') ?? errorFor(errors, 'strata')) : undefined,
    })),
    seed: text('seed', 'Seed', typed.seed, 'Any words. The same words draw the same cases from the same population.'),
    exclusions: wordsBox(
      'exclusions',
      'Who is left out, and why (optional)',
      typed.exclusions?.join('\n'),
      errors,
      'One on each line: reference, colon, reason.',
    ),
    names: wordsBox(
      'names',
      'Names that no text of this audit may hold (optional)',
      typed.names?.join('\n'),
      errors,
      'One on each line: of the children, their families, and others. They are kept sealed, outside the record.',
    ),
  };
}

export interface DrawnView extends PageHead {
  readonly lead: string;
  readonly drawn: readonly { readonly case: string; readonly ref: string }[];
}

/** Which reference has which pseudonym: shown once, and nowhere kept. */
export function drawnPage(audit: ShownAudit, drawn: DrawnView['drawn']): DrawnView {
  return {
    title: 'The cases are drawn',
    caption: audit.title,
    section: 'audits',
    back: paths.audits.one(audit.audit),
    lead: 'This is shown once, and kept nowhere here. Keep it where your partnership keeps such links, apart from this service.',
    drawn,
  };
}
