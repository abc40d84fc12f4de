import type { SignIn } from './sign-in.js';

/**
 * Tokens that were verified a moment ago, by the SHA-256 of the token: the token itself is not kept. Holds so many at
 * most, and forgets the one that was asked for longest ago.
 */
export class VerifiedTokens {
  private readonly entries = new Map<string, { readonly signIn: SignIn; readonly until: number }>();

  constructor(private readonly capacity: number) {}

  /** @param now in milliseconds since 1970. */
  get(digest: string, now: number): SignIn | undefined {
    const entry = this.entries.get(digest);
    if (!entry) return undefined;
    this.entries.delete(digest);
    if (entry.until <= now) return undefined;
    this.entries.set(digest, entry);
    return entry.signIn;
  }

  /** @param until in milliseconds since 1970. */
  set(digest: string, signIn: SignIn, until: number): void {
    this.entries.delete(digest);
    this.entries.set(digest, { signIn, until });
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) return;
      this.entries.delete(oldest);
    }
  }
}
