import type { EventCatalogue } from '@goldenthread/event-sourcing';
import type { Section11CycleEvent } from './section11-cycle.events.js';
import type { Section11ReturnEvent } from './section11-return.events.js';
import type { Section11ToolEvent } from './section11-tool.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

export type Section11Event = Section11ToolEvent | Section11CycleEvent | Section11ReturnEvent;

/** The group of keys that seals what people wrote in a return, or about one. */
const NARRATIVES = 'narratives';

export const section11Events = {
  Section11ToolPublished: [{}],
  Section11CycleOpened: [{}],
  Section11CycleClosed: [{}],
  Section11LateReturnAdmitted: [{ protects: { reason: NARRATIVES } }],
  Section11ReturnOpened: [{}],
  Section11AnswerRecorded: [{ protects: answerWords('') }],
  Section11SignOffWithdrawn: [{}],
  Section11ReturnSignedOff: [{ protects: { statement: NARRATIVES } }],
  Section11ReturnSubmitted: [{}],
  Section11ReturnReopened: [{ protects: { reason: NARRATIVES } }],
  Section11AnswerCorrected: [{ protects: { reason: NARRATIVES, ...answerWords('answer.') } }],
} satisfies Record<Section11Event['type'], EventCatalogue[string]>;

function answerWords(at: string): Readonly<Record<string, string>> {
  const paths = ['reason', 'narrative', 'evidence.*.text', 'evidence.*.title', 'evidence.*.url'];
  return Object.fromEntries(paths.map((path) => [`${at}${path}`, NARRATIVES]));
}
