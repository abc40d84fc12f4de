import { EventJournal } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import { partnership } from '../domain/partnership.js';
import type { AgencyKind, DutyBasis, PartnershipKind } from '../domain/partnership.events.js';

/** What other write sides may know of an agency of a partnership. `dutyOf(basis)` says whether it must answer. */
export type AgencyFacts = { readonly id: string; readonly name: string; readonly kind: AgencyKind; readonly basis: DutyBasis };

/** What other write sides may know of a partnership. */
export type PartnershipFacts = {
  readonly name: string;
  readonly kind: PartnershipKind;
  readonly agencies: readonly AgencyFacts[];
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
    return { name: state.registration.name, kind: state.registration.kind, agencies, revision };
  }
}
