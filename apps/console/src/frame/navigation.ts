import { paths } from '../paths.js';
import type { Section } from './page.js';

interface Entry {
  readonly section: Section;
  readonly text: string;
  readonly href: string;
}

const TASKS: Entry = { section: 'tasks', text: 'Your tasks', href: paths.home };
const OVERVIEW: Entry = { section: 'overview', text: 'Overview', href: paths.overview };
const CYCLES: Entry = { section: 'cycles', text: 'Cycles', href: paths.cycles.all };
const MEETINGS: Entry = { section: 'meetings', text: 'Meetings', href: paths.meetings };
const HISTORY: Entry = { section: 'history', text: 'History', href: paths.record };
const RETURNS: Entry = { section: 'returns', text: 'Returns', href: paths.returns.all };
const ACTIONS: Entry = { section: 'actions', text: 'Actions', href: paths.actions.all };
const AUDITS: Entry = { section: 'audits', text: 'Case audits', href: paths.audits.all };
const INDICATORS: Entry = { section: 'indicators', text: 'Indicators', href: paths.indicators.all };
const RELEASES: Entry = { section: 'releases', text: 'Releases', href: paths.releases.all };
const NOTHING: readonly Entry[] = [{ section: 'overview', text: 'Home', href: paths.home }];

/** What the service navigation offers each role. A role that is not listed has its home alone. */
const ENTRIES: Readonly<Record<string, readonly Entry[]>> = {
  'agency-author': [TASKS, RETURNS, AUDITS, INDICATORS, ACTIONS, RELEASES],
  'agency-lead': [TASKS, RETURNS, AUDITS, INDICATORS, ACTIONS, RELEASES],
  coordinator: [CYCLES, OVERVIEW, RETURNS, AUDITS, INDICATORS, ACTIONS, RELEASES, MEETINGS, HISTORY],
  'paqa-member': [OVERVIEW, RETURNS, AUDITS, INDICATORS, ACTIONS, RELEASES, HISTORY],
  scrutineer: [OVERVIEW, RETURNS, AUDITS, INDICATORS, ACTIONS, RELEASES, HISTORY],
  'lay-member': [RELEASES],
};

/** Where each role lands; the others land on their tasks. */
const HOMES: Readonly<Record<string, string>> = {
  coordinator: paths.cycles.all,
  'paqa-member': paths.overview,
  scrutineer: paths.record,
  'lay-member': paths.releases.all,
};

/** @returns nothing where the role's home is the page of tasks. */
export function homeOf(role: string): string | undefined {
  return HOMES[role];
}

export function navigationFor(role: string, section: Section | undefined): { text: string; href: string; current: boolean }[] {
  return (ENTRIES[role] ?? NOTHING).map((entry) => ({ text: entry.text, href: entry.href, current: entry.section === section }));
}
