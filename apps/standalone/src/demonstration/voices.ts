/** How an agency speaks of itself. */
export interface Voice {
  readonly board: string;
  readonly staff: string;
  readonly lead: string;
  /** Where its papers are published. */
  readonly site: string;
}

/** By the agency's slug: those that make returns. */
export const VOICES: Readonly<Record<string, Voice>> = {
  'county-council': {
    board: 'the Children’s Leadership Team',
    staff: 'practitioners',
    lead: 'the Director of Children’s Services',
    site: 'council.marlshire.example',
  },
  constabulary: {
    board: 'the Chief Officer Group',
    staff: 'officers and staff',
    lead: 'the Assistant Chief Constable',
    site: 'constabulary.marlshire.example',
  },
  'health-board': {
    board: 'the Integrated Care Board',
    staff: 'clinical and commissioning staff',
    lead: 'the Chief Nurse',
    site: 'icb.marlshire.example',
  },
  hospitals: {
    board: 'the Trust Board',
    staff: 'ward and clinic staff',
    lead: 'the Director of Nursing',
    site: 'hospitals.marlshire.example',
  },
  probation: {
    board: 'the delivery unit’s leadership team',
    staff: 'probation practitioners',
    lead: 'the Head of Service',
    site: 'probation.marlshire.example',
  },
  'youth-justice': {
    board: 'the Youth Justice Management Board',
    staff: 'case managers',
    lead: 'the Head of Youth Justice',
    site: 'youthjustice.marlshire.example',
  },
  'fire-and-rescue': {
    board: 'the Fire Authority',
    staff: 'crews and community safety staff',
    lead: 'the Area Manager for Prevention',
    site: 'fire.marlshire.example',
  },
  'coastal-district': {
    board: 'the Corporate Management Team',
    staff: 'council staff',
    lead: 'the Director for Communities',
    site: 'coastal.example',
  },
  'vale-district': {
    board: 'the Management Board',
    staff: 'council staff',
    lead: 'the Assistant Director for Housing',
    site: 'vale.example',
  },
  'learning-trust': { board: 'the trustees', staff: 'school staff', lead: 'the Director of Safeguarding', site: 'trust.marlshire.example' },
  'young-voices': { board: 'the trustees', staff: 'staff and volunteers', lead: 'the Chief Executive', site: 'youngvoices.example' },
};
