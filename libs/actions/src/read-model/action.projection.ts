import { londonDate } from '@goldenthread/calendar';
import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import { ACTION_EVENTS, type ActionEvent, type ActionIssued } from '../domain/action.events.js';
import { actionOf } from '../domain/action.js';
import type { ActionRow } from './action.row.js';

type Columns = RowOf<ActionRow>;

const actions = changesOf<Columns, 'action'>('action', ['action']);

export const actionProjection: Projection<ActionEvent> = {
  name: 'action',
  version: 1,
  handles: ACTION_EVENTS,
  project: (event) => {
    if (event.type === 'ActionIssued')
      return [actions.put({ ...issued(event.data), action: actionOf(event.stream), revision: event.revision })];
    return [actions.set({ action: actionOf(event.stream) }, { ...afterwards(event), revision: event.revision })];
  },
};

const unanswered = { receivedOn: null, receiptBy: null, respondBy: null, respondedOn: null, respondedLate: null };
const notDone = { claimedOn: null, completedOn: null, completedByPerson: null, completedByAgency: null };

function issued(data: ActionIssued['data']): Omit<Columns, 'action' | 'revision'> {
  const { recommendationRevision: _, partnershipRevision: __, ...particulars } = data;
  const nothingYet = { reports: 0, reportedOn: null, impact: null, impactOn: null, reopenings: 0, supersededBy: null };
  return { ...particulars, status: 'issued', ...unanswered, ...notDone, ...nothingYet };
}

type Later = Exclude<RecordedEvent<ActionEvent>, { type: 'ActionIssued' }>;

function afterwards(event: Later): Partial<Columns> {
  switch (event.type) {
    case 'ActionReceived': {
      const { receivedOn, recordedBy: receiptBy, respondBy } = event.data;
      return { receivedOn, receiptBy, respondBy };
    }
    case 'ActionAccepted':
      return { status: 'accepted', respondedOn: event.data.respondedOn, respondedLate: event.data.late };
    case 'ActionRefused':
      return { status: 'refused', respondedOn: event.data.respondedOn, respondedLate: event.data.late };
    case 'ActionProgressReported':
      return { reports: event.data.number, reportedOn: londonDate(event.recordedAt) };
    case 'ActionCompletionClaimed':
      return { status: 'claimed', claimedOn: event.data.claimedOn };
    case 'ActionCompletionAccepted': {
      const { person, agency } = event.actor;
      return { status: 'completed', completedOn: event.data.completedOn, completedByPerson: person, completedByAgency: agency };
    }
    case 'ActionCompletionReturned':
      return { status: 'accepted', ...notDone };
    case 'ActionImpactReviewed':
      return { impact: event.data.impact, impactOn: event.data.reviewedOn };
    case 'ActionReopened': {
      const { from, dueOn, number: reopenings } = event.data;
      const anew = from === 'refused' ? ({ status: 'issued', ...unanswered } as const) : ({ status: 'accepted' } as const);
      return { ...anew, ...notDone, dueOn, reopenings };
    }
    case 'ActionSuperseded':
      return { status: 'superseded', supersededBy: event.data.by };
  }
}
