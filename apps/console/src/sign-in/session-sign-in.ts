import { AccessRefusal, SignInReader, type GuardedRequest, type SignInRead } from '@goldenthread/access';
import type { FastifyRequest } from 'fastify';
import type { Visits } from './visits.js';

/** Reads who asks, and in which appointment, from the visit. Whatever else a browser sends says nothing of that. */
export class SessionSignIn extends SignInReader {
  constructor(private readonly visits: Visits) {
    super();
  }

  override async read(request: GuardedRequest): Promise<SignInRead> {
    const visit = await this.visits.of(request as FastifyRequest);
    if (!visit?.signIn) throw new AccessRefusal('sign-in-required');
    return { signIn: visit.signIn, actingAs: visit.actingAs };
  }
}
