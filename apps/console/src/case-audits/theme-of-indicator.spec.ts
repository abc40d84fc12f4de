import { INDICATOR_SET } from '@goldenthread/indicators';
import { THEME_OF_INDICATOR } from './theme-of-indicator.js';

describe('the theme of an indicator', () => {
  it('is told of indicators of the set alone', () => {
    const codes = INDICATOR_SET.map(({ code }) => code);
    expect(Object.keys(THEME_OF_INDICATOR).filter((code) => !codes.includes(code))).toEqual([]);
  });
});
