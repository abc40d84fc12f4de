import type { SignIn } from '@goldenthread/access';
import type { Fields } from '../forms/fields.js';
import type { Notice } from '../frame/page.js';

/** What is remembered of a browser between its requests: on the server, sealed. */
export interface Visit {
  /** The synchroniser token: what every form of this visit must carry. */
  readonly csrf: string;
  readonly signIn?: SignIn;
  /** What the issuer said of who signed in: shown to it again at sign-out. */
  readonly idToken?: string;
  /** The appointment that was chosen to act in. */
  readonly actingAs?: string;
  /** A sign-in that has been begun. */
  readonly pending?: PendingSignIn;
  /** A form that could not be taken when it was sent: its page shows it again. */
  readonly kept?: KeptForm;
  readonly notice?: Notice;
  /** The last position this person wrote: no page shows them less. */
  readonly written?: string;
}

/** Single use, for ten minutes, and for this browser alone. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface KeptForm {
  /** The page it belongs to. */
  readonly path: string;
  readonly fields: Fields;
  readonly because: 'signed-out' | 'form-stale';
}
