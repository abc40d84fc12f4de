import type { Audience } from '../domain/release.events.js';

// Who reads what was released, by who they are now (domain facts §6, small numbers; §3, who sees what).

/** The circle: they see the figures unsuppressed, and so whatever was released of them. */
const CIRCLE: readonly string[] = ['coordinator', 'paqa-member', 'scrutineer'];
const AGENCIES: readonly string[] = ['agency-author', 'agency-lead'];

/**
 * The audiences that a role belongs to beside the circle. What answered a request, or went to another partnership, went to
 * whoever asked: nobody here but the circle reads it.
 */
const READERS: Readonly<Record<Audience, readonly string[]>> = {
  publication: [...AGENCIES, 'lay-member'],
  'lay-members': ['lay-member'],
  briefing: AGENCIES,
  'freedom-of-information': [],
  'other-partnership': [],
};

/** Whether somebody in a role sees the figures behind a release anyway. */
export function isOfCircle(role: string): boolean {
  return CIRCLE.includes(role);
}

/** The audiences whose releases somebody reads in a role. */
export function audiencesOf(role: string): readonly Audience[] {
  const all = Object.entries(READERS) as [Audience, readonly string[]][];
  return all.filter(([, readers]) => isOfCircle(role) || readers.includes(role)).map(([audience]) => audience);
}
