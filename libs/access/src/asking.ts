import type { Actor } from '@goldenthread/event-sourcing';
import { createParamDecorator } from '@nestjs/common';
import type { SignedInPerson } from './people.js';
import { mayAsk, type Scope } from './policy.js';

/** Who asks, as what, and what they may be shown: the guard's answer, which every handler passes on. */
export interface Asking {
  /** For the events that follow. */
  readonly actor: Actor;
  /** The partnership they act in, if their appointment is of one. */
  readonly partnership: string | null;
  /** The appointment they act in. */
  readonly appointment: string;
  readonly scope: Scope;
  readonly person: SignedInPerson;
}

const askers = new WeakMap<object, Asking>();

/** Notes on the request who is asking; for the guard. */
export function setAsking(request: object, asking: Asking): void {
  askers.set(request, asking);
}

/** @throws Error on a route that the guard let through without asking who: one that is public. */
export function askingOf(request: object): Asking {
  const asking = askers.get(request);
  if (!asking) throw new Error('Nobody in particular is asking: the route is public, or the guard is not in place');
  return asking;
}

/** Whether whoever asks may ask for this too, on something that is theirs: for what a page offers. The guard of its route decides. */
export function may({ actor, partnership }: Pick<Asking, 'actor' | 'partnership'>, action: string): boolean {
  return mayAsk({ ...actor, partnership }, action) === undefined;
}

/** Who is asking, if the guard knows: for what stands around pages, public ones too. */
export function askingIfAny(request: object): Asking | undefined {
  return askers.get(request);
}

/** Gives a handler who is asking: `read(@Asking() asking: Asking)`. */
export const Asking = createParamDecorator((_nothing: undefined, context) => askingOf(context.switchToHttp().getRequest<object>()));
