import type { EventCatalogue } from '@goldenthread/event-sourcing';
import type { ReleaseEvent } from './release.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

export const releaseEvents = {
  // Two groups of keys: the words may have to be erased, and the figures that later releases are checked against may not.
  ReleaseMade: [{ protects: { purpose: 'narratives', workings: 'released-figures' } }],
  ReleaseWithdrawn: [{ protects: { reason: 'narratives' } }],
} satisfies Record<ReleaseEvent['type'], EventCatalogue[string]>;
