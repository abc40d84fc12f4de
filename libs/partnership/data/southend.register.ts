import type { RegisterFile } from '../src/domain/register-file.js';
import { at, THURROCK_PLAN } from './sources.js';

/** Southend has arrangements of its own, and no document of its own among these sources. */
export const southend: RegisterFile = {
  file: 'southend.register.ts',
  partnerships: [
    {
      slug: 'southend',
      name: 'Southend safeguarding arrangements',
      shortName: 'Southend',
      kind: 'published',
      source: at(THURROCK_PLAN, 'Page 27, Part 2, Introduction'),
    },
  ],
};
