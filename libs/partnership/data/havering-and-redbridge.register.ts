import type { RegisterFile } from '../src/domain/register-file.js';
import { at, BARKING_AND_DAGENHAM_REPORT } from './sources.js';

/** By name only: the two are known from their neighbour's report. */
export const haveringAndRedbridge: RegisterFile = {
  file: 'havering-and-redbridge.register.ts',
  partnerships: [
    {
      slug: 'havering',
      name: 'Havering safeguarding arrangements',
      shortName: 'Havering',
      kind: 'published',
      source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 2.4'),
    },
    {
      slug: 'redbridge',
      name: 'Redbridge safeguarding arrangements',
      shortName: 'Redbridge',
      kind: 'published',
      source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 2.4'),
    },
  ],
};
