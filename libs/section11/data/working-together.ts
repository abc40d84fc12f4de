import type { WorkingTogetherCode } from '../src/domain/section11-tool.events.js';

/**
 * What each code stands for, in our own words, after Working Together to Safeguard Children 2018 (chapter 2 paragraph 3)
 * and 2023 (paragraph 221).
 */
export const workingTogether: Readonly<Record<WorkingTogetherCode, string>> = {
  a: 'A clear line of accountability for commissioning and providing services',
  b: 'A senior board-level lead with the required knowledge, skills and expertise',
  c: 'A culture of listening to children and taking account of their wishes and feelings',
  d: 'Clear whistleblowing procedures, reflected in training and codes of conduct',
  e: 'Clear escalation policies for staff to follow when concerns are not being addressed',
  f: 'Arrangements for sharing information with other practitioners and agencies',
  g: 'A designated or named practitioner for child safeguarding, with time and support for the role',
  h: 'Safe recruitment practices and ongoing safe working practices',
  i: 'Supervision, training and induction, and a regular review of practice',
  j: 'A culture of safety, equality and protection within the services provided',
};
