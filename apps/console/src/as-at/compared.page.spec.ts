import { aComparedCycle, EARLIER_REF, nameOf, NOW, REF } from '../testing/examples.js';
import { betweenFields } from './between.page.js';
import { answersPage, answersTable, comparedStandardsPage, comparedStandardsTable } from './compared.page.js';

const SINCE = { asked: '2026-03-31', words: '31 March 2026' };
const HEAD = { title: 'Compared', span: '', views: [], between: betweenFields([], '2026-11-25') };

describe('two dates beside each other', () => {
  it('say of each answer what it was and is, who changed it and why, and lead to the words at either date', () => {
    const [cycle] = answersPage(HEAD, [aComparedCycle()], SINCE, NOW, nameOf).cycles;
    expect(cycle?.rows).toEqual([
      {
        agency: 'Marlshire Constabulary',
        historyHref: `/returns/${REF}/history`,
        question: 'SMC-1: Is there a named lead?',
        before: { text: 'Met', href: `/returns/${REF}/answers/SMC-1?asAt=2026-03-31` },
        after: { text: 'Not met', href: `/returns/${REF}/answers/SMC-1` },
        who: 'Callum Birch, agency author, 25 November 2026, 9:30am',
        why: 'Internal audit found otherwise.',
      },
    ]);
    expect(cycle?.cameIn).toEqual([{ text: 'Vale District Council: 1 answer', href: `/returns/${EARLIER_REF}/copy` }]);
  });

  it('mark each cell of the matrix that is not what it was', () => {
    const [cycle] = comparedStandardsPage(HEAD, [aComparedCycle()], SINCE, NOW).cycles;
    expect(cycle?.lead).toBe('2 cells of 3 are not what they were.');
    expect(cycle?.agencies.map(({ cells }) => cells.map(({ before, after }) => [before?.text, after.text]))).toEqual([
      [
        ['4 of 4', '3 of 4, 1 partly'],
        [undefined, '3 of 4, 1 partly'],
      ],
      [['Not submitted', '3 of 4, 1 partly']],
    ]);
    expect(cycle?.agencies[0]?.cells[0]?.before?.href).toBe(`/returns/${REF}/standards/SMC?asAt=2026-03-31`);
  });

  it('are files too, which name the earlier date', () => {
    const answers = answersTable([aComparedCycle()], SINCE, nameOf);
    expect(answers.name).toBe('section-11-changed-answers-since-2026-03-31');
    expect(answers.text()).toContain('Vale District Council,SMC-1,Is there a named lead?,Not submitted,Not met');
    expect(comparedStandardsTable([aComparedCycle()], SINCE).text()).toContain('Marlshire Constabulary,Leadership,4,0,4,3,1,4,yes');
  });
});
