import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleOpened } from '../domain/section11-cycle.events.js';
import { cycleOf } from '../domain/section11-cycle.js';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { returnIdOf, returnOf } from '../domain/section11-return.js';
import type { Section11ReturnProgressRow } from './section11-return-progress.row.js';

type Columns = RowOf<Section11ReturnProgressRow>;

const progress = changesOf<Columns, 'return'>('section11_return_progress', ['return']);

export const section11ReturnProgressProjection: Projection<Section11CycleOpened | Section11ReturnEvent> = {
  name: 'section11-return-progress',
  version: 1,
  handles: [
    'Section11CycleOpened',
    'Section11ReturnOpened',
    'Section11AnswerRecorded',
    'Section11SignOffWithdrawn',
    'Section11ReturnSignedOff',
    'Section11ReturnSubmitted',
  ],
  project: (event) => (event.type === 'Section11CycleOpened' ? nobodyHasStarted(event) : [afterwards(event)]),
};

function afterwards(event: RecordedEvent<Section11ReturnEvent>): RowChange {
  const { revision, recordedAt, actor } = event;
  const key = { return: returnOf(event.stream) };
  switch (event.type) {
    case 'Section11ReturnOpened':
      return progress.set(key, { status: 'open', revision });
    case 'Section11AnswerRecorded':
      return progress.set(key, { answered: event.data.tally.answered, of: event.data.tally.of, revision });
    case 'Section11SignOffWithdrawn':
      return progress.set(key, { status: 'open', signedOffBy: null, signedOffAt: null, revision });
    case 'Section11ReturnSignedOff':
      return progress.set(key, { status: 'signed-off', signedOffBy: actor.person, signedOffAt: recordedAt, revision });
    case 'Section11ReturnSubmitted': {
      const { late, daysLate } = event.data;
      return progress.set(key, { status: 'submitted', submittedAt: recordedAt, late, daysLate, revision });
    }
  }
}

function nobodyHasStarted({ stream, data }: RecordedEvent<Section11CycleOpened>): RowChange[] {
  const cycle = cycleOf(stream);
  return data.agencies.map(({ agency, name, duty }) => {
    return progress.put({
      return: returnIdOf(cycle, agency),
      partnership: data.partnership,
      cycle,
      cycleTitle: data.title,
      agency,
      agencyName: name,
      duty,
      status: 'not-started',
      answered: 0,
      of: data.items,
      dueOn: data.dueOn,
      signedOffBy: null,
      signedOffAt: null,
      submittedAt: null,
      late: null,
      daysLate: null,
      revision: null,
    });
  });
}
