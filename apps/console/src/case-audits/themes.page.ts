import type { ThemeCount } from '@goldenthread/case-audits';
import { toCsv } from '@goldenthread/http';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import { FINDINGS, themeInWords } from './audit-words.js';

export interface ThemesView extends PageHead {
  /** What most is to be learnt about. */
  readonly finding: string;
  readonly headings: readonly string[];
  readonly themes: readonly {
    readonly name: string;
    readonly years: readonly { readonly year: string; readonly cells: readonly number[] }[];
  }[];
}

const KINDS = ['strength', 'good-practice', 'learning', 'concern'] as const;

/** Themes across audits and years: those with most learning and concern first, each with its years, the latest first. */
export function themesPage(counts: readonly ThemeCount[], { go }: Reading): ThemesView {
  const themes = [...new Set(counts.map(({ theme }) => theme))]
    .map((theme) => ({ name: themeInWords(theme), years: counts.filter((one) => one.theme === theme).reverse() }))
    .sort((one, other) => gapsIn(other.years) - gapsIn(one.years) || one.name.localeCompare(other.name, 'en-GB'));
  return {
    title: 'Themes across audits and years',
    section: 'audits',
    back: go(paths.audits.all),
    finding: findingIn(themes),
    headings: ['Year', 'Audits', 'Cases', ...KINDS.map((kind) => FINDINGS[kind])],
    themes: themes.map(({ name, years }) => ({
      name,
      years: years.map(({ year, audits, cases, findings }) => ({ year, cells: [audits, cases, ...KINDS.map((kind) => findings[kind])] })),
    })),
  };
}

export function themesCsv(counts: readonly ThemeCount[]): PageTable {
  const text = (): string =>
    toCsv(counts, [
      { heading: 'Theme', value: ({ theme }) => themeInWords(theme) },
      { heading: 'Year', value: ({ year }) => year },
      { heading: 'Audits', value: ({ audits }) => audits },
      { heading: 'Cases', value: ({ cases }) => cases },
      ...KINDS.map((kind) => ({ heading: FINDINGS[kind], value: ({ findings }: ThemeCount) => findings[kind] })),
    ]);
  return { name: 'case-audit-themes', text };
}

function gapsIn(years: readonly ThemeCount[]): number {
  return years.reduce((total, { findings }) => total + findings.learning + findings.concern, 0);
}

function findingIn([first]: readonly { readonly name: string; readonly years: readonly ThemeCount[] }[]): string {
  if (!first) return 'No audit that you see the grades of has found anything yet.';
  const gaps = gapsIn(first.years);
  if (gaps === 0) return 'What was found so far are strengths and good practice.';
  return `Most is to be learnt about ${first.name.toLowerCase()}: ${counted(gaps, 'finding')} of learning or concern.`;
}
