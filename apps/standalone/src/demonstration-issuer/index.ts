export * from './demonstration-issuer.js';
export type { DemonstrationPerson } from './provider.js';
