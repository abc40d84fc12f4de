import { fold } from '@goldenthread/event-sourcing';
import { recorded, specifying } from '@goldenthread/event-sourcing/testing';
import {
  ACKNOWLEDGE,
  AGREE,
  anAuditsLife,
  ANSWER,
  CASE_ONE,
  CASE_TWO,
  COUNCIL,
  FIND,
  GOVERN,
  GROUP,
  HEALTH,
  ISSUE,
  MARLSHIRE,
  PLAN,
  planFacts,
  planWanted,
  POLICE,
  PRESENT,
  RECOMMEND,
  SELECT,
  SHARE,
  STRANGER,
} from '../testing/examples.js';
import type { CaseAuditCommand, PlanAuditFacts, PlanAuditWanted } from './case-audit.commands.js';
import type { CaseAuditEvent } from './case-audit.events.js';
import { caseAudit } from './case-audit.js';

const given = (...history: readonly CaseAuditEvent[]) => specifying(caseAudit).given(...history);
const [planned, governed, selected, issued, found, recommended, presented, agreed, shared, acknowledged, answered] = anAuditsLife as [
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
  CaseAuditEvent,
];
const NAMED = 'Rowan Example was seen.';
const plan = (over: Partial<PlanAuditWanted>, facts: Partial<PlanAuditFacts> = {}): CaseAuditCommand => {
  return { ...PLAN, wanted: { ...planWanted, ...over }, facts: { ...planFacts, ...facts } } as CaseAuditCommand;
};
const but = <C extends CaseAuditCommand>(command: C, over: Partial<Extract<CaseAuditCommand, { type: C['type'] }>>): CaseAuditCommand => {
  return { ...command, ...over };
};

describe('planning an audit', () => {
  it('keeps its theme, its questions, and the tool’s words for the domains it looks at', () => {
    expect(planned.data).toMatchObject({ theme: 'domestic-abuse', cases: 2, scale: { id: 'four-grades' }, partnershipRevision: 3 });
    expect((planned.data as { domains: { key: string }[] }).domains.map(({ key }) => key)).toEqual([
      'voice',
      'information-sharing',
      'outcome',
    ]);
    expect((planned.data as { agencies: object[] }).agencies).toContainEqual({
      agency: POLICE,
      name: 'Marlshire Police',
      partnership: MARLSHIRE,
    });
  });

  it('looks at all of the tool’s domains where it names none', () => {
    const [event] = caseAudit.decide(plan({ domains: undefined }), caseAudit.initial);
    expect((event?.data as { domains: object[] }).domains).toHaveLength(10);
  });

  it('twice plans it once', () => {
    given(planned).when(PLAN).thenNothing();
  });

  it.each<[string, CaseAuditCommand, string]>([
    ['for a partnership that is not registered', plan({}, { partnership: undefined }), 'partnership-not-registered'],
    [
      'for a real partnership where only invented audits may be held',
      plan({}, { partnership: { agencies: [], revision: 0, auditsHeld: false } }),
      'no-audits-held-here',
    ],
    ['by a tool that is not published', plan({}, { tool: undefined }), 'audit-tool-not-published'],
    ['for a theme that is not on the list', plan({ theme: 'weather' }), 'theme-not-listed'],
    ['for a period that ends before it begins', plan({ period: { from: '2025-02-01', to: '2025-01-31' } }), 'period-back-to-front'],
    ['by a domain that the tool has not', plan({ domains: ['information-sharing', 'parking'] }), 'domain-not-in-tool'],
    ['without information sharing', plan({ domains: ['voice'] }), 'information-sharing-left-out'],
    ['by no agency', plan({ agencies: [] }), 'no-agencies'],
    ['by an agency twice', plan({ agencies: [POLICE, POLICE] }), 'agency-listed-twice'],
    ['by an agency of no partnership here', plan({ agencies: [POLICE, STRANGER] }), 'agency-not-in-partnership'],
    [
      'with a panel member of an agency of no partnership here',
      plan({ panel: [{ person: STRANGER, agency: STRANGER }] }),
      'agency-not-in-partnership',
    ],
    ['without a panel', plan({ panel: [] }), 'no-panel'],
    ['of one case in depth by two cases', plan({ kind: 'one-case' }), 'cases-not-of-kind'],
    ['of a sample of one', plan({ cases: 1 }), 'cases-not-of-kind'],
    ['jointly with nobody', plan({ kind: 'joint' }), 'joint-with-nobody'],
    ['jointly with a partnership that is not registered', plan({ kind: 'joint', with: [STRANGER] }), 'other-partnership-not-registered'],
    [
      'jointly with a partnership none of whose agencies is asked',
      plan({ kind: 'joint', with: [STRANGER] }, { others: [{ id: STRANGER, agencies: [{ id: STRANGER, name: 'Havering' }] }] }),
      'joint-with-nobody',
    ],
    ['of a sample by theme with another partnership', plan({ with: [STRANGER] }), 'not-of-kind'],
    ['of a sample by theme that repeats an audit', plan({ reAuditOf: STRANGER }), 'not-of-kind'],
    ['of an earlier audit that is not there', plan({ kind: 're-audit', reAuditOf: STRANGER }), 'earlier-audit-not-found'],
    ['with somebody’s name in a question', plan({ questions: [NAMED] }), 'personal-data-in-text'],
  ])('is refused %s', (_why, command, code) => {
    given().when(command).thenRefused(code);
  });

  it('of one case in depth is of one', () => {
    expect(caseAudit.decide(plan({ kind: 'one-case', cases: 1 }), caseAudit.initial)[0]?.data).toMatchObject({
      kind: 'one-case',
      cases: 1,
    });
  });

  it('jointly asks agencies of each partnership, under their own', () => {
    const others = [{ id: STRANGER, agencies: [{ id: STRANGER, name: 'Havering' }] }];
    const [event] = caseAudit.decide(
      plan({ kind: 'joint', with: [STRANGER], agencies: [POLICE, STRANGER] }, { others }),
      caseAudit.initial,
    );
    expect((event?.data as { agencies: object[] }).agencies[1]).toEqual({ agency: STRANGER, name: 'Havering', partnership: STRANGER });
  });

  it('again takes the earlier audit’s domains, and refuses another tool or theme', () => {
    const earlier = { theme: 'domestic-abuse', tool: { code: 'multi-agency', version: 1 }, domains: ['information-sharing', 'planning'] };
    const again = plan({ kind: 're-audit', reAuditOf: STRANGER, domains: undefined }, { earlier });
    const [event] = caseAudit.decide(again, caseAudit.initial);
    expect((event?.data as { domains: { key: string }[] }).domains.map(({ key }) => key)).toEqual(['information-sharing', 'planning']);
    given()
      .when(plan({ kind: 're-audit', reAuditOf: STRANGER }, { earlier: { ...earlier, tool: { code: 'multi-agency', version: 2 } } }))
      .thenRefused('re-audit-items-differ');
    given()
      .when(plan({ kind: 're-audit', reAuditOf: STRANGER, theme: 'neglect' }, { earlier }))
      .thenRefused('re-audit-theme-differs', { theme: 'domestic-abuse' });
  });

  it('again of a joint audit may be joint again', () => {
    const earlier = { theme: 'domestic-abuse', tool: { code: 'multi-agency', version: 1 }, domains: ['information-sharing'] };
    const others = [{ id: STRANGER, agencies: [{ id: STRANGER, name: 'Havering' }] }];
    const wanted = { kind: 're-audit', reAuditOf: HEALTH, with: [STRANGER], agencies: [POLICE, STRANGER], domains: undefined } as const;
    expect(caseAudit.decide(plan(wanted, { earlier, others }), caseAudit.initial)[0]?.data).toMatchObject({ with: [STRANGER] });
  });
});

describe('before it is planned', () => {
  it.each([GOVERN, SELECT, ISSUE, FIND, RECOMMEND, PRESENT, AGREE, SHARE, ACKNOWLEDGE, ANSWER])('$type is refused', (command) => {
    given().when(command).thenRefused('audit-not-planned');
  });
});

describe('recording what makes it lawful', () => {
  it('may be done bit by bit, and twice records it once', () => {
    const basis = { lawfulBasis: 'UK GDPR article 6(1)(e)' };
    const recordedBasis = { type: 'CaseAuditGovernanceRecorded', data: basis } as const;
    given(planned).when({ type: 'RecordGovernance', governance: basis, names: [] }).then(recordedBasis);
    given(planned, recordedBasis).when({ type: 'RecordGovernance', governance: basis, names: [] }).thenNothing();
    given(planned, governed).when(GOVERN).thenNothing();
  });

  it('is refused where it says nothing, or the tools are out', () => {
    given(planned)
      .when({ type: 'RecordGovernance', governance: { dpiaReference: ' ' }, names: [] })
      .thenRefused('say-something');
    given(planned, governed, selected, issued).when(GOVERN).thenRefused('tools-already-issued');
    given(planned)
      .when(but(GOVERN, { governance: { dpiaReference: NAMED }, names: ['Rowan Example'] }))
      .thenRefused('personal-data-in-text');
  });
});

describe('selecting cases', () => {
  it('records how they were drawn, and of each nothing but a pseudonym, an age band and a quarter', () => {
    given(planned).when(SELECT).then(selected);
    const { cases, population } = selected.data as { cases: object[]; population: object };
    expect(population).toMatchObject({ size: 40, placedOutside: 8 });
    expect(cases.map((one) => Object.keys(one).sort())).toEqual(
      Array(2).fill(['ageBand', 'case', 'gender', 'level', 'placement', 'quarterOfBirth']),
    );
    expect(JSON.stringify(selected)).not.toMatch(/M-00|ref/);
  });

  it.each<[string, CaseAuditCommand, string]>([
    ['without children placed outside the area', but(SELECT, { includesPlacedOutside: false }), 'placed-outside-left-out'],
    [
      'of more than were planned',
      but(SELECT, { wanted: { ...(SELECT as { wanted: object }).wanted, strata: [{ where: {}, take: 3 }] } as never }),
      'cases-not-as-planned',
    ],
    ['with a name in the words for the population', but(SELECT, { describedAs: NAMED }), 'personal-data-in-text'],
  ])('is refused %s', (_why, command, code) => {
    given(planned).when(command).thenRefused(code);
  });

  it('is done once: drawing again until the cases please would be choosing them', () => {
    given(planned, selected).when(SELECT).thenRefused('cases-already-selected', { cases: 2 });
  });
});

describe('issuing the tools', () => {
  it('asks every agency about every case', () => {
    given(planned, governed, selected).when(ISSUE).then(issued);
    expect(issued.data).toMatchObject({
      cases: [CASE_ONE, CASE_TWO],
      agencies: [{ agency: POLICE }, { agency: HEALTH }, { agency: COUNCIL }],
    });
  });

  it('is refused until basis, agreement and assessment are all recorded, naming what is missing', () => {
    given(planned, selected)
      .when(ISSUE)
      .thenRefused('governance-missing', {
        missing: ['lawfulBasis', 'informationSharingAgreement', 'dpiaReference'],
      });
    const one = { type: 'CaseAuditGovernanceRecorded', data: { lawfulBasis: 'A', dpiaReference: 'B' } } as const;
    given(planned, selected, one)
      .when(ISSUE)
      .thenRefused('governance-missing', { missing: ['informationSharingAgreement'] });
  });

  it('is refused without cases, for a day that is over, and twice', () => {
    given(planned, governed).when(ISSUE).thenRefused('cases-not-selected');
    given(planned, governed, selected)
      .when(but(ISSUE, { dueOn: '2026-01-18' }))
      .thenRefused('due-in-past');
    given(planned, governed, selected, issued).when(ISSUE).thenRefused('tools-already-issued', { dueOn: '2026-02-27' });
  });
});

describe('findings and recommendations', () => {
  const open = [planned, governed, selected, issued] as const;

  it('are recorded with their themes, domain, agencies and cases, and twice once', () => {
    given(...open)
      .when(FIND)
      .then(found);
    given(...open, found)
      .when(FIND)
      .thenNothing();
    given(...open, found)
      .when(RECOMMEND)
      .then(recommended);
    given(...open, found, recommended)
      .when(RECOMMEND)
      .thenNothing();
  });

  it.each<[string, CaseAuditCommand, string]>([
    ['a theme that is not on the list', but(FIND, { themes: ['weather'] }), 'theme-not-listed'],
    ['no theme', but(FIND, { themes: [] }), 'theme-not-listed'],
    ['a domain that is not looked at', but(FIND, { domain: 'planning' }), 'domain-not-in-tool'],
    ['a case that is none of it', but(FIND, { cases: ['FFFFFF'] }), 'case-not-in-audit'],
    ['an agency that was not asked', but(FIND, { agencies: [STRANGER] }), 'agency-not-in-audit'],
    ['somebody’s name', but(FIND, { text: NAMED }), 'personal-data-in-text'],
    ['a finding that is none of it', but(RECOMMEND, { findings: [STRANGER] }), 'finding-not-in-audit'],
    ['no finding', but(RECOMMEND, { findings: [] }), 'finding-not-in-audit'],
    ['a recommendation to an agency that was not asked', but(RECOMMEND, { agencies: [STRANGER] }), 'agency-not-in-audit'],
    ['a recommendation with somebody’s name', but(RECOMMEND, { text: NAMED }), 'personal-data-in-text'],
  ])('are refused with %s', (_why, command, code) => {
    given(...open, found)
      .when(command)
      .thenRefused(code);
  });

  it('wait for the tools, and are fixed once the report is agreed', () => {
    for (const command of [FIND, RECOMMEND]) {
      given(planned, governed, selected).when(command).thenRefused('tools-not-issued');
      given(...open, found, presented, agreed)
        .when(command)
        .thenRefused('report-agreed');
    }
  });
});

describe('the report', () => {
  const before = [planned, governed, selected, issued, found, recommended] as const;

  it('says how much it rests on, and may be presented again until it is agreed', () => {
    given(...before)
      .when(PRESENT)
      .then(presented);
    given(...before, presented)
      .when(PRESENT)
      .then({ type: 'CaseAuditReportPresented', data: { summary: 'What we saw.', findings: 1, recommendations: 1, number: 2 } });
    given(...before, presented, agreed)
      .when(PRESENT)
      .thenRefused('report-agreed', { meetingOn: '2026-04-15' });
  });

  it('is not presented before the tools are out, without findings, before all moderations are concluded, or with a name', () => {
    given(planned).when(PRESENT).thenRefused('tools-not-issued');
    given(planned, governed, selected, issued).when(PRESENT).thenRefused('no-findings');
    given(...before)
      .when(but(PRESENT, { concluded: [CASE_TWO] }))
      .thenRefused('moderation-not-concluded', { cases: [CASE_ONE] });
    given(...before)
      .when(but(PRESENT, { summary: NAMED }))
      .thenRefused('personal-data-in-text');
  });

  it('is agreed once, at a meeting that was held, as it was presented', () => {
    given(...before, presented)
      .when(AGREE)
      .then(agreed);
    given(...before)
      .when(AGREE)
      .thenRefused('report-not-presented');
    given(...before, presented)
      .when(but(AGREE, { meetingOn: '2026-04-16' }))
      .thenRefused('meeting-in-future');
    given(...before, presented, agreed)
      .when(AGREE)
      .thenRefused('report-agreed');
  });
});

describe('the briefing', () => {
  const before = [planned, governed, selected, issued, found, recommended, presented] as const;

  it('is shared with named groups once the report is agreed, and twice once', () => {
    given(...before, agreed)
      .when(SHARE)
      .then(shared);
    given(...before, agreed, shared)
      .when(SHARE)
      .thenNothing();
    given(...before)
      .when(SHARE)
      .thenRefused('report-not-agreed');
  });

  it('is refused for no group, a group that is not the partnership’s, or with a name', () => {
    given(...before, agreed)
      .when(but(SHARE, { groups: [] }))
      .thenRefused('no-groups');
    given(...before, agreed)
      .when(but(SHARE, { groups: [STRANGER] }))
      .thenRefused('group-not-in-partnership', { groups: [STRANGER] });
    given(...before, agreed)
      .when(but(SHARE, { text: NAMED }))
      .thenRefused('personal-data-in-text');
  });

  it('is acknowledged by each group, with what it says back and the risks it sees', () => {
    given(...before, agreed, shared)
      .when(ACKNOWLEDGE)
      .then(acknowledged);
    given(...before, agreed, shared, acknowledged)
      .when(ACKNOWLEDGE)
      .thenNothing();
    const { type, data } = acknowledged as Extract<CaseAuditEvent, { type: 'CaseAuditBriefingAcknowledged' }>;
    given(...before, agreed, shared, acknowledged)
      .when(but(ACKNOWLEDGE, { emergingRisks: undefined }))
      .then({ type, data: { ...data, emergingRisks: undefined } });
  });

  it('is not acknowledged by a group that never had it, nor with a name', () => {
    given(...before, agreed)
      .when(ACKNOWLEDGE)
      .thenRefused('briefing-not-shared', { group: GROUP });
    given(...before, agreed, shared)
      .when(but(ACKNOWLEDGE, { group: STRANGER }))
      .thenRefused('briefing-not-shared');
    given(...before, agreed, shared)
      .when(but(ACKNOWLEDGE, { feedback: NAMED }))
      .thenRefused('personal-data-in-text');
  });

  it('goes both ways: what a group said is answered, once in the same words', () => {
    given(...before, agreed, shared, acknowledged)
      .when(ANSWER)
      .then(answered);
    given(...before, agreed, shared, acknowledged, answered)
      .when(ANSWER)
      .thenNothing();
  });

  it('has nothing to be answered before a group has said something, and no answer names anybody', () => {
    given(...before, agreed, shared)
      .when(ANSWER)
      .thenRefused('no-feedback-to-answer', { group: GROUP });
    const { data } = acknowledged as Extract<CaseAuditEvent, { type: 'CaseAuditBriefingAcknowledged' }>;
    const silent = { ...acknowledged, data: { ...data, feedback: undefined, emergingRisks: undefined } } as CaseAuditEvent;
    given(...before, agreed, shared, silent)
      .when(ANSWER)
      .thenRefused('no-feedback-to-answer');
    given(...before, agreed, shared, acknowledged)
      .when(but(ANSWER, { answer: NAMED }))
      .thenRefused('personal-data-in-text');
  });
});

describe('a change that is based on what was read', () => {
  const report = [planned, governed, selected, issued, found, recommended, presented] as const;

  it.each<[CaseAuditCommand, readonly CaseAuditEvent[]]>([
    [GOVERN, [planned]],
    [SELECT, [planned, governed]],
    [ISSUE, [planned, governed, selected]],
    [PRESENT, [planned, governed, selected, issued, found]],
    [AGREE, report],
    [SHARE, [...report, agreed]],
  ])('$type is made as the audit was read, and not when it has changed since', (command, history) => {
    const last = history.length - 1;
    const decide = (basedOn: number | 'new') => given(...history).when({ ...command, basedOn } as CaseAuditCommand);
    expect(caseAudit.decide({ ...command, basedOn: last } as CaseAuditCommand, folded(history))).toHaveLength(1);
    for (const wrong of [last - 1, last + 1, 'new'] as const) decide(wrong).thenRefused('audit-changed', { currentRevision: last });
  });

  it('findings change nothing that stands, and are never in each other’s way', () => {
    given(planned, governed, selected, issued)
      .when({ ...FIND, basedOn: 0 } as CaseAuditCommand)
      .then(found);
  });

  it('of a group is in the way of no other group', () => {
    const both = { ...SHARE, groups: [GROUP, STRANGER], known: [GROUP, STRANGER].map((id) => ({ id, name: id })) } as CaseAuditCommand;
    const [sharedWithBoth] = caseAudit.decide(both, folded([...report, agreed])) as [CaseAuditEvent];
    const toldOne = [...report, agreed, sharedWithBoth, acknowledged];
    const asRead = report.length + 1;
    given(...toldOne)
      .when({ ...ACKNOWLEDGE, feedback: 'More.', basedOn: asRead } as CaseAuditCommand)
      .thenRefused('audit-changed', { currentRevision: asRead + 1 });
    for (const [command, basedOn] of [
      [{ ...ACKNOWLEDGE, group: STRANGER }, asRead],
      [ANSWER, asRead + 1],
    ] as const) {
      expect(caseAudit.decide({ ...command, basedOn } as CaseAuditCommand, folded(toldOne))).toHaveLength(1);
    }
  });
});

function folded(history: readonly CaseAuditEvent[]) {
  return fold(caseAudit, recorded(caseAudit.category, history));
}
