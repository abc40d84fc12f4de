import type { ShownAction } from '@goldenthread/actions';
import { anAgencyAudit, anAudit, POLICE } from '../testing/case-audits.js';
import { aProgress, EARLIER, NOW } from '../testing/examples.js';
import { actionTasks, auditTasks } from './other-tasks.js';
import { tasksPage } from './tasks.page.js';

const audit = anAudit({ title: 'Domestic abuse' });
const parts = (...statuses: readonly ('requested' | 'in-progress' | 'submitted' | 'not-known')[]) => {
  return statuses.map((status) => anAgencyAudit(POLICE, { status, dueOn: '2026-11-20' }));
};
const anAction = (over: Partial<ShownAction>): ShownAction => ({
  action: 'a',
  partnership: 'p',
  recommendation: 'r',
  sourceKind: 'scrutiny',
  themes: [],
  what: 'Name one officer.',
  agency: POLICE,
  agencyName: 'Marlshire Constabulary',
  owner: null,
  status: 'issued',
  issuedOn: '2026-11-02',
  dueOn: '2027-01-29',
  successMeasure: '',
  evidenceSought: '',
  matrix: 'm',
  receivedOn: null,
  receiptBy: null,
  respondBy: null,
  respondedOn: null,
  respondedLate: null,
  reports: 0,
  reportedOn: null,
  claimedOn: null,
  completedOn: null,
  completedByPerson: null,
  completedByAgency: null,
  impact: null,
  impactOn: null,
  reopenings: 0,
  supersededBy: null,
  revision: 0,
  of: null,
  ...over,
});

describe('what an agency has to do beside its returns', () => {
  it('is the cases that it has not audited, with the day by which it should have', () => {
    expect(auditTasks([{ audit, parts: parts('requested', 'in-progress', 'submitted', 'not-known') }], NOW)).toEqual([
      {
        dueOn: '2026-11-20',
        title: 'Domestic abuse',
        due: 'It was due on Friday 20 November 2026, 5 days ago',
        isLate: true,
        duty: 'A case audit: 2 cases of 4 still to audit.',
        link: { text: 'Audit the cases', href: `/case-audits/${audit.audit}` },
      },
    ]);
    expect(auditTasks([{ audit, parts: parts('submitted', 'not-known') }], NOW)).toEqual([]);
    expect(auditTasks([{ audit, parts: [] }], NOW)).toEqual([]);
    expect(auditTasks([{ audit, parts: parts('requested') }], EARLIER)[0]?.link?.text).toBe('See the audit');
  });

  it('is the actions that it has not answered or not done, and none that wait for others', () => {
    const tasks = (over: Partial<ShownAction>) => actionTasks([anAction(over)], NOW).map(({ due, isLate, duty }) => [due, isLate, duty]);
    expect(tasks({})).toEqual([['Due Friday 29 January 2027, in 65 days', false, 'An action to accept, or to refuse with a reason.']]);
    expect(tasks({ receivedOn: '2026-11-03', respondBy: '2026-11-17' })).toEqual([
      ['It was due on Tuesday 17 November 2026, 8 days ago', true, 'An action to accept, or to refuse with a reason.'],
    ]);
    expect(tasks({ status: 'accepted', dueOn: '2026-11-24' })).toEqual([
      ['It was due on Tuesday 24 November 2026, 1 day ago', true, 'An action that your agency accepted.'],
    ]);
    for (const status of ['claimed', 'refused', 'completed', 'superseded'] as const) expect(tasks({ status })).toEqual([]);
  });

  it('stands among its returns by the day it is due', () => {
    const others = [...auditTasks([{ audit, parts: parts('requested') }], NOW), ...actionTasks([anAction({})], NOW)];
    const { toDo } = tasksPage([aProgress()], new Map([[aProgress().cycle, null]]), NOW, others);
    expect(toDo.map(({ title }) => title)).toEqual(['Domestic abuse', 'Section 11 self-assessment 2026', 'Name one officer.']);
  });
});
