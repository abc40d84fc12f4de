import { CHANGES_ON_A_PAGE, type Change, type ChangesPage } from '@goldenthread/http';
import { CALLUM, EARLIER, nameOf, NOW, REF } from '../testing/examples.js';
import { betweenFields } from './between.page.js';
import { changesPage, changesTable, type ChangesFacts, type ChangesView } from './changes.page.js';
import type { ComparedHead } from './compared.page.js';
import type { Reading } from './page-readings.js';

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

function aPage(changes: readonly Change[], over: Partial<ChangesPage> = {}): ChangesPage {
  const counts = new Map<Change['of'], number>();
  for (const { of } of changes) counts.set(of, (counts.get(of) ?? 0) + 1);
  const total = [...(over.counts ?? counts).values()].reduce((sum, count) => sum + count, 0);
  return { changes, counts, total, later: 0, ...over };
}

function shown(facts: Omit<ChangesFacts, 'since'>, reading: Reading = NOW): ChangesView {
  return changesPage(HEAD, { since: SINCE, ...facts }, reading, nameOf);
}

function rowsOf(changes: readonly Change[], reading: Reading = NOW): ChangesView['days'][number]['rows'] {
  return shown({ page: aPage(changes) }, reading).days.flatMap(({ rows }) => rows);
}

describe('what has changed', () => {
  it('says who did what, the latest first, and leads to the very thing as it was just after', () => {
    const late = aChange({ kind: 'submitted', item: null, question: null, position: '48200', daysLate: 2 });
    const view = shown({ page: aPage([late, aChange()]) });
    expect(view.count).toBe('2 changes, the latest first.');
    expect(view.days.flatMap(({ rows }) => rows).map(({ who, what, event }) => [who, what, event.href])).toEqual([
      ['Callum Birch, agency author', 'Return submitted, 2 days late', `/returns/${REF}/history?asAt=48200`],
      ['Callum Birch, agency author', 'Answer changed from not met to partly met', `/returns/${REF}/items/SMC-1?asAt=48190`],
    ]);
  });

  it('leads to what was a draft as it was when it came in', () => {
    const [row] = rowsOf([aChange({ shownFrom: '48205' })]);
    expect(row?.event).toEqual({ text: 'event 48,190', href: `/returns/${REF}/items/SMC-1?asAt=48205` });
  });

  it('leads to the history of each return, but not of one that was merely started', () => {
    const rows = rowsOf([aChange({ kind: 'opened', item: null }), aChange()], EARLIER);
    expect(rows.map(({ agency }) => agency.href)).toEqual([undefined, `/returns/${REF}/history?asAt=2026-03-31`]);
  });

  it('says so where nothing has', () => {
    expect(shown({ page: aPage([]) }, EARLIER)).toMatchObject({
      count: 'Nothing that you may read was recorded between the two.',
      days: [],
      domains: [],
      pages: undefined,
    });
  });

  it('stands under the days on which it was recorded, in London', () => {
    const view = shown({
      page: aPage([aChange({ recordedAt: '2026-06-30T23:30:00.000Z' }), aChange({ recordedAt: '2026-06-30T09:00:00.000Z' })]),
    });
    expect(view.days.map(({ heading, rows }) => [heading, rows.map(({ time }) => time)])).toEqual([
      ['Wednesday 1 July 2026', ['12:30am']],
      ['Tuesday 30 June 2026', ['10:00am']],
    ]);
  });

  it('is paged from a position on: its links keep the dates and the domain, and say what they lead to', () => {
    const changes = Array.from({ length: CHANGES_ON_A_PAGE }, () => aChange());
    const counts = new Map([['section-11' as const, 212]]);
    const first = shown({ page: aPage(changes, { counts, older: { before: 300n } }), only: 'section-11' }, EARLIER);
    expect([first.title, first.count]).toEqual([
      'What has changed',
      '212 changes, the latest first: 1 to 50 are shown. The file below holds them all.',
    ]);
    expect(first.pages).toEqual({
      landmarkLabel: 'Pages of changes',
      previous: undefined,
      next: {
        text: 'Older',
        labelText: 'Changes 51 to 100',
        href: '/changes?since=2026-03-31&of=section-11&before=300&asAt=2026-03-31',
      },
    });
    const later = { later: 150, newer: { before: 400n }, older: { before: 100n } };
    const fourth = shown({ page: aPage(changes, { counts, ...later }) });
    expect([fourth.title, fourth.pages?.previous?.labelText, fourth.pages?.next?.labelText]).toEqual([
      'What has changed: 151 to 200 of 212',
      'Changes 101 to 150',
      'Changes 201 to 212',
    ]);
    const last = shown({ page: aPage(changes.slice(0, 1), { counts, later: 211, newer: {} }) });
    expect([last.count, last.pages?.previous?.href, last.pages?.next]).toEqual([
      '212 changes, the latest first: 212 is shown. The file below holds them all.',
      '/changes?since=2026-03-31',
      undefined,
    ]);
    expect(shown({ page: aPage([], { counts, later: 212, newer: {} }) }).count).toBe(
      '212 changes, the latest first: none is shown. The file below holds them all.',
    );
  });

  it('says of each domain how much was recorded, and leads to it as it was at either date', () => {
    const before = { audits: 1, auditsAgreed: 1, actionsOverdue: 0, series: 14, seriesWithSignal: 2 };
    const after = { ...before, audits: 3, actionsOverdue: 1 };
    const counts = new Map([['releases', 1] as const, ['follow-up', 20] as const, ['case-audits', 7] as const]);
    const first = { domains: { before, after, judges: true }, cycles: [] };
    const view = shown({ page: aPage([], { counts }), only: 'releases', first }, EARLIER);
    expect(view.domains).toEqual([
      {
        title: 'Case audits',
        changes: { text: '7 changes', href: '/changes?since=2026-03-31&of=case-audits&asAt=2026-03-31', current: false },
        then: { text: '1 audit, 1 report agreed', href: '/case-audits?asAt=2026-03-31' },
        now: { text: '3 audits, 1 report agreed', href: '/case-audits?asAt=2026-03-31' },
        isChanged: true,
      },
      expect.objectContaining({ title: 'Indicators', changes: { text: 'Nothing', href: undefined, current: false }, isChanged: false }),
      expect.objectContaining({ now: { text: '1 action overdue', href: '/actions?asAt=2026-03-31' }, isChanged: true }),
      expect.objectContaining({
        changes: { text: '1 change', href: '/changes?since=2026-03-31&of=releases&asAt=2026-03-31', current: true },
        isChanged: false,
      }),
    ]);
    expect([view.heading, view.allHref]).toEqual(['What was recorded: Releases', '/changes?since=2026-03-31&asAt=2026-03-31']);
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
    expect(
      rowsOf([release, set, total, risk]).map(({ what, agency, question, event }) => [what, agency.text, question, event.href]),
    ).toEqual([
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
