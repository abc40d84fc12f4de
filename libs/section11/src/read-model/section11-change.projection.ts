import { londonDate } from '@goldenthread/calendar';
import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleEvent } from '../domain/section11-cycle.events.js';
import { cycleOf } from '../domain/section11-cycle.js';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { returnIdOf, returnOf } from '../domain/section11-return.js';
import type { Section11ChangeRow } from './section11-change.row.js';

type Columns = RowOf<Section11ChangeRow>;
type WhatChanged = Pick<Columns, 'kind'> & Partial<Columns>;

const changes = changesOf<Columns, 'event'>('section11_change', ['event']);

export const section11ChangeProjection: Projection<Section11CycleEvent | Section11ReturnEvent> = {
  name: 'section11-change',
  version: 1,
  handles: [
    'Section11CycleOpened',
    'Section11CycleClosed',
    'Section11LateReturnAdmitted',
    'Section11ReturnOpened',
    'Section11AnswerRecorded',
    'Section11SignOffWithdrawn',
    'Section11ReturnSignedOff',
    'Section11ReturnSubmitted',
    'Section11ReturnReopened',
    'Section11AnswerCorrected',
  ],
  project: (event) => {
    // Of no partnership is nobody's to see.
    if (event.partnership === null) return [];
    return [changes.put({ ...nothing, ...provenance(event), partnership: event.partnership, ...whatChanged(event) })];
  },
};

const nothing = {
  cycle: null,
  return: null,
  heading: null,
  item: null,
  question: null,
  ratingBefore: null,
  ratingAfter: null,
  why: null,
  daysLate: null,
  number: null,
};

function provenance({ id, actor, recordedAt }: Pick<RecordedEvent, 'id' | 'actor' | 'recordedAt'>) {
  const by = { actorPerson: actor.person, actorAgency: actor.agency, actorRole: actor.role };
  return { event: id, ...by, recordedAt, day: londonDate(recordedAt) };
}

function whatChanged(event: RecordedEvent<Section11CycleEvent | Section11ReturnEvent>): WhatChanged {
  switch (event.type) {
    case 'Section11CycleOpened':
      return { kind: 'cycle-opened', cycle: cycleOf(event.stream) };
    case 'Section11CycleClosed':
      return { kind: 'cycle-closed', cycle: cycleOf(event.stream) };
    case 'Section11LateReturnAdmitted': {
      const cycle = cycleOf(event.stream);
      return { kind: 'late-return-admitted', cycle, return: returnIdOf(cycle, event.data.agency), why: event.data.reason };
    }
    default:
      return { return: returnOf(event.stream), ...inTheReturn(event) };
  }
}

function inTheReturn(event: RecordedEvent<Section11ReturnEvent>): WhatChanged {
  switch (event.type) {
    case 'Section11ReturnOpened':
      return { kind: 'opened' };
    case 'Section11AnswerRecorded': {
      const { heading, item, question, ratingBefore, rating: ratingAfter } = event.data;
      return { kind: 'answered', heading, item, question, ratingBefore, ratingAfter };
    }
    case 'Section11SignOffWithdrawn':
      return { kind: 'sign-off-withdrawn', item: event.data.item };
    case 'Section11ReturnSignedOff':
      return { kind: 'signed-off' };
    case 'Section11ReturnSubmitted':
      return { kind: 'submitted', daysLate: event.data.daysLate, number: event.data.number };
    case 'Section11ReturnReopened':
      return { kind: 'reopened', why: event.data.reason, number: event.data.number };
    case 'Section11AnswerCorrected': {
      const { heading, item, question, corrects, answer, reason: why, number } = event.data;
      return { kind: 'corrected', heading, item, question, ratingBefore: corrects.rating, ratingAfter: answer.rating, why, number };
    }
  }
}
