import { AccessRefusal, appointmentOf, askingIfAny, may, PeopleDirectory, type Appointment, type Scope } from '@goldenthread/access';
import { CLOCK } from '@goldenthread/calendar';
import type { Clock } from '@goldenthread/event-sourcing';
import { Changes } from '@goldenthread/http';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Visits } from '../sign-in/visits.js';
import { AppointmentNames } from './appointment-names.js';
import { frameOf, type Frame, type FrameFacts } from './frame.js';
import { nonceOf } from './nonces.js';
import type { PageHead, PageOptions } from './page.js';

interface Asker {
  readonly name: string;
  readonly appointment: Appointment;
  readonly appointments: number;
  readonly scope: Scope;
}

/** Gathers what the frame around a page is made from. A notice that was shown is forgotten. */
@Injectable()
export class Frames {
  constructor(
    private readonly visits: Visits,
    private readonly people: PeopleDirectory,
    private readonly names: AppointmentNames,
    private readonly changes: Changes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async around(head: PageHead, { point, csv }: PageOptions, request: FastifyRequest, reply: FastifyReply): Promise<Frame> {
    const [visit, asker, madeAt] = await Promise.all([this.visits.of(request), this.asker(request), this.clock.now()]);
    const asking = askingIfAny(request);
    if (visit?.notice) await this.visits.change(request, { notice: undefined });
    return frameOf({
      head,
      here: request.url,
      nonce: nonceOf(reply.raw),
      madeAt,
      hasTable: csv !== undefined,
      point,
      // Where no guard judged who asks, how much they may know of is not known; and some may know of no change.
      changesSince:
        point && asking && may(asking, 'change:own') && !point.isNow ? await this.changes.countSince(asking, point.position) : undefined,
      visit,
      who: asker && (await this.named(asker)),
    });
  }

  private async named({ name, appointment, appointments, scope }: Asker): Promise<FrameFacts['who']> {
    return { name, role: appointment.role, scope, appointments, actingAs: await this.names.of(appointment) };
  }

  /** Who the guard let in; on a public page, whoever the visit says is signed in. */
  private async asker(request: FastifyRequest): Promise<Asker | undefined> {
    const asking = askingIfAny(request);
    const person = asking?.person ?? (await this.signedIn(request));
    if (!person) return undefined;
    try {
      const appointment = appointmentOf(person, asking?.appointment ?? (await this.visits.of(request))?.actingAs);
      const scope = asking?.scope ?? { partnership: null, onlySubmitted: true };
      return { name: person.name, appointment, appointments: person.appointments.length, scope };
    } catch (error) {
      if (error instanceof AccessRefusal) return undefined;
      throw error;
    }
  }

  private async signedIn(request: FastifyRequest): Promise<Awaited<ReturnType<PeopleDirectory['signedIn']>>> {
    const signIn = (await this.visits.of(request))?.signIn;
    return signIn && this.people.signedIn(signIn);
  }
}
