import type { Tool } from '../../src/domain/section11-tool.events.js';
import { met3 } from '../scales/met-3.scale.js';

/**
 * The canonical tool: the ten headings of evidence that partnerships use for section 11 of the Children Act 2004, with
 * forty items in Golden Thread's own words. Once published it never changes: another wording is another version.
 */
export const section11V1: Tool = {
  code: 'section-11',
  version: 1,
  title: "Section 11 self-assessment (Golden Thread's own wording)",
  scale: met3,
  headings: [
    {
      key: 'SMC',
      title: 'Senior management commitment',
      items: [
        {
          key: 'SMC-1',
          workingTogether: ['b'],
          question:
            'Does your agency have a named lead for safeguarding children at board level, with the knowledge, skills and standing that the role needs?',
          guidance: 'Name the lead, say how they came by their expertise and when the board last heard from them.',
        },
        {
          key: 'SMC-2',
          workingTogether: ['b', 'j'],
          question: 'Do your leaders test for themselves, at least once a year, how good your safeguarding of children is?',
          guidance: 'Say what they looked at, whom they spoke to and what they concluded.',
        },
        {
          key: 'SMC-3',
          workingTogether: ['j'],
          question: 'Do your strategic plans and budgets make provision for safeguarding children?',
          guidance: 'Point to the plan and the budget line, and say how the need was worked out.',
        },
        {
          key: 'SMC-4',
          workingTogether: ['j'],
          question: 'Do your leaders act on what reviews, audits and inspections find about safeguarding, and see the changes through?',
          guidance: 'Give a finding from the last two years and what is different because of it.',
        },
      ],
    },
    {
      key: 'SOA',
      title: 'Statement of accountability',
      items: [
        {
          key: 'SOA-1',
          workingTogether: ['a'],
          question: 'Does your agency have a written safeguarding policy that is current and is reviewed at least every three years?',
          guidance: 'Give the date of the last review and who approved the policy.',
        },
        {
          key: 'SOA-2',
          workingTogether: ['a'],
          question: 'Can every member of staff and every volunteer find your safeguarding policy and explain what it asks of them?',
          guidance: 'Say how you know: a survey, spot checks or supervision records for example.',
        },
        {
          key: 'SOA-3',
          workingTogether: ['a'],
          question: "Does your policy cover your duties for children's safety online, in your services and in the technology you provide?",
          guidance: 'Say which services and devices are covered and who keeps this up to date.',
        },
        {
          key: 'SOA-4',
          workingTogether: ['c'],
          question: 'Do children and families know how to complain about your services, and do their complaints lead to answers?',
          guidance: 'Show what they are told, and how many complaints came from children in the last year.',
        },
      ],
    },
    {
      key: 'LOA',
      title: 'Lines of accountability',
      items: [
        {
          key: 'LOA-1',
          workingTogether: ['a'],
          question: 'Is there a clear line of reporting for safeguarding from front-line work to your board?',
          guidance: 'A chart or a description of who answers to whom is enough.',
        },
        {
          key: 'LOA-2',
          workingTogether: ['g'],
          question: 'Are designated or named safeguarding roles written into job descriptions, with protected time to carry them out?',
          guidance: 'List the roles, their time and who stands in when the holder is away.',
        },
        {
          key: 'LOA-3',
          workingTogether: ['d'],
          question: 'Do staff and volunteers know how to blow the whistle about a safeguarding concern, and is that route used?',
          guidance: 'Say how the route is made known and what happened the last time it was used.',
        },
        {
          key: 'LOA-4',
          workingTogether: ['e'],
          question: 'Do staff know how to escalate a concern when they think that it is not being dealt with, and do they do so?',
          guidance: 'Give the number of escalations in the last year and how they were settled.',
        },
      ],
    },
    {
      key: 'SVD',
      title: 'Service development',
      items: [
        {
          key: 'SVD-1',
          workingTogether: ['c'],
          question: 'Do the views of children and families change the services that you plan and provide?',
          guidance: 'Give a change that was made because of what they said, and how they were told of it.',
        },
        {
          key: 'SVD-2',
          workingTogether: ['c', 'j'],
          question: "Is the impact on children's safety and welfare considered in every change to your services?",
          guidance: 'Show the step in your process where this is asked, and a recent example.',
        },
        {
          key: 'SVD-3',
          workingTogether: ['a'],
          question: 'Are the services that you commission or contract out held to the same safeguarding standards as your own?',
          guidance: 'Say what your contracts require and how you check that it is done.',
        },
        {
          key: 'SVD-4',
          workingTogether: ['j'],
          question:
            'Are the needs of children from different backgrounds and communities analysed, and do your services respond to what is found?',
          guidance: 'Point to the analysis and to what was done about unequal access or outcomes.',
        },
      ],
    },
    {
      key: 'TRN',
      title: 'Staff training',
      items: [
        {
          key: 'TRN-1',
          workingTogether: ['i'],
          question: 'Does the induction of every new member of staff and every volunteer cover safeguarding children?',
          guidance: 'Say what it covers and how soon after starting it is done.',
        },
        {
          key: 'TRN-2',
          workingTogether: ['i'],
          question: 'Is safeguarding training matched to each role, and do you know what share of your staff are up to date with it?',
          guidance: 'Give the share for each level of training and the date of the figure.',
        },
        {
          key: 'TRN-3',
          workingTogether: ['i'],
          question: 'Do your staff take up multi-agency safeguarding training?',
          guidance: 'Give the number of places taken in the last year and which roles took them.',
        },
        {
          key: 'TRN-4',
          workingTogether: ['i'],
          question: 'Do you evaluate whether safeguarding training has changed practice?',
          guidance: 'Say what you looked at after the training and what it showed.',
        },
      ],
    },
    {
      key: 'SRC',
      title: 'Safer recruitment',
      items: [
        {
          key: 'SRC-1',
          workingTogether: ['h'],
          question: 'Are all the checks that a post requires completed before anyone starts work with children?',
          guidance: 'Say who confirms this, and how exceptions are decided and recorded.',
        },
        {
          key: 'SRC-2',
          workingTogether: ['h'],
          question: 'Does every interview panel for work with children include someone trained in safer recruitment?',
          guidance: 'Give the number of trained interviewers and how panels are checked.',
        },
        {
          key: 'SRC-3',
          workingTogether: ['h'],
          question:
            'Are allegations against people who work with children handled by a clear procedure and referred to the designated officer in time?',
          guidance: 'Give the number of referrals in the last year and how quickly they were made.',
        },
        {
          key: 'SRC-4',
          workingTogether: ['h'],
          question: 'Are volunteers, agency staff and contractors covered by the same safer recruitment and safe working practices?',
          guidance: 'Say how you obtain assurance about people whom you do not employ yourself.',
        },
      ],
    },
    {
      key: 'IAW',
      title: 'Inter-agency working',
      items: [
        {
          key: 'IAW-1',
          workingTogether: ['e'],
          question: 'Do your staff follow the local safeguarding procedures, and are your own procedures kept in line with them?',
          guidance: 'Say how changes to the local procedures reach your staff.',
        },
        {
          key: 'IAW-2',
          workingTogether: ['f'],
          question:
            'Does your agency attend, and contribute to, the child protection conferences, strategy discussions and reviews to which it is invited?',
          guidance: 'Give the rate of attendance and of reports supplied in the last year.',
        },
        {
          key: 'IAW-3',
          workingTogether: ['e'],
          question: 'Do your staff understand the local threshold document and use it when they decide what help a child needs?',
          guidance: 'Say how you test this, such as by the quality of your referrals.',
        },
        {
          key: 'IAW-4',
          workingTogether: ['f'],
          question: 'Does your agency play its part in the groups and the multi-agency audits of the partnership?',
          guidance: 'List the groups and audits, who took part and what you brought back.',
        },
      ],
    },
    {
      key: 'INF',
      title: 'Information sharing',
      items: [
        {
          key: 'INF-1',
          workingTogether: ['f'],
          question: 'Does your agency have an agreed protocol for sharing information about children with other agencies?',
          guidance: 'Give the name and date of the protocol and who has signed it.',
        },
        {
          key: 'INF-2',
          workingTogether: ['f'],
          question: 'Are your staff confident about when they may, and when they must, share information without consent?',
          guidance: 'Say what guidance and advice they have, and how you know that they are confident.',
        },
        {
          key: 'INF-3',
          workingTogether: ['f'],
          question: 'Is information about children at risk shared promptly, and is the decision to share or not to share recorded?',
          guidance: 'Say what your audits of case records show about timeliness and reasons.',
        },
        {
          key: 'INF-4',
          workingTogether: ['f'],
          question:
            'Does your agency learn from breaches of confidentiality, and from occasions when information should have been shared but was not?',
          guidance: 'Give an example and what was changed as a result.',
        },
      ],
    },
    {
      key: 'IND',
      title: 'Working with individual children',
      items: [
        {
          key: 'IND-1',
          workingTogether: ['c'],
          question: 'Is each child whom you work with seen, heard and understood, and can that be read in their records?',
          guidance: "Say what your case audits show about children's wishes and feelings.",
        },
        {
          key: 'IND-2',
          workingTogether: ['c'],
          question: "Do children's plans say what is to change for them, and are the plans recorded, reviewed and kept to?",
          guidance: 'Say how often plans are reviewed and what share have measurable outcomes.',
        },
        {
          key: 'IND-3',
          workingTogether: ['i'],
          question: 'Does supervision reach clear decisions about individual children, and are those decisions recorded on their files?',
          guidance: 'Say how often supervision takes place and what your audits of it show.',
        },
        {
          key: 'IND-4',
          workingTogether: ['c'],
          question: 'Are the particular needs of disabled, looked-after, privately fostered and missing children recognised and met?',
          guidance: 'Say how you identify these children and what you do differently for them.',
        },
      ],
    },
    {
      key: 'MON',
      title: 'Monitoring and inspection',
      items: [
        {
          key: 'MON-1',
          workingTogether: ['j'],
          question: 'Does your agency have its own programme of safeguarding audits, and is it carried out?',
          guidance: "Give this year's programme and what has been completed.",
        },
        {
          key: 'MON-2',
          workingTogether: ['j'],
          question: 'Are the safeguarding findings of inspections acted on, with progress followed until each is resolved?',
          guidance: 'Name the last inspection, its findings and where each one stands.',
        },
        {
          key: 'MON-3',
          workingTogether: ['j'],
          question: 'Is data on safeguarding performance reported to those in charge and used to improve practice?',
          guidance: 'Say what is reported, to whom, how often and what was decided because of it.',
        },
        {
          key: 'MON-4',
          workingTogether: ['j'],
          question: 'Are recommendations from practice reviews tracked until there is evidence of their impact on children?',
          guidance: 'Give a recommendation, what was done and the evidence that it made a difference.',
        },
      ],
    },
  ],
};
