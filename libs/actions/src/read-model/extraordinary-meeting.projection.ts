import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ExtraordinaryMeetingEvent } from '../domain/extraordinary-meeting.events.js';
import { extraordinaryMeetingOf } from '../domain/extraordinary-meeting.js';
import type { ExtraordinaryMeetingRow } from './extraordinary-meeting.row.js';

const meetings = changesOf<RowOf<ExtraordinaryMeetingRow>, 'meeting'>('extraordinary_meeting', ['meeting']);

export const extraordinaryMeetingProjection: Projection<ExtraordinaryMeetingEvent> = {
  name: 'extraordinary-meeting',
  version: 1,
  handles: ['ExtraordinaryMeetingRequested', 'ExtraordinaryMeetingHeld'],
  project: (event) => {
    const meeting = extraordinaryMeetingOf(event.stream);
    if (event.type === 'ExtraordinaryMeetingHeld') return [meetings.set({ meeting }, { heldOn: event.data.heldOn })];
    const { partnership, group, groupName, receivedOn, reason, supporters, holdBy } = event.data;
    return [meetings.put({ meeting, partnership, group, groupName, receivedOn, reason, supporters, holdBy, heldOn: null })];
  },
};
