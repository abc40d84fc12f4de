import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';

/** Asks, where somebody follows a link to signing out rather than presses the button. */
export function signOutPage(): PageHead & { readonly action: string } {
  return { title: 'Do you want to sign out?', action: paths.signOut };
}

export function signedOutPage(): PageHead & { readonly signInHref: string } {
  return { title: 'You have signed out', signInHref: paths.signIn };
}
