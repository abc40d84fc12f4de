import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11AnswerRecorded, Section11ReturnOpened } from '../domain/section11-return.events.js';
import { returnOf } from '../domain/section11-return.js';
import type { Section11AnswerRow } from './section11-answer.row.js';

type Columns = RowOf<Section11AnswerRow>;

const answers = changesOf<Columns, 'return' | 'item'>('section11_answer', ['return', 'item']);

export const section11AnswerProjection: Projection<Section11ReturnOpened | Section11AnswerRecorded> = {
  name: 'section11-answer',
  version: 1,
  handles: ['Section11ReturnOpened', 'Section11AnswerRecorded'],
  project: (event) => (event.type === 'Section11ReturnOpened' ? asked(event) : [answered(event)]),
};

function answered({ stream, revision, actor, recordedAt, data }: RecordedEvent<Section11AnswerRecorded>): RowChange {
  return answers.set(
    { return: returnOf(stream), item: data.item },
    {
      rating: data.rating,
      reason: data.reason ?? null,
      narrative: data.narrative ?? null,
      evidence: data.evidence,
      revision,
      changedByPerson: actor.person,
      changedByAgency: actor.agency,
      changedByRole: actor.role,
      changedAt: recordedAt,
    },
  );
}

function asked({ stream, data }: RecordedEvent<Section11ReturnOpened>): RowChange[] {
  const { partnership, cycle, agency } = data;
  const items = data.questionnaire.flatMap(({ key: heading, items }) => items.map((item) => ({ ...item, heading })));
  return items.map(({ key: item, heading, question }, index) => {
    return answers.put({
      return: returnOf(stream),
      item,
      partnership,
      cycle,
      agency,
      heading,
      ordinal: index + 1,
      question,
      rating: null,
      reason: null,
      narrative: null,
      evidence: [],
      revision: null,
      changedByPerson: null,
      changedByAgency: null,
      changedByRole: null,
      changedAt: null,
    });
  });
}
