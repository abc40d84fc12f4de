import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11AnswerCorrected, Section11AnswerRecorded, Section11ReturnOpened } from '../domain/section11-return.events.js';
import { returnOf } from '../domain/section11-return.js';
import type { Section11AnswerRow } from './section11-answer.row.js';

type Columns = RowOf<Section11AnswerRow>;

const answers = changesOf<Columns, 'return' | 'item'>('section11_answer', ['return', 'item']);

export const section11AnswerProjection: Projection<Section11ReturnOpened | Section11AnswerRecorded | Section11AnswerCorrected> = {
  name: 'section11-answer',
  version: 1,
  handles: ['Section11ReturnOpened', 'Section11AnswerRecorded', 'Section11AnswerCorrected'],
  project: (event) => {
    switch (event.type) {
      case 'Section11ReturnOpened':
        return asked(event);
      case 'Section11AnswerRecorded':
        return [stands(event, event.data, { correctedAt: null, correctionReason: null })];
      case 'Section11AnswerCorrected':
        return [stands(event, event.data.answer, { correctedAt: event.recordedAt, correctionReason: event.data.reason })];
    }
  },
};

type Said = Section11AnswerCorrected['data']['answer'] & Pick<Section11AnswerRecorded['data'], 'broughtForwardFrom'>;

function stands(
  { stream, revision, actor, recordedAt, data: { item } }: RecordedEvent<Section11AnswerRecorded | Section11AnswerCorrected>,
  { rating, reason, narrative, evidence, broughtForwardFrom }: Said,
  correction: Pick<Columns, 'correctedAt' | 'correctionReason'>,
): RowChange {
  return answers.set(
    { return: returnOf(stream), item },
    {
      rating,
      reason: reason ?? null,
      narrative: narrative ?? null,
      evidence,
      broughtForwardFrom: broughtForwardFrom ?? null,
      ...correction,
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
      broughtForwardFrom: null,
      correctedAt: null,
      correctionReason: null,
      revision: null,
      changedByPerson: null,
      changedByAgency: null,
      changedByRole: null,
      changedAt: null,
    });
  });
}
