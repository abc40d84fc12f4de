import { Refusal } from '@goldenthread/event-sourcing';
import { submitted } from '../forms/submitted.js';
import { EARLIER, NOW } from '../testing/examples.js';
import { flawsOf, linksOf, rendered } from '../testing/rendered.js';
import {
  aModeratedCase,
  anAgencyAudit,
  anAudit,
  BUSINESS_UNIT,
  CASE,
  gradesOfCase,
  HEALTH,
  nameOf,
  OWN,
  POLICE,
} from '../testing/case-audits.js';
import { errorsOf } from './audit-words.js';
import { agencyAuditPage, type AgencyAuditFacts } from './agency-audit.page.js';
import { auditPage, type AuditFacts } from './audit.page.js';
import { auditsPage } from './audits.page.js';
import { criteriaErrors, domainPage } from './domain.page.js';
import { DrawForm, entryOf } from './draw.form.js';
import { drawnPage, drawPage } from './draw.page.js';
import { FindingForm, RecommendationForm } from './finding.form.js';
import { findingPage, presentPage, recommendationPage } from './finding.page.js';
import { gradesPage } from './grades.page.js';
import { moderationPage, type ModerationFacts } from './moderation.page.js';
import { planPage } from './plan.page.js';
import { reportPage, type ReportFacts } from './report.page.js';

const HOSTILE = '<img src=x onerror=alert(1)>"{{ 7 * 7 }}';
const audit = anAudit();
const errors = [{ text: 'Wrong', href: '#why' }];

const auditFacts = (over: Partial<AuditFacts> = {}): AuditFacts => ({
  audit,
  sight: BUSINESS_UNIT,
  cases: [aModeratedCase()],
  agencyAudits: [anAgencyAudit(POLICE), anAgencyAudit(HEALTH, { status: 'in-progress', dueOn: '2026-11-20' })],
  grades: gradesOfCase(),
  reading: NOW,
  mayDirect: true,
  nameOf,
  commandId: 'c',
  ...over,
});
const agencyFacts = (over: Partial<AgencyAuditFacts> = {}): AgencyAuditFacts => ({
  audit,
  sight: OWN,
  of: aModeratedCase({ moderation: 'not-opened' }),
  agencyAudit: anAgencyAudit(POLICE, { status: 'in-progress' }),
  grades: gradesOfCase().filter(({ agency }) => agency === POLICE),
  reading: NOW,
  mayAnswer: true,
  nameOf,
  commandId: 'c',
  ...over,
});
const moderationFacts = (over: Partial<ModerationFacts> = {}): ModerationFacts => ({
  audit,
  sight: BUSINESS_UNIT,
  of: aModeratedCase(),
  grades: gradesOfCase(),
  notes: [],
  reading: NOW,
  mayRun: true,
  nameOf,
  commandId: 'c',
  ...over,
});
const reportFacts = (over: Partial<ReportFacts> = {}): ReportFacts => ({
  audit: anAudit({ reportNumber: 1, reportSummary: HOSTILE }),
  findings: [
    {
      finding: 'f',
      audit: 'a',
      kind: 'concern',
      text: HOSTILE,
      themes: ['neglect'],
      domain: 'voice',
      agencies: [],
      cases: [CASE],
      revision: 4,
    },
    {
      finding: 'g',
      audit: 'a',
      kind: 'good-practice',
      text: 'Good.',
      themes: ['neglect'],
      domain: 'voice',
      agencies: [],
      cases: [],
      revision: 5,
    },
  ],
  recommendations: [{ recommendation: 'r', audit: 'a', text: HOSTILE, findings: ['f'], agencies: [], revision: 6 }],
  briefings: [
    { audit: 'a', group: 'g', name: 'North', sharedOn: '2026-05-01', acknowledgedOn: null, feedback: null, emergingRisks: HOSTILE },
  ],
  reading: NOW,
  isOfCircle: true,
  mayWrite: false,
  mayAgree: true,
  commandId: 'c',
  ...over,
});
const choices = {
  agencies: [{ agency: POLICE, name: 'Marlshire Constabulary' }],
  people: [{ person: HEALTH, agency: POLICE, name: 'Ruth', agencyName: 'Marlshire Constabulary' }],
};

const PAGES = {
  'case-audits/audits': auditsPage([audit], NOW, true),
  'case-audits/audit': auditPage(auditFacts({ earlier: gradesOfCase() })),
  'case-audits/plan': planPage(choices, 'c', {}, errors),
  'case-audits/draw': drawPage(audit, 'c', {}, [{ text: 'Wrong', href: '#take' }]),
  'case-audits/drawn': drawnPage(audit, [{ case: CASE, ref: HOSTILE }]),
  'case-audits/agency-audit': agencyAuditPage(agencyFacts({ errors })),
  'case-audits/domain': domainPage({ audit, of: CASE, agency: POLICE, domain: 'voice', commandId: 'c', errors }),
  'case-audits/moderation': moderationPage(moderationFacts()),
  'case-audits/grades': gradesPage({ audit, of: CASE, agency: POLICE }, gradesOfCase(), false, 'c', undefined, errors),
  'case-audits/report': reportPage(reportFacts()),
};

const HEAD = { audit, commandId: 'c', errors: [{ text: 'Wrong', href: '#themes' }] };
const WRITING = [
  findingPage(HEAD, [aModeratedCase()], { text: HOSTILE }),
  recommendationPage(HEAD, reportFacts().findings),
  presentPage(HEAD),
];

describe('the pages of case audits', () => {
  it.each(WRITING)('to write on: $title', (view) => {
    expect(flawsOf(rendered('case-audits/writing', view))).toEqual([]);
  });

  it.each(Object.entries(PAGES))('%s says its title and has nothing that it must not', (template, view) => {
    const html = rendered(template, view);
    expect(html.replace(/\s+/g, ' ')).toContain(`${view.title}</h1>`);
    expect(flawsOf(html)).toEqual([]);
  });

  it('show what people wrote as text, whatever it is', () => {
    const html = rendered('case-audits/report', reportPage(reportFacts()));
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;img src=x');
  });

  it('say in how many cases something was seen to the circle alone', () => {
    const said = (isOfCircle: boolean) => rendered('case-audits/report', reportPage(reportFacts({ isOfCircle })));
    expect(said(true)).toContain('Seen in 1 case');
    expect(said(false)).not.toContain('Seen in');
  });

  it('stay at the date they are read at, in each of their links', () => {
    for (const [template, view] of [
      ['case-audits/audit', auditPage(auditFacts({ reading: EARLIER }))],
      ['case-audits/moderation', moderationPage(moderationFacts({ reading: EARLIER }))],
      ['case-audits/report', reportPage(reportFacts({ reading: EARLIER }))],
    ] as const) {
      const links = linksOf(rendered(template, view, { isEarlier: true })).filter((href) => href.startsWith('/case-audits/'));
      expect(links.filter((href) => !href.includes('asAt='))).toEqual([]);
    }
  });
});

describe('an audit', () => {
  it('says in words what each cell of the grid draws, and how grades moved', () => {
    const view = auditPage(auditFacts());
    expect(view.grid?.rows.map(({ cells }) => cells.map(({ words }) => words))).toEqual([
      ['1 good', '1 requires improvement, 1 disputed', 'No grade'],
      ['1 not agreed yet', 'No grade', 'No grade'],
    ]);
    expect(view.movement?.sentence).toBe('2 grades agreed: 1 lower than the agency’s own, 0 higher, 1 the same.');
    expect(view.owed).toEqual([{ name: 'Marlshire Hospitals', text: '1 case still to audit, 5 days overdue', isLate: true }]);
  });

  it('draws nothing, and says nothing of others, to an agency that was asked', () => {
    const view = auditPage(auditFacts({ sight: OWN, grades: [], mayDirect: false }));
    expect([view.grid, view.movement]).toEqual([undefined, undefined]);
    expect(view.cases[0]?.agencies.map(({ text }) => text)).toEqual(['Submitted']);
    expect(view.summary.map(({ key }) => key)).not.toContain('Panel');
    expect(view.owed).toEqual([]);
    expect(view.reportHref).toBeUndefined();
  });

  it('offers the next step of its set-up, and none at an earlier date', () => {
    const early = anAudit({ dueOn: null, dpiaReference: null, selection: null });
    expect(auditPage(auditFacts({ audit: early })).governance?.inputs).toHaveLength(1);
    expect(auditPage(auditFacts({ audit: early })).drawHref).toBe('/case-audits/a/draw');
    expect(auditPage(auditFacts({ audit: anAudit({ dueOn: null }) })).issue?.action).toBe('/case-audits/a/tools');
    expect(auditPage(auditFacts({ audit: anAudit({ dueOn: null }), reading: EARLIER })).issue).toBeUndefined();
  });
});

describe('an agency’s audit', () => {
  it('is offered for submission once every domain is graded, and says until then how many are not', () => {
    expect(agencyAuditPage(agencyFacts()).outstanding).toBe('1 domain still to grade before this can be submitted.');
    const [first] = agencyFacts().grades;
    const grades = first ? audit.domains.map(({ key }) => ({ ...first, domain: key })) : [];
    expect(agencyAuditPage(agencyFacts({ grades })).submit?.action).toBe(`/case-audits/a/cases/${CASE}/submission`);
  });

  it('is only to be read once moderation has begun, or at an earlier date, or by others', () => {
    for (const over of [{ of: aModeratedCase() }, { reading: EARLIER }, { mayAnswer: false }]) {
      const view = agencyAuditPage(agencyFacts(over));
      expect([view.check, view.submit, view.outstanding]).toEqual([undefined, undefined, undefined]);
      expect(view.domains.every(({ href }) => href === undefined)).toBe(true);
    }
  });

  it('says beside each criterion what is missing of it', () => {
    const said = [{ criterion: 'VOI-1', rating: 'good', why: ' ' }];
    expect(criteriaErrors(audit, 'voice', said).map(({ href }) => href)).toEqual(['#why-VOI-1', '#rating-VOI-2', '#why-VOI-2']);
  });
});

describe('drawing cases on a page', () => {
  const typed = {
    describedAs: 'Open cases',
    takenOn: '9',
    'takenOn-month': '1',
    'takenOn-year': '2026',
    population: 'M-1, 5-9, 2017-Q3, female, child-protection, in-area\nM-2\t1-4\t2022-Q1\tmale\tearly-help\toutside-area',
    includesPlacedOutside: 'yes',
    seed: 'any',
    'take-outside-area': '1',
    'take-child-protection': '1',
  };

  it('reads lines as they are typed, or as a spreadsheet gives them', () => {
    const { form, errors } = submitted(DrawForm, typed);
    expect(errors).toEqual([]);
    expect(form.population.map(entryOf)).toEqual([
      { ref: 'M-1', ageBand: '5-9', quarterOfBirth: '2017-Q3', gender: 'female', level: 'child-protection', placement: 'in-area' },
      { ref: 'M-2', ageBand: '1-4', quarterOfBirth: '2022-Q1', gender: 'male', level: 'early-help', placement: 'outside-area' },
    ]);
    expect(form.take).toEqual(['1', '', '', '1', '']);
  });

  it('says which line cannot be read, by its place alone', () => {
    const population = `${typed.population}\nRowan Example, 12 March 2014`;
    const { errors } = submitted(DrawForm, { ...typed, population });
    expect(errors).toEqual([
      {
        text: 'Line 3 of the population must have six columns: reference, age band, quarter, gender, level, placement',
        href: '#population',
      },
    ]);
  });

  it('is not done without children placed outside the area', () => {
    const { errors } = submitted(DrawForm, { ...typed, includesPlacedOutside: '' });
    expect(errors.map(({ href }) => href)).toEqual(['#includesPlacedOutside']);
  });
});

describe('what is held back', () => {
  it('is said beside its own field, with where it stands and never what it is', () => {
    const found = [
      { field: 'criteria/0/why', kind: 'postcode', at: 4, length: 7 },
      { field: 'why', kind: 'nhs-number', at: 0, length: 10 },
      { field: 'why', kind: 'listed-name', at: 20, length: 3 },
    ];
    expect(errorsOf(new Refusal('personal-data-in-text', { found }), (field) => field.replaceAll('/', '-'))).toEqual([
      { text: 'Not saved: this holds a postcode at character 5. Take out what tells who somebody is', href: '#criteria-0-why' },
      {
        text: 'Not saved: this holds an NHS number at character 1 and a name on the list of this audit at character 21. Take out what tells who somebody is',
        href: '#why',
      },
    ]);
  });
});

describe('a moderation', () => {
  it('lays self, moderator and agreed side by side, marking what moved', () => {
    const [police] = moderationPage(moderationFacts()).agencies;
    expect(police?.rows[1]).toMatchObject({
      domain: 'Information sharing',
      agency: 'Good',
      moderator: 'Requires improvement',
      moderatorMark: { words: 'lower' },
      moderatorReason: 'Nine days.',
      agreed: 'Requires improvement',
      disputed: 'The mechanism of the SET Procedures',
    });
    expect(police?.rows[0]?.moderatorMark).toBeUndefined();
  });

  it('offers the coordinator each step in its turn', () => {
    const steps = (moderation: 'not-opened' | 'opened' | 'held'): (string | undefined)[] => {
      const { open, hold, conclude } = moderationPage(moderationFacts({ of: aModeratedCase({ moderation }) }));
      return [open?.action, hold?.action, conclude?.action].map((action) => action?.split('/').at(-1));
    };
    expect(steps('not-opened')).toEqual(['moderation', undefined, undefined]);
    expect(steps('opened')).toEqual([undefined, 'meeting', undefined]);
    expect(steps('held')).toEqual([undefined, undefined, undefined]);
    const grades = gradesOfCase().map((grade) => ({ ...grade, agreedGrade: grade.agencyGrade, disputeStep: null }));
    expect(moderationPage(moderationFacts({ grades })).conclude?.action).toContain('/conclusion');
  });

  it('offers a panel member every agency but their own', () => {
    const panel = { ...BUSINESS_UNIT, as: 'panel', own: POLICE } as const;
    const { agencies } = moderationPage(moderationFacts({ sight: panel, mayRun: false }));
    expect(agencies.map(({ hrefText }) => hrefText)).toEqual([undefined, 'Grade Marlshire Hospitals as a moderator']);
  });
});

describe('a report', () => {
  it('is written step by step, until it is agreed', () => {
    const steps = (over: Partial<ReportFacts>): string[] =>
      reportPage(reportFacts({ mayWrite: true, ...over })).steps.map(({ text }) => text);
    expect(steps({ findings: [] })).toEqual(['Record a finding']);
    expect(steps({})).toEqual(['Record a finding', 'Make a recommendation', 'Present the report']);
    expect(steps({ audit: anAudit({ agreedOn: '2026-04-09' }) })).toEqual([]);
    expect(steps({ reading: EARLIER })).toEqual([]);
    expect(steps({ mayWrite: false })).toEqual([]);
  });

  it('takes a finding with its themes, agencies and cases as they are ticked', () => {
    const typed = {
      kind: 'learning',
      text: 'Late.',
      domain: 'voice',
      'theme-neglect': 'yes',
      [`agency-${POLICE}`]: 'yes',
      [`case-${CASE}`]: 'yes',
    };
    const { form, errors } = submitted(FindingForm, typed);
    expect(errors).toEqual([]);
    expect(form).toMatchObject({ kind: 'learning', themes: ['neglect'], agencies: [POLICE], cases: [CASE] });
    expect(submitted(FindingForm, {}).errors.map(({ href }) => href)).toEqual(['#kind', '#text', '#themes', '#domain']);
    expect(submitted(RecommendationForm, { text: 'Do.' }).errors.map(({ href }) => href)).toEqual(['#findings']);
  });

  it('puts good practice before concerns, and lets the sub-committee agree what was presented', () => {
    const view = reportPage(reportFacts());
    expect(view.kinds.map(({ title }) => title)).toEqual(['Good practice', 'Concerns']);
    expect(view.agree?.action).toBe('/case-audits/a/report');
    expect(reportPage(reportFacts({ mayAgree: false })).agree).toBeUndefined();
    expect(reportPage(reportFacts({ audit: anAudit({ agreedOn: '2026-04-09', reportNumber: 1 }) })).agree).toBeUndefined();
  });
});
