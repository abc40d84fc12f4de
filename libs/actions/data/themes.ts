import type { Theme } from '../src/domain/recommendation.events.js';

/**
 * What recommendations are about. The keys are stored for ever; titles may be reworded, and themes added.
 *
 * Source: the themes of multi-agency audits that English partnerships publish, and those of Essex's reviews
 * (Essex scrutiny pack, 8 February 2018: information sharing, pre-birth assessment, hospital discharge, risk management).
 */
export const themes: readonly Theme[] = [
  { key: 'consent', title: 'Consent' },
  { key: 'core-groups', title: 'Core groups and minutes' },
  { key: 'domestic-abuse', title: 'Domestic abuse' },
  { key: 'early-help', title: 'Early help' },
  { key: 'emotional-health', title: 'Emotional health' },
  { key: 'exploitation', title: 'Exploitation' },
  { key: 'fabricated-or-induced-illness', title: 'Fabricated or induced illness' },
  { key: 'feedback-to-referrers', title: 'Feedback to referrers' },
  { key: 'front-door', title: 'Front door and thresholds' },
  { key: 'harmful-sexual-behaviour', title: 'Harmful sexual behaviour' },
  { key: 'hospital-discharge', title: 'Hospital discharge' },
  { key: 'information-sharing', title: 'Information sharing' },
  { key: 'intra-familial-sexual-abuse', title: 'Sexual abuse in the family' },
  { key: 'management-oversight', title: 'Management oversight' },
  { key: 'missing', title: 'Children who go missing' },
  { key: 'neglect', title: 'Neglect' },
  { key: 'pre-birth', title: 'Before birth' },
  { key: 'private-fostering', title: 'Private fostering' },
  { key: 'risk-management', title: 'Risk management' },
  { key: 'safer-recruitment', title: 'Safer recruitment' },
  { key: 'staff-training', title: 'Staff training' },
  { key: 'strategy-discussions', title: 'Strategy discussions' },
  { key: 'voice-of-the-child', title: 'Voice of the child' },
  { key: 'was-not-brought', title: 'Was not brought' },
];
