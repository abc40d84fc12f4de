import { Refusal, fold } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, recorded, specifying } from '@goldenthread/event-sourcing/testing';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import { anAction, anActionsLife, made } from '../testing/index.js';
import type { ActionCommand, ActionStatus, ActionStep, IssueAction } from './action.commands.js';
import type { ActionEvent } from './action.events.js';
import { action } from './action.js';

const actions = specifying(action);

const BUSINESS_UNIT = { person: 'coordinator', agency: 'business-unit', role: 'coordinator' };
const OWNER = AN_AUTHOR;
const OTHER_AUTHOR = { ...AN_AUTHOR, person: 'someone-else-there' };

const life = (upTo: number): ActionEvent[] => anActionsLife.slice(0, upTo);
/** A history that ends in each state; the last event's revision is what a command is based on. */
const HISTORIES: Readonly<Record<ActionStatus | 'received' | 'reopened', readonly ActionEvent[]>> = {
  issued: life(1),
  received: life(2),
  refused: life(3),
  accepted: life(5),
  claimed: life(7),
  completed: life(10),
  reopened: life(12),
  superseded: life(13),
};
const STATES = Object.keys(HISTORIES) as (keyof typeof HISTORIES)[];

const wanted: IssueAction['wanted'] = {
  recommendation: anAction.recommendation,
  what: anAction.what,
  agency: anAction.agency,
  dueOn: anAction.dueOn,
  successMeasure: anAction.successMeasure,
  evidenceSought: anAction.evidenceSought,
};
const facts: IssueAction['facts'] = {
  recommendation: { ...made.data, revision: 0 },
  agencies: [{ id: anAction.agency, name: anAction.agencyName }],
  groups: ['paqa'],
  partnershipRevision: 4,
};
const issue: IssueAction = { type: 'IssueAction', id: anAction.matrix, wanted, today: '2026-01-05', facts };

const TODAY = '2026-06-01';
/** One of every command, given by whoever may; on the revision of a history. */
const STEPS: Readonly<Record<ActionStep['type'], (basedOn: number) => ActionStep>> = {
  RecordReceipt: (basedOn) => ({
    type: 'RecordReceipt',
    basedOn,
    today: TODAY,
    receivedOn: '2026-05-29',
    actor: OWNER,
    rules: thurrock2019,
  }),
  AcceptAction: (basedOn) => ({ type: 'AcceptAction', basedOn, today: TODAY }),
  RefuseAction: (basedOn) => ({ type: 'RefuseAction', basedOn, today: TODAY, reason: 'Not ours to do.' }),
  ReportProgress: (basedOn) => ({ type: 'ReportProgress', basedOn, today: TODAY, progress: 'Half way.' }),
  ClaimCompletion: (basedOn) => ({
    type: 'ClaimCompletion',
    basedOn,
    today: TODAY,
    statement: 'Done.',
    evidence: [{ kind: 'note', text: 'Seen.' }],
  }),
  AcceptCompletion: (basedOn) => ({ type: 'AcceptCompletion', basedOn, today: TODAY, actor: BUSINESS_UNIT }),
  ReturnCompletion: (basedOn) => ({ type: 'ReturnCompletion', basedOn, today: TODAY, actor: BUSINESS_UNIT, reason: 'Show us more.' }),
  ReviewImpact: (basedOn) => ({ type: 'ReviewImpact', basedOn, today: TODAY, impact: 'better', found: 'It helped.' }),
  ReopenAction: (basedOn) => ({ type: 'ReopenAction', basedOn, today: TODAY, reason: 'It came back.', dueOn: '2026-09-30' }),
  SupersedeAction: (basedOn) => ({
    type: 'SupersedeAction',
    basedOn,
    today: TODAY,
    reason: 'Merged.',
    by: 'another',
    successor: { partnership: anAction.partnership },
  }),
};

/** What each command comes to in each state: the event's name without "Action", or the refusal. Frozen. */
const TABLE = `
                    issued           received          refused               accepted             claimed                completed             reopened             superseded
  RecordReceipt     Received         receipt-recorded  action-answered       action-answered      action-answered        action-answered       action-answered      action-answered
  AcceptAction      Accepted         Accepted          action-answered       action-answered      action-answered        action-answered       action-answered      action-answered
  RefuseAction      Refused          Refused           action-answered       action-answered      action-answered        action-answered       action-answered      action-answered
  ReportProgress    not-under-way    not-under-way     not-under-way         ProgressReported     not-under-way          not-under-way         ProgressReported     not-under-way
  ClaimCompletion   not-under-way    not-under-way     not-under-way         CompletionClaimed    not-under-way          not-under-way         CompletionClaimed    not-under-way
  AcceptCompletion  not-claimed      not-claimed       not-claimed           not-claimed          CompletionAccepted     not-claimed           not-claimed          not-claimed
  ReturnCompletion  not-claimed      not-claimed       not-claimed           not-claimed          CompletionReturned     not-claimed           not-claimed          not-claimed
  ReviewImpact      not-completed    not-completed     not-completed         not-completed        not-completed          ImpactReviewed        not-completed        not-completed
  ReopenAction      still-open       still-open        Reopened              still-open           still-open             Reopened              still-open           closed
  SupersedeAction   Superseded       Superseded        Superseded            Superseded           Superseded             closed                Superseded           closed
`;

const [header = [], ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s{2,}/));
const CASES = rows.flatMap(([name, ...outcomes]) =>
  outcomes.map((outcome, column) => [name as ActionStep['type'], header[column] as keyof typeof HISTORIES, outcome] as const),
);

const FULL: Readonly<Record<string, string>> = {
  'not-under-way': 'action-not-under-way',
  'not-claimed': 'completion-not-claimed',
  'not-completed': 'action-not-completed',
  'still-open': 'action-still-open',
  closed: 'action-closed',
};

function outcomeOf(command: ActionCommand, history: readonly ActionEvent[]): string {
  try {
    const decided = action.decide(command, fold(action, recorded('action', history)));
    return decided.map(({ type }) => type.slice('Action'.length)).join(' ');
  } catch (error) {
    if (error instanceof Refusal) return (error as Refusal).code;
    throw error;
  }
}

describe('every command in every state', () => {
  it('is in the table', () => {
    expect(header).toEqual(STATES);
    expect(rows.map(([name]) => name)).toEqual(Object.keys(STEPS));
    expect(CASES).toHaveLength(STATES.length * Object.keys(STEPS).length);
  });

  it.each(CASES)('%s, when it is %s, comes to %s', (name, state, outcome) => {
    const history = HISTORIES[state];
    expect(outcomeOf(STEPS[name](history.length - 1), history)).toBe(FULL[outcome] ?? outcome);
  });

  it.each(Object.keys(STEPS) as ActionStep['type'][])('%s of an action that was never issued is refused', (name) => {
    actions.given().when(STEPS[name](0)).thenRefused('action-not-issued');
  });

  it.each(STATES)('when it is %s, issuing it again does nothing', (state) => {
    actions
      .given(...HISTORIES[state])
      .when(issue)
      .thenNothing();
  });

  it.each(CASES.filter(([, , outcome]) => /^[A-Z]/.test(outcome)))(
    '%s, when it is %s, is refused where somebody changed the action meanwhile',
    (name, state) => {
      const history = HISTORIES[state];
      actions
        .given(...history)
        .when(STEPS[name](history.length - 2))
        .thenRefused('action-changed', { currentRevision: history.length - 1 });
    },
  );
});

describe('an action', () => {
  it('is issued to an agency of the partnership, in a matrix of its own', () => {
    actions.given().when(issue).then({ type: 'ActionIssued', data: anAction });
  });

  it('is in the matrix of its meeting, with all else that came out of it', () => {
    const meeting = { group: 'paqa', heldOn: '2026-01-02' };
    const matrixOf = (id: string): string => {
      const [event] = action.decide({ ...issue, id, wanted: { ...wanted, meeting } }, action.initial);
      return event?.type === 'ActionIssued' ? event.data.matrix : '';
    };
    expect(matrixOf('one')).toBe(matrixOf('another'));
    expect(matrixOf('one')).not.toBe('one');
    actions
      .given()
      .when({ ...issue, wanted: { ...wanted, meeting: { ...meeting, group: 'nobody' } } })
      .thenRefused('group-not-named');
  });

  it.each([
    ['no recommendation', { facts: { ...facts, recommendation: undefined } }, 'recommendation-not-made'],
    ['an agency of nobody', { facts: { ...facts, agencies: [] } }, 'agency-not-in-partnership'],
    ['a due day before its issue', { wanted: { ...wanted, dueOn: '2026-01-04' } }, 'due-before-issued'],
    ['an issue that is still to come', { wanted: { ...wanted, issuedOn: '2026-01-06' } }, 'issued-in-future'],
  ] as const)('is refused for %s', (_what, over, code) => {
    actions
      .given()
      .when({ ...issue, ...over })
      .thenRefused(code);
  });

  const receive = (over: object) =>
    ({ ...STEPS.RecordReceipt(0), receivedOn: '2026-01-06', today: '2026-01-08', ...over }) as ActionCommand;
  const rules = { code: 'thurrock-2019', version: 1 };

  it('counts ten working days from its receipt, and says who recorded that: the agency', () => {
    actions
      .given(...HISTORIES.issued)
      .when(receive({}))
      .then({ type: 'ActionReceived', data: { receivedOn: '2026-01-06', recordedBy: 'agency', respondBy: '2026-01-20', rules } });
  });

  it('or else the business team', () => {
    actions
      .given(...HISTORIES.issued)
      .when(receive({ actor: BUSINESS_UNIT }))
      .then({ type: 'ActionReceived', data: { receivedOn: '2026-01-06', recordedBy: 'business-team', respondBy: '2026-01-20', rules } });
  });

  it('has no day to be answered by where no rules held', () => {
    actions
      .given(...HISTORIES.issued)
      .when(receive({ rules: undefined }))
      .then({ type: 'ActionReceived', data: { receivedOn: '2026-01-06', recordedBy: 'agency', respondBy: null, rules: null } });
    const of2019: ActionEvent = { type: 'ActionIssued', data: { ...anAction, issuedOn: '2019-04-25' } };
    actions
      .given(of2019)
      .when(receive({ receivedOn: '2019-04-30' }))
      .then({ type: 'ActionReceived', data: { receivedOn: '2019-04-30', recordedBy: 'agency', respondBy: null, rules: null } });
  });

  it('is received neither before it was issued nor on a day to come', () => {
    actions
      .given(...HISTORIES.issued)
      .when(receive({ receivedOn: '2026-01-04' }))
      .thenRefused('received-before-issued');
    actions
      .given(...HISTORIES.issued)
      .when(receive({ receivedOn: '2026-01-09' }))
      .thenRefused('received-in-future');
  });

  it.each([
    ['2026-01-20', false],
    ['2026-01-21', true],
  ])('answered on %s is late: %s', (today, late) => {
    actions
      .given(...HISTORIES.received)
      .when({ type: 'AcceptAction', basedOn: 1, today })
      .then({ type: 'ActionAccepted', data: { respondedOn: today, respondBy: '2026-01-20', late } });
  });

  it('may be answered before anybody recorded its receipt', () => {
    actions
      .given(...HISTORIES.issued)
      .when({ type: 'AcceptAction', basedOn: 0, today: '2026-02-27' })
      .then({ type: 'ActionAccepted', data: { respondedOn: '2026-02-27', respondBy: null, late: false } });
  });

  it('is never done without evidence', () => {
    const claim = { type: 'ClaimCompletion', basedOn: 4, today: TODAY, statement: 'Done.', evidence: [] } as const;
    actions
      .given(...HISTORIES.accepted)
      .when(claim)
      .thenRefused('evidence-needed');
  });

  it.each([
    ['the agency itself', OTHER_AUTHOR, 'own-agency-acceptance'],
    ['whoever made the claim, for another body', { ...BUSINESS_UNIT, person: OWNER.person }, 'own-claim-acceptance'],
  ] as const)('is not done because %s says so', (_who, actor, code) => {
    actions
      .given(...HISTORIES.claimed)
      .when({ type: 'AcceptCompletion', basedOn: 6, today: TODAY, actor })
      .thenRefused(code);
    actions
      .given(...HISTORIES.claimed)
      .when({ type: 'ReturnCompletion', basedOn: 6, today: TODAY, actor, reason: 'More.' })
      .thenRefused(code);
  });

  it('is done once somebody of another body agrees: in time or after', () => {
    const accept = { type: 'AcceptCompletion', basedOn: 6, actor: BUSINESS_UNIT } as const;
    const claimedBy = OWNER.person;
    actions
      .given(...HISTORIES.claimed)
      .when({ ...accept, today: '2026-04-30' })
      .then({ type: 'ActionCompletionAccepted', data: { completedOn: '2026-04-30', number: 1, claimedBy, afterDue: false } });
    actions
      .given(...HISTORIES.claimed)
      .when({ ...accept, today: '2026-05-01', comment: 'Well done.' })
      .then({
        type: 'ActionCompletionAccepted',
        data: { completedOn: '2026-05-01', number: 1, claimedBy, comment: 'Well done.', afterDue: true },
      });
  });

  it('of the business unit is not done because the business unit says so: it is a body of its own', () => {
    const theirs: ActionEvent[] = HISTORIES.claimed.map((event) =>
      event.type === 'ActionIssued' ? { ...event, data: { ...event.data, agency: BUSINESS_UNIT.agency } } : event,
    );
    actions
      .given(...theirs)
      .when(STEPS.AcceptCompletion(6))
      .thenRefused('own-agency-acceptance');
  });

  it('that was refused and is asked for anew awaits another receipt and another response', () => {
    actions
      .given(...life(4))
      .when({ ...STEPS.RecordReceipt(3), receivedOn: '2026-05-29' } as ActionCommand)
      .then({
        // Received Friday 29 May 2026: 1 June Mon 1 … 5 Fri 5, 12 Fri 10.
        type: 'ActionReceived',
        data: { receivedOn: '2026-05-29', recordedBy: 'agency', respondBy: '2026-06-12', rules },
      });
  });

  it('is reopened to a day that is still to come', () => {
    actions
      .given(...HISTORIES.completed)
      .when({ type: 'ReopenAction', basedOn: 9, today: TODAY, reason: 'It came back.', dueOn: '2026-05-31' })
      .thenRefused('due-in-past');
  });

  it('is superseded by another of its own partnership alone', () => {
    const supersede = { ...STEPS.SupersedeAction(0), successor: { partnership: 'others' } } as ActionCommand;
    actions
      .given(...HISTORIES.issued)
      .when(supersede)
      .thenRefused('successor-unknown', { by: 'another' });
    actions
      .given(...HISTORIES.issued)
      .when({ ...supersede, successor: undefined } as ActionCommand)
      .thenRefused('successor-unknown');
  });

  it.each([
    ['RefuseAction', 'received', 'reason'],
    ['ReportProgress', 'accepted', 'progress'],
    ['ClaimCompletion', 'accepted', 'statement'],
    ['ReturnCompletion', 'claimed', 'reason'],
    ['ReviewImpact', 'completed', 'found'],
    ['ReopenAction', 'completed', 'reason'],
    ['SupersedeAction', 'accepted', 'reason'],
  ] as const)('%s needs words', (name, state, field) => {
    const history = HISTORIES[state];
    actions
      .given(...history)
      .when({ ...STEPS[name](history.length - 1), [field]: ' \n' })
      .thenRefused('say-why');
  });
});
