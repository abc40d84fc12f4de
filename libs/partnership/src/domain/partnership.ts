import { canonicalJson, Refusal, type Decider, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { AgencyListed, PartnershipEvent, PartnershipRegistered } from './partnership.events.js';

export type ListedAgency = AgencyListed['data'];

export type PartnershipState =
  | { readonly status: 'not-registered' }
  | { readonly status: 'registered'; readonly registration: PartnershipRegistered['data']; readonly agencies: readonly ListedAgency[] };

export type PartnershipCommand =
  ({ readonly type: 'RegisterPartnership' } & PartnershipRegistered['data']) | ({ readonly type: 'ListAgency' } & ListedAgency);

/** Why a partnership refuses a command. */
export type PartnershipRefusal =
  /** A real body needs the source of what is said about it. */
  | 'source-needed'
  /** Registered before, with other particulars. */
  | 'partnership-already-registered'
  | 'partnership-not-registered'
  /** Listed before, under another name or kind. */
  | 'agency-already-listed';

/** A safeguarding partnership and the agencies it lists. */
export const partnership: Decider<PartnershipState, PartnershipCommand, PartnershipEvent> = {
  category: 'partnership',
  initial: { status: 'not-registered' },

  decide: (command, state) => {
    switch (command.type) {
      case 'RegisterPartnership':
        return register(command, state);
      case 'ListAgency':
        return list(command, state);
    }
  },

  evolve: (state, event) => {
    switch (event.type) {
      case 'PartnershipRegistered':
        return { status: 'registered', registration: event.data, agencies: [] };
      case 'AgencyListed':
        return withAgency(state, event);
    }
  },
};

function register(
  { type: _, ...wanted }: PartnershipCommand & { type: 'RegisterPartnership' },
  state: PartnershipState,
): PartnershipEvent[] {
  if (wanted.kind === 'published' && !wanted.source) throw refusal('source-needed');
  if (state.status === 'not-registered') return [{ type: 'PartnershipRegistered', data: wanted }];
  if (canonicalJson(state.registration) === canonicalJson(wanted)) return [];
  throw refusal('partnership-already-registered', state.registration);
}

function list({ type: _, ...wanted }: PartnershipCommand & { type: 'ListAgency' }, state: PartnershipState): PartnershipEvent[] {
  if (state.status === 'not-registered') throw refusal('partnership-not-registered');
  const listed = state.agencies.find(({ agency }) => agency === wanted.agency);
  if (!listed) return [{ type: 'AgencyListed', data: wanted }];
  if (canonicalJson(listed) === canonicalJson(wanted)) return [];
  throw refusal('agency-already-listed', listed);
}

function withAgency(state: PartnershipState, { data }: RecordedEvent<AgencyListed>): PartnershipState {
  return state.status === 'registered' ? { ...state, agencies: [...state.agencies, data] } : state;
}

function refusal(code: PartnershipRefusal, details: Record<string, unknown> = {}): Refusal<PartnershipRefusal> {
  return new Refusal(code, details);
}
