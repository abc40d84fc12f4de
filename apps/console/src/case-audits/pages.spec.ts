import type { ThemeCount } from '@goldenthread/case-audits';
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
  MARLSHIRE,
  nameOf,
  OWN,
  POLICE,
} from '../testing/case-audits.js';
import { errorsOf } from './audit-words.js';
import { CheckForm, FeedbackForm } from './agency-audit.form.js';
import { agencyAuditPage, type AgencyAuditFacts } from './agency-audit.page.js';
import { auditPage, type AuditFacts } from './audit.page.js';
import { AcknowledgementForm, ShareForm } from './briefing.form.js';
import { acknowledgementPage, replyPage, sharePage } from './briefing.page.js';
import { auditsPage } from './audits.page.js';
import { criteriaErrors, domainPage } from './domain.page.js';
import { DrawForm, entryOf } from './draw.form.js';
import { drawnPage, drawPage } from './draw.page.js';
import { FindingForm, RecommendationForm } from './finding.form.js';
import { findingPage, presentPage, recommendationPage } from './finding.page.js';
import { DecisionForm, DissentForm } from './grade.form.js';
import { decisionPage, disputePage, dissentPage, escalationPage, gradePage, type GradeFacts } from './grade.page.js';
import { gradesPage } from './grades.page.js';
import { reasonErrors } from './moderation.form.js';
import { moderationPage, type ModerationFacts } from './moderation.page.js';
import { kindOf, typedKindOf, type ChosenKind } from './plan-kind.js';
import { PlanForm } from './plan.form.js';
import { kindPage, planPage } from './plan.page.js';
import { readingsCsv, readingsPage, type ReadingsFacts } from './readings.page.js';
import { QuarterForm, ReplyForm, RiskForm } from './risks.form.js';
import { executiveReplyPage, raisePage, reportQuarterPage, risksCsv, risksPage, type RisksFacts } from './risks.page.js';
import { reportPage, type ReportFacts } from './report.page.js';
import { themesCsv, themesPage } from './themes.page.js';

const HOSTILE = '<img src=x onerror=alert(1)>"{{ 7 * 7 }}';
const audit = anAudit();
const errors = [{ text: 'Wrong', href: '#why' }];

const auditFacts = (over: Partial<AuditFacts> = {}): AuditFacts => ({
  audit,
  sight: BUSINESS_UNIT,
  cases: [aModeratedCase()],
  agencyAudits: [anAgencyAudit(POLICE), anAgencyAudit(HEALTH, { status: 'in-progress', dueOn: '2026-11-20' })],
  grades: gradesOfCase(),
  repeats: { later: [] },
  reading: NOW,
  mayDirect: true,
  mayReadLog: false,
  nameOf,
  nameOfBody: () => undefined,
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
  colleagues: [{ person: HEALTH, name: 'Ruth' }],
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
const [, disputed] = gradesOfCase() as [GradeFacts['grade'], GradeFacts['grade']];
const aNote = (over: Partial<GradeFacts['notes'][number]>): GradeFacts['notes'][number] => ({
  event: 'e',
  audit: 'a',
  case: CASE,
  agency: POLICE,
  domain: 'information-sharing',
  kind: 'disputed',
  byAgency: null,
  byName: null,
  grade: null,
  reason: HOSTILE,
  step: 'partnership-meeting',
  notedAt: '2026-03-10T11:00:00.000Z',
  ...over,
});
const gradeFacts = (over: Partial<GradeFacts> = {}): GradeFacts => ({
  audit,
  sight: BUSINESS_UNIT,
  of: aModeratedCase(),
  grade: disputed,
  notes: [aNote({}), aNote({ kind: 'escalated', step: 'set-procedures' })],
  reading: NOW,
  mayRun: true,
  mayDispute: false,
  ...over,
});
const aBriefing = (over: Partial<ReportFacts['briefings'][number]> = {}): ReportFacts['briefings'][number] => ({
  audit: 'a',
  group: 'g',
  name: 'North',
  sharedOn: '2026-05-01',
  acknowledgedOn: null,
  feedback: null,
  emergingRisks: null,
  answeredOn: null,
  answer: null,
  revision: 9,
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
  briefings: [aBriefing({ emergingRisks: HOSTILE })],
  reading: NOW,
  isOfCircle: true,
  mayWrite: false,
  mayAgree: true,
  mayAcknowledge: false,
  commandId: 'c',
  ...over,
});
const elsewhere = { partnership: MARLSHIRE, name: 'Fenmarch', agencies: [{ agency: HEALTH, name: 'Fenmarch Police' }] };
const NORTH = { group: 'n', name: 'North' };
const SOUTH = { group: 's', name: 'South' };
const aRisk = (over: Partial<RisksFacts['risks'][number]> = {}): RisksFacts['risks'][number] => ({
  risk: 'r',
  partnership: MARLSHIRE,
  group: 'n',
  groupName: 'North',
  raisedOn: '2026-05-20',
  quarter: '2026-Q2',
  themes: ['missing'],
  text: HOSTILE,
  audit: null,
  ...over,
});
const risksFacts = (over: Partial<RisksFacts> = {}): RisksFacts => ({
  quarter: '2026-Q2',
  quarters: ['2026-Q4', '2026-Q2'],
  risks: [aRisk(), aRisk({ risk: 'b', audit: 'a', themes: [] })],
  report: null,
  groups: [NORTH, SOUTH],
  titleOf: new Map([['a', 'Domestic abuse']]),
  reading: NOW,
  replies: [],
  mayRaise: true,
  mayReport: true,
  mayAnswer: true,
  ...over,
});
const aReport: NonNullable<RisksFacts['report']> = {
  partnership: MARLSHIRE,
  quarter: '2026-Q2',
  summary: HOSTILE,
  number: 1,
  reportedOn: '2026-06-24',
  readAt: '4711',
  groups: [
    { ...NORTH, risks: 1 },
    { ...SOUTH, risks: 0 },
  ],
  revision: 0,
};
const aReply = (over: Partial<RisksFacts['replies'][number]> = {}): RisksFacts['replies'][number] => ({
  partnership: MARLSHIRE,
  quarter: '2026-Q2',
  reply: 1,
  number: 1,
  outcome: 'more-wanted',
  words: HOSTILE,
  group: 'x',
  groupName: 'Executive',
  answeredOn: '2026-07-01',
  ...over,
});
const aReading = (over: Partial<ReadingsFacts['readings'][number]> = {}): ReadingsFacts['readings'][number] => ({
  event: 'e',
  audit: 'a',
  what: 'grades',
  readAs: 'sub-committee',
  case: null,
  agency: null,
  lookedAt: '4711',
  person: HEALTH,
  readAt: '2026-05-06T09:00:00.000Z',
  ...over,
});
const readingsFacts = (over: Partial<ReadingsFacts> = {}): ReadingsFacts => ({
  audit,
  readings: [aReading(), aReading({ what: 'agency-audit', readAs: 'panel', case: CASE, agency: POLICE })],
  reading: NOW,
  nameOf,
  ...over,
});
const choices = {
  chosen: { kind: 'themed', others: [] } as ChosenKind,
  agencies: [{ agency: POLICE, name: 'Marlshire Constabulary' }],
  people: [{ person: HEALTH, agency: POLICE, name: 'Ruth', agencyName: 'Marlshire Constabulary' }],
};

const aTheme = (theme: string, year: string, found: Partial<ThemeCount['findings']>): ThemeCount => ({
  theme,
  year,
  audits: 1,
  cases: 3,
  findings: { strength: 0, 'good-practice': 0, learning: 0, concern: 0, ...found },
});
const THEMES_COUNTED = [
  aTheme('consent', '2025', { strength: 1, learning: 1 }),
  aTheme('missing', '2024', { concern: 1 }),
  aTheme('missing', '2025', { learning: 1, concern: 1 }),
];

const PAGES = {
  'case-audits/audits': auditsPage([audit], NOW, { mayPlan: true, mayReadRisks: true, seesGrades: true }),
  'case-audits/audit': auditPage(auditFacts({ earlier: gradesOfCase() })),
  'case-audits/themes': themesPage(THEMES_COUNTED, NOW),
  'case-audits/plan': planPage(choices, 'c', {}, errors),
  'case-audits/readings': readingsPage(readingsFacts()),
  'case-audits/risks': risksPage(risksFacts({ report: aReport, replies: [aReply()] })),
  'case-audits/plan-kind': kindPage([elsewhere], [audit], { with: [] }, [{ text: 'Wrong', href: '#kind' }]),
  'case-audits/draw': drawPage(audit, 'c', {}, [{ text: 'Wrong', href: '#take' }]),
  'case-audits/drawn': drawnPage(audit, [{ case: CASE, ref: HOSTILE }]),
  'case-audits/agency-audit': agencyAuditPage(agencyFacts({ errors })),
  'case-audits/domain': domainPage({ audit, of: CASE, agency: POLICE, domain: 'voice', commandId: 'c', errors }),
  'case-audits/moderation': moderationPage(moderationFacts()),
  'case-audits/grades': gradesPage({ audit, of: CASE, agency: POLICE }, gradesOfCase(), false, 'c', undefined, errors),
  'case-audits/grade': gradePage(gradeFacts()),
  'case-audits/report': reportPage(reportFacts()),
};

const HEAD = { audit, commandId: 'c', errors: [{ text: 'Wrong', href: '#themes' }] };
const WRITING = [
  findingPage(HEAD, [aModeratedCase()], { text: HOSTILE }),
  recommendationPage(HEAD, reportFacts().findings),
  presentPage(HEAD),
  raisePage([NORTH], 'c', {}, [{ text: 'Wrong', href: '#group' }]),
  reportQuarterPage(risksFacts(), 'c', {}, [{ text: 'Wrong', href: '#summary' }]),
  sharePage({ audit, commandId: 'c', errors: [{ text: 'Wrong', href: '#groups' }] }, [{ group: 'g', name: 'North', isLocal: true }]),
  ...[acknowledgementPage, replyPage].map((page) => page({ audit, commandId: 'c', briefing: aBriefing({ feedback: HOSTILE }) })),
  ...[dissentPage, disputePage, escalationPage, decisionPage].map((page) => {
    return page({ audit, of: aModeratedCase(), grade: disputed, commandId: 'c', errors: [{ text: 'Wrong', href: '#reason' }] });
  }),
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
      ['case-audits/grade', gradePage(gradeFacts({ reading: EARLIER }))],
      ['case-audits/risks', risksPage(risksFacts({ reading: EARLIER }))],
    ] as const) {
      const links = linksOf(rendered(template, view, { isEarlier: true })).filter((href) => href.startsWith('/case-audits/'));
      expect(links.filter((href) => !href.includes('asAt='))).toEqual([]);
    }
  });
});

describe('themes across audits and years', () => {
  it('have those first of which most is to be learnt, each with its years, the latest first', () => {
    const view = themesPage(THEMES_COUNTED, NOW);
    expect(view.themes.map(({ name, years }) => [name, years.map(({ year, cells }) => [year, ...cells])])).toEqual([
      [
        'Missing children',
        [
          ['2025', 1, 3, 0, 0, 1, 1],
          ['2024', 1, 3, 0, 0, 0, 1],
        ],
      ],
      ['Consent', [['2025', 1, 3, 1, 0, 1, 0]]],
    ]);
    expect(view.finding).toBe('Most is to be learnt about missing children: 3 findings of learning or concern.');
    expect(themesCsv(THEMES_COUNTED).text().trim().split(/\r?\n/)).toHaveLength(1 + 3);
  });

  it('say so where there is nothing to be learnt, or nothing at all', () => {
    expect(themesPage([aTheme('consent', '2025', { strength: 1 })], NOW).finding).toBe(
      'What was found so far are strengths and good practice.',
    );
    expect(themesPage([], NOW)).toMatchObject({ themes: [], finding: 'No audit that you see the grades of has found anything yet.' });
  });

  it('are led to from the list by those who see grades alone', () => {
    const hrefFor = (seesGrades: boolean) => auditsPage([audit], NOW, { mayPlan: false, mayReadRisks: false, seesGrades }).themesHref;
    expect([hrefFor(true), hrefFor(false)]).toEqual(['/case-audits/themes', undefined]);
  });
});

describe('an audit', () => {
  it('that is joint says which agencies are of which partnership; a panel member’s agency always', () => {
    const names: Readonly<Record<string, string>> = { [MARLSHIRE]: 'Marlshire', f: 'Fenshire', [POLICE]: 'Marlshire Constabulary' };
    const joint = anAudit({
      kind: 'joint',
      doneWith: ['f'],
      agencies: [
        { agency: POLICE, name: 'Marlshire Constabulary', partnership: MARLSHIRE },
        { agency: 'x', name: 'Fenshire Police', partnership: 'f' },
      ],
      panel: [{ person: HEALTH, agency: POLICE }],
    });
    const linesOf = (facts: Partial<AuditFacts>, key: string) => {
      return auditPage(auditFacts({ nameOfBody: (id) => names[id], ...facts })).summary.find((row) => row.key === key)?.lines;
    };
    expect(linesOf({ audit: joint }, 'Agencies')).toEqual(['Marlshire: Marlshire Constabulary', 'Fenshire: Fenshire Police']);
    expect(linesOf({ audit: joint, nameOfBody: () => undefined }, 'Agencies')?.[1]).toBe('Another partnership: Fenshire Police');
    expect(linesOf({ audit: joint }, 'Panel')).toEqual([`${nameOf(HEALTH)}, Marlshire Constabulary`]);
    expect(linesOf({}, 'Agencies')).toEqual(audit.agencies.map(({ name }) => name));
  });

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

describe('planning an audit', () => {
  const kinds = (others = [elsewhere], audits = [audit]): unknown =>
    (kindPage(others, audits).radios as { items: { value: string }[] }).items.map(({ value }) => value);

  it('begins with its kind: joint where there is another partnership, again where there was an audit', () => {
    expect(kinds()).toEqual(['one-case', 'themed', 'joint', 're-audit']);
    expect(kinds([], [])).toEqual(['one-case', 'themed']);
  });

  it.each([
    ['no kind', {}, '#kind'],
    ['a kind that there is not', { kind: 'surprise' }, '#kind'],
    ['jointly with nobody', { kind: 'joint' }, '#with'],
    ['jointly with a stranger', { kind: 'joint', 'with[]': HEALTH }, '#with'],
    ['again of nothing', { kind: 're-audit', reAuditOf: '' }, '#reAuditOf'],
    ['again of what cannot be seen', { kind: 're-audit', reAuditOf: 'b' }, '#reAuditOf'],
  ])('is told beside its field that it chose %s', (_what, fields, href) => {
    expect(kindOf(typedKindOf(fields), [elsewhere], [audit])).toMatchObject({ errors: [{ href }] });
  });

  it('takes the partnerships of a joint audit from an address or from a form', () => {
    for (const others of [[MARLSHIRE], MARLSHIRE]) {
      expect(kindOf(typedKindOf({ kind: 'joint', 'with[]': others }), [elsewhere], [])).toEqual({
        chosen: { kind: 'joint', others: [elsewhere] },
      });
    }
    const view = planPage({ ...choices, chosen: { kind: 'joint', others: [elsewhere] } }, 'c');
    expect(view.hidden).toEqual([
      { name: 'kind', value: 'joint' },
      { name: 'with[]', value: MARLSHIRE },
    ]);
    expect(JSON.stringify(view.boxes)).toContain('Fenmarch Police (Fenmarch)');
  });

  it('again carries over theme and items, and begins with the earlier questions, agencies and panel', () => {
    const view = planPage({ ...choices, chosen: { kind: 're-audit', others: [], earlier: audit } }, 'c');
    expect(view.again).toMatchObject({ title: audit.title, theme: 'Domestic abuse', domains: audit.domains.map(({ title }) => title) });
    expect([view.theme, view.source, view.input.reference]).toEqual([undefined, undefined, undefined]);
    expect(view.questions).toMatchObject({ value: 'Is it shared?' });
    const typed = { title: 'Again', questions: 'Is it?', cases: '2', from: '1', 'from-month': '1', 'from-year': '2026', to: '1' };
    const rest = { 'to-month': '9', 'to-year': '2026', [`agency-${POLICE}`]: 'yes', [`panel-${HEALTH}_${HEALTH}`]: 'yes' };
    expect(submitted(PlanForm, { ...typed, ...rest, kind: 're-audit', reAuditOf: 'a' }).errors).toEqual([]);
    expect(submitted(PlanForm, { ...typed, ...rest, kind: 'themed' }).errors.map(({ href }) => href)).toEqual([
      '#theme',
      '#source',
      '#reference',
      '#domains',
    ]);
  });

  it('of one case does not ask how many', () => {
    expect(planPage({ ...choices, chosen: { kind: 'one-case', others: [] } }, 'c').input.cases).toBeUndefined();
    expect(submitted(PlanForm, { kind: 'one-case' }).form.cases).toBe('1');
  });

  it('again is offered from the audit itself, which says what it repeats and what repeats it', () => {
    const repeats = { earlier: { audit: 'e', title: 'First' }, later: [{ audit: 'l', title: 'Third' }] };
    const hrefs = (over: Partial<AuditFacts>): string[] => auditPage(auditFacts({ repeats, ...over })).related.map(({ href }) => href);
    expect(hrefs({})).toEqual(['/case-audits/e', '/case-audits/l', '/case-audits/plan?kind=re-audit&reAuditOf=a']);
    expect(hrefs({ mayDirect: false })).toEqual(['/case-audits/e', '/case-audits/l']);
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

  it('keeps what practitioners and the family said, and shows it to readers once it cannot be changed', () => {
    const heard = anAgencyAudit(POLICE, { status: 'in-progress', practitioners: 'We did not know of the order.', family: null });
    expect(agencyAuditPage(agencyFacts({ agencyAudit: heard })).feedback?.boxes).toMatchObject([
      { id: 'practitioners', value: 'We did not know of the order.' },
      { id: 'family', value: undefined },
    ]);
    const view = agencyAuditPage(agencyFacts({ agencyAudit: { ...heard, status: 'submitted' } }));
    expect([view.feedback, view.said]).toEqual([undefined, [{ who: 'What practitioners said', text: 'We did not know of the order.' }]]);
    expect(submitted(FeedbackForm, { practitioners: ' ', family: 'Nobody told me.' }).form).toEqual({ family: 'Nobody told me.' });
  });

  it('asks who worked on the case, and forgets nobody who was named', () => {
    const check = (over: Partial<AgencyAuditFacts>): unknown => agencyAuditPage(agencyFacts(over)).check?.workers;
    const named = anAgencyAudit(POLICE, { status: 'in-progress', workers: [HEALTH] });
    expect(check({ agencyAudit: named })).toMatchObject({ items: [{ text: 'Ruth', checked: true }] });
    expect(check({ agencyAudit: named, typed: { workers: [] } })).toMatchObject({ items: [{ checked: false }] });
    expect(check({ colleagues: [] })).toBeUndefined();
    expect(submitted(CheckForm, { answer: 'known', [`worker-${HEALTH}`]: 'yes' }).form.workers).toEqual([HEALTH]);
  });

  it('says beside each criterion what is missing of it', () => {
    const said = [{ criterion: 'VOI-1', rating: 'good', why: ' ' }];
    expect(criteriaErrors(audit, 'voice', said).map(({ href }) => href)).toEqual(['#why-VOI-1', '#rating-VOI-2', '#why-VOI-2']);
  });

  it('says beside each criterion and each reason that it is longer than is kept', () => {
    const said = ['VOI-1', 'VOI-2'].map((criterion) => ({
      criterion,
      rating: 'good',
      why: 'x'.repeat(criterion === 'VOI-1' ? 5_001 : 5_000),
    }));
    expect(criteriaErrors(audit, 'voice', said).map(({ href }) => href)).toEqual(['#why-VOI-1']);
    const absent = [
      ['absent-a', 'x'.repeat(1_001)],
      ['absent-b', 'On leave.'],
      ['absent-c', ''],
      ['absent-d', 'A bell \u0007'],
    ] as const;
    expect(reasonErrors(absent, 1_000)).toEqual([
      { text: 'Say why in 1,000 characters or fewer', href: '#absent-a' },
      { text: 'Say why in 1,000 characters or fewer', href: '#absent-d' },
    ]);
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

  it('leaves nobody out for a reason that is longer than is kept', () => {
    const hrefs = (exclusions: string) => submitted(DrawForm, { ...typed, exclusions }).errors.map(({ href }) => href);
    expect([hrefs(`M-1: ${'x'.repeat(499)}`), hrefs(`M-1: ${'x'.repeat(501)}`), hrefs('M-1')]).toEqual([
      [],
      ['#exclusions'],
      ['#exclusions'],
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

  it('says which agency was not heard, and why', () => {
    const absent = [{ agency: HEALTH, name: 'Marlshire Hospitals', reason: 'On call.' }];
    const view = moderationPage(moderationFacts({ of: aModeratedCase({ absent }) }));
    expect(view.agencies.map((one) => one.absent)).toEqual([undefined, 'On call.']);
    expect(
      gradePage(gradeFacts({ of: aModeratedCase({ absent: [{ agency: POLICE, name: 'Police', reason: 'On call.' }] }) })).facts,
    ).toContainEqual({
      key: 'Not at the meeting',
      lines: ['Police: On call.'],
    });
  });

  it('leads from each agreed grade to who thinks otherwise', () => {
    const rows = moderationPage(moderationFacts()).agencies.flatMap((agency) => agency.rows);
    expect(rows.map(({ href }) => href?.split('/').at(-1))).toEqual(['voice', 'information-sharing', undefined]);
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

describe('a disputed grade', () => {
  const steps = (over: Partial<GradeFacts>): string[] => gradePage(gradeFacts(over)).steps.map(({ href }) => href.split('/').at(-1) ?? '');

  it('shows where on the ladder its dispute stands', () => {
    expect(gradePage(gradeFacts()).ladder?.map(({ standing }) => standing)).toEqual(['Not settled here', 'Here now', undefined]);
    const decided = gradeFacts({ grade: { ...disputed, disputeStep: null } });
    expect(gradePage(decided).ladder?.map(({ standing }) => standing)).toEqual(['Not settled here', 'Decided here', undefined]);
    expect(
      gradePage(gradeFacts({ notes: [aNote({ kind: 'dissent', byName: 'Marlshire Hospitals', step: null })] })).ladder,
    ).toBeUndefined();
  });

  it('is taken up the ladder by whoever keeps the record, until its last step', () => {
    expect(steps({})).toEqual(['escalation', 'decision', 'dissent']);
    expect(steps({ grade: { ...disputed, disputeStep: 'independent-adviser' } })).toEqual(['decision', 'dissent']);
    expect(steps({ grade: { ...disputed, disputeStep: null } })).toEqual(['dissent']);
  });

  it('is disputed by its own agency alone, once, while the moderation is open, and never at an earlier date', () => {
    const lead = { mayRun: false, mayDispute: true, sight: OWN, grade: { ...disputed, disputeStep: null } } as const;
    expect(steps(lead)).toEqual(['dispute']);
    expect(steps({ ...lead, grade: disputed })).toEqual([]);
    expect(steps({ ...lead, sight: { ...OWN, own: HEALTH } })).toEqual([]);
    expect(steps({ ...lead, of: aModeratedCase({ moderation: 'concluded' }) })).toEqual([]);
    expect(steps({ ...lead, reading: EARLIER })).toEqual([]);
  });

  it('says which field of a dissent or a decision is missing', () => {
    expect(submitted(DissentForm, {}).errors.map(({ href }) => href)).toEqual(['#by', '#grade', '#reason']);
    expect(submitted(DecisionForm, { reason: 'Why.' }).errors.map(({ href }) => href)).toEqual(['#grade']);
  });

  it('that is off the scale is said beside its field', () => {
    const refused = new Refusal('grade-not-on-scale', { field: 'voice', grade: 'splendid', scale: ['good'] });
    expect(errorsOf(refused, (field) => `grade-${field}`)).toEqual([{ text: 'Choose a grade of the scale', href: '#grade-voice' }]);
  });
});

describe('a report', () => {
  it('leads from each recommendation to what is done about it, once the register of actions has it', () => {
    const [recommendation] = reportFacts().recommendations;
    if (!recommendation) throw new Error('There is none');
    const hrefOf = (takenUpAs?: string) => {
      return reportPage(reportFacts({ recommendations: [{ ...recommendation, takenUpAs }] })).recommendations.map(({ href }) => href);
    };
    expect([hrefOf('r'), hrefOf()]).toEqual([['/recommendations/r'], [undefined]]);
  });

  it('is written step by step, until it is agreed', () => {
    const steps = (over: Partial<ReportFacts>): string[] =>
      reportPage(reportFacts({ mayWrite: true, ...over })).steps.map(({ text }) => text);
    expect(steps({ findings: [] })).toEqual(['Record a finding']);
    expect(steps({})).toEqual(['Record a finding', 'Make a recommendation', 'Present the report']);
    expect(steps({ audit: anAudit({ agreedOn: '2026-04-09' }) })).toEqual(['Share a learning briefing']);
    expect(steps({ audit: anAudit({ agreedOn: '2026-04-09', briefing: 'Read.' }) })).toEqual(['Share the briefing again']);
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

  it('offers what a group can say, and what can be answered, each to those who may', () => {
    const steps = (over: Partial<ReportFacts>): (string | undefined)[] => {
      return (reportPage(reportFacts(over)).groups[0]?.steps ?? []).map(({ text }) => text);
    };
    const spoken = [aBriefing({ acknowledgedOn: '2026-05-06', feedback: 'For schools too.' })];
    expect(steps({ briefings: [aBriefing()], mayAcknowledge: true, mayWrite: true })).toEqual(['Acknowledge the briefing']);
    expect(steps({ briefings: spoken, mayAcknowledge: true, mayWrite: true })).toEqual(['Change what it says', 'Answer it']);
    expect(steps({ briefings: spoken, mayAcknowledge: true })).toEqual(['Change what it says']);
    expect(steps({ briefings: spoken, mayAcknowledge: true, reading: EARLIER })).toEqual([]);
  });

  it('is followed by a briefing for the local groups, unless others are chosen', () => {
    const groups = [
      { group: 'e', name: 'Executive', isLocal: false },
      { group: 'n', name: 'North', isLocal: true },
    ];
    const checked = (typed?: Partial<ShareForm>): unknown => {
      const [box] = sharePage({ audit, commandId: 'c' }, groups, typed).boxes as [{ items: { checked: boolean }[] }];
      return box.items.map((item) => item.checked);
    };
    expect(checked()).toEqual([false, true]);
    expect(checked({ groups: ['e'] })).toEqual([true, false]);
    expect(submitted(ShareForm, {}).errors.map(({ href }) => href)).toEqual(['#text', '#groups']);
    expect(submitted(AcknowledgementForm, { feedback: ' ', emergingRisks: ' ' })).toEqual({ form: {}, errors: [] });
  });
});

describe('what groups see coming', () => {
  it('is one list of all groups, those too that saw nothing, with the briefing that a risk followed', () => {
    const { groups } = risksPage(risksFacts());
    expect(groups.map(({ name, risks }) => [name, risks.length])).toEqual([
      ['North', 2],
      ['South', 0],
    ]);
    expect(groups[0]?.risks.map(({ source }) => source?.text)).toEqual([undefined, 'Domestic abuse']);
    expect(risksCsv(risksFacts()).text().trim().split(/\r?\n/)).toHaveLength(1 + 2 + 1);
    expect(risksCsv(risksFacts()).text()).toContain('South,,,Nothing came up');
  });

  it('says what the executive has of it and what came up since, and leads to the list as it was reported', () => {
    const { reported, steps } = risksPage(risksFacts({ report: aReport }));
    expect(reported?.sentence).toBe('Reported to the executive on 24 June 2026: 1 risk from 2 groups. 1 risk came up since.');
    expect(reported?.href).toBe('/emerging-risks?quarter=2026-Q2&asAt=4711');
    const third = risksPage(risksFacts({ report: { ...aReport, number: 3 } })).reported;
    expect(third?.sentence).toContain('Reported to the executive on 24 June 2026 (version 3): 1 risk from 2 groups.');
    expect(steps.map(({ text }) => text)).toEqual(['Record a risk', 'Report again', 'Record the executive’s reply']);
    expect(risksPage(risksFacts()).steps.map(({ text }) => text)).toEqual(['Record a risk', 'Report to the executive']);
    expect(risksPage(risksFacts({ reading: EARLIER })).steps).toEqual([]);
    expect(risksPage(risksFacts({ report: aReport, mayRaise: false, mayReport: false, mayAnswer: false })).steps).toEqual([]);
  });

  it('has what the executive replied, the latest first, and says where the last report has no reply', () => {
    const repliedTo = (report: RisksFacts['report'], ...replies: RisksFacts['replies']) =>
      risksPage(risksFacts({ report, replies })).replied;
    expect(repliedTo(null)).toBeUndefined();
    expect(repliedTo(aReport)).toEqual({ replies: [], awaited: 'No reply is on record yet.' });
    const taken = aReply({ reply: 2, outcome: 'escalated-to-board', words: 'Yes.', answeredOn: '2026-07-08' });
    expect(repliedTo(aReport, aReply(), taken)).toMatchObject({
      replies: [{ outcome: 'Taken to the Board', about: 'Executive, 8 July 2026', words: 'Yes.' }, { outcome: 'Asks for more' }],
      awaited: undefined,
    });
    expect(repliedTo({ ...aReport, number: 2 }, aReply())).toMatchObject({
      replies: [{ about: 'Executive, 1 July 2026, to version 1' }],
      awaited: 'No reply to version 2 is on record yet.',
    });
  });

  it('asks for the executive’s reply by what it is, its words, who gave it and when', () => {
    expect(submitted(ReplyForm, {}).errors.map(({ href }) => href)).toEqual(['#outcome', '#words', '#group', '#answeredOn']);
    const asked = (executives: readonly { group: string; name: string }[]) => {
      const html = rendered('actions/ask', executiveReplyPage({ quarter: '2026-Q2', report: aReport, executives }, 'c'));
      expect(flawsOf(html)).toEqual([]);
      return html;
    };
    expect(asked([NORTH])).toContain('<option value="n" selected>North</option>');
    expect(asked([NORTH, SOUTH])).not.toContain('<option value="n" selected>');
  });

  it('is recorded with a group, words and a theme, and reported with a summary', () => {
    expect(submitted(RiskForm, {}).errors.map(({ href }) => href)).toEqual(['#group', '#text', '#themes']);
    expect(submitted(RiskForm, { group: POLICE, text: 'More.', 'theme-missing': 'yes' })).toMatchObject({
      errors: [],
      form: { themes: ['missing'] },
    });
    expect(submitted(QuarterForm, { summary: ' ' }).errors.map(({ href }) => href)).toEqual(['#summary']);
    expect(reportQuarterPage(risksFacts({ report: aReport }), 'c')).toMatchObject({ change: { basedOn: '0' }, title: 'Report again' });
  });
});

describe('the log of readings', () => {
  it('says who read what as what, and leads to it as it was read', () => {
    expect(readingsPage(readingsFacts()).readings.map(({ as, what, href }) => [as, what, href])).toEqual([
      ['Sub-committee', 'Grades of all agencies', '/case-audits/a?asAt=4711'],
      ['Panel', `An agency’s audit, Marlshire Constabulary, case ${CASE}`, `/case-audits/a/cases/${CASE}/agencies/${POLICE}?asAt=4711`],
    ]);
    expect(readingsCsv(readingsFacts()).text()).toContain('2026-05-06T09:00:00.000Z,Person a2,Sub-committee,Grades of all agencies,4711');
  });

  it('is offered to those who look after it alone, and says where it is too long to show', () => {
    expect(auditPage(auditFacts({ mayDirect: false })).related).toEqual([]);
    expect(auditPage(auditFacts({ mayDirect: false, mayReadLog: true })).related.map(({ href }) => href)).toEqual([
      '/case-audits/a/readings',
    ]);
    const many = readingsPage(readingsFacts({ readings: Array.from({ length: 201 }, () => aReading()) }));
    expect([many.readings.length, many.count.includes('the 200 latest are shown')]).toEqual([200, true]);
  });
});
