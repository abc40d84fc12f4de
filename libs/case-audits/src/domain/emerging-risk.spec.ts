import { specifying } from '@goldenthread/event-sourcing/testing';
import { aReportedQuarter, aRaisedRisk, MARLSHIRE, RAISE, REPORT, STRANGER } from '../testing/examples.js';
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
