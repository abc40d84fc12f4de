import type { AttentionLine } from '@goldenthread/actions';
import type { GridLine, PointType } from '@goldenthread/indicators';
import { EARLIER, NOW, REF } from '../testing/examples.js';
import { sentencesBeyondReturns } from './beyond-returns.js';

const QUIET = { lines: [], left: 0 };

function aLine(name: string, variation: PointType): GridLine {
  const indicator = { code: name.toLowerCase(), definition: { name } };
  const view = { judged: { variation }, periods: [], latest: undefined };
  return { indicator, place: 'authority:marlshire', placeName: 'Marlshire', view } as unknown as GridLine;
}

describe('what a member sees first beyond returns', () => {
  it('is how much is unusual, a concern before an improvement, three at most', () => {
    const lines = [aLine('A', 'usual'), aLine('B', 'improvement'), aLine('C', 'improvement'), aLine('D', 'concern'), aLine('E', 'concern')];
    const [unusual] = sentencesBeyondReturns({ lines, attention: QUIET }, NOW);
    expect(unusual?.text).toBe('4 of 5 indicator lines say something unusual in their latest period.');
    expect(unusual?.evidence.map(({ text }) => text)).toEqual([
      'D, Marlshire. Unusual: concern',
      'E, Marlshire. Unusual: concern',
      'B, Marlshire. Unusual: improving',
    ]);
    expect(unusual?.evidence[0]?.href).toBe('/indicators/d/authority%3Amarlshire');
  });

  it('says so where nothing is unusual', () => {
    const [unusual] = sentencesBeyondReturns({ lines: [aLine('A', 'usual')], attention: QUIET }, NOW);
    expect(unusual).toMatchObject({ text: 'None of 1 indicator line says anything unusual.', evidence: [] });
  });

  it('is what follow-up waits for, the gravest first, counted with what is left out', () => {
    const overdue: AttentionLine = { kind: 'overdue', agency: REF, agencyName: 'Vale', count: 2, longest: 16 };
    const [, waiting] = sentencesBeyondReturns({ lines: [], attention: { lines: [overdue], left: 3 } }, EARLIER);
    expect(waiting).toEqual({
      key: 'follow-up',
      text: '4 things need attention in follow-up.',
      evidence: [
        {
          text: 'Vale has 2 actions overdue, the longest by 16 days.',
          href: `/actions?agency=${REF}&status=overdue&asAt=2026-03-31`,
        },
      ],
      all: { text: 'See what needs attention in follow-up', href: '/attention?asAt=2026-03-31' },
    });
  });
});
