import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ResponseFailureEvent } from '../domain/response-failures.events.js';
import { responseFailuresOf } from '../domain/response-failures.js';
import type { ResponseFailureRow } from './response-failure.row.js';
import type { ResponseLetterRow } from './response-letter.row.js';

const failures = changesOf<RowOf<ResponseFailureRow>, 'failures' | 'occasion'>('response_failure', ['failures', 'occasion']);
const letters = changesOf<RowOf<ResponseLetterRow>, 'failures' | 'letter'>('response_letter', ['failures', 'letter']);

export const responseFailuresProjection: Projection<ResponseFailureEvent> = {
  name: 'response-failures',
  version: 1,
  handles: ['ResponseFailureCounted', 'ResponseLetterPrepared', 'ResponseLetterIssued', 'ResponseLetterHeld', 'StrategicPartnersInformed'],
  project: (event) => {
    const record = responseFailuresOf(event.stream);
    switch (event.type) {
      case 'ResponseFailureCounted': {
        const { partnership, agency, agencyName, action, receivedOn, respondBy, occasion } = event.data;
        return [failures.put({ failures: record, occasion, partnership, agency, agencyName, action, receivedOn, respondBy })];
      }
      case 'ResponseLetterPrepared': {
        const { partnership, agency, agencyName, letter, occasions, failures: about, preparedOn } = event.data;
        const undecided = { status: 'prepared', decidedOn: null, decidedBy: null, reason: null, informedOn: null } as const;
        return [letters.put({ failures: record, letter, partnership, agency, agencyName, occasions, about, preparedOn, ...undecided })];
      }
      case 'ResponseLetterIssued':
      case 'ResponseLetterHeld': {
        const { letter, decidedOn } = event.data;
        const decided =
          event.type === 'ResponseLetterIssued'
            ? ({ status: 'issued', reason: null } as const)
            : ({ status: 'held', reason: event.data.reason } as const);
        return [letters.set({ failures: record, letter }, { ...decided, decidedOn, decidedBy: event.actor.person })];
      }
      case 'StrategicPartnersInformed':
        return [letters.set({ failures: record, letter: event.data.letter }, { informedOn: event.data.decidedOn })];
    }
  },
};
