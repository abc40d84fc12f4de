import type { DecidedTable, ShownRelease } from '@goldenthread/releases';
import { aTable, madeRelease, withdrawnRelease } from '@goldenthread/releases/testing';
import { readingAt } from '../as-at/page-readings.js';
import type { ChoiceForm } from './release.form.js';
import { lookPage } from './make.page.js';
import { releasePage, releasesPage, releaseTable } from './release.page.js';
import { tallyInWords } from './release-words.js';

const POINT = { position: 7n, instant: '2026-11-16T12:00:00.000Z', day: '2026-11-16', isNow: true };
const NOW = readingAt(POINT, undefined);
const { workings: _workings, ...released } = madeRelease.data;
const row: ShownRelease = { ...released, madeBy: 'p', madeAt: '2026-11-16T15:30:00.000Z', withdrawn: null };
const withdrawn = { at: '2026-11-20T09:00:00.000Z', reason: withdrawnRelease.data.reason, by: 'p' };
const OUTSIDE = { mayWithdraw: false };
const UNIT = { behind: () => 'Priya Raman', mayWithdraw: true };
const choice: ChoiceForm = { kind: 'indicators', codes: ['referrals'], periods: '1', audit: '', profile: 'dfe' };
const decided = {
  ...released,
  why: [['small', null, 'protects', null]],
  exposed: 0,
  digest: 'd',
} as unknown as DecidedTable;

describe('how much is hidden', () => {
  it.each([
    [0, 0, 'There are 4 numbers, and none is hidden.'],
    [1, 0, 'Of 4 numbers, 1 is hidden: 1 small number.'],
    [0, 2, 'Of 4 numbers, 2 are hidden: 2 so that nobody can work others out.'],
    [1, 1, 'Of 4 numbers, 2 are hidden: 1 small number, and 1 more so that nobody can work those out.'],
  ])('is said in a sentence: %i small, %i with them', (small, others, sentence) => {
    expect(tallyInWords({ numbers: 4, small, others })).toBe(sentence);
  });
});

describe('the look before a table leaves', () => {
  const look = (over: Partial<DecidedTable> = {}) =>
    lookPage({ choice, table: aTable, decided: { ...decided, ...over }, commandId: 'c' }, NOW);

  it('shows what is hidden and why, by a mark of its own', () => {
    const [cells] = look().table.rows.map((one) => one.cells);
    expect(cells?.map(({ behind }) => behind)).toEqual([
      { value: '3', why: 'a small number', isSmall: true },
      undefined,
      { value: '7', why: 'a small number could be worked out from it', isSmall: false },
      undefined,
    ]);
  });

  it('carries on what was chosen, where in the record it was read, and what was seen', () => {
    expect(look().hidden).toEqual([
      { name: 'kind', value: 'indicators' },
      { name: 'periods', value: '1' },
      { name: 'audit', value: '' },
      { name: 'profile', value: 'dfe' },
      { name: 'code-referrals', value: 'yes' },
      { name: 'position', value: '7' },
      { name: 'previewed', value: 'd' },
    ]);
  });

  it('says so where it cannot leave', () => {
    expect(look().exposed).toBeUndefined();
    expect(look({ exposed: 2 }).exposed).toContain('cannot be released');
  });
});

describe('a release', () => {
  it('is the table with its symbols explained; why and by whom is for the circle', () => {
    const page = releasePage(row, OUTSIDE, NOW);
    expect(page.table?.rows[0]?.cells.map(({ text }) => text)).toEqual(['c', '40', 'c', '50']);
    expect(page.symbols[0]).toMatch(/^c: hidden/);
    expect(page.behind).toBeUndefined();
    expect(releasePage(row, UNIT, NOW).behind?.map(({ value }) => value)).toContain('For the annual report.');
  });

  it('can be withdrawn by the business unit, today and once', () => {
    expect(releasePage(row, UNIT, NOW).withdrawHref).toBe(`/releases/${row.release}/withdraw`);
    const then = readingAt({ ...POINT, isNow: false }, '2026-11-17');
    for (const page of [releasePage(row, OUTSIDE, NOW), releasePage({ ...row, withdrawn }, UNIT, NOW), releasePage(row, UNIT, then)])
      expect(page.withdrawHref).toBeUndefined();
  });

  it('that was withdrawn says when and why, and keeps its table for the circle alone', () => {
    const told = { what: 'Withdrawn on 20 November 2026', why: 'Referrals of two months were counted twice.' };
    const inside = releasePage({ ...row, withdrawn }, UNIT, NOW);
    expect(inside).toMatchObject({ withdrawn: told, table: { caption: row.title } });
    expect(inside.behind?.at(-1)).toEqual({ key: 'Withdrawn by', value: 'Priya Raman, 20 November 2026, 9:00am' });
    const outside = { ...row, withdrawn, table: null };
    expect(releasePage(outside, OUTSIDE, NOW)).toMatchObject({ withdrawn: told, table: undefined, symbols: [], behind: undefined });
    expect(releaseTable(outside)).toBeUndefined();
    expect(releasesPage([outside], false, NOW).rows[0]?.withdrawn).toBe('Withdrawn on 20 November 2026');
  });
});
