import { join } from 'node:path';
import { builtAssets, projectFolder, Views } from '@goldenthread/console';
import type { SignInPage } from './interactions.js';
import type { DemonstrationPerson } from './provider.js';

/** The sign-in page of the demonstration, in the look of the console: its people, by what they do. */
export function demonstrationSignInPage(): SignInPage {
  const views = new Views(join(projectFolder(), 'apps', 'standalone', 'views'));
  const asset = builtAssets().addressOf;
  return ({ people, ...model }) => views.render('demonstration-sign-in', { ...model, groups: byRole(people), asset });
}

interface Group {
  readonly role: string;
  readonly isFirst: boolean;
  readonly people: readonly DemonstrationPerson[];
}

function byRole(people: readonly DemonstrationPerson[]): Group[] {
  const roles = [...new Set(people.map(({ role }) => role))];
  return roles.map((role, index) => ({ role, isFirst: index === 0, people: people.filter((person) => person.role === role) }));
}
