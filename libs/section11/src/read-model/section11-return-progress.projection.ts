import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleOpened, Section11LateReturnAdmitted } from '../domain/section11-cycle.events.js';
import { cycleOf } from '../domain/section11-cycle.js';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { returnIdOf, returnOf } from '../domain/section11-return.js';
import type { Section11ReturnProgressRow } from './section11-return-progress.row.js';

type Columns = RowOf<Section11ReturnProgressRow>;

/** How far a return has come that nobody has begun. */
export const NOT_STARTED = {
  status: 'not-started',
  answered: 0,
  signedOffBy: null,
  signedOffAt: null,
  submittedAt: null,
  submittedOn: null,
  late: null,
  daysLate: null,
  submissionEvent: null,
  submissionRevision: null,
  submissionPosition: null,
  submissions: 0,
  firstSubmittedOn: null,
  reopenedAt: null,
  corrections: 0,
  correctedAt: null,
  admittedUntil: null,
  revision: null,
} as const satisfies Partial<Columns>;

const progress = changesOf<Columns, 'return'>('section11_return_progress', ['return']);

export const section11ReturnProgressProjection: Projection<Section11CycleOpened | Section11LateReturnAdmitted | Section11ReturnEvent> = {
  name: 'section11-return-progress',
  version: 1,
  handles: [
    'Section11CycleOpened',
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
    if (event.type === 'Section11CycleOpened') return nobodyHasStarted(event);
    if (event.type === 'Section11LateReturnAdmitted') return [admitted(event)];
    return [progress.set({ return: returnOf(event.stream) }, { ...afterwards(event), revision: event.revision })];
  },
};

function afterwards(event: RecordedEvent<Section11ReturnEvent>): Partial<Columns> {
  const { recordedAt, actor } = event;
  switch (event.type) {
    case 'Section11ReturnOpened':
      return { status: 'open' };
    case 'Section11AnswerRecorded':
      return { answered: event.data.tally.answered, of: event.data.tally.of };
    case 'Section11SignOffWithdrawn':
      return { status: 'open', signedOffBy: null, signedOffAt: null };
    case 'Section11ReturnSignedOff':
      return { status: 'signed-off', signedOffBy: actor.person, signedOffAt: recordedAt };
    case 'Section11ReturnSubmitted':
      return { status: 'submitted', ...receiptOf(event), reopenedAt: null };
    case 'Section11ReturnReopened':
      return { status: 'open', signedOffBy: null, signedOffAt: null, reopenedAt: recordedAt };
    case 'Section11AnswerCorrected':
      return { corrections: event.data.number, correctedAt: recordedAt };
  }
}

type Submission = Extract<RecordedEvent<Section11ReturnEvent>, { type: 'Section11ReturnSubmitted' }>;

function receiptOf({ id, revision, position, recordedAt, data }: Submission): Partial<Columns> {
  const { submittedOn, late, daysLate, number } = data;
  return {
    submittedAt: recordedAt,
    submittedOn,
    late,
    daysLate,
    submissionEvent: id,
    submissionRevision: revision,
    submissionPosition: String(position),
    submissions: number,
    ...(number === 1 ? { firstSubmittedOn: submittedOn } : {}),
  };
}

function admitted({ stream, data: { agency, until } }: RecordedEvent<Section11LateReturnAdmitted>): RowChange {
  return progress.set({ return: returnIdOf(cycleOf(stream), agency) }, { admittedUntil: until });
}

function nobodyHasStarted({ stream, data }: RecordedEvent<Section11CycleOpened>): RowChange[] {
  const cycle = cycleOf(stream);
  return data.agencies.map(({ agency, name, basis, duty }) => {
    return progress.put({
      return: returnIdOf(cycle, agency),
      partnership: data.partnership,
      cycle,
      cycleTitle: data.title,
      agency,
      agencyName: name,
      basis,
      duty,
      of: data.items,
      dueOn: data.dueOn,
      ...NOT_STARTED,
    });
  });
}
