import { proposalIdOf, type IndicatorValueRecorded, type IndicatorValueRestated } from '@goldenthread/indicators';
import type { RecordedEvent } from '@goldenthread/event-sourcing';
import {
  followIndicators,
  FOLLOWED_INDICATOR_EVENTS,
  isOwn,
  noIndicators,
  viewOf,
  type FollowedIndicatorEvent,
  type FollowedIndicators,
} from './followed-series.js';
import type { Policy, PolicyOrder } from './policy.js';

/**
 * Whenever the latest figure of a series turns it into a concern, a follow-up is proposed: once for that period, not again
 * while the concern lasts, and of no place that is only compared with. A person takes it up, as the theme of an audit or as
 * an action, or sets it aside and says why.
 *
 * Source: the quality assurance groups of Lancashire and St Helens choose what to audit by what their figures say (domain
 * research, sections 4.2 and 8).
 */
export const signalProposalsPolicy: Policy<FollowedIndicators, FollowedIndicatorEvent> = {
  name: 'signal-proposals',
  handles: FOLLOWED_INDICATOR_EVENTS,
  initial: noIndicators,
  evolve: followIndicators,
  react: (state, event) => {
    return event.type === 'IndicatorValueRecorded' || event.type === 'IndicatorValueRestated' ? proposed(state, event) : [];
  },
};

function proposed(
  state: FollowedIndicators,
  { type, data }: RecordedEvent<IndicatorValueRecorded | IndicatorValueRestated>,
): readonly PolicyOrder[] {
  const { partnership, code, place, agency, period } = data;
  if (!state.judged.has(partnership) || !isOwn(state, data)) return [];
  const after = viewOf(state, data);
  const latest = after?.periods.findLast(({ value }) => value?.value != null);
  if (after?.judged.variation !== 'concern' || latest?.period.key !== period || latest.signal === null) return [];
  const figure = type === 'IndicatorValueRestated' ? data.before.figure : undefined;
  if (viewOf(state, data, { period, figure })?.judged.variation === 'concern') return [];
  const proposal = proposalIdOf(partnership, code, place, period);
  const command = {
    type: 'ProposeFollowUp',
    proposed: { proposal, partnership, code, place, agency, period, signal: latest.signal },
  } as const;
  return [{ partnership, key: `${code} ${place} ${period}`, id: proposal, command }];
}
