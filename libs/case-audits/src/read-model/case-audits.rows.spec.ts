import {
  address,
  fold,
  isProtected,
  EventCodec,
  newId,
  Refusal,
  streamName,
  type Decider,
  type DomainEvent,
  type RecordedEvent,
  type Row,
  type RowVersion,
} from '@goldenthread/event-sourcing';
import { AN_AUTHOR, changesBy, plainSealer, recorded, rowsAsAt, timelinesOf } from '@goldenthread/event-sourcing/testing';
import { rowsHoldWhatProjectionsFill } from '@goldenthread/read-models/testing';
import fc from 'fast-check';
import { agencyAudit, agencyAuditIdOf } from '../domain/agency-audit.js';
import { caseAuditReading } from '../domain/case-audit-reading.js';
import { caseAudit } from '../domain/case-audit.js';
import { caseAuditsEvents } from '../domain/case-audits.events.js';
import { caseModeration, moderationIdOf } from '../domain/case-moderation.js';
import { emergingRiskReport, riskReportIdOf } from '../domain/emerging-risk-report.js';
import { emergingRisk, riskIdOf } from '../domain/emerging-risk.js';
import * as examples from '../testing/examples.js';
import { caseAuditsReadModels } from './case-audits.read-models.js';

const projections = caseAuditsReadModels.map(({ projection }) => projection);
const { AUDIT, CASE_ONE, POLICE, HEALTH, COUNCIL } = examples;
type Play = { readonly decider: Decider<unknown, unknown, DomainEvent>; readonly id: string; readonly command: unknown };
const play = (decider: unknown, id: string, ...commands: readonly unknown[]): Play[] => {
  return commands.map((command) => ({ decider: decider as Play['decider'], id, command }));
};
const asHealth = (command: object): object => {
  return { ...command, asked: { ...examples.asked, agency: HEALTH, agencyName: 'Marlshire Hospitals' } };
};
const { PLAN, GOVERN, SELECT, ISSUE, FIND, RECOMMEND, PRESENT, AGREE, SHARE, ACKNOWLEDGE, ANSWER } = examples;
const GRADES = ['voice', 'information-sharing', 'outcome'].map((domain) => examples.gradeDomain(domain, 'good'));
const { OPEN, HOLD, MODERATE_POLICE, MODERATE_HEALTH, AGREE_POLICE, AGREE_HEALTH, DISSENT, DISPUTE, ESCALATE, DECIDE, CONCLUDE } = examples;
const READ = {
  type: 'NoteReading',
  reading: { audit: AUDIT, what: 'agency-audit', as: 'panel', case: CASE_ONE, agency: POLICE, position: '7' },
};

/** A group that has read the briefing and sees nothing coming. */
const NOTHING_SEEN = { ...ACKNOWLEDGE, emergingRisks: undefined };

/** An audit until two agencies have submitted theirs of the first case. */
const BEFORE_MODERATION: readonly Play[] = [
  ...play(caseAudit, AUDIT, PLAN, GOVERN, SELECT, ISSUE),
  ...play(agencyAudit, agencyAuditIdOf(AUDIT, CASE_ONE, POLICE), examples.CHECK, ...GRADES, examples.FEED_BACK, examples.SUBMIT),
  ...play(
    agencyAudit,
    agencyAuditIdOf(AUDIT, CASE_ONE, HEALTH),
    ...[examples.CHECK, ...GRADES, examples.FEED_BACK, examples.SUBMIT].map(asHealth),
  ),
];

/** And from there to its end. */
const AFTERWARDS: readonly Play[] = [
  ...play(caseModeration, moderationIdOf(AUDIT, CASE_ONE), OPEN),
  ...play(caseAuditReading, AUDIT, READ),
  ...play(caseModeration, moderationIdOf(AUDIT, CASE_ONE), HOLD, MODERATE_POLICE, MODERATE_HEALTH, AGREE_POLICE, AGREE_HEALTH),
  ...play(caseModeration, moderationIdOf(AUDIT, CASE_ONE), DISSENT, DISPUTE, ESCALATE, DECIDE, CONCLUDE),
  ...play(caseAudit, AUDIT, FIND, RECOMMEND, PRESENT, AGREE, SHARE, NOTHING_SEEN, ACKNOWLEDGE, ANSWER),
  ...play(emergingRisk, riskIdOf(AUDIT), examples.RAISE),
  ...play(emergingRiskReport, riskReportIdOf(examples.MARLSHIRE, '2026-Q2'), examples.REPORT, examples.REPLY),
];

const whole = history([...BEFORE_MODERATION, ...AFTERWARDS]);

describe('the rows of case audits', () => {
  const changes = whole.flatMap(projected);

  it('are made by everything that can happen, but the publishing of a tool', () => {
    const happened = new Set(whole.map(({ type }) => type));
    expect([...happened, 'CaseAuditToolPublished'].sort()).toEqual(Object.keys(caseAuditsEvents).sort());
  });

  rowsHoldWhatProjectionsFill(caseAuditsReadModels, changes);

  it('say what each grade was at every step', () => {
    const grade = (type: string): Row | undefined => {
      const position = whole.findLast((event) => event.type === type)?.position ?? -1n;
      const key = { audit: AUDIT, case: CASE_ONE, agency: POLICE, domain: 'information-sharing' };
      return rowsAsAt(timelines(whole), position)[address('case_grade', key)];
    };
    expect(grade('AgencyAuditSubmitted')).toMatchObject({ submitted: true, agencyGrade: 'good', moderatorGrade: null, agreedGrade: null });
    expect(grade('AgencyGradesModerated')).toMatchObject({ moderatorGrade: 'requires-improvement', agreedGrade: null });
    expect(grade('AgencyGradesAgreed')).toMatchObject({ agreedGrade: 'requires-improvement', disputeStep: null });
    expect(grade('GradeDisputeEscalated')).toMatchObject({ agreedGrade: 'requires-improvement', disputeStep: 'set-procedures' });
    expect(grade('GradeDisputeDecided')).toMatchObject({ agreedGrade: 'good', disputeStep: null });
  });

  it('ask every agency about every case from the moment the tools are out', () => {
    const issued = whole.find(({ type }) => type === 'CaseAuditToolsIssued')?.position ?? -1n;
    const requested = Object.entries(rowsAsAt(timelines(whole), issued)).filter(([key]) => key.startsWith('agency_audit\n'));
    expect(requested.map(([, { agency, case: of, status }]) => [of, agency, status]).sort()).toEqual(
      [CASE_ONE, examples.CASE_TWO].flatMap((of) => [POLICE, HEALTH, COUNCIL].map((agency) => [of, agency, 'requested'])),
    );
  });
});

describe('the as-at law', () => {
  it('holds: for whatever happens once audits are in, the rows as at any position are those of the events up to it', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...AFTERWARDS]), fc.double({ min: 0, max: 1, noNaN: true }), (plays, place) => {
        const events = history([...BEFORE_MODERATION, ...plays]);
        const position = BigInt(Math.floor(place * events.length));
        const upToIt = events.filter((event) => event.position <= position);
        expect(rowsAsAt(timelines(events), position)).toEqual(rowsAsAt(timelines(upToIt), position));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the words in rows', () => {
  it('travel sealed', async () => {
    const codec = new EventCodec(caseAuditsEvents, plainSealer, newId());
    const provenance = { commandId: newId(), correlationId: newId(), causationId: null, partnership: null, actor: AN_AUTHOR };
    const texts: string[] = [];
    for (const event of whole) {
      const bytes = await codec.encode(event as unknown as DomainEvent, event.stream, 0, provenance);
      const stored = { ...event, ...bytes } as unknown as Parameters<EventCodec['decode']>[0];
      texts.push(...projected(await codec.decode(stored)).flatMap((change) => textsIn(change)));
    }
    expect(texts.filter(isProtected).length).toBeGreaterThan(20);
    expect(texts.filter((text) => /Why |nine days|Midwives|What we saw|read late|sofa|families wait/.test(text))).toEqual([]);
  });
});

/** What a story comes to; what is refused does not happen. */
function history(plays: readonly Play[]): readonly RecordedEvent[] {
  const streams = new Map<string, RecordedEvent[]>();
  const events: RecordedEvent[] = [];
  for (const { decider, id, command } of plays) {
    const stream = streamName(decider.category, id);
    const before = streams.get(stream) ?? [];
    const decided = refusedOr(() => decider.decide(command, fold(decider, before)));
    const next = recorded(decider.category, decided, { stream }).map((event, index) => {
      return { ...event, revision: before.length + index, position: BigInt(events.length + index) };
    });
    streams.set(stream, [...before, ...next]);
    events.push(...next);
  }
  return events;
}

function refusedOr(decide: () => readonly DomainEvent[]): readonly DomainEvent[] {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function projected(event: RecordedEvent) {
  return changesBy(event, projections);
}

function timelines(events: readonly RecordedEvent[]): readonly RowVersion[] {
  return timelinesOf(events, projections);
}

function textsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : [];
}
