import { AccessRefusal, PeopleDirectory, Public, type SignedInPerson } from '@goldenthread/access';
import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { submitted } from '../forms/submitted.js';
import { AppointmentNames } from '../frame/appointment-names.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { isOwnPath, paths } from '../paths.js';
import { RoleForm } from './role.form.js';
import { rolePage } from './role.page.js';
import { Visits } from './visits.js';

const WHY_PUBLIC = 'It comes before there is a role to permit anything; it asks who is signed in itself';

/** Chooses the appointment that a person acts in, of those they hold today. */
@Controller()
export class RoleController {
  constructor(
    private readonly visits: Visits,
    private readonly people: PeopleDirectory,
    private readonly names: AppointmentNames,
  ) {}

  @Get(paths.role)
  @Public(WHY_PUBLIC)
  async ask(@Req() request: FastifyRequest, @Query('returnTo') returnTo: unknown): Promise<Page> {
    return this.page(request, await this.signedIn(request), returnTo);
  }

  @Post(paths.role)
  @Public(WHY_PUBLIC)
  async choose(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Page | SeeOther> {
    const person = await this.signedIn(request);
    const { form, errors } = submitted(RoleForm, body);
    if (errors.length > 0) return this.page(request, person, form.returnTo, errors);
    if (!person.appointments.some(({ id }) => id === form.appointment)) throw new AccessRefusal('not-found');
    await this.visits.change(request, { actingAs: form.appointment });
    return new SeeOther(ownPath(form.returnTo));
  }

  private async page(
    request: FastifyRequest,
    { appointments }: SignedInPerson,
    returnTo: unknown,
    errors: readonly PageError[] = [],
  ): Promise<Page> {
    const named = await Promise.all(appointments.map((appointment) => this.names.of(appointment)));
    const current = (await this.visits.of(request))?.actingAs;
    return new Page('sign-in/role', rolePage(named, current, ownPath(returnTo), errors), { status: errors.length > 0 ? 422 : 200 });
  }

  private async signedIn(request: FastifyRequest): Promise<SignedInPerson> {
    const signIn = (await this.visits.of(request))?.signIn;
    if (!signIn) throw new AccessRefusal('sign-in-required');
    const person = await this.people.signedIn(signIn);
    if (!person || person.appointments.length === 0) throw new AccessRefusal('no-appointment');
    return person;
  }
}

function ownPath(path: unknown): string {
  return typeof path === 'string' && isOwnPath(path) ? path : paths.home;
}
