import {
  DISPUTE_LADDER,
  isTheme,
  THEMES,
  type AgeBand,
  type AuditKind,
  type AuditStatus,
  type FindingKind,
  type GradeScale,
  type ShownCase,
} from '@goldenthread/case-audits';
import { type Refusal } from '@goldenthread/event-sourcing';
import { errorOf } from '../forms/command-of.js';
import type { PageError } from '../frame/page.js';

export const KINDS: Readonly<Record<AuditKind, string>> = {
  'one-case': 'One case in depth',
  themed: 'Sample by theme',
  joint: 'Joint audit with other partnerships',
  're-audit': 'Re-audit',
};

export const STATUSES: Readonly<Record<AuditStatus, string>> = {
  planned: 'Planned',
  'cases-selected': 'Cases drawn',
  'tools-issued': 'With agencies',
  'report-presented': 'Report presented',
  'report-agreed': 'Report agreed',
  'briefing-shared': 'Briefing shared',
};

export const SOURCES = {
  'joint-inspection': 'Joint inspection',
  'practice-review': 'Practice review',
  signal: 'Signal in the figures',
  'business-plan': 'Business plan',
  'earlier-audit': 'Earlier audit',
} as const;

export const FINDINGS: Readonly<Record<FindingKind, string>> = {
  strength: 'Strengths',
  'good-practice': 'Good practice',
  learning: 'Learning',
  concern: 'Concerns',
};

export const LEVELS = {
  'early-help': 'Early help',
  'child-in-need': 'Child in need',
  'child-protection': 'Child protection plan',
  'looked-after': 'Looked after',
} as const;

export function themeInWords(key: string): string {
  return isTheme(key) ? THEMES[key] : key;
}

/** "Requires improvement"; of no grade, nothing. */
export function gradeInWords({ levels }: GradeScale, grade: string | null): string {
  if (grade === 'not-applicable') return 'Does not arise';
  return levels.find(({ key }) => key === grade)?.words ?? '';
}

/** 0 for the worst. */
export function rankOf({ levels }: GradeScale, grade: string | null): number {
  return levels.findIndex(({ key }) => key === grade);
}

/** A step of the ladder that disputes go up. */
export function stepInWords(step: string): string {
  return DISPUTE_LADDER.find(({ key }) => key === step)?.words ?? step;
}

/** The same within a sentence: "the mechanism of the SET Procedures". */
export function stepWithin(step: string): string {
  const words = stepInWords(step);
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

interface Found {
  readonly field: string;
  readonly kind: string;
  /** Where in the text it begins, from 0. */
  readonly at: number;
}

const HELD_BACK: Readonly<Record<string, string>> = {
  'nhs-number': 'an NHS number',
  postcode: 'a postcode',
  'date-of-birth': 'a date of birth',
  'listed-name': 'a name on the list of this audit',
};

/**
 * A refusal as errors of a page: personal data is said beside each field that it was found in.
 *
 * @param idOf the id of a field by the name that the refusal knows it by.
 */
export function errorsOf(refused: Refusal, idOf: (field: string) => string = (field) => field): readonly PageError[] {
  const { found, field: off } = refused.details as { found?: readonly Found[]; field?: string };
  if (refused.code === 'grade-not-on-scale' && off !== undefined) return [{ text: 'Choose a grade of the scale', href: `#${idOf(off)}` }];
  if (refused.code !== 'personal-data-in-text' || !found) return [errorOf(refused)];
  return [...new Set(found.map(({ field }) => field))].map((field) => {
    const what = found.filter((one) => one.field === field).map(({ kind, at }) => `${HELD_BACK[kind] ?? kind} at character ${at + 1}`);
    return { text: `Not saved: this holds ${what.join(' and ')}. Take out what tells who somebody is`, href: `#${idOf(field)}` };
  });
}

/** The error of one field, as components are told it. */
export function errorFor(errors: readonly PageError[], id: string): { readonly text: string } | undefined {
  const error = errors.find(({ href }) => href === `#${id}`);
  return error && { text: error.text };
}

/** Radios for a grade of the scale. */
export function gradeRadios(
  name: string,
  legend: string,
  { levels }: GradeScale,
  checked: string | undefined,
  { errors, notApplicable = false, size = 'm' }: { errors: readonly PageError[]; notApplicable?: boolean; size?: 'm' | 's' },
): object {
  const items = [...levels].reverse().map(({ key, words, descriptor }) => {
    return { value: key, text: words, hint: size === 'm' ? { text: descriptor } : undefined, checked: checked === key };
  });
  const aside = { value: 'not-applicable', text: 'It does not arise in this case', checked: checked === 'not-applicable' };
  return {
    name,
    idPrefix: name,
    classes: size === 's' ? 'govuk-radios--small' : undefined,
    fieldset: { legend: { text: legend, classes: `govuk-fieldset__legend--${size}` } },
    errorMessage: errorFor(errors, name),
    items: notApplicable ? [...items, { divider: 'or' }, aside] : items,
  };
}

/** A box for words. */
export function wordsBox(
  id: string,
  label: string,
  value: string | undefined,
  errors: readonly PageError[],
  hint?: string,
  rows = 3,
): object {
  return { id, name: id, label: { text: label }, value, rows, hint: hint && { text: hint }, errorMessage: errorFor(errors, id) };
}

const AGES: Readonly<Record<AgeBand, string>> = {
  unborn: 'not born yet',
  'under-1': 'aged under 1',
  '1-4': 'aged 1 to 4',
  '5-9': 'aged 5 to 9',
  '10-15': 'aged 10 to 15',
  '16-17': 'aged 16 to 17',
};

/** "Child in need, aged 5 to 9": all that most may know of the child. */
export function childInWords({ level, ageBand }: Pick<ShownCase, 'level' | 'ageBand'>): string {
  return `${LEVELS[level]}, ${AGES[ageBand]}`;
}
