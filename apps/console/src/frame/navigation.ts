import { paths } from '../paths.js';
import type { Section } from './page.js';

interface Entry {
  readonly section: Section;
  readonly text: string;
  readonly href: string;
}

const TASKS: Entry = { section: 'tasks', text: 'Your tasks', href: paths.home };
const OVERVIEW: Entry = { section: 'overview', text: 'Overview', href: paths.home };
const RETURNS: Entry = { section: 'returns', text: 'Returns', href: paths.returns.all };
const NOTHING: readonly Entry[] = [{ section: 'overview', text: 'Home', href: paths.home }];

/** What the service navigation offers each role. A role that is not listed has its home alone. */
const ENTRIES: Readonly<Record<string, readonly Entry[]>> = {
  'agency-author': [TASKS, RETURNS],
  'agency-lead': [TASKS, RETURNS],
  coordinator: [OVERVIEW, RETURNS],
  'paqa-member': [OVERVIEW, RETURNS],
  scrutineer: [OVERVIEW, RETURNS],
};

export function navigationFor(role: string, section: Section | undefined): { text: string; href: string; current: boolean }[] {
  return (ENTRIES[role] ?? NOTHING).map((entry) => ({ text: entry.text, href: entry.href, current: entry.section === section }));
}
