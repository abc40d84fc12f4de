import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleRow } from '@goldenthread/section11';
import { aProgress, EARLIER, NOW } from '../testing/examples.js';
import { agencyCsv, agencyPage, type AgencyFacts } from './agency.page.js';

const cycle = { cycle: 'c', title: 'Section 11 2026', dueOn: '2026-12-18', closedOn: null } as RowOf<Section11CycleRow>;
const item = { key: 'SMC-1', question: '', guidance: '' } as unknown as AgencyFacts['headings'][number]['items'][number];
const facts: AgencyFacts = {
  cycle,
  progress: aProgress(),
  headings: [
    { key: 'SMC', title: 'Senior management', items: [item, item, item, item] },
    { key: 'TRN', title: 'Training', items: [item, item] },
  ],
  standards: [{ heading: 'SMC', unanswered: 3 }],
};
const CLOSED = { ...cycle, closedOn: '2026-11-20' };

describe('one agency in a cycle, for the business unit', () => {
  it('shows of a draft how much of each standard is answered, and leads to none of its words', () => {
    const view = agencyPage(facts, NOW);
    expect(view.standards).toEqual([
      { title: 'Senior management', answered: '1 of 4' },
      { title: 'Training', answered: '0 of 2' },
    ]);
    expect([view.links, view.lead]).toEqual([[], expect.stringContaining('its answers can be read here once its agency submits it')]);
    expect(agencyCsv(facts).text()).toContain('Senior management,1,4');
  });

  it('says what happens next while the cycle is open, and that nothing need be done', () => {
    const nextOf = (over: Parameters<typeof aProgress>[0]): string | undefined =>
      agencyPage({ ...facts, progress: aProgress(over) }, NOW).nothing;
    expect(nextOf({ status: 'not-started' })).toContain('Next, somebody at the agency starts it.');
    expect(nextOf({})).toContain('a senior officer signs it off.');
    expect(nextOf({ status: 'signed-off' })).toContain('Next, the agency submits it.');
    expect(agencyPage(facts, EARLIER).nothing).toBeUndefined();
  });

  it('offers to admit it once the cycle is closed, to reopen it once it is submitted, and neither at an earlier date', () => {
    const submitted = aProgress({ status: 'submitted', submissions: 1, submittedOn: '2026-11-20' });
    const actionsOf = (change: Partial<AgencyFacts>, reading = NOW): readonly string[] =>
      agencyPage({ ...facts, ...change }, reading).actions.map(({ text }) => text);
    expect([actionsOf({}), actionsOf({ cycle: CLOSED }), actionsOf({ progress: submitted })]).toEqual([[], ['Admit late'], ['Reopen']]);
    expect(actionsOf({ cycle: CLOSED }, EARLIER)).toEqual([]);
  });

  it('leads to what was submitted, with receipt and history, also while it is back with its agency', () => {
    const back = aProgress({ submissions: 1, reopenedAt: '2026-11-20T10:00:00.000Z' });
    const view = agencyPage({ ...facts, progress: back }, NOW);
    expect(view.links.map(({ text }) => text)).toEqual(['Read the return', 'See its receipt', 'See its history']);
    expect(view.lead).toContain('as it was last submitted');
  });
});
