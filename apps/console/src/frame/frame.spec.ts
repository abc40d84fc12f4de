import { EARLIER, NOW } from '../testing/examples.js';
import { frameOf, type FrameFacts } from './frame.js';

const WHO: FrameFacts['who'] = {
  name: 'Callum Birch',
  role: 'agency-author',
  scope: { partnership: 'p', agency: 'a', onlySubmitted: false },
  appointments: 1,
  actingAs: { id: 'x', agency: 'Marlshire Constabulary', role: 'agency author', partnership: { name: 'Marlshire', isInvented: true } },
};

function frame(facts: Partial<FrameFacts> = {}): ReturnType<typeof frameOf> {
  const head = { title: 'Returns', section: 'returns' as const };
  return frameOf({
    head,
    here: '/returns',
    nonce: 'n',
    madeAt: '2026-11-25T14:14:00.000Z',
    hasTable: false,
    point: NOW.point,
    who: WHO,
    ...facts,
  });
}

describe('what stands around a page', () => {
  it('says whose it is, who is signed in, and that the data are invented', () => {
    expect(frame()).toMatchObject({
      name: 'Marlshire',
      isInvented: true,
      signedInAs: 'Callum Birch, Marlshire Constabulary, agency author',
    });
  });

  it('names nobody where nobody is signed in', () => {
    expect(frame({ who: undefined })).toMatchObject({ name: 'Golden Thread', isInvented: false, signedInAs: undefined, navigation: [] });
  });

  it('leaves out the agency of somebody who has none in the list', () => {
    const actingAs = { id: 'x', role: 'scrutineer' };
    expect(frame({ who: { ...WHO, name: 'Dr Helen Osei', actingAs } }).signedInAs).toBe('Dr Helen Osei, scrutineer');
  });

  it('offers another role only where there is one', () => {
    expect([frame().roleHref, frame({ who: { ...WHO, appointments: 2 } }).roleHref]).toEqual([undefined, '/role']);
  });

  it('calls the window by the page, and says first that something is wrong', () => {
    expect(frame().windowTitle).toBe('Returns – Golden Thread');
    expect(frame({ head: { title: 'Role', errors: [{ text: 'x' }] } }).windowTitle).toBe('Error: Role – Golden Thread');
  });

  it('says the date of an earlier record everywhere, and carries it on', () => {
    const earlier = frame({ point: EARLIER.point, here: '/returns?asAt=2026-03-31', changesSince: 37 });
    expect(earlier.asAt).toMatchObject({ date: '31 March 2026, 11:59pm', since: '37 changes have been made since.', today: '/returns' });
    expect(earlier.windowTitle).toBe('Returns – as at 31 March 2026, 11:59pm – Golden Thread');
    expect(earlier.navigation.map(({ href }) => href)).toEqual([
      '/?asAt=2026-03-31',
      '/returns?asAt=2026-03-31',
      '/case-audits?asAt=2026-03-31',
      '/indicators?asAt=2026-03-31',
      '/actions?asAt=2026-03-31',
      '/releases?asAt=2026-03-31',
    ]);
    expect(earlier.homeHref).toBe('/?asAt=2026-03-31');
  });

  it('has no banner where the page shows now', () => {
    expect(frame().asAt).toBeUndefined();
  });

  it('prints its date, its position and who printed it', () => {
    expect(frame({ point: EARLIER.point }).printLine).toBe(
      'Printed from Golden Thread on 25 November 2026, 2:14pm by Callum Birch, Marlshire Constabulary, agency author. ' +
        'It shows the record as at 31 March 2026, 11:59pm (event 40,000).',
    );
  });

  it('offers the page’s table at the same date', () => {
    expect(frame({ hasTable: true, here: '/returns?asAt=7' }).csvHref).toBe('/returns?asAt=7&format=csv');
    expect(frame().csvHref).toBeUndefined();
  });
});
