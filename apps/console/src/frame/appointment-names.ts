import type { Appointment } from '@goldenthread/access';
import { PartnershipReader, type PartnershipFacts } from '@goldenthread/partnership';
import { Injectable } from '@nestjs/common';
import { spelt } from '../words.js';

/** An appointment in words. */
export interface NamedAppointment {
  readonly id: string;
  /** Nothing where the body is on no partnership's list: an independent scrutineer's, for instance. */
  readonly agency?: string;
  readonly role: string;
  readonly partnership?: { readonly name: string; readonly isInvented: boolean };
}

const REMEMBER_MS = 30_000;

/** Says appointments in words. What partnerships are called is remembered for half a minute. */
@Injectable()
export class AppointmentNames {
  private readonly known = new Map<string, { readonly facts: Promise<PartnershipFacts | undefined>; readonly until: number }>();

  constructor(private readonly partnerships: PartnershipReader) {}

  async of({ id, partnership, agency, role }: Appointment): Promise<NamedAppointment> {
    const facts = partnership === null ? undefined : await this.facts(partnership);
    return {
      id,
      agency: facts?.agencies.find((one) => one.id === agency)?.name,
      role: spelt(role).replace('paqa', 'PAQA'),
      partnership: facts && { name: facts.name, isInvented: facts.kind === 'invented' },
    };
  }

  private facts(partnership: string): Promise<PartnershipFacts | undefined> {
    const known = this.known.get(partnership);
    if (known && known.until > Date.now()) return known.facts;
    const facts = this.partnerships.find(partnership);
    this.known.set(partnership, { facts, until: Date.now() + REMEMBER_MS });
    facts.catch(() => this.known.delete(partnership));
    return facts;
  }
}
