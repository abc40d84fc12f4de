import { specifying } from '@goldenthread/event-sourcing/testing';
import { anAnsweredQuarter, aReportedQuarter, aRaisedRisk, MARLSHIRE, RAISE, REPLY, REPORT, STRANGER } from '../testing/examples.js';
import { emergingRiskReport } from './emerging-risk-report.js';
import { emergingRisk } from './emerging-risk.js';

const NHS_NUMBER = 'The number is 943 476 5919.';

describe('raising a risk', () => {
  it('records who sees it coming, when, and under which themes, and twice once', () => {
    specifying(emergingRisk).given().when(RAISE).then(aRaisedRisk);
    specifying(emergingRisk).given(aRaisedRisk).when(RAISE).thenNothing();
  });

  it.each([
    ['of a partnership that is not registered', { known: undefined }, 'partnership-not-registered'],
    ['by a group that is not the partnership’s', { group: STRANGER }, 'group-not-in-partnership'],
    ['under no theme', { themes: [] }, 'theme-not-listed'],
    ['under a theme that is not on the list', { themes: ['weather'] }, 'theme-not-listed'],
    ['that tells who somebody is', { text: NHS_NUMBER }, 'personal-data-in-text'],
  ])('is refused %s', (_why, over, code) => {
    specifying(emergingRisk)
      .given()
      .when({ ...RAISE, ...over })
      .thenRefused(code);
  });
});

describe('reporting a quarter', () => {
  const reporting = (...history: readonly (typeof aReportedQuarter)[]) => specifying(emergingRiskReport).given(...history);

  it('keeps the position that it was read at and what each group saw, none too; again as another version', () => {
    reporting().when(REPORT).then(aReportedQuarter);
    reporting(aReportedQuarter).when(REPORT).thenNothing();
    const again = { ...aReportedQuarter, data: { ...aReportedQuarter.data, summary: 'More came up.', number: 2 } };
    reporting(aReportedQuarter)
      .when({ ...REPORT, summary: 'More came up.', basedOn: 0 })
      .then(again);
  });

  it.each([
    ['that is none', { quarter: '2026-Q7' }, 'quarter-unreadable'],
    ['that has not begun', { quarter: '2026-Q3' }, 'quarter-not-begun'],
    ['of no group', { groups: [] }, 'no-groups'],
    ['in words that tell who somebody is', { summary: NHS_NUMBER }, 'personal-data-in-text'],
    ['that was reported meanwhile, or not at all', { basedOn: 0 }, 'risk-report-changed'],
  ])('is refused for one %s', (_why, over, code) => {
    reporting()
      .when({ ...REPORT, ...over })
      .thenRefused(code);
  });

  it('is refused as new where it was reported', () => {
    reporting(aReportedQuarter)
      .when({ ...REPORT, basedOn: 'new' })
      .thenRefused('risk-report-changed', { currentRevision: 0 });
    expect(REPORT.partnership).toBe(MARLSHIRE);
  });
});

describe('a reply of the executive', () => {
  const replying = (...history: readonly (typeof aReportedQuarter | typeof anAnsweredQuarter)[]) => {
    return specifying(emergingRiskReport).given(...history);
  };

  it('keeps who replied what to which version of the report, and when; the same again records nothing', () => {
    replying(aReportedQuarter).when(REPLY).then(anAnsweredQuarter);
    replying(aReportedQuarter, anAnsweredQuarter).when(REPLY).thenNothing();
  });

  it.each(['accepted', 'more-wanted', 'escalated-to-board'] as const)('may be that it is %s', (outcome) => {
    const { data } = anAnsweredQuarter;
    replying(aReportedQuarter)
      .when({ ...REPLY, outcome })
      .then({ ...anAnsweredQuarter, data: { ...data, outcome } });
  });

  it('may come again, to the same version or to a later one: each is kept', () => {
    const { data } = anAnsweredQuarter;
    const later = { ...REPLY, outcome: 'accepted', words: 'Thank you.', basedOn: 1 } as const;
    const second = { ...anAnsweredQuarter, data: { ...data, outcome: 'accepted', words: 'Thank you.', reply: 2 } } as const;
    replying(aReportedQuarter, anAnsweredQuarter).when(later).then(second);
    const anew = { ...aReportedQuarter, data: { ...aReportedQuarter.data, number: 2 } };
    replying(aReportedQuarter, anAnsweredQuarter, anew)
      .when({ ...later, basedOn: 2 })
      .then({ ...second, data: { ...second.data, number: 2 } });
  });

  it.each([
    ['by a group that is not the executive', { group: STRANGER }, 'not-the-executive'],
    ['before the report was made', { answeredOn: '2026-06-23' }, 'reply-not-of-its-time'],
    ['on a day to come', { answeredOn: '2026-07-03' }, 'reply-not-of-its-time'],
    ['in words that tell who somebody is', { words: NHS_NUMBER }, 'personal-data-in-text'],
    ['to a report that changed meanwhile', { basedOn: 4 }, 'risk-report-changed'],
    ['to nothing that was there', { basedOn: 'new' }, 'risk-report-changed'],
  ] as const)('is refused %s', (_why, over, code) => {
    replying(aReportedQuarter)
      .when({ ...REPLY, ...over })
      .thenRefused(code);
  });

  it('is refused where nothing was reported', () => {
    replying().when(REPLY).thenRefused('risks-not-reported', { quarter: '2026-Q2' });
  });
});
