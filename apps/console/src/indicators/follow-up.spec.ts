import type { PerformanceRiskRow, SignalProposalRow } from '@goldenthread/indicators';
import { EARLIER, nameOf, NOW } from '../testing/examples.js';
import { flawsOf, linksOf, rendered } from '../testing/rendered.js';
import { submitted } from '../forms/submitted.js';
import { AnswerForm, RiskDecisionForm, RiskForm } from './follow-up.form.js';
import { answerPage, followUpPage, followUpTable, raisePage, riskPage } from './follow-up.page.js';

const HOSTILE = '<img src=x onerror=alert(1)> {{ 7 * 7 }}';
const PERSON = '33333333-3333-5333-8333-333333333333';
const valid = { partnership: 'p', validFrom: '1', validTo: '9' };
const aProposal = (over: Partial<SignalProposalRow> = {}): SignalProposalRow => ({
  ...valid,
  proposal: '55555555-5555-5555-8555-555555555555',
  code: 'conferences',
  place: 'authority:marlshire',
  agency: 'a',
  period: '2025-26-Q2',
  signal: 'below-lower',
  proposedAt: '2026-11-25T14:10:00.000Z',
  status: 'open',
  takenUpAs: null,
  words: null,
  answeredBy: null,
  answeredAt: null,
  revision: 0,
  ...over,
});
const proposal = aProposal();
const taken = aProposal({
  proposal: '66666666-6666-5666-8666-666666666666',
  status: 'accepted',
  takenUpAs: 'action',
  words: HOSTILE,
  answeredBy: PERSON,
  answeredAt: '2026-11-25T15:10:00.000Z',
});
const aRisk = (over: Partial<PerformanceRiskRow> = {}): PerformanceRiskRow => ({
  ...valid,
  risk: '77777777-7777-5777-8777-777777777777',
  title: HOSTILE,
  why: HOSTILE,
  about: [{ code: 'conferences', place: 'authority:marlshire' }],
  raisedBy: PERSON,
  raisedAt: '2026-11-25T14:10:00.000Z',
  decision: 'ask-for-more',
  words: 'How long?',
  decidedOn: '2026-11-26',
  callBackOn: '2027-01-11',
  decidedBy: PERSON,
  revision: 1,
  ...over,
});
const risk = aRisk();
const named = (): string => 'Conferences in time, Marlshire';
const facts = { proposals: [proposal, taken], risks: [risk], named, nameOf, mayFollow: true, mayBegin: ['audit-theme', 'action'] } as const;
const asked = { commandId: 'c' };

describe('the pages of what follows from signals', () => {
  it.each<[string, Parameters<typeof rendered>[1]]>([
    ['indicators/follow-up', followUpPage(facts, NOW)],
    ['indicators/follow-up', followUpPage({ ...facts, proposals: [], risks: [] }, NOW)],
    ['indicators/follow-up-form', answerPage(proposal, facts, NOW, asked)],
    ['indicators/follow-up-form', answerPage(taken, facts, NOW, asked)],
    ['indicators/follow-up-form', raisePage([], asked)],
    ['indicators/follow-up-form', riskPage({ risk, named, nameOf, mayDecide: true }, NOW, asked)],
  ])('%s has nothing that it must not', (template, view) => {
    const html = rendered(template, view);
    expect(flawsOf(html)).toEqual([]);
    expect(html).not.toContain('<img');
  });

  it('say what is open, what was said, and when the Board looks again', () => {
    const view = followUpPage(facts, NOW);
    expect(view.lead).toBe('1 proposal to be answered. 1 risk for the Board to decide on.');
    expect(view.proposals.map(({ state, answerHref }) => [state.split(' ').slice(0, 4).join(' '), answerHref !== undefined])).toEqual([
      ['Proposed 25 November 2026,', true],
      ['Taken up as an', false],
    ]);
    expect(view.risks[0]?.decision).toBe('The Board asks for more before it decides, 26 November 2026; looked at again on 11 January 2027');
    expect(followUpTable(facts).text()).toContain('Proposal,"Conferences in time, Marlshire, Quarter 2 2025 to 2026",');
    expect(followUpTable(facts).text()).toContain('Risk,');
  });

  it('lead on to what a proposal was taken up as, for those who may begin it', () => {
    const audit = aProposal({ status: 'accepted', takenUpAs: 'audit-theme' });
    const nextOf = (mayBegin: typeof facts.mayBegin | readonly [], reading = NOW) =>
      followUpPage({ ...facts, proposals: [proposal, taken, audit], mayBegin }, reading).proposals.map(({ next }) => next?.href);
    expect(nextOf(facts.mayBegin)).toEqual([
      undefined,
      `/recommendations/make?proposal=${taken.proposal}`,
      `/case-audits/plan?proposal=${audit.proposal}`,
    ]);
    expect(nextOf([])).toEqual([undefined, undefined, undefined]);
    expect(nextOf(facts.mayBegin, EARLIER)).toEqual([undefined, undefined, undefined]);
  });

  it('ask for no answer where there is one already, or at an earlier date', () => {
    expect(answerPage(proposal, facts, NOW, asked).change).toBeDefined();
    for (const page of [answerPage(taken, facts, NOW, asked), answerPage(proposal, facts, EARLIER, asked)]) {
      expect([page.change, page.fields]).toEqual([undefined, []]);
    }
    expect(answerPage(taken, facts, NOW, asked).facts[1]).toEqual({ key: 'In words', value: HOSTILE });
  });

  it('let nothing be done at an earlier date, nor a decision be recorded by those who only read', () => {
    const earlier = rendered('indicators/follow-up', followUpPage(facts, EARLIER), { isEarlier: true });
    expect(linksOf(earlier).filter((href) => href.startsWith('/indicators') && !href.includes('asAt='))).toEqual([]);
    expect(riskPage({ risk, named, nameOf, mayDecide: true }, EARLIER, asked).change).toBeUndefined();
    expect(riskPage({ risk, named, nameOf, mayDecide: false }, NOW, asked).change).toBeUndefined();
    const decided = aRisk({ decision: 'act' });
    expect(riskPage({ risk: decided, named, nameOf, mayDecide: true }, NOW, asked).change).toBeUndefined();
  });
});

describe('the forms of what follows', () => {
  it('ask for an answer and words, a title and a reason, a decision and its day', () => {
    expect(submitted(AnswerForm, { words: '' }).errors.map(({ href }) => href)).toEqual(['#answer', '#words']);
    expect(submitted(RiskForm, { title: '', why: '', about: 'x' }).errors.map(({ href }) => href)).toEqual(['#title', '#why', '#about']);
    expect(submitted(RiskForm, { title: 'x', why: 'y', about: '' }).errors).toEqual([]);
    const typed = { decision: 'act', words: 'Yes.', decidedOn: '31', 'decidedOn-month': '2', 'decidedOn-year': '2026' };
    expect(submitted(RiskDecisionForm, typed).errors).toMatchObject([{ href: '#decidedOn' }]);
    const right = { ...typed, decidedOn: '27' };
    expect(submitted(RiskDecisionForm, right).errors).toEqual([]);
    expect(submitted(RiskDecisionForm, { ...right, callBackOn: '31', 'callBackOn-month': '2' }).errors).toMatchObject([
      { href: '#callBackOn' },
    ]);
    const again = { callBackOn: '2', 'callBackOn-month': '3', 'callBackOn-year': '2027' };
    expect(submitted(RiskDecisionForm, { ...right, ...again }).errors).toEqual([]);
  });
});
