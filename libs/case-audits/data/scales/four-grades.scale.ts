import type { GradeScale } from '../../src/domain/case-audit-tool.events.js';

/** The words that inspectors of children's services use, which audit tools in use grade by (domain facts §3, agency tool). */
export const fourGrades: GradeScale = {
  id: 'four-grades',
  version: 1,
  title: 'Inadequate to outstanding',
  levels: [
    {
      key: 'inadequate',
      numeric: 0,
      words: 'Inadequate',
      descriptor: 'Practice left the child at risk, or what had to be done was not done.',
    },
    {
      key: 'requires-improvement',
      numeric: 1,
      words: 'Requires improvement',
      descriptor: 'The child was not left at risk, but practice was late, incomplete or made little difference.',
    },
    { key: 'good', numeric: 2, words: 'Good', descriptor: 'Practice was timely and thorough, and made a difference to the child.' },
    {
      key: 'outstanding',
      numeric: 3,
      words: 'Outstanding',
      descriptor: 'Practice was good throughout, and others should learn from how it was done.',
    },
  ],
};
