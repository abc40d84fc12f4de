/** Themes that audits and findings are tagged by (domain facts §3, typical themes). Added to, never renamed. */
export const THEMES = {
  'child-exploitation': 'Child exploitation',
  consent: 'Consent',
  'core-groups': 'Core groups and minutes',
  'domestic-abuse': 'Domestic abuse',
  'early-help': 'Early help',
  'emotional-health': 'Emotional health',
  'fabricated-or-induced-illness': 'Fabricated or induced illness',
  'feedback-to-referrers': 'Feedback to referrers',
  'front-door': 'Front door and thresholds',
  'harmful-sexual-behaviour': 'Harmful sexual behaviour',
  'information-sharing': 'Information sharing',
  'intra-familial-sexual-abuse': 'Sexual abuse in the family',
  missing: 'Missing children',
  neglect: 'Neglect',
  'pre-birth': 'Pre-birth assessment',
  'private-fostering': 'Private fostering',
  'strategy-discussions': 'Strategy discussions',
  'voice-of-the-child': 'Voice of the child',
  'was-not-brought': 'Was not brought',
} as const satisfies Readonly<Record<string, string>>;

export type ThemeKey = keyof typeof THEMES;

export function isTheme(key: string): key is ThemeKey {
  return Object.hasOwn(THEMES, key);
}
