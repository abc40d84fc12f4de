import type { Place } from './indicator-definition.events.js';

/** A place as series name it: "authority:E10000012". */
export function placeKeyOf({ kind, code }: Pick<Place, 'kind' | 'code'>): string {
  return `${kind}:${code}`;
}
