import { betweenOf, daysBetweenOf } from './between.form.js';

const RANGE = { from: '2023-08-21', to: '2026-11-25' };

function days(query: object): unknown {
  return daysBetweenOf(betweenOf(query), RANGE);
}

describe('two dates to compare', () => {
  it('are moments that were chosen, or days that were typed', () => {
    const typed = { since: '5', 'since-month': '11', 'since-year': '2026', 'since-moment': '' };
    expect(days({ ...typed, 'until-moment': '2026-11-25' })).toEqual({ since: '2026-11-05', until: '2026-11-25' });
  });

  it.each<[string, object, string[]]>([
    ['neither', {}, ['Choose or enter the first date #since', 'Choose or enter the second date #until']],
    [
      'the wrong way round',
      { 'since-moment': '2026-11-25', 'until-moment': '2026-11-05' },
      ['The second date must be later than the first #until'],
    ],
    [
      'a moment and a day at once, and a day that there is not',
      { 'since-moment': '2026-11-05', since: '1', until: '31', 'until-month': '2', 'until-year': '2026' },
      [
        'For the first date, choose a moment or enter a day, not both #since',
        'The second date must be a real date, such as 31 3 2026 #until',
      ],
    ],
    [
      'before the record, and after today',
      { 'since-moment': '2023-01-01', 'until-moment': '2026-11-26' },
      [
        'The first date must be 21 August 2023 or later: nothing had been recorded before #since',
        'The second date must be today or in the past #until',
      ],
    ],
  ])('are refused in words, each at its field: %s', (_name, query, errors) => {
    const refused = days(query) as { errors: { text: string; href: string }[] };
    expect(refused.errors.map(({ text, href }) => `${text} ${href}`)).toEqual(errors);
  });

  it('survive whatever an address brings', () => {
    expect(days({ 'since-moment': ['a', 'b'], until: 'x'.repeat(90), constructor: '1' })).toHaveProperty('errors');
  });
});
