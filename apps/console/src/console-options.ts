import type { OidcClient, Platform } from '@goldenthread/runtime';

export interface ConsoleOptions {
  readonly platform: Platform;
  /** The OpenID Connect issuer that people sign in at. */
  readonly issuer: string;
  /** How it knows the console. */
  readonly client: OidcClient;
  /** Where browsers find the console, without a path. On https, cookies and transport are held to it. */
  readonly publicUrl: string;
}

export const CONSOLE_OPTIONS = Symbol('CONSOLE_OPTIONS');
