import type { ShownAction } from '@goldenthread/actions';
import type { AgencyAuditRow, CaseAuditRow } from '@goldenthread/case-audits';
import type { AskedFigure } from '@goldenthread/indicators';
import { EARLIER, NOW, REF } from '../testing/examples.js';
import { waitingTasks, type WaitingFacts } from './waiting.js';

const NOTHING: WaitingFacts = { audits: [], actions: [], figures: [] };

function anAction(changes: Partial<ShownAction>): ShownAction {
  const action = { action: REF, what: 'Ask what became of referrals.', issuedOn: '2026-09-01', dueOn: '2026-11-09', respondBy: null };
  return { ...action, status: 'accepted', ...changes } as ShownAction;
}

function audits(...statuses: AgencyAuditRow['status'][]): WaitingFacts['audits'] {
  const audit = { audit: REF, title: 'Domestic abuse: a year on' } as CaseAuditRow;
  return [{ audit, own: statuses.map((status) => ({ status, dueOn: '2026-11-30' }) as AgencyAuditRow) }];
}

function aFigure(due: string, name: string): AskedFigure {
  return { due, indicator: { definition: { name } }, period: { words: 'July to September 2026' } } as AskedFigure;
}

describe('what waits for an agency beside its returns', () => {
  it('is nothing where nothing is asked of it', () => {
    expect(waitingTasks(NOTHING, NOW)).toEqual([]);
  });

  it('is an action under way, and by how many days it is late', () => {
    expect(waitingTasks({ ...NOTHING, actions: [anAction({})] }, NOW)).toEqual([
      {
        title: { text: 'Ask what became of referrals.' },
        href: `/actions/${REF}`,
        hint: { text: 'Action. Report progress, or say that it is done and give the evidence.' },
        status: { tag: { text: '16 days late', classes: 'govuk-tag--red' } },
      },
    ]);
  });

  it('is the response to an action first, due by its own day', () => {
    const respondBy = '2026-12-01';
    const [task] = waitingTasks({ ...NOTHING, actions: [anAction({ status: 'issued', respondBy })] }, NOW);
    expect(task).toMatchObject({ status: { text: 'Due 1 December 2026' }, hint: { text: /your response is due first/ } });
    const [late] = waitingTasks({ ...NOTHING, actions: [anAction({ status: 'issued', respondBy: '2026-11-24' })] }, NOW);
    expect(late).toMatchObject({ status: { tag: { text: '1 day late' } }, hint: { text: /your response was due first/ } });
  });

  it('is to say that an action was received, before its response has a day', () => {
    const [task] = waitingTasks({ ...NOTHING, actions: [anAction({ status: 'issued' })] }, NOW);
    expect(task?.hint.text).toBe('Action. Say that you have received it; then accept or refuse it.');
  });

  it.each(['claimed', 'refused', 'completed', 'superseded'] as const)('is no action that is %s: that is for others', (status) => {
    expect(waitingTasks({ ...NOTHING, actions: [anAction({ status })] }, NOW)).toEqual([]);
  });

  it('is each case audit once, with how many of its cases are open', () => {
    const [task, ...more] = waitingTasks({ ...NOTHING, audits: audits('requested', 'submitted', 'in-progress', 'not-known') }, NOW);
    expect(more).toEqual([]);
    expect(task).toMatchObject({ href: `/case-audits/${REF}`, hint: { text: 'Case audit. 2 cases of 4 still to be answered.' } });
    expect(waitingTasks({ ...NOTHING, audits: audits('submitted', 'not-known') }, NOW)).toEqual([]);
  });

  it('is all figures in one line, by the day of the first', () => {
    const figures = [aFigure('2026-12-14', 'Visits in time'), aFigure('2026-11-25', 'Conferences in time')];
    expect(waitingTasks({ ...NOTHING, figures }, NOW)).toEqual([
      {
        title: { text: 'Report 2 figures for indicators' },
        href: '/indicators/late',
        hint: { text: 'Indicators. The first: Conferences in time, July to September 2026.' },
        status: { text: 'Due today' },
      },
    ]);
  });

  it('is in the order of the days it is due by, and leads to the same date', () => {
    const facts = { audits: audits('requested'), actions: [anAction({})], figures: [aFigure('2026-12-14', 'Visits in time')] };
    expect(waitingTasks(facts, EARLIER).map(({ href }) => href)).toEqual([
      `/actions/${REF}?asAt=2026-03-31`,
      `/case-audits/${REF}?asAt=2026-03-31`,
      '/indicators/late?asAt=2026-03-31',
    ]);
  });
});
