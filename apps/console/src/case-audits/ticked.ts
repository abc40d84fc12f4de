import type { Fields } from '../forms/fields.js';

/** The boxes that were ticked of a group of boxes, by the name of the group. */
export function ticked(group: string, fields: Fields): string[] {
  return Object.keys(fields).flatMap((name) => (name.startsWith(`${group}-`) ? [name.slice(group.length + 1)] : []));
}

/** The fields that are no boxes of those groups. */
export function without(groups: readonly string[], fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !groups.some((group) => name.startsWith(`${group}-`))));
}
