import { AN_AUTHOR, specifying } from '@goldenthread/event-sourcing/testing';
import { anAgencyAuditsLife, asked, CHECK, FEED_BACK, gradeDomain, SUBMIT } from '../testing/examples.js';
import type { AgencyAuditCommand } from './agency-audit.commands.js';
import type { AgencyAuditEvent } from './agency-audit.events.js';
import { agencyAudit } from './agency-audit.js';

const given = (...history: readonly AgencyAuditEvent[]) => specifying(agencyAudit).given(...history);
const [checked, voice, sharing, outcome, fedBack, submitted] = anAgencyAuditsLife as [
  Extract<AgencyAuditEvent, { type: 'AgencyAuditRecordChecked' }>,
  Extract<AgencyAuditEvent, { type: 'AgencyAuditDomainGraded' }>,
  AgencyAuditEvent,
  AgencyAuditEvent,
  AgencyAuditEvent,
  Extract<AgencyAuditEvent, { type: 'AgencyAuditSubmitted' }>,
];
const notKnown: AgencyAuditEvent = { ...checked, data: { ...checked.data, answer: 'not-known', workers: [] } };
const but = (command: AgencyAuditCommand, over: object): AgencyAuditCommand => ({ ...command, ...over });
const NAMED = 'NHS number 943 476 5919.';
const everything = [CHECK, gradeDomain('voice', 'good'), FEED_BACK, SUBMIT];
const WORKER = { ...AN_AUTHOR, person: checked.data.workers[0] ?? '' };

describe('whatever an agency says of a case', () => {
  it.each(everything)('$type is refused where it was not asked about it', (command) => {
    given()
      .when(but(command, { asked: undefined }))
      .thenRefused('agency-not-asked');
  });

  it.each(everything)('$type is refused once it has submitted', (command) => {
    given(...anAgencyAuditsLife)
      .when(command)
      .thenRefused('agency-audit-submitted', { submittedOn: '2026-02-20' });
  });

  it.each(everything)('$type is refused once others’ audits are open: it would no longer be blind', (command) => {
    given(checked)
      .when(but(command, { asked: { ...asked, moderationBegun: true } }))
      .thenRefused('moderation-begun');
  });
});

describe('the record check', () => {
  it.each(['known', 'closed', 'not-known'] as const)('takes %s for an answer', (answer) => {
    given()
      .when(but(CHECK, { answer }))
      .then({ ...checked, data: { ...checked.data, answer } });
  });

  it('says what will be asked, and who worked on the case', () => {
    expect(checked.data).toMatchObject({ dueOn: '2026-02-27', scale: { id: 'four-grades' }, workers: [WORKER.person] });
    expect(checked.data.domains.map(({ key }) => key)).toEqual(['voice', 'information-sharing', 'outcome']);
    expect(checked.data).not.toHaveProperty('moderationBegun');
  });

  it('may be answered again; the same answer records nothing', () => {
    given(checked).when(CHECK).thenNothing();
    given(notKnown).when(CHECK).then(checked);
  });

  it('is not taken back to "not known" once something is graded, nor names as a worker who has graded', () => {
    given(checked, voice)
      .when(but(CHECK, { answer: 'not-known' }))
      .thenRefused('domains-already-graded', { domains: ['voice'] });
    given(checked, voice)
      .when(but(CHECK, { workers: [AN_AUTHOR.person] }))
      .thenRefused('auditor-worked-on-case');
  });

  it('is held back with personal data in its note', () => {
    given()
      .when(but(CHECK, { note: NAMED }))
      .thenRefused('personal-data-in-text');
  });
});

describe('grading a domain', () => {
  it('keeps the grade, every criterion as it was asked, and why', () => {
    given(checked).when(gradeDomain('voice', 'good')).then(voice);
    expect(voice.data).toMatchObject({ grade: 'good', gradeBefore: null, tally: { graded: 1, of: 3 } });
    expect(voice.data.criteria[0]).toEqual({
      criterion: 'VOI-1',
      question: 'Was the child seen and heard, alone where that was right?',
      rating: 'good',
      why: 'Why VOI-1.',
    });
  });

  it('again says what it was, and to the same words records nothing', () => {
    given(checked, voice)
      .when(gradeDomain('voice', 'inadequate', { basedOn: 1, why: 'Why voice is good.' }))
      .then({
        ...voice,
        data: {
          ...voice.data,
          grade: 'inadequate',
          gradeBefore: 'good',
          criteria: voice.data.criteria.map((one) => ({ ...one, rating: 'inadequate' })),
        },
      });
    given(checked, voice)
      .when(gradeDomain('voice', 'good', { basedOn: 1 }))
      .thenNothing();
  });

  it('takes "not applicable" for a criterion, never for the domain', () => {
    const criteria = gradeDomain('voice', 'good').criteria.map((one) => ({ ...one, rating: 'not-applicable' }));
    expect(agencyAudit.decide(gradeDomain('voice', 'good', { criteria }), stateAfter(checked))).toHaveLength(1);
    given(checked).when(gradeDomain('voice', 'not-applicable')).thenRefused('grade-not-on-scale', { field: 'grade' });
  });

  it.each<[string, AgencyAuditCommand, string]>([
    ['a grade that is not on the scale', gradeDomain('voice', 'splendid'), 'grade-not-on-scale'],
    ['a domain that is not looked at', gradeDomain('planning', 'good'), 'domain-not-in-tool'],
    [
      'a criterion that the tool has not',
      gradeDomain('voice', 'good', { criteria: [{ criterion: 'VOI-9', rating: 'good', why: 'Why.' }] }),
      'criterion-not-in-tool',
    ],
    [
      'a criterion left out',
      gradeDomain('voice', 'good', { criteria: [{ criterion: 'VOI-1', rating: 'good', why: 'Why.' }] }),
      'criteria-unrated',
    ],
    ['an older reading of it', gradeDomain('voice', 'good', { basedOn: 7 }), 'agency-audit-changed'],
    ['somebody who worked on the case', gradeDomain('voice', 'good', { actor: WORKER }), 'auditor-worked-on-case'],
    ['personal data', gradeDomain('voice', 'good', { why: NAMED }), 'personal-data-in-text'],
  ])('is refused with %s', (_why, command, code) => {
    given(checked).when(command).thenRefused(code);
  });

  it('waits for the record check, and has no place where the case is not known', () => {
    for (const command of [gradeDomain('voice', 'good'), FEED_BACK, SUBMIT]) {
      given().when(command).thenRefused('record-check-first');
      given(notKnown).when(command).thenRefused('case-not-known');
    }
  });
});

describe('feedback', () => {
  it('is what practitioners and the family said, and twice is recorded once', () => {
    given(checked).when(FEED_BACK).then(fedBack);
    given(checked, fedBack).when(FEED_BACK).thenNothing();
  });

  it('is refused where it says nothing, or tells who somebody is', () => {
    given(checked)
      .when(but(FEED_BACK, { practitioners: undefined, family: undefined }))
      .thenRefused('say-something');
    given(checked)
      .when(but(FEED_BACK, { family: NAMED }))
      .thenRefused('personal-data-in-text');
  });
});

describe('submitting', () => {
  const ready = [checked, voice, sharing, outcome, fedBack] as const;

  it('keeps every grade, and who audited', () => {
    given(...ready)
      .when(SUBMIT)
      .then(submitted);
    expect(submitted.data).toMatchObject({ submittedOn: '2026-02-20', daysLate: 0, auditors: [AN_AUTHOR.person] });
    expect(submitted.data.grades.map(({ grade }) => grade)).toEqual(['good', 'good', 'requires-improvement']);
  });

  it('late says how late, and is never blocked', () => {
    given(...ready)
      .when(but(SUBMIT, { today: '2026-03-02' }))
      // 27 February to 2 March 2026 is three days, in a year without a 29 February.
      .then({ ...submitted, data: { ...submitted.data, submittedOn: '2026-03-02', daysLate: 3 } });
  });

  it('is refused while a domain is ungraded, on an older reading, by a worker, or without the word that nobody was one', () => {
    given(checked, voice)
      .when(but(SUBMIT, { basedOn: 1 }))
      .thenRefused('domains-ungraded', { missing: ['information-sharing', 'outcome'] });
    given(...ready)
      .when(but(SUBMIT, { basedOn: 3 }))
      .thenRefused('agency-audit-changed', { currentRevision: 4 });
    given(...ready)
      .when(but(SUBMIT, { actor: WORKER }))
      .thenRefused('auditor-worked-on-case');
    given(...ready)
      .when(but(SUBMIT, { independent: false }))
      .thenRefused('auditor-worked-on-case');
  });
});

function stateAfter(event: AgencyAuditEvent) {
  return agencyAudit.evolve(agencyAudit.initial, { ...event, revision: 0, actor: AN_AUTHOR } as never);
}

describe('a record check or feedback that is based on what was read', () => {
  const fresh = { answer: 'closed' } as const;
  const more = { family: 'More.' } as const;

  it('is not saved over another', () => {
    given(checked, voice)
      .when(but(CHECK, { ...fresh, basedOn: 'new' }))
      .thenRefused('agency-audit-changed', { currentRevision: 0 });
    given(checked, fedBack)
      .when(but(FEED_BACK, { ...more, basedOn: 'new' }))
      .thenRefused('agency-audit-changed', { currentRevision: 1 });
    given(checked)
      .when(but(FEED_BACK, { ...more, basedOn: 0 }))
      .thenRefused('agency-audit-changed', { currentRevision: null });
  });

  it('is saved whatever colleagues have said of other things meanwhile', () => {
    given()
      .when(but(CHECK, { basedOn: 'new' }))
      .then(checked);
    given(checked, voice, fedBack)
      .when(but(CHECK, { ...fresh, basedOn: 0 }))
      .then({ ...checked, data: { ...checked.data, ...fresh } });
    given(checked, voice)
      .when(but(FEED_BACK, { basedOn: 'new' }))
      .then(fedBack);
  });
});
