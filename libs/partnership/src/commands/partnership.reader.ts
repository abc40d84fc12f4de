import { EventJournal } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import { partnership } from '../domain/partnership.js';
import { factsOf } from '../domain/register-facts.js';
import type { GroupRole } from '../domain/register.events.js';
import { holdsReturns } from '../domain/returns-held.js';
import { purposeOfStore } from '../store-purpose.js';
import type { AgencyKind, DutyBasis, PartnershipKind } from '../domain/partnership.events.js';

/** What other write sides may know of an agency of a partnership. `dutyOf(basis)` says whether it must answer. */
export type AgencyFacts = { readonly id: string; readonly name: string; readonly kind: AgencyKind; readonly basis: DutyBasis };

/** What other write sides may know of a group of a partnership. */
export type GroupFacts = { readonly id: string; readonly name: string; readonly role: GroupRole };

/** What other write sides may know of a partnership. */
export type PartnershipFacts = {
  readonly name: string;
  readonly kind: PartnershipKind;
  readonly agencies: readonly AgencyFacts[];
  /** Whether a cycle may be opened for it here; where not, the refusal is `no-returns-held-here`. */
  readonly returnsHeld: boolean;
  readonly groups: readonly GroupFacts[];
  /** The last revision of the record these facts were read from. */
  readonly revision: number;
};

/** Reads partnerships from their events, for those who decide by them. */
@Injectable()
export class PartnershipReader {
  constructor(private readonly journal: EventJournal) {}

  async find(id: string): Promise<PartnershipFacts | undefined> {
    const { state, revision } = await this.journal.load(partnership, id);
    if (state.status === 'not-registered') return undefined;
    const agencies = state.agencies.map(({ agency, name, kind, basis }) => ({ id: agency, name, kind, basis }));
    const groups = factsOf(state.facts, 'GroupNamed').map(({ data: { group, name, role } }) => ({ id: group, name, role }));
    const { name, kind } = state.registration;
    const returnsHeld = holdsReturns(kind, await purposeOfStore(this.journal.store));
    return { name, kind, returnsHeld, agencies, groups, revision };
  }
}
