import { decideTable, type ReleasableTable } from '../domain/releasable-table.js';
import type { ReleaseMade, ReleaseWithdrawn } from '../domain/release.events.js';
import type { ReleaseWanted } from '../domain/releases.js';
import { SUPPRESSION_PROFILES, type ReleasedFigures } from '../domain/suppression/index.js';

// Invented, all of it.

const MARLSHIRE = '00000000-0000-4000-8000-0000000000b1';

/** A table of one row: referrals by who made them, and all of them. */
export function referralsTable(counts: Readonly<Record<string, number>>): ReleasableTable {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const named = { ...counts, all };
  const parts = Object.keys(counts);
  return {
    about: ['Referrals'],
    columns: Object.keys(named),
    rows: [
      {
        about: ['2025 to 2026'],
        cells: Object.entries(named).map(([name, number]) => ({ kind: 'number', name, number, decimals: 0, unit: '' })),
      },
    ],
    figures: { counts: named, implied: [], sums: [{ total: 'all', parts }], rates: [] },
    grows: false,
  };
}

/** What a coordinator wants who has looked at what would be hidden, after some releases. */
export function wantedRelease(table: ReleasableTable, earlier: readonly ReleasedFigures[] = []): ReleaseWanted {
  return {
    partnership: MARLSHIRE,
    title: 'Referrals by source',
    audience: 'publication',
    purpose: 'For the annual report.',
    source: { kind: 'indicators', codes: ['referrals'], periods: 1 },
    readAt: { position: '48211', day: '2026-11-16' },
    profile: 'dfe',
    table,
    previewed: decideTable(table, SUPPRESSION_PROFILES.dfe, earlier).digest,
  };
}

export const aTable = referralsTable({ housing: 3, police: 40, schools: 7 });

/** The police are shown; housing is a small number, and schools protect it. */
export const madeRelease: ReleaseMade = {
  type: 'ReleaseMade',
  data: {
    release: '00000000-0000-4000-8000-0000000000e1',
    partnership: MARLSHIRE,
    title: 'Referrals by source',
    audience: 'publication',
    purpose: 'For the annual report.',
    source: { kind: 'indicators', codes: ['referrals'], periods: 1 },
    readAt: { position: '48211', day: '2026-11-16' },
    profile: SUPPRESSION_PROFILES.dfe,
    table: {
      about: ['Referrals'],
      columns: ['housing', 'police', 'schools', 'all'],
      rows: [
        {
          about: ['2025 to 2026'],
          cells: [
            { kind: 'hidden' },
            { kind: 'number', number: 40, decimals: 0, unit: '' },
            { kind: 'hidden' },
            { kind: 'number', number: 50, decimals: 0, unit: '' },
          ],
        },
      ],
    },
    tally: { numbers: 4, small: 1, others: 1 },
    workings:
      '{"changes":[],"counts":{"all":50,"housing":3,"police":40,"schools":7},"hidden":["housing","schools"],"implied":[],"rates":[],"roundedTo":1,"sums":[{"parts":["housing","police","schools"],"total":"all"}]}',
  },
};

/** The same, taken back. */
export const withdrawnRelease: ReleaseWithdrawn = {
  type: 'ReleaseWithdrawn',
  data: {
    release: madeRelease.data.release,
    partnership: MARLSHIRE,
    title: 'Referrals by source',
    audience: 'publication',
    reason: 'Referrals of two months were counted twice.',
  },
};
