import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { FollowUpRulesEvent } from '../domain/follow-up-rules.events.js';
import type { FollowUpRulesRow } from './follow-up-rules.row.js';

const rules = changesOf<RowOf<FollowUpRulesRow>, 'partnership' | 'from'>('follow_up_rules', ['partnership', 'from']);

export const followUpRulesProjection: Projection<FollowUpRulesEvent> = {
  name: 'follow-up-rules',
  version: 2,
  handles: ['FollowUpRulesAdopted'],
  project: ({ data: { partnership, from, rules: adopted, reason = null }, actor, recordedAt }) => [
    rules.put({ partnership, from, rules: adopted, reason, adoptedBy: actor.person, adoptedAt: recordedAt }),
  ],
};
