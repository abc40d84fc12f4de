import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessRefusal } from './access-refusal.js';
import { setAsking } from './asking.js';
import { PeopleDirectory, type Appointment, type SignedInPerson } from './people.js';
import { decide, mayAsk, type Denial, type ResourceAttributes } from './policy.js';
import { ResourceLocators } from './resource-locators.js';
import { ROUTE_POLICY, type Requirement, type ResourceRef, type RoutePolicy } from './route-policy.js';
import { SignInReader, type GuardedRequest } from './sign-in-reader.js';

/**
 * Asks of every request who it is and whether they may, once the route is known. What says nothing of who may call it is
 * closed to all.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly logger = new Logger(AccessGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly signIns: SignInReader,
    private readonly people: PeopleDirectory,
    private readonly locators: ResourceLocators,
  ) {}

  /** @throws AccessRefusal */
  async canActivate(context: ExecutionContext): Promise<true> {
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(ROUTE_POLICY, [context.getHandler(), context.getClass()]);
    if (!policy || context.getType() !== 'http') {
      this.logger.error(`${context.getClass().name}.${context.getHandler().name} has neither @Requires nor @Public: it is closed to all`);
      throw new AccessRefusal('no-policy');
    }
    if ('public' in policy) return true;
    await this.admit(context.switchToHttp().getRequest<GuardedRequest>(), policy);
    return true;
  }

  private async admit(request: GuardedRequest, { action, resource }: Requirement): Promise<void> {
    const { signIn, actingAs } = await this.signIns.read(request);
    const person = await this.people.signedIn(signIn);
    if (!person) throw new AccessRefusal('no-appointment');
    const appointment = appointmentOf(person, actingAs);
    // Whether the role may is said before anything is looked up, so the answer cannot depend on what is there.
    const denial = mayAsk(appointment, action);
    if (denial) throw refusalOf(denial, appointment);
    const decision = decide(appointment, action, resource && (await this.locate(resource, request.params)));
    if (!decision.permitted) throw refusalOf(decision.reason, appointment);
    const { id, agency, role, partnership } = appointment;
    setAsking(request, { actor: { person: person.id, agency, role }, partnership, appointment: id, scope: decision.scope, person });
  }

  private async locate({ kind, param }: ResourceRef, params: unknown): Promise<ResourceAttributes> {
    const found = await this.locators.find(kind, (params as Record<string, unknown> | undefined)?.[param]);
    if (!found) throw new AccessRefusal('not-found');
    return found;
  }
}

/**
 * The one appointment a person acts in: the one they hold, or the one of several that they name.
 *
 * @throws AccessRefusal `no-appointment`, or `choose-appointment` with theirs.
 */
export function appointmentOf({ appointments }: SignedInPerson, named: string | undefined): Appointment {
  const [first, ...others] = appointments;
  if (!first) throw new AccessRefusal('no-appointment');
  if (named === undefined && others.length === 0) return first;
  const chosen = appointments.find(({ id }) => id === named);
  if (!chosen) throw new AccessRefusal('choose-appointment', { appointments });
  return chosen;
}

/** To those who are shown only what was released, all else is not there. */
function refusalOf(denial: Denial, { role }: Appointment): AccessRefusal {
  if (denial === 'resource' || (denial === 'role' && role === 'lay-member')) return new AccessRefusal('not-found');
  return new AccessRefusal(denial === 'action' ? 'no-policy' : 'not-permitted');
}
