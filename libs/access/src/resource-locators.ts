import { isUuid } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { ResourceAttributes } from './policy.js';

/** Finds what the policy must know of one resource; nothing where there is none. */
export type Locate = (id: string) => Promise<ResourceAttributes | undefined>;

/** A kind of resource was named on a route, and no module says how to find one. */
export class UnknownResourceKindError extends Error {
  override readonly name = 'UnknownResourceKindError';

  constructor(kind: string) {
    super(`No locator for resources of the kind "${kind}". Its module calls locators.register('${kind}', …) when it starts.`);
  }
}

/** How to find each kind of resource. Every domain module registers its own when it starts. */
@Injectable()
export class ResourceLocators {
  private readonly byKind = new Map<string, { readonly locate: Locate; readonly isId: (id: string) => boolean }>();

  /**
   * @param isId whether a text can be an id of this kind at all. What cannot be is not looked up, and not found.
   * @throws Error where the kind has a locator already.
   */
  register(kind: string, locate: Locate, isId: (id: string) => boolean = isUuid): void {
    if (this.byKind.has(kind)) throw new Error(`Two locators claim resources of the kind "${kind}"`);
    this.byKind.set(kind, { locate, isId });
  }

  /** @throws UnknownResourceKindError */
  async find(kind: string, id: unknown): Promise<ResourceAttributes | undefined> {
    const locator = this.byKind.get(kind);
    if (!locator) throw new UnknownResourceKindError(kind);
    return typeof id === 'string' && locator.isId(id) ? locator.locate(id) : undefined;
  }
}
