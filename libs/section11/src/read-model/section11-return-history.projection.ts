import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11AnswerCorrected, Section11AnswerRecorded, Section11ReturnEvent } from '../domain/section11-return.events.js';
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
    'Section11ReturnReopened',
    'Section11AnswerCorrected',
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
  broughtForwardFrom: null,
  why: null,
  number: null,
  cycleRevision: null,
  admitted: null,
  afterDue: null,
  statement: null,
  submittedOn: null,
  late: null,
  daysLate: null,
};

function provenance({ id, stream, revision, actor, recordedAt, position }: RecordedEvent<Section11ReturnEvent>) {
  return {
    return: returnOf(stream),
    revision,
    actorPerson: actor.person,
    actorAgency: actor.agency,
    actorRole: actor.role,
    eventId: id,
    recordedAt,
    position: String(position),
  };
}

function whatHappened(event: RecordedEvent<Section11ReturnEvent>): WhatHappened {
  switch (event.type) {
    case 'Section11ReturnOpened':
      return { kind: 'opened', cycleRevision: event.data.cycleRevision };
    case 'Section11AnswerRecorded': {
      const { afterDue, cycleRevision, admitted } = event.data;
      return { kind: 'answered', ...about(event.data), ...said(event.data), afterDue, cycleRevision, admitted };
    }
    case 'Section11SignOffWithdrawn':
      return { kind: 'sign-off-withdrawn', item: event.data.item };
    case 'Section11ReturnSignedOff': {
      const { statement = null, cycleRevision, admitted } = event.data;
      return { kind: 'signed-off', statement, cycleRevision, admitted };
    }
    case 'Section11ReturnSubmitted': {
      const { submittedOn, late, daysLate, number, cycleRevision, admitted } = event.data;
      return { kind: 'submitted', submittedOn, late, daysLate, number, cycleRevision, admitted };
    }
    case 'Section11ReturnReopened': {
      const { reason: why, submittedOn, number, cycleRevision, admitted } = event.data;
      return { kind: 'reopened', why, submittedOn, number, cycleRevision, admitted };
    }
    case 'Section11AnswerCorrected': {
      const { answer, reason: why, number } = event.data;
      return { kind: 'corrected', ...about(event.data), ...said(answer), why, number };
    }
  }
}

function about({ item, heading, question }: Pick<Section11AnswerRecorded['data'], 'item' | 'heading' | 'question'>) {
  return { item, heading, question };
}

type Said = Section11AnswerCorrected['data']['answer'] & Pick<Section11AnswerRecorded['data'], 'broughtForwardFrom'>;

function said({ rating, reason, narrative, evidence, broughtForwardFrom }: Said) {
  return { rating, reason: reason ?? null, narrative: narrative ?? null, evidence, broughtForwardFrom: broughtForwardFrom ?? null };
}
