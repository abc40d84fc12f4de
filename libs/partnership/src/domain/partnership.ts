import { canonicalJson, Refusal, type Decider, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { AgencyListed, PartnershipEvent, PartnershipRegistered, Source } from './partnership.events.js';
import {
  checkDates,
  factRefusal,
  findFact,
  NO_FACTS,
  recordFact,
  withdrawFact,
  withFact,
  type Facts,
  type RegisterFactRefusals,
} from './register-facts.js';
import type { ClassExpanded, PartnershipFact, PartnershipParticularsCorrected, RegisterFactWithdrawn } from './register.events.js';
import type { GroupRefusals } from './group.js';

export type ListedAgency = AgencyListed['data'];

type Registration = PartnershipRegistered['data'];
type RegisteredState = {
  readonly status: 'registered';
  readonly registration: Registration;
  readonly agencies: readonly ListedAgency[];
  readonly facts: Facts;
};

export type PartnershipState = { readonly status: 'not-registered' } | RegisteredState;

export type PartnershipCommand =
  | ({ readonly type: 'RegisterPartnership' } & Registration)
  | ({ readonly type: 'CorrectParticulars' } & Pick<Registration, 'name' | 'shortName' | 'source'>)
  | ({ readonly type: 'ListAgency' } & ListedAgency)
  | { readonly type: 'RecordFact'; readonly fact: PartnershipFact }
  | { readonly type: 'WithdrawFact'; readonly fact: PartnershipFact['type']; readonly key: string; readonly source?: Source };

/** Why a partnership, its register or its groups refuse a command. */
export type PartnershipRefusal =
  /** Registered before, with other particulars. */
  | 'partnership-already-registered'
  | 'partnership-not-registered'
  /** Listed before, under another name or kind, or on another basis. */
  | 'agency-already-listed'
  /** A real partnership in a store that is not its own: see `holdsReturns`. */
  | 'no-returns-held-here'
  | keyof RegisterFactRefusals
  | keyof GroupRefusals;

/** All that a partnership's record may hold. */
type AnyPartnershipEvent = PartnershipEvent | PartnershipParticularsCorrected | PartnershipFact | RegisterFactWithdrawn;

/** A safeguarding partnership: the agencies it lists, and its register as published. */
export const partnership: Decider<PartnershipState, PartnershipCommand, AnyPartnershipEvent> = {
  category: 'partnership',
  initial: { status: 'not-registered' },

  decide: (command, state) => {
    if (command.type === 'RegisterPartnership') return register(command, state);
    if (state.status === 'not-registered') throw refusal('partnership-not-registered');
    switch (command.type) {
      case 'CorrectParticulars':
        return correct(command, state);
      case 'ListAgency':
        return list(command, state);
      case 'RecordFact':
        checkFact(command.fact, state);
        return recordFact(command.fact, state.facts);
      case 'WithdrawFact':
        return withdrawFact(command.fact, command.key, state.facts, command.source);
    }
  },

  evolve: (state, event) => {
    if (event.type === 'PartnershipRegistered') return { status: 'registered', registration: event.data, agencies: [], facts: NO_FACTS };
    if (state.status === 'not-registered') return state;
    switch (event.type) {
      case 'PartnershipParticularsCorrected':
        return { ...state, registration: corrected(state.registration, event.data) };
      case 'AgencyListed':
        return withAgency(state, event);
      default:
        return { ...state, facts: withFact(state.facts, event) };
    }
  },
};

/** The id of the partnership whose stream it is. */
export function partnershipOf(stream: string): string {
  return stream.slice(partnership.category.length + 1);
}

function register({ name, shortName, kind, source }: Registration, state: PartnershipState): PartnershipEvent[] {
  const data = { name, kind, ...(shortName !== undefined && { shortName }), ...(source && { source }) };
  if (kind === 'published' && !source) throw factRefusal('source-needed', { fact: 'PartnershipRegistered' });
  if (state.status === 'not-registered') return [{ type: 'PartnershipRegistered', data }];
  if (canonicalJson(state.registration) === canonicalJson(data)) return [];
  throw refusal('partnership-already-registered', state.registration);
}

function correct(
  { name, shortName, source }: Pick<Registration, 'name' | 'shortName' | 'source'>,
  { registration }: RegisteredState,
): PartnershipParticularsCorrected[] {
  if (registration.kind === 'published' && !source) throw factRefusal('source-needed', { fact: 'PartnershipParticularsCorrected' });
  const data = { name, ...(shortName !== undefined && { shortName }), ...(source && { source }) };
  const { kind, ...was } = registration;
  if (canonicalJson({ kind, ...data }) === canonicalJson(registration)) return [];
  return [{ type: 'PartnershipParticularsCorrected', data: { ...data, was } }];
}

function corrected({ kind }: Registration, { was: _, ...data }: PartnershipParticularsCorrected['data']): Registration {
  return { kind, ...data };
}

function list({ agency, name, kind, basis }: ListedAgency, { agencies }: RegisteredState): PartnershipEvent[] {
  const data = { agency, name, kind, basis };
  const listed = agencies.find((one) => one.agency === agency);
  if (!listed) return [{ type: 'AgencyListed', data }];
  if (canonicalJson(listed) === canonicalJson(data)) return [];
  throw refusal('agency-already-listed', listed);
}

function checkFact(fact: PartnershipFact, { registration, facts }: RegisteredState): void {
  if (registration.kind === 'published' && !fact.data.source) throw factRefusal('source-needed', { fact: fact.type });
  if ('from' in fact.data || 'until' in fact.data) checkDates(fact.data);
  switch (fact.type) {
    case 'ClassExpanded':
      checkExpansion(fact, facts);
      return;
    case 'PartnerMembershipRecorded': {
      const { partnerGroup } = fact.data;
      if (!findFact(facts, 'PartnerGroupNamed', partnerGroup)) throw factRefusal('partner-group-not-named', { partnerGroup });
      return;
    }
    case 'GroupNamed': {
      const { area } = fact.data;
      const areas = findFact(facts, 'AreasNamed')?.data.areas ?? [];
      if (area !== undefined && !areas.includes(area)) throw factRefusal('area-not-named', { area });
      return;
    }
    default:
      return;
  }
}

function checkExpansion({ data: { entry, members } }: ClassExpanded, facts: Facts): void {
  const listed = findFact(facts, 'RegisterEntryListed', entry);
  if (!listed) throw factRefusal('entry-not-listed', { entry });
  if (listed.data.kind !== 'class') throw factRefusal('entry-not-a-class', { entry, wording: listed.data.wording });
  const names = members.filter(({ body }, index) => members.findIndex((other) => other.body === body) < index).map(({ name }) => name);
  if (names.length > 0) throw factRefusal('class-names-one-twice', { names });
}

function withAgency(state: RegisteredState, { data }: RecordedEvent<AgencyListed>): RegisteredState {
  return { ...state, agencies: [...state.agencies, data] };
}

function refusal<Code extends PartnershipRefusal>(code: Code, details: Record<string, unknown> = {}): Refusal<Code> {
  return new Refusal(code, details);
}
