import { asAtBanner } from './as-at-banner.js';
import { readingAt } from './page-readings.js';

const POINT = { position: 48211n, instant: '2026-03-31T16:00:00.000Z', day: '2026-03-31', isNow: false };

describe('the banner of a page at an earlier date', () => {
  it('says the date, the event, and how much was changed since', () => {
    expect(asAtBanner(POINT, 37, '/returns?asAt=2026-03-31&cycle=7')).toEqual({
      date: '31 March 2026, 5:00pm',
      event: 'event 48,211',
      since: '37 changes have been made since.',
      whatChanged: '/changes?since=48211',
      today: '/returns?cycle=7',
    });
  });

  it.each([
    [0, 'Nothing that you may read has changed since.'],
    [1, '1 change has been made since.'],
  ])('counts %i in words', (changes, words) => {
    expect(asAtBanner(POINT, changes, '/').since).toBe(words);
  });
});

describe('the banner of a page of which nothing is known but the date', () => {
  it('says no number, and leads to no page of changes', () => {
    expect(asAtBanner(POINT, undefined, '/')).toMatchObject({ since: '', whatChanged: undefined });
  });
});

describe('links of a page', () => {
  it('stay at the date that was asked for, as it was asked', () => {
    expect(readingAt(POINT, '2026-03-31').go('/returns/1')).toBe('/returns/1?asAt=2026-03-31');
  });

  it('say no date where the page shows now, even if today was asked for', () => {
    expect(readingAt({ ...POINT, isNow: true }, '2026-03-31').go('/returns/1')).toBe('/returns/1');
  });
});
