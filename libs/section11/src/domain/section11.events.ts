import type { EventCatalogue } from '@goldenthread/event-sourcing';
import type { Section11CycleEvent } from './section11-cycle.events.js';
import type { Section11ReturnEvent } from './section11-return.events.js';
import type { Section11ToolEvent } from './section11-tool.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

export type Section11Event = Section11ToolEvent | Section11CycleEvent | Section11ReturnEvent;

/** The group of keys that seals what people wrote in a return. */
const NARRATIVES = 'narratives';

export const section11Events = {
  Section11ToolPublished: [{}],
  Section11CycleOpened: [{}],
  Section11ReturnOpened: [{}],
  Section11AnswerRecorded: [
    {
      protects: {
        reason: NARRATIVES,
        narrative: NARRATIVES,
        'evidence.*.text': NARRATIVES,
        'evidence.*.title': NARRATIVES,
        'evidence.*.url': NARRATIVES,
      },
    },
  ],
  Section11SignOffWithdrawn: [{}],
  Section11ReturnSignedOff: [{ protects: { statement: NARRATIVES } }],
  Section11ReturnSubmitted: [{}],
} satisfies Record<Section11Event['type'], EventCatalogue[string]>;
