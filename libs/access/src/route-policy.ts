import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Action } from './policy.js';

/** The resource that a route is about: its kind, and the route parameter that holds its id. */
export interface ResourceRef {
  readonly kind: string;
  readonly param: string;
}

export interface Requirement {
  readonly action: Action;
  readonly resource?: ResourceRef;
  /** The event that this route records. */
  readonly records?: string;
}

/** What a route says of who may call it. */
export type RoutePolicy = { readonly public: string } | Requirement;

/** Kept under one key, so that what is said on a method replaces what is said on its class, whichever it is. */
export const ROUTE_POLICY = 'goldenthread:route-policy';

/** The route is for those whom the policy table permits the action, on the resource if one is named. */
export function Requires(action: Action, options: Omit<Requirement, 'action'> = {}): CustomDecorator {
  return SetMetadata<string, RoutePolicy>(ROUTE_POLICY, { action, ...options });
}

/** The route is for everyone, signed in or not. The reason is for whoever reviews it. */
export function Public(reason: string): CustomDecorator {
  return SetMetadata<string, RoutePolicy>(ROUTE_POLICY, { public: reason });
}
