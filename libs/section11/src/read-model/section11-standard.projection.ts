import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11AnswerCorrected, Section11AnswerRecorded, Section11ReturnOpened } from '../domain/section11-return.events.js';
import { returnOf } from '../domain/section11-return.js';
import type { Section11StandardRow } from './section11-standard.row.js';

type Columns = RowOf<Section11StandardRow>;

const standards = changesOf<Columns, 'return' | 'heading'>('section11_standard', ['return', 'heading']);

export const section11StandardProjection: Projection<Section11ReturnOpened | Section11AnswerRecorded | Section11AnswerCorrected> = {
  name: 'section11-standard',
  version: 1,
  handles: ['Section11ReturnOpened', 'Section11AnswerRecorded', 'Section11AnswerCorrected'],
  project: (event) => (event.type === 'Section11ReturnOpened' ? nothingAnswered(event) : [counted(event)]),
};

function counted({ stream, data: { tally } }: RecordedEvent<Section11AnswerRecorded | Section11AnswerCorrected>): RowChange {
  const { key: heading, ...count } = tally.heading;
  return standards.set({ return: returnOf(stream), heading }, count);
}

function nothingAnswered({ stream, data }: RecordedEvent<Section11ReturnOpened>): RowChange[] {
  const { partnership, cycle, agency, agencyName, basis, duty } = data;
  return data.questionnaire.map(({ key: heading, title, items }, index) => {
    const whose = { return: returnOf(stream), heading, partnership, cycle, agency, agencyName, basis, duty, title, ordinal: index + 1 };
    const count = { met: 0, partlyMet: 0, notMet: 0, notApplicable: 0, unanswered: items.length, of: items.length };
    return standards.put({ ...whose, ...count });
  });
}
