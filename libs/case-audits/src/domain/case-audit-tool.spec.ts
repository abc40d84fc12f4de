import { specifying } from '@goldenthread/event-sourcing/testing';
import { multiAgencyV1 } from '../../data/tools/multi-agency-v1.tool.js';
import type { AuditTool, CaseAuditToolEvent } from './case-audit-tool.events.js';
import { caseAuditTool, INFORMATION_SHARING } from './case-audit-tool.js';

const given = (...history: readonly CaseAuditToolEvent[]) => specifying(caseAuditTool).given(...history);
const publish = (tool: AuditTool) => ({ type: 'PublishAuditTool', tool }) as const;
const published = { type: 'CaseAuditToolPublished', data: multiAgencyV1 } as const;

describe('publishing a tool for case audits', () => {
  it('keeps the whole of it', () => {
    given().when(publish(multiAgencyV1)).then(published);
  });

  it('is refused where it does not look at how information is shared', () => {
    const domains = multiAgencyV1.domains.filter(({ key }) => key !== INFORMATION_SHARING);
    given()
      .when(publish({ ...multiAgencyV1, domains }))
      .thenRefused('information-sharing-left-out', { code: 'multi-agency' });
  });

  it('twice publishes it once, and never another under the same version', () => {
    given(published).when(publish(multiAgencyV1)).thenNothing();
    given(published)
      .when(publish({ ...multiAgencyV1, title: 'Another' }))
      .thenRefused('audit-tool-version-taken', { code: 'multi-agency', version: 1 });
  });
});

describe('the tool that comes with the program', () => {
  const criteria = multiAgencyV1.domains.flatMap((domain) => domain.criteria);

  it('has ten domains, information sharing, voice and outcome among them', () => {
    const keys = multiAgencyV1.domains.map(({ key }) => key);
    expect(keys).toHaveLength(10);
    expect(keys).toEqual(expect.arrayContaining(['information-sharing', 'voice', 'outcome']));
  });

  it('asks every question once, in words', () => {
    expect(new Set(criteria.map(({ key }) => key)).size).toBe(criteria.length);
    expect(new Set(criteria.map(({ question }) => question)).size).toBe(criteria.length);
    expect(criteria.every(({ question }) => question.endsWith('?'))).toBe(true);
  });

  it('grades by four words, from worst to best', () => {
    expect(multiAgencyV1.scale.levels.map(({ numeric }) => numeric)).toEqual([0, 1, 2, 3]);
  });
});
