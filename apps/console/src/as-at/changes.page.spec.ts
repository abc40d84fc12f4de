import type { Change } from '@goldenthread/http';
import { CALLUM, EARLIER, nameOf, NOW, REF } from '../testing/examples.js';
import { betweenFields } from './between.page.js';
import { changesPage, changesTable } from './changes.page.js';
import type { ComparedHead } from './compared.page.js';

function aChange(changes: Partial<Extract<Change, { of: 'section-11' }>> = {}): Change {
  return {
    of: 'section-11',
    event: 'e',
    position: '48190',
    recordedAt: '2026-11-25T09:30:00.000Z',
    day: '2026-11-25',
    kind: 'answered',
    cycle: 'c',
    return: REF,
    agency: CALLUM.agency,
    agencyName: 'Marlshire Constabulary',
    heading: 'SMC',
    item: 'SMC-1',
    question: 'Is there a named lead?',
    ratingBefore: 'not-met',
    ratingAfter: 'partly-met',
    why: null,
    daysLate: null,
    number: null,
    by: CALLUM,
    shownFrom: changes.position ?? '48190',
    ...changes,
  };
}

const HEAD: ComparedHead = { title: 'What has changed', span: 'From then to now.', views: [], between: betweenFields([], '2026-11-25') };
const SINCE = { asked: '2026-03-31', words: '31 March 2026' };

describe('what has changed', () => {
  it('says who did what, the latest first, and leads to the very thing as it was just after', () => {
    const late = aChange({ kind: 'submitted', item: null, question: null, position: '48200', daysLate: 2 });
    const view = changesPage(HEAD, [aChange(), late], [], SINCE, NOW, nameOf);
    expect(view.count).toBe('2 changes, the latest first.');
    expect(view.rows.map(({ who, what, event }) => [who, what, event.href])).toEqual([
      ['Callum Birch, agency author', 'Return submitted, 2 days late', `/returns/${REF}/history?asAt=48200`],
      ['Callum Birch, agency author', 'Answer changed from not met to partly met', `/returns/${REF}/items/SMC-1?asAt=48190`],
    ]);
  });

  it('leads to what was a draft as it was when it came in', () => {
    const [row] = changesPage(HEAD, [aChange({ shownFrom: '48205' })], [], SINCE, NOW, nameOf).rows;
    expect(row?.event).toEqual({ text: 'event 48,190', href: `/returns/${REF}/items/SMC-1?asAt=48205` });
  });

  it('leads to the history of each return, but not of one that was merely started', () => {
    const rows = changesPage(HEAD, [aChange(), aChange({ kind: 'opened', item: null })], [], SINCE, EARLIER, nameOf).rows;
    expect(rows.map(({ agency }) => agency.href)).toEqual([undefined, `/returns/${REF}/history?asAt=2026-03-31`]);
  });

  it('says so where nothing has', () => {
    expect(changesPage(HEAD, [], [], SINCE, EARLIER, nameOf).count).toBe('Nothing that you may read was recorded between the two.');
  });

  it('leads to what signals propose, risks, contributions and releases as they were, and says what each is', () => {
    const by = CALLUM;
    const of = {
      of: 'performance',
      event: 'e',
      recordedAt: '2026-11-25T09:30:00.000Z',
      code: null,
      place: null,
      placeName: null,
      by,
    } as const;
    const risk: Change = {
      ...of,
      position: '1',
      kind: 'more-asked-of-risk',
      about: 'risk',
      ref: REF,
      title: 'Few chairs',
      period: null,
      why: 'How long?',
    };
    const total: Change = {
      ...of,
      position: '2',
      kind: 'contribution-made',
      about: 'contribution',
      ref: null,
      title: null,
      period: 'FY2024-25',
      why: null,
    };
    const set: Change = {
      ...of,
      position: '3',
      kind: 'neighbours-named',
      about: 'neighbours',
      ref: null,
      title: null,
      place: 'authority:m',
      period: '2025',
      why: null,
    };
    const { recordedAt } = of;
    const release: Change = {
      of: 'releases',
      event: 'e',
      position: '4',
      recordedAt,
      kind: 'released',
      ref: REF,
      title: 'Referrals',
      audience: 'briefing',
      why: 'For the day.',
      by,
    };
    const view = changesPage(HEAD, [risk, total, set, release], [], SINCE, NOW, nameOf);
    expect(view.rows.map(({ what, agency, question, event }) => [what, agency.text, question, event.href])).toEqual([
      ['Table released to agencies: a briefing', 'See it', 'Referrals', `/releases/${REF}?asAt=4`],
      ['Statistical neighbours named', 'authority:m', 'Model of 2025', '/indicators?asAt=3'],
      ['Contribution recorded as it came', 'See it', 'Total as stated, 2024 to 2025', '/contributions?asAt=2'],
      ['Risk to performance: the Board asks for more', 'See it', 'Few chairs', `/indicators/risks/${REF}?asAt=1`],
    ]);
  });

  it('is a table too', () => {
    expect(changesTable([aChange({ kind: 'corrected', why: 'A typing error.' })], nameOf)).toContain(
      'Answer corrected from not met to partly met,Marlshire Constabulary,Is there a named lead?,A typing error.',
    );
  });
});
