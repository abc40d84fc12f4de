/** The hats a person may wear. Stored in appointments and in every event's actor: names are added, never changed. */
export const ROLES = [
  'agency-author',
  'agency-lead',
  'coordinator',
  'paqa-member',
  'scrutineer',
  'data-protection-lead',
  'operator',
  'lay-member',
] as const;

export type Role = (typeof ROLES)[number];
