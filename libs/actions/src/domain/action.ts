import { idOf, Refusal, type Actor, type Day, type Decider, type Instant } from '@goldenthread/event-sourcing';
import type {
  AcceptCompletion,
  ActionCommand,
  ActionRefusal,
  ActionRefusals,
  ActionStatus,
  ActionStep,
  ClaimCompletion,
  IssueAction,
  RecordReceipt,
  ReopenAction,
  ReturnCompletion,
  SupersedeAction,
} from './action.commands.js';
import type { ActionEvent, ActionIssued, ActionReceived, InResponse } from './action.events.js';
import { respondBy } from './clocks.js';

type Begun = {
  readonly status: ActionStatus;
  readonly particulars: ActionIssued['data'];
  /** As it stands: a reopening moves it. */
  readonly dueOn: Day;
  /** Of the response that is awaited or was given; none where no receipt is recorded. */
  readonly receipt: ActionReceived['data'] | null;
  /** Who made the claim that stands. */
  readonly claimedBy: string | null;
  readonly reports: number;
  readonly claims: number;
  readonly reviews: number;
  readonly reopenings: number;
  /** What touched it last: its revision is the entity tag that a change must name. */
  readonly last: { readonly currentRevision: number; readonly changedBy: Actor; readonly changedAt: Instant };
};

export type ActionState = { readonly status: 'not-issued' } | Begun;

/** One thing that one agency was asked to do, from its issue to what came of it. It is never deleted. */
export const action: Decider<ActionState, ActionCommand, ActionEvent> = {
  category: 'action',
  initial: { status: 'not-issued' },

  decide: (command, state) => {
    if (command.type === 'IssueAction') return state.status === 'not-issued' ? [issue(command)] : [];
    if (state.status === 'not-issued') throw refusal('action-not-issued', {});
    if (command.basedOn !== state.last.currentRevision) throw refusal('action-changed', state.last);
    return [step(command, state)];
  },

  evolve: (state, event) => {
    const last = { currentRevision: event.revision, changedBy: event.actor, changedAt: event.recordedAt };
    if (event.type === 'ActionIssued') return begin(event.data, last);
    if (state.status === 'not-issued') return state;
    return { ...state, ...after(event, state), last };
  },
};

/** The record of the action that a command issues: the same for every retry of it. */
export function actionIdOf(commandId: string): string {
  return idOf(action.category, commandId);
}

/** The id of the action whose stream it is. */
export function actionOf(stream: string): string {
  return stream.slice(action.category.length + 1);
}

function step(command: ActionStep, state: Begun): ActionEvent {
  switch (command.type) {
    case 'RecordReceipt':
      return receive(command, state);
    case 'AcceptAction':
      return { type: 'ActionAccepted', data: respond(command.today, state) };
    case 'RefuseAction': {
      const response = respond(command.today, state);
      return { type: 'ActionRefused', data: { reason: said(command.reason), ...response } };
    }
    case 'ReportProgress':
      mustBeUnderWay(state);
      return { type: 'ActionProgressReported', data: { progress: said(command.progress), number: state.reports + 1 } };
    case 'ClaimCompletion':
      return claim(command, state);
    case 'AcceptCompletion':
      return acceptCompletion(command, state);
    case 'ReturnCompletion':
      return returnCompletion(command, state);
    case 'ReviewImpact': {
      if (state.status !== 'completed') throw refusal('action-not-completed', { status: state.status });
      const { impact, found, today } = command;
      return { type: 'ActionImpactReviewed', data: { impact, found: said(found), reviewedOn: today, number: state.reviews + 1 } };
    }
    case 'ReopenAction':
      return reopen(command, state);
    case 'SupersedeAction':
      return supersede(command, state);
  }
}

function begin(particulars: ActionIssued['data'], last: Begun['last']): Begun {
  const counts = { reports: 0, claims: 0, reviews: 0, reopenings: 0 };
  return { status: 'issued', particulars, dueOn: particulars.dueOn, receipt: null, claimedBy: null, ...counts, last };
}

type Later = Exclude<ActionEvent, ActionIssued>;

function after(event: { readonly actor: Actor } & Later, state: Begun): Partial<Begun> {
  switch (event.type) {
    case 'ActionReceived':
      return { receipt: event.data };
    case 'ActionAccepted':
      return { status: 'accepted' };
    case 'ActionRefused':
      return { status: 'refused' };
    case 'ActionProgressReported':
      return { reports: event.data.number };
    case 'ActionCompletionClaimed':
      return { status: 'claimed', claims: event.data.number, claimedBy: event.actor.person };
    case 'ActionCompletionAccepted':
      return { status: 'completed' };
    case 'ActionCompletionReturned':
      return { status: 'accepted', claimedBy: null };
    case 'ActionImpactReviewed':
      return { reviews: event.data.number };
    case 'ActionReopened': {
      const { from, dueOn, number } = event.data;
      // Only a response that is asked for anew is counted from a receipt of its own.
      const anew = from === 'refused' ? { status: 'issued', receipt: null } : { status: 'accepted', receipt: state.receipt };
      return { ...(anew as Pick<Begun, 'status' | 'receipt'>), dueOn, reopenings: number, claimedBy: null };
    }
    case 'ActionSuperseded':
      return { status: 'superseded' };
  }
}

function issue({ id, wanted, today, facts }: IssueAction): ActionIssued {
  const { recommendation, agency, dueOn, issuedOn = today, meeting, owner } = wanted;
  if (!facts.recommendation) throw refusal('recommendation-not-made', { recommendation });
  const { partnership, source, themes, revision } = facts.recommendation;
  const asked = facts.agencies.find((one) => one.id === agency);
  if (!asked) throw refusal('agency-not-in-partnership', { agencies: [agency] });
  if (meeting && !facts.groups.includes(meeting.group)) throw refusal('group-not-named', { group: meeting.group });
  if (issuedOn > today) throw refusal('issued-in-future', { issuedOn, today });
  if (dueOn < issuedOn) throw refusal('due-before-issued', { issuedOn, dueOn });
  const matrix = meeting ? idOf('actionMatrix', partnership, meeting.group, meeting.heldOn) : id;
  return {
    type: 'ActionIssued',
    data: {
      partnership,
      recommendation,
      recommendationRevision: revision,
      sourceKind: source.kind,
      themes,
      what: wanted.what,
      agency,
      agencyName: asked.name,
      owner: owner ?? null,
      issuedOn,
      dueOn,
      successMeasure: wanted.successMeasure,
      evidenceSought: wanted.evidenceSought,
      matrix,
      partnershipRevision: facts.partnershipRevision,
    },
  };
}

function receive({ receivedOn, today, actor, rules }: RecordReceipt, state: Begun): ActionReceived {
  mustAwaitResponse(state);
  if (state.receipt) {
    const { receivedOn: on, recordedBy } = state.receipt;
    throw refusal('receipt-recorded', { receivedOn: on, recordedBy });
  }
  const { issuedOn, agency } = state.particulars;
  if (receivedOn > today) throw refusal('received-in-future', { receivedOn, today });
  if (receivedOn < issuedOn) throw refusal('received-before-issued', { receivedOn, issuedOn });
  const due = rules && respondBy(rules, receivedOn);
  const by =
    due === undefined || !rules
      ? { respondBy: null, rules: null }
      : { respondBy: due, rules: { code: rules.code, version: rules.version } };
  const recordedBy = actor.agency === agency ? 'agency' : 'business-team';
  return { type: 'ActionReceived', data: { receivedOn, recordedBy, ...by } };
}

function respond(today: Day, state: Begun): InResponse {
  mustAwaitResponse(state);
  const due = state.receipt?.respondBy ?? null;
  return { respondedOn: today, respondBy: due, late: due !== null && today > due };
}

function claim({ statement, evidence, today }: ClaimCompletion, state: Begun): ActionEvent {
  mustBeUnderWay(state);
  if (evidence.length === 0) throw refusal('evidence-needed', {});
  const number = state.claims + 1;
  return { type: 'ActionCompletionClaimed', data: { statement: said(statement), evidence, claimedOn: today, number } };
}

function acceptCompletion({ actor, today, comment }: AcceptCompletion, state: Begun): ActionEvent {
  const claimedBy = mustBeForAnother(actor, state);
  const data = { completedOn: today, number: state.claims, claimedBy, afterDue: today > state.dueOn };
  return { type: 'ActionCompletionAccepted', data: comment?.trim() ? { ...data, comment } : data };
}

function returnCompletion({ actor, reason }: ReturnCompletion, state: Begun): ActionEvent {
  mustBeForAnother(actor, state);
  return { type: 'ActionCompletionReturned', data: { reason: said(reason), number: state.claims } };
}

/** @throws Refusal unless there is a claim, and who judges it is neither of the agency nor the person who made it. */
function mustBeForAnother({ agency, person }: Actor, { status, claimedBy, particulars }: Begun): string {
  if (status !== 'claimed' || claimedBy === null) throw refusal('completion-not-claimed', { status });
  if (agency === particulars.agency) throw refusal('own-agency-acceptance', { agency });
  if (person === claimedBy) throw refusal('own-claim-acceptance', { person });
  return claimedBy;
}

function reopen({ reason, dueOn, today }: ReopenAction, { status, dueOn: dueOnBefore, reopenings }: Begun): ActionEvent {
  if (status !== 'refused' && status !== 'completed')
    throw refusal(status === 'superseded' ? 'action-closed' : 'action-still-open', { status });
  if (dueOn < today) throw refusal('due-in-past', { dueOn, today });
  const data = { reason: said(reason), from: status, dueOn, dueOnBefore, number: reopenings + 1 };
  return { type: 'ActionReopened', data };
}

function supersede({ reason, by, successor }: SupersedeAction, { status, particulars }: Begun): ActionEvent {
  if (status === 'completed' || status === 'superseded') throw refusal('action-closed', { status });
  if (successor?.partnership !== particulars.partnership) throw refusal('successor-unknown', { by });
  return { type: 'ActionSuperseded', data: { by, reason: said(reason) } };
}

function mustAwaitResponse({ status }: Begun): void {
  if (status !== 'issued') throw refusal('action-answered', { status });
}

function mustBeUnderWay({ status }: Begun): void {
  if (status !== 'accepted') throw refusal('action-not-under-way', { status });
}

function said(text: string): string {
  if (!text.trim()) throw refusal('say-why', {});
  return text;
}

function refusal<Code extends ActionRefusal>(code: Code, details: ActionRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
