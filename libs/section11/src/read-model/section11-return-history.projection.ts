import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { returnOf } from '../domain/section11-return.js';
import type { Section11ReturnHistoryRow } from './section11-return-history.row.js';

type Columns = RowOf<Section11ReturnHistoryRow>;
type WhatHappened = Pick<Columns, 'kind'> & Partial<Columns>;

const history = changesOf<Columns, 'return' | 'revision'>('section11_return_history', ['return', 'revision']);

export const section11ReturnHistoryProjection: Projection<Section11ReturnEvent> = {
  name: 'section11-return-history',
  version: 1,
  handles: [
    'Section11ReturnOpened',
    'Section11AnswerRecorded',
    'Section11SignOffWithdrawn',
    'Section11ReturnSignedOff',
    'Section11ReturnSubmitted',
  ],
  project: (event) => [history.put({ ...nothing, ...provenance(event), ...whatHappened(event) })],
};

const nothing = {
  item: null,
  heading: null,
  question: null,
  rating: null,
  reason: null,
  narrative: null,
  evidence: null,
  afterDue: null,
  statement: null,
  submittedOn: null,
  late: null,
  daysLate: null,
};

function provenance({ stream, revision, actor, recordedAt, position }: RecordedEvent<Section11ReturnEvent>) {
  return {
    return: returnOf(stream),
    revision,
    actorPerson: actor.person,
    actorAgency: actor.agency,
    actorRole: actor.role,
    recordedAt,
    position: String(position),
  };
}

function whatHappened(event: RecordedEvent<Section11ReturnEvent>): WhatHappened {
  switch (event.type) {
    case 'Section11ReturnOpened':
      return { kind: 'opened' };
    case 'Section11AnswerRecorded': {
      const { item, heading, question, rating, reason = null, narrative = null, evidence, afterDue } = event.data;
      return { kind: 'answered', item, heading, question, rating, reason, narrative, evidence, afterDue };
    }
    case 'Section11SignOffWithdrawn':
      return { kind: 'sign-off-withdrawn', item: event.data.item };
    case 'Section11ReturnSignedOff':
      return { kind: 'signed-off', statement: event.data.statement ?? null };
    case 'Section11ReturnSubmitted': {
      const { submittedOn, late, daysLate } = event.data;
      return { kind: 'submitted', submittedOn, late, daysLate };
    }
  }
}
