import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { GroupEvent } from '@goldenthread/partnership';
import type { RowOf } from '@goldenthread/read-models';
import type { MeetingMinutesEvent } from '../domain/meeting-minutes.events.js';
import type { MeetingMinutesRow } from './meeting-minutes.row.js';

const minutes = changesOf<RowOf<MeetingMinutesRow>, 'group' | 'heldOn'>('meeting_minutes', ['group', 'heldOn']);

export const meetingMinutesProjection: Projection<GroupEvent | MeetingMinutesEvent> = {
  name: 'meeting-minutes',
  version: 1,
  handles: ['MeetingHeld', 'MinutesDrafted', 'MinutesApproved', 'MinutesCirculated'],
  project: (event) => {
    const { partnership, group, groupName, heldOn } = event.data;
    const key = { group, heldOn };
    switch (event.type) {
      case 'MeetingHeld':
        return [minutes.put({ ...key, partnership, groupName, draftedOn: null, approvedOn: null, toMembersBy: null, circulatedOn: null })];
      case 'MinutesDrafted':
        return [minutes.set(key, { draftedOn: event.data.draftedOn })];
      case 'MinutesApproved':
        return [minutes.set(key, { approvedOn: event.data.approvedOn, toMembersBy: event.data.toMembersBy })];
      case 'MinutesCirculated':
        return [minutes.set(key, { circulatedOn: event.data.circulatedOn })];
    }
  },
};
