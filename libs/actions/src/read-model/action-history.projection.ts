import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import { ACTION_EVENTS, type ActionEvent } from '../domain/action.events.js';
import { actionOf } from '../domain/action.js';
import type { ActionNoticeRaised } from '../domain/action-notices.events.js';
import type { ActionHistoryRow } from './action-history.row.js';

type Columns = RowOf<ActionHistoryRow>;
type WhatHappened = Pick<Columns, 'kind'> & Partial<Columns>;

const history = changesOf<Columns, 'event'>('action_history', ['event']);

export const actionHistoryProjection: Projection<ActionEvent | ActionNoticeRaised> = {
  name: 'action-history',
  version: 1,
  handles: [...ACTION_EVENTS, 'ActionNoticeRaised'],
  project: (event) => {
    // Of no partnership is nobody's to see.
    if (event.partnership === null) return [];
    const about = event.type === 'ActionNoticeRaised' ? event.data.action : actionOf(event.stream);
    return [history.put({ ...nothing, ...provenance(event), partnership: event.partnership, action: about, ...whatHappened(event) })];
  },
};

const nothing = {
  words: null,
  evidence: null,
  on: null,
  lastDay: null,
  late: null,
  recordedBy: null,
  impact: null,
  supersededBy: null,
  number: null,
};

function provenance({ id, actor, recordedAt, position }: Pick<RecordedEvent, 'id' | 'actor' | 'recordedAt' | 'position'>) {
  const by = { actorPerson: actor.person, actorAgency: actor.agency, actorRole: actor.role };
  return { event: id, ...by, recordedAt, position: String(position) };
}

/** What an event of an action, or a notice of it, comes to. */
export function whatHappened(event: RecordedEvent<ActionEvent | ActionNoticeRaised>): WhatHappened {
  switch (event.type) {
    case 'ActionIssued':
      return { kind: 'issued', words: event.data.what, on: event.data.issuedOn, lastDay: event.data.dueOn };
    case 'ActionReceived': {
      const { receivedOn: on, recordedBy, respondBy: lastDay } = event.data;
      return { kind: 'received', on, recordedBy, lastDay };
    }
    case 'ActionAccepted': {
      const { respondedOn: on, respondBy: lastDay, late } = event.data;
      return { kind: 'accepted', on, lastDay, late };
    }
    case 'ActionRefused': {
      const { reason: words, respondedOn: on, respondBy: lastDay, late } = event.data;
      return { kind: 'refused', words, on, lastDay, late };
    }
    case 'ActionProgressReported':
      return { kind: 'progress', words: event.data.progress, number: event.data.number };
    case 'ActionCompletionClaimed': {
      const { statement: words, evidence, claimedOn: on, number } = event.data;
      return { kind: 'claimed', words, evidence, on, number };
    }
    case 'ActionCompletionAccepted': {
      const { comment: words = null, completedOn: on, afterDue: late, number } = event.data;
      return { kind: 'completed', words, on, late, number };
    }
    case 'ActionCompletionReturned':
      return { kind: 'returned', words: event.data.reason, number: event.data.number };
    case 'ActionImpactReviewed': {
      const { impact, found: words, reviewedOn: on, number } = event.data;
      return { kind: 'impact-reviewed', impact, words, on, number };
    }
    case 'ActionReopened': {
      const { reason: words, dueOn: lastDay, number } = event.data;
      return { kind: 'reopened', words, lastDay, number };
    }
    case 'ActionSuperseded':
      return { kind: 'superseded', words: event.data.reason, supersededBy: event.data.by };
    case 'ActionNoticeRaised':
      return { kind: event.data.kind, on: event.data.raisedOn, lastDay: event.data.lastDay };
  }
}
