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
  /** Listed before, under another name or kind, or on another basis. */
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

function register({ name, kind, source }: PartnershipRegistered['data'], state: PartnershipState): PartnershipEvent[] {
  if (kind === 'published' && !source) throw refusal('source-needed');
  const data = { name, kind, source: source && { title: source.title, publishedOn: source.publishedOn } };
  if (state.status === 'not-registered') return [{ type: 'PartnershipRegistered', data }];
  if (canonicalJson(state.registration) === canonicalJson(data)) return [];
  throw refusal('partnership-already-registered', state.registration);
}

function list({ agency, name, kind, basis }: ListedAgency, state: PartnershipState): PartnershipEvent[] {
  if (state.status === 'not-registered') throw refusal('partnership-not-registered');
  const data = { agency, name, kind, basis };
  const listed = state.agencies.find((one) => one.agency === agency);
  if (!listed) return [{ type: 'AgencyListed', data }];
  if (canonicalJson(listed) === canonicalJson(data)) return [];
  throw refusal('agency-already-listed', listed);
}

function withAgency(state: PartnershipState, { data }: RecordedEvent<AgencyListed>): PartnershipState {
  return state.status === 'registered' ? { ...state, agencies: [...state.agencies, data] } : state;
}

function refusal(code: PartnershipRefusal, details: Record<string, unknown> = {}): Refusal<PartnershipRefusal> {
  return new Refusal(code, details);
}
