import { specifying } from '@goldenthread/event-sourcing/testing';
import {
  AGREE_HEALTH,
  AGREE_POLICE,
  aModerationsLife,
  CONCLUDE,
  COUNCIL,
  DECIDE,
  DISPUTE,
  DISSENT,
  ESCALATE,
  HEALTH,
  HEALTH_ACTS,
  HOLD,
  MODERATE_HEALTH,
  MODERATE_POLICE,
  moderationFacts,
  OPEN,
  POLICE,
  POLICE_ACTS,
  STRANGER,
  UNIT_ACTS,
} from '../testing/examples.js';
import type { CaseModerationCommand } from './case-moderation.commands.js';
import type { CaseModerationEvent } from './case-moderation.events.js';
import { caseModeration } from './case-moderation.js';

const given = (...history: readonly CaseModerationEvent[]) => specifying(caseModeration).given(...history);
type Life = readonly CaseModerationEvent[];
const upTo = (count: number): Life => aModerationsLife.slice(0, count);
const [opened, held, moderatedPolice, , agreedPolice, agreedHealth, dissented, disputed, escalated, decided, concluded] =
  aModerationsLife as [
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
    CaseModerationEvent,
  ];
const but = (command: CaseModerationCommand, over: object): CaseModerationCommand => ({ ...command, ...over });
const NAMED = 'Born on 12 March 2014.';
const AFTER_OPENING = [HOLD, MODERATE_POLICE, AGREE_POLICE, DISSENT, DISPUTE, ESCALATE, DECIDE, CONCLUDE];
const gradesOf = (command: CaseModerationCommand) =>
  (command as Extract<CaseModerationCommand, { type: 'AgreeGrades' | 'ModerateGrades' }>).grades;

describe('opening a moderation', () => {
  it('lays the submitted audits side by side', () => {
    given().when(OPEN).then(opened);
    expect(opened.data).toMatchObject({
      agencies: [
        { agency: POLICE, revision: 5 },
        { agency: HEALTH, revision: 4 },
      ],
      without: [],
    });
    given(opened).when(OPEN).thenNothing();
  });

  it('needs two audits: nobody is moderated alone', () => {
    const agencies = moderationFacts.agencies.filter(({ agency }) => agency !== HEALTH);
    given()
      .when(but(OPEN, { facts: { ...moderationFacts, agencies } }))
      .thenRefused('too-few-audits', { submitted: 1 });
  });

  it('waits for every agency that was asked, or says why it does not', () => {
    const agencies = moderationFacts.agencies.map((one) => (one.agency === COUNCIL ? { ...one, status: 'in-progress' } : one));
    const facts = { ...moderationFacts, agencies };
    given()
      .when(but(OPEN, { facts }))
      .thenRefused('agency-audits-outstanding', { agencies: [COUNCIL] });
    given()
      .when(but(OPEN, { facts, withoutReason: NAMED }))
      .thenRefused('personal-data-in-text');
    const [event] = caseModeration.decide(but(OPEN, { facts, withoutReason: 'The strike.' }), caseModeration.initial);
    expect(event?.data).toMatchObject({ without: [{ agency: COUNCIL }], withoutReason: 'The strike.' });
  });

  it('is refused for a case that is not in an issued audit', () => {
    given()
      .when(but(OPEN, { facts: undefined }))
      .thenRefused('case-not-in-audit');
  });
});

describe('what is done out of turn', () => {
  it.each(AFTER_OPENING)('$type is refused before the moderation is opened', (command) => {
    given().when(command).thenRefused('moderation-not-opened');
  });

  it.each(AFTER_OPENING.slice(1))('$type is refused before the meeting', (command) => {
    given(opened).when(command).thenRefused('moderation-not-held');
  });

  it.each(AFTER_OPENING)('$type is refused once it is concluded', (command) => {
    given(...aModerationsLife)
      .when(command)
      .thenRefused('moderation-concluded');
  });
});

describe('the meeting', () => {
  it('says who was there, and twice is recorded once', () => {
    given(opened).when(HOLD).then(held);
    given(opened, held).when(HOLD).thenNothing();
    given(opened, held)
      .when(but(HOLD, { heldOn: '2026-03-09' }))
      .thenRefused('moderation-already-held', { heldOn: '2026-03-10' });
  });

  it('needs two agencies there, and each of them there or its absence with a reason', () => {
    given(opened)
      .when(but(HOLD, { present: [POLICE], absent: [{ agency: HEALTH, reason: 'Ill.' }] }))
      .thenRefused('too-few-agencies-present', { present: 1 });
    const three = { ...opened, data: { ...opened.data, agencies: [...moderationFacts.agencies] } } as CaseModerationEvent;
    given(three)
      .when(HOLD)
      .thenRefused('agency-neither-present-nor-absent', { agencies: [COUNCIL] });
    given(three)
      .when(but(HOLD, { absent: [{ agency: COUNCIL, reason: NAMED }] }))
      .thenRefused('personal-data-in-text');
    const [event] = caseModeration.decide(but(HOLD, { absent: [{ agency: COUNCIL, reason: 'Ill.' }] }), stateAfter(three));
    expect(event?.data).toMatchObject({ absent: [{ agency: COUNCIL, name: 'Marlshire County Council', reason: 'Ill.' }] });
  });

  it('is neither in the future nor of an agency that is not moderated', () => {
    given(opened)
      .when(but(HOLD, { heldOn: '2026-03-11' }))
      .thenRefused('meeting-in-future');
    given(opened)
      .when(but(HOLD, { present: [POLICE, HEALTH, STRANGER] }))
      .thenRefused('agency-not-in-moderation', { agencies: [STRANGER] });
  });
});

describe('a moderator’s grades', () => {
  it('stand beside the agency’s own, with the reason of each move', () => {
    given(opened, held).when(MODERATE_POLICE).then(moderatedPolice);
    expect(gradesIn(moderatedPolice)).toEqual([
      { domain: 'voice', title: 'Voice and lived experience', agencyGrade: 'good', moderatorGrade: 'good', reason: undefined },
      {
        domain: 'information-sharing',
        title: 'Information sharing',
        agencyGrade: 'good',
        moderatorGrade: 'requires-improvement',
        reason: 'The notification came after nine days.',
      },
      {
        domain: 'outcome',
        title: 'Outcome and impact',
        agencyGrade: 'requires-improvement',
        moderatorGrade: 'requires-improvement',
        reason: undefined,
      },
    ]);
    given(opened, held, moderatedPolice).when(MODERATE_POLICE).thenNothing();
  });

  it.each<[string, object, string]>([
    ['by the agency’s own panel member', { actor: POLICE_ACTS }, 'own-agency-grade'],
    ['by the agency’s own panel member acting for another', { actor: { ...POLICE_ACTS, agency: HEALTH } }, 'own-agency-grade'],
    ['by somebody who is not on the panel', { actor: UNIT_ACTS }, 'not-on-panel'],
    ['of an agency that is not moderated', { agency: COUNCIL }, 'agency-not-in-moderation'],
    ['off the scale', { grades: gradesOf(MODERATE_POLICE).map((one) => ({ ...one, grade: 'fine' })) }, 'grade-not-on-scale'],
    ['of a domain that is not looked at', { grades: [{ domain: 'planning', grade: 'good' }] }, 'domain-not-in-tool'],
    ['of some domains only', { grades: gradesOf(MODERATE_POLICE).slice(1) }, 'grades-missing'],
    ['that move without a reason', { grades: gradesOf(MODERATE_POLICE).map((one) => ({ ...one, reason: ' ' })) }, 'reason-for-move-needed'],
    ['with personal data', { grades: gradesOf(MODERATE_POLICE).map((one) => ({ ...one, reason: NAMED })) }, 'personal-data-in-text'],
  ])('are refused %s', (_why, over, code) => {
    given(opened, held).when(but(MODERATE_POLICE, over)).thenRefused(code);
  });

  it('are refused once the grades are agreed', () => {
    given(...upTo(5))
      .when(MODERATE_POLICE)
      .thenRefused('grades-already-agreed', { agency: POLICE });
  });
});

describe('the agreed grades', () => {
  it('stand beside both, with the reason where they are neither, and how many were there', () => {
    given(...upTo(4))
      .when(AGREE_POLICE)
      .then(agreedPolice);
    given(...upTo(5))
      .when(AGREE_HEALTH)
      .then(agreedHealth);
    expect(gradesIn(agreedHealth)[1]).toMatchObject({
      agencyGrade: 'requires-improvement',
      moderatorGrade: 'requires-improvement',
      agreedGrade: 'inadequate',
      reason: 'Nothing was asked of the police at all.',
    });
    expect(agreedHealth.data).toMatchObject({ present: 2 });
    given(...upTo(5))
      .when(AGREE_POLICE)
      .thenNothing();
  });

  it.each<[string, object, string]>([
    ['by the agency itself', { actor: POLICE_ACTS }, 'own-agency-grade'],
    [
      'that move without a reason',
      { grades: gradesOf(AGREE_POLICE).map((one) => ({ ...one, grade: 'outstanding' })) },
      'reason-for-move-needed',
    ],
    ['of an agency that is not moderated', { agency: COUNCIL }, 'agency-not-in-moderation'],
    ['with personal data', { grades: gradesOf(AGREE_POLICE).map((one) => ({ ...one, reason: NAMED })) }, 'personal-data-in-text'],
  ])('are refused %s', (_why, over, code) => {
    given(...upTo(4))
      .when(but(AGREE_POLICE, over))
      .thenRefused(code);
  });

  it('wait for the moderator, and are not agreed otherwise afterwards', () => {
    given(opened, held).when(AGREE_POLICE).thenRefused('grades-not-moderated', { agency: POLICE });
    given(...upTo(5))
      .when(but(AGREE_POLICE, { grades: gradesOf(AGREE_HEALTH) }))
      .thenRefused('grades-already-agreed');
  });
});

describe('dissent', () => {
  it('is kept beside the grade, once', () => {
    given(...upTo(6))
      .when(DISSENT)
      .then(dissented);
    given(...upTo(7))
      .when(DISSENT)
      .thenNothing();
  });

  it('is an agency’s that was there, of an agreed grade, on the scale, and names nobody', () => {
    given(opened, held).when(DISSENT).thenRefused('grades-not-agreed');
    given(...upTo(6))
      .when(but(DISSENT, { by: COUNCIL }))
      .thenRefused('agency-not-present', { agency: COUNCIL });
    given(...upTo(6))
      .when(but(DISSENT, { grade: 'poor' }))
      .thenRefused('grade-not-on-scale');
    given(...upTo(6))
      .when(but(DISSENT, { domain: 'planning' }))
      .thenRefused('domain-not-in-tool');
    given(...upTo(6))
      .when(but(DISSENT, { reason: NAMED }))
      .thenRefused('personal-data-in-text');
  });
});

describe('a dispute', () => {
  it('is raised by the agency whose grade it is, and stands on the first step of the ladder', () => {
    given(...upTo(7))
      .when(DISPUTE)
      .then(disputed);
    expect(disputed.data).toMatchObject({ step: 'partnership-meeting' });
    given(...upTo(7))
      .when(but(DISPUTE, { actor: HEALTH_ACTS }))
      .thenRefused('not-your-grade');
    given(...upTo(7))
      .when(but(DISPUTE, { reason: NAMED }))
      .thenRefused('personal-data-in-text');
    given(...upTo(8))
      .when(DISPUTE)
      .thenRefused('already-disputed', { step: 'partnership-meeting' });
  });

  it('goes up step by step, to the top and no further', () => {
    given(...upTo(8))
      .when(ESCALATE)
      .then(escalated);
    expect(escalated.data).toMatchObject({ from: 'partnership-meeting', step: 'set-procedures' });
    const top = { ...escalated, data: { ...escalated.data, from: 'set-procedures', step: 'independent-adviser' } } as CaseModerationEvent;
    given(...upTo(9), top)
      .when(ESCALATE)
      .thenRefused('top-of-ladder', { step: 'independent-adviser' });
    given(...upTo(8))
      .when(but(ESCALATE, { reason: NAMED }))
      .thenRefused('personal-data-in-text');
    given(...upTo(7))
      .when(ESCALATE)
      .thenRefused('not-disputed');
  });

  it('is decided by somebody else, and the grade is then what was decided', () => {
    given(...upTo(9))
      .when(DECIDE)
      .then(decided);
    expect(decided.data).toMatchObject({ gradeBefore: 'requires-improvement', grade: 'good', step: 'set-procedures' });
    given(...upTo(9))
      .when(but(DECIDE, { actor: POLICE_ACTS }))
      .thenRefused('own-agency-grade');
    given(...upTo(9))
      .when(but(DECIDE, { grade: 'fair' }))
      .thenRefused('grade-not-on-scale');
    given(...upTo(9))
      .when(but(DECIDE, { reason: NAMED }))
      .thenRefused('personal-data-in-text');
    given(...upTo(10))
      .when(DECIDE)
      .thenRefused('not-disputed');
    given(...upTo(10), disputed)
      .when(DECIDE)
      .then({ ...decided, data: { ...decided.data, step: 'partnership-meeting', gradeBefore: 'good' } } as CaseModerationEvent);
  });
});

describe('the end', () => {
  it('sums up information sharing, the child’s voice and the outcome', () => {
    given(...upTo(10))
      .when(CONCLUDE)
      .then(concluded);
  });

  it('waits until all grades are agreed and no dispute is open', () => {
    given(...upTo(5))
      .when(CONCLUDE)
      .thenRefused('grades-not-agreed', { agencies: [HEALTH] });
    given(...upTo(8))
      .when(CONCLUDE)
      .thenRefused('disputes-open', { disputes: [{ agency: POLICE, domain: 'information-sharing' }] });
    given(...upTo(10))
      .when(but(CONCLUDE, { summaries: { informationSharing: NAMED, voice: 'B.', outcome: 'C.' } }))
      .thenRefused('personal-data-in-text');
  });

  it('names the moderator of the health agency, who is not its own', () => {
    const [event] = caseModeration.decide(MODERATE_HEALTH, stateAfter(opened, held));
    expect(event?.data).toMatchObject({ moderator: POLICE_ACTS.person, moderatorAgency: POLICE });
  });
});

function gradesIn({ data }: CaseModerationEvent): readonly object[] {
  return 'grades' in data ? data.grades : [];
}

function stateAfter(...events: readonly CaseModerationEvent[]) {
  return events.reduce((state, event, revision) => caseModeration.evolve(state, { ...event, revision } as never), caseModeration.initial);
}

describe('a step of moderation that is based on what was read', () => {
  it.each([
    ['the whole moderation', HOLD, 1, 0],
    ['the agency’s grades, of which there were none', MODERATE_POLICE, 2, 'new'],
    ['the agency’s grades', AGREE_POLICE, 4, 2],
    ['the one grade', DISSENT, 6, 4],
    ['the one grade', DISPUTE, 7, 6],
    ['the one grade', ESCALATE, 8, 7],
    ['the one grade', DECIDE, 9, 8],
    ['the whole moderation', CONCLUDE, 10, 9],
  ] as const)('looks at %s: $type', (_what, command, count, basedOn) => {
    given(...upTo(count))
      .when(but(command, { basedOn }))
      .then(...aModerationsLife.slice(count, count + 1));
    for (const wrong of [basedOn === 'new' ? 0 : basedOn - 1, 17]) {
      given(...upTo(count))
        .when(but(command, { basedOn: wrong }))
        .thenRefused('moderation-changed', { currentRevision: basedOn === 'new' ? null : basedOn });
    }
  });

  it('is not opened as new by two', () => {
    given()
      .when(but(OPEN, { basedOn: 'new' }))
      .then(opened);
    given(opened)
      .when(but(OPEN, { basedOn: 'new' }))
      .thenRefused('moderation-changed', { currentRevision: 0 });
    given()
      .when(but(OPEN, { basedOn: 0 }))
      .thenRefused('moderation-changed', { currentRevision: null });
  });
});
