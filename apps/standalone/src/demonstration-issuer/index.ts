export * from './demonstration-issuer.js';
export type { DemonstrationPerson } from './provider.js';
export { demonstrationSignInPage } from './sign-in-page.js';
