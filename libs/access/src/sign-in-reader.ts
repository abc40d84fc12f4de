import type { SignIn } from './sign-in.js';

/** Of a request, what the guard and sign-in readers read. */
export interface GuardedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params?: unknown;
}

/** Who signed in, and which of their appointments the request names to act in; none where it names none. */
export interface SignInRead {
  readonly signIn: SignIn;
  readonly actingAs?: string;
}

/** How a program learns who is asking: an API from a bearer token, pages from a session. */
export abstract class SignInReader {
  /** @throws AccessRefusal `sign-in-required` where nobody is signed in; another where what came was not believed. */
  abstract read(request: GuardedRequest): Promise<SignInRead>;
}
