import type { LevelKey } from '@goldenthread/section11';

// What invented agencies say of their policies and practice, never of a child. {board}, {staff} and {lead} are the
// agency's own words; {share} is a percentage and {n} a small number, so that no two agencies say quite the same.

type Said = Readonly<Record<LevelKey, string>>;

/** What is said to each item at each level. */
export const NARRATIVES: Readonly<Record<string, Said>> = {
  'SMC-1': {
    met: '{lead} is our named lead at board level, holds the safeguarding portfolio in their job description and reports to {board} every quarter.',
    'partly-met':
      '{lead} holds the lead role, but has had it for under a year and is still completing the development programme agreed with the partnership.',
    'not-met': 'The lead post has been covered in the interim since the spring and nobody has yet been named to {board} in its place.',
  },
  'SMC-2': {
    met: '{board} spends a day each year with front-line teams. Members read anonymised plans with {staff} and report back on what they found.',
    'partly-met': 'Leaders visited {n} teams this year, fewer than planned, and what they concluded was not brought together for {board}.',
    'not-met': 'Leaders rely on reports. No visit or dip sample by a member of {board} has taken place in the last twelve months.',
  },
  'SMC-3': {
    met: 'Safeguarding has its own priority in the corporate plan and its own budget line, worked out from demand over three years.',
    'partly-met':
      'The plan names safeguarding as a priority. The training budget is protected; the rest is met from general funds as needs arise.',
    'not-met': 'The current plan was agreed before the restructure and does not mention safeguarding children.',
  },
  'SMC-4': {
    met: 'Findings go on one tracker that {board} reviews. Supervision notes changed after last year’s thematic review, and we can show the difference.',
    'partly-met':
      'Actions are tracked until they are completed. We do not yet go back to ask whether practice is different because of them.',
    'not-met': 'Findings are circulated to managers. There is no single record of what was done about them.',
  },
  'SOA-1': {
    met: 'The policy was reviewed this year with {staff} and approved by {board}. The next review is dated in the document itself.',
    'partly-met': 'The policy is in date, but its review ran over by {n} months and the appendix of contacts has not caught up.',
    'not-met': 'The policy is more than three years old and still names arrangements that have since been replaced.',
  },
  'SOA-2': {
    met: 'Spot checks in {n} teams showed that {staff} can find the policy and say in their own words what it asks of them.',
    'partly-met': 'A survey found that {share}% of {staff} know where the policy is; fewer could say what it asks them to do first.',
    'not-met': 'We have not asked {staff} whether they can find the policy. It is on the intranet, which not everyone can reach.',
  },
  'SOA-3': {
    met: 'The policy covers our devices, our guest network and how we contact families by message. Filtering is reviewed every term with IT.',
    'partly-met': 'Our own devices are covered. Guest wi-fi and messaging apps are in a draft that goes to {board} next quarter.',
    'not-met': 'Online safety is left to the IT acceptable-use policy, which does not speak of children.',
  },
  'SOA-4': {
    met: 'A leaflet written with young people is given at first contact. Complaints from children have their own route and a named listener.',
    'partly-met':
      'Families are told how to complain. Only {n} complaints came from children themselves, which makes us doubt that they know how.',
    'not-met': 'The complaints page is written for adults, and we cannot say how many complaints came from children.',
  },
  'LOA-1': {
    met: 'One page shows the line from front-line work to {board}, with a name at each step, and it is in every induction pack.',
    'partly-met':
      'The line is clear in our main service. Since two teams merged, {staff} there have told us they are unsure whom to go to.',
    'not-met': 'Reporting lines changed in the restructure and have not been written down.',
  },
  'LOA-2': {
    met: 'Designated roles are in job descriptions with a day a week protected, and cover is arranged before leave is approved.',
    'partly-met': 'The roles are in job descriptions. Protected time is agreed but is the first thing to go when a team is short.',
    'not-met': 'The designated role is carried by a manager beside a full caseload, without protected time.',
  },
  'LOA-3': {
    met: 'The whistleblowing route is on every payslip and was used {n} times last year; each person was told what came of it.',
    'partly-met': 'The route exists and is advertised. It has not been used for two years, and we do not know whether that is good news.',
    'not-met': 'The procedure does not mention safeguarding, and {staff} in our last survey did not know of it.',
  },
  'LOA-4': {
    met: 'Escalations are logged. {n} were raised this year, all answered within the times of the local procedures, and themes go to {lead}.',
    'partly-met':
      '{staff} escalate by talking to a manager, which works. Few use the formal steps, so we cannot show how often it happens.',
    'not-met': 'There is no record of escalations, and the last audit found concerns that had been allowed to rest.',
  },
  'SVD-1': {
    met: 'Our young people’s panel meets every month. The waiting area, the letters we send and our opening hours changed because of it.',
    'partly-met':
      'We ask families what they think at the end of our work. We are better at collecting their views than at showing what changed.',
    'not-met': 'Views are gathered by a yearly questionnaire, which nobody has analysed since it was last sent.',
  },
  'SVD-2': {
    met: 'Every proposal to {board} has a paragraph on children. {n} proposals were sent back last year because it said too little.',
    'partly-met':
      'Large changes are assessed for their impact on children. Smaller ones, such as moving a clinic or a desk, often are not.',
    'not-met': 'The impact form asks about equality, and not about children’s safety or welfare.',
  },
  'SVD-3': {
    met: 'Contracts carry our safeguarding standards, and providers return evidence each year. {n} were visited this year.',
    'partly-met': 'The standard clause is in all new contracts. Older ones are brought up to date as they come to be renewed.',
    'not-met': 'Grant agreements do not yet refer to safeguarding, though larger contracts do.',
  },
  'SVD-4': {
    met: 'We compare who uses the service with who lives here. Outreach in two communities began after we saw who was missing.',
    'partly-met': 'We record background and language for {share}% of families. We have begun to look at the gaps, not yet to act on them.',
    'not-met': 'We do not analyse need by background or community.',
  },
  'TRN-1': {
    met: 'Induction covers safeguarding in the first week. Nobody works alone with families until it is signed off by their manager.',
    'partly-met': 'All permanent {staff} have it in the first month. Those who join through an agency sometimes start before it.',
    'not-met': 'Induction was moved online last year, and we found that its safeguarding part can be skipped.',
  },
  'TRN-2': {
    met: 'A training matrix sets a level for each role. {share}% are up to date this month, and {board} sees the figure by team.',
    'partly-met': 'Levels are set for each role. {share}% are up to date against our target of 90%, with night shifts furthest behind.',
    'not-met': 'We record who attended what, but cannot say what share of each role is up to date.',
  },
  'TRN-3': {
    met: '{n} of our {staff} went on partnership courses this year, and two help to teach them.',
    'partly-met': 'Places are offered and welcomed. About a third were cancelled on the day because there was nobody to cover.',
    'not-met': 'Nobody has been released for multi-agency training this year because of vacancies.',
  },
  'TRN-4': {
    met: 'Managers look at practice three months after a course. Recording of what children say has become fuller since.',
    'partly-met': '{staff} rate courses highly. We ask them again after three months, but do not yet look at their work.',
    'not-met': 'We collect forms at the end of each course, and nothing after that.',
  },
  'SRC-1': {
    met: 'No start date is given until checks are complete. A dip sample of {n} files found every reference verified by telephone.',
    'partly-met': 'Checks are completed before start. In {n} of the files we sampled, a reference had been taken and not verified.',
    'not-met': 'Some {staff} began under supervision while checks were outstanding, without a written assessment of the risk.',
  },
  'SRC-2': {
    met: 'Every panel has a member with current safer recruitment training, and the system will not open a vacancy without one.',
    'partly-met': 'Panels for posts with children have a trained member. Two of our trained managers are due for renewal.',
    'not-met': 'We have too few trained managers to have one on every panel.',
  },
  'SRC-3': {
    met: 'The procedure is on one page. All {n} concerns last year went to the designated officer within one working day.',
    'partly-met': 'The procedure is clear. One referral was made after three days, because a manager looked into it first.',
    'not-met': 'The procedure has not been revised since the local arrangements changed.',
  },
  'SRC-4': {
    met: 'Volunteers and agency {staff} go through the same checks. Contracts say so, and we ask suppliers to show us.',
    'partly-met': 'Volunteers are covered. We rely on the assurance of agencies, and have asked only one of them for proof.',
    'not-met': 'Contractors who work on site are checked in different ways by different managers.',
  },
  'IAW-1': {
    met: 'Our procedures link to the local ones and repeat none of them, so that they cannot drift apart.',
    'partly-met': 'Local procedures are followed. Two of our own still describe forms that the partnership has withdrawn.',
    'not-met': 'Our procedures were written before the present local ones and have not been compared.',
  },
  'IAW-2': {
    met: 'We attended {share}% of the conferences to which we were invited, and sent a written report to the rest.',
    'partly-met': 'We attend most conferences. Reports reach the chair in time for about two in three.',
    'not-met': 'Invitations reach a shared mailbox. We cannot say how many we attended.',
  },
  'IAW-3': {
    met: 'The threshold document is used in supervision, and {share}% of our contacts led to help at the level we had judged.',
    'partly-met': '{staff} know the document. Our contacts still say what worries us more than what help we think is needed.',
    'not-met': 'Many {staff} have not seen the present version.',
  },
  'IAW-4': {
    met: 'We sit on two groups and took part in every multi-agency audit this year, bringing the worker as well as the file.',
    'partly-met': 'We take part in audits. Attendance at the groups dropped in the autumn because our member changed twice.',
    'not-met': 'We have had no member on a group since our reorganisation.',
  },
  'INF-1': {
    met: 'The protocol was signed by {lead}, names a contact in each agency and is reviewed with the data protection officer each year.',
    'partly-met': 'We have signed the protocol. It predates our present systems, and {staff} ask for clearer examples.',
    'not-met': 'The protocol in use was signed by a body that no longer exists.',
  },
  'INF-2': {
    met: 'A one-page guide and case discussions in supervision have helped: {share}% of {staff} say that they are confident.',
    'partly-met': '{share}% of {staff} say that they are confident. The others say that they fear getting it wrong more than not sharing.',
    'not-met': '{staff} tell us that they ask for consent in every case, because they are unsure when they need not.',
  },
  'INF-3': {
    met: 'A dip sample of {n} records found a reason written beside each decision, whether information was shared or not.',
    'partly-met': 'Information is shared on the same day in most cases. Reasons are recorded when we share, less often when we do not.',
    'not-met': 'We could not find the reason for sharing or not sharing in most of the records that we sampled.',
  },
  'INF-4': {
    met: 'Breaches and missed chances to share are reviewed together, and {n} short briefings came from them this year.',
    'partly-met': 'Breaches are reviewed. We have no way yet to notice when something should have been shared and was not.',
    'not-met': 'Breaches are reported as data incidents, and not looked at for what they say about safeguarding.',
  },
  'IND-1': {
    met: 'Records have a place for what the child said and what we made of it. Our audit found it used well in {share}% of them.',
    'partly-met': 'Children are seen and heard. Their own words are found in {share}% of records; elsewhere we read what adults said.',
    'not-met': 'Our records are built around appointments, and it is hard to find the child in them.',
  },
  'IND-2': {
    met: 'Plans say what will be different and by when. Those that drift come to {lead} after {n} weeks.',
    'partly-met': 'Plans are reviewed in time. Many list what we will do rather than what is to change.',
    'not-met': 'Plans differ between teams, and reviews are not always recorded.',
  },
  'IND-3': {
    met: 'Supervision happens monthly. Decisions are written on the file on the same day, with the reason for them.',
    'partly-met': 'Supervision happens for {share}% of {staff} within six weeks. Decisions are made, and not always put on the file.',
    'not-met': 'Supervision has been about workload this year, and seldom reached decisions.',
  },
  'IND-4': {
    met: 'Flags in our system show disabled, looked-after and missing children, and a lead for each helps {staff} to respond.',
    'partly-met': 'Disabled and looked-after children are recognised. {staff} are less sure about private fostering.',
    'not-met': 'We do not record whether a child is looked after or privately fostered.',
  },
  'MON-1': {
    met: 'All {n} audits of this year’s programme are complete, and each was discussed with the team whose work it was.',
    'partly-met': 'The programme is agreed. {n} audits are done, and the rest slipped when the auditor’s post was vacant.',
    'not-met': 'There is no programme. Audits are done when something has gone wrong.',
  },
  'MON-2': {
    met: 'Every finding of the last inspection has an owner and a date. {board} closed the last of them in the summer.',
    'partly-met': 'Most findings of the last inspection are resolved. {n} are past the date that we set ourselves.',
    'not-met': 'The action plan was written, and has not been looked at since the lead officer left.',
  },
  'MON-3': {
    met: '{board} sees {n} measures each quarter, with what is behind them. Cover at weekends was changed because of one.',
    'partly-met': 'Figures go to {board} each quarter. Discussion is often of how they are counted rather than what to do.',
    'not-met': 'Safeguarding figures are sent to the partnership and not looked at here.',
  },
  'MON-4': {
    met: 'Recommendations stay open until an audit shows their effect. {n} were reopened because it did not.',
    'partly-met': 'Recommendations are tracked until they are done. We have evidence of effect for about half.',
    'not-met': 'We receive recommendations and pass them on. We do not follow what becomes of them.',
  },
};

/** What is shown for each heading, with the month it is from. */
export const EVIDENCE: Readonly<Record<string, readonly [string, string, string]>> = {
  SMC: ['Minutes of {board}, {when}: safeguarding item.', 'Diary of leaders’ visits, {when}.', 'Job description of the board-level lead.'],
  SOA: [
    'Safeguarding policy, approved {when}.',
    'Results of the staff survey, {when}.',
    'Leaflet on complaints, written with young people.',
  ],
  LOA: ['Chart of reporting lines, {when}.', 'Log of escalations, extract to {when}.', 'Whistleblowing procedure and poster.'],
  SVD: [
    '“You said, we did” board, {when}.',
    'Impact assessment of the new opening hours, {when}.',
    'Standard contract, safeguarding schedule.',
  ],
  TRN: ['Training report by role, {when}.', 'Induction checklist, present version.', 'Evaluation three months after training, {when}.'],
  SRC: ['Dip sample of recruitment files, {when}.', 'Single record of checks, extract of {when}.', 'Procedure for allegations, one page.'],
  IAW: ['Attendance at conferences, report of {when}.', 'Terms of reference of the groups we sit on.', 'Comparison of procedures, {when}.'],
  INF: ['Information-sharing protocol, signed copy.', 'Staff confidence survey, {when}.', 'Briefing on learning from breaches, {when}.'],
  IND: ['Audit of records for the child’s voice, {when}.', 'Supervision audit, {when}.', 'Template of plans, with worked example.'],
  MON: ['Audit programme and results to {when}.', 'Quarterly figures as seen by {board}, {when}.', 'Tracker of recommendations, {when}.'],
};

/** A published paper that an agency points to, by heading. */
export const PAPERS: Readonly<Record<string, { readonly title: string; readonly path: string }>> = {
  SMC: { title: 'Annual safeguarding report', path: 'annual-safeguarding-report' },
  SOA: { title: 'Safeguarding children policy', path: 'policies/safeguarding-children' },
  LOA: { title: 'Speaking up: our whistleblowing policy', path: 'policies/speaking-up' },
  SVD: { title: 'What young people told us', path: 'young-people' },
  TRN: { title: 'Safeguarding training strategy', path: 'training-strategy' },
  SRC: { title: 'Safer recruitment policy', path: 'policies/safer-recruitment' },
  IAW: { title: 'How we work with others', path: 'working-together' },
  INF: { title: 'Information-sharing protocol', path: 'information-sharing' },
  IND: { title: 'Practice standards', path: 'practice-standards' },
  MON: { title: 'Quality assurance framework', path: 'quality-assurance' },
};

/** Why an item does not apply. */
export const REASONS: Readonly<Record<string, string>> = {
  'SVD-3': 'We commission and contract out no services.',
  'IND-2': 'We hold no plans for individual children: we refer, and contribute to the plans of others.',
  'IND-3': 'We hold no cases. Supervision of our own people is described under staff training.',
};

/** What is said when a return is signed off. */
export const STATEMENTS: readonly string[] = [
  'Read and agreed. The actions we name are in our own plan.',
  'I have read the whole of this return and discussed it with those who wrote it.',
  'Agreed on behalf of the agency, after discussion at our leadership meeting.',
];
