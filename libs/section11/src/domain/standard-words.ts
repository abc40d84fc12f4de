import type { HeadingCount } from './section11-return.events.js';

/** "3 of 4 met (1 not answered)". What does not apply is not among the 4. */
export function standardInWords({
  met,
  of,
  notApplicable,
  unanswered,
}: Pick<HeadingCount, 'met' | 'of' | 'notApplicable' | 'unanswered'>): string {
  if (of === 0) return 'nothing applies';
  const asides = [
    ...(unanswered > 0 ? [`${unanswered} not answered`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} ${notApplicable === 1 ? 'does' : 'do'} not apply`] : []),
  ];
  return asides.length === 0 ? `${met} of ${of} met` : `${met} of ${of} met (${asides.join(', ')})`;
}
