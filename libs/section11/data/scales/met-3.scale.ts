import type { Scale } from '../../src/domain/section11-tool.events.js';

export const met3: Scale = {
  id: 'met-3',
  version: 1,
  title: 'Not met, partly met or met',
  levels: [
    {
      key: 'not-met',
      numeric: 0,
      words: 'Not met',
      descriptor: 'The arrangement is missing, or there is nothing to show that it works.',
    },
    {
      key: 'partly-met',
      numeric: 1,
      words: 'Partly met',
      descriptor: 'The arrangement is there but does not yet reach everyone it should, or the evidence for it has gaps.',
    },
    {
      key: 'met',
      numeric: 2,
      words: 'Met',
      descriptor: 'The arrangement is in place throughout the agency, and evidence shows that it works in practice.',
    },
  ],
  notApplicable: {
    words: 'Not applicable',
    descriptor: 'The arrangement cannot apply to what this agency does; the reason says why.',
    needsReason: true,
    inDenominator: false,
  },
};
