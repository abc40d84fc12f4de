/**
 * Rooms of oidc-provider behind its front door. The front door prints on import that Node 20 is not supported (it runs
 * the same code there), and hides the in-memory adapter that does not warn about itself.
 */
declare module 'oidc-provider/lib/provider.js' {
  export { default as Provider } from 'oidc-provider';
}

declare module 'oidc-provider/lib/helpers/errors.js' {
  import type { errors } from 'oidc-provider';
  export const CustomOIDCProviderError: typeof errors.CustomOIDCProviderError;
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  import type { AdapterFactory } from 'oidc-provider';
  /** What the issuer must remember between requests, until it stops. */
  export function createMemoryAdapter(): AdapterFactory;
}
