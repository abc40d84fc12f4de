import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessRefusal } from './access-refusal.js';
import { setAsking } from './asking.js';
import { PeopleDirectory, type Appointment, type SignedInPerson } from './people.js';
import { decide, mayAsk, type Denial, type ResourceAttributes } from './policy.js';
import { ResourceLocators } from './resource-locators.js';
import { ROUTE_POLICY, type Requirement, type ResourceRef, type RoutePolicy } from './route-policy.js';
import { TokenRefusedError } from './token-refused.js';
import { TokenVerifier } from './token-verifier.js';

/** Of a request, what the guard reads. */
interface GuardedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params?: unknown;
}

/**
 * Asks of every request who it is and whether they may, once the route is known. What says nothing of who may call it is
 * closed to all.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly logger = new Logger(AccessGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
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
    const person = await this.whoSignedIn(request);
    const appointment = actingAs(person, request.headers['acting-as']);
    // Whether the role may is said before anything is looked up, so the answer cannot depend on what is there.
    const denial = mayAsk(appointment, action);
    if (denial) throw refusalOf(denial);
    const decision = decide(appointment, action, resource && (await this.locate(resource, request.params)));
    if (!decision.permitted) throw refusalOf(decision.reason);
    const { id, agency, role, partnership } = appointment;
    setAsking(request, { actor: { person: person.id, agency, role }, partnership, appointment: id, scope: decision.scope, person });
  }

  private async whoSignedIn({ headers }: GuardedRequest): Promise<SignedInPerson> {
    const signIn = await this.tokens.verify(bearerToken(headers.authorization)).catch((error: unknown) => {
      if (!(error instanceof TokenRefusedError)) throw error;
      if (error.reason === 'issuer-unreachable') throw new AccessRefusal('issuer-unreachable');
      throw new AccessRefusal('token-invalid', { reason: error.reason });
    });
    const person = await this.people.signedIn(signIn);
    if (!person) throw new AccessRefusal('no-appointment');
    return person;
  }

  private async locate({ kind, param }: ResourceRef, params: unknown): Promise<ResourceAttributes> {
    const found = await this.locators.find(kind, (params as Record<string, unknown> | undefined)?.[param]);
    if (!found) throw new AccessRefusal('not-found');
    return found;
  }
}

function bearerToken(authorization: string | string[] | undefined): string {
  const [, token] = /^bearer +(\S+)$/i.exec(typeof authorization === 'string' ? authorization : '') ?? [];
  if (token === undefined) throw new AccessRefusal('sign-in-required');
  return token;
}

/** The one appointment a person acts in: the one they hold, or the one of several that they name. */
function actingAs({ appointments }: SignedInPerson, named: string | string[] | undefined): Appointment {
  const [first, ...others] = appointments;
  if (!first) throw new AccessRefusal('no-appointment');
  if (named === undefined && others.length === 0) return first;
  const chosen = appointments.find(({ id }) => id === named);
  if (!chosen) throw new AccessRefusal('choose-appointment', { appointments });
  return chosen;
}

function refusalOf(denial: Denial): AccessRefusal {
  if (denial === 'resource') return new AccessRefusal('not-found');
  return new AccessRefusal(denial === 'action' ? 'no-policy' : 'not-permitted');
}
