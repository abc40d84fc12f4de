import type { NameOf } from '@goldenthread/access';
import { londonDate } from '@goldenthread/calendar';
import { conventionOf, releasedCsv, toCsv } from '@goldenthread/http';
import type { ReleasedTable, ShownRelease, SuppressionProfile } from '@goldenthread/releases';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords, instantInWords } from '../words.js';
import { AUDIENCE_WORDS, cellInWords, tallyInWords } from './release-words.js';

export interface ReleasesView extends PageHead {
  readonly makeHref?: string;
  readonly rows: readonly {
    readonly title: string;
    readonly href: string;
    readonly to: string;
    readonly made: string;
    readonly asAt: string;
  }[];
  readonly empty: string;
}

/** What was released, of which the reader is the audience; the latest first. */
export function releasesPage(releases: readonly ShownRelease[], mayMake: boolean, { isNow, go }: Reading): ReleasesView {
  return {
    title: 'Releases',
    section: 'releases',
    makeHref: mayMake && isNow ? paths.releases.choose : undefined,
    rows: releases.map(({ release, title, audience, madeAt, readAt }) => ({
      title,
      href: go(paths.releases.one(release)),
      to: AUDIENCE_WORDS[audience],
      made: dayInWords(londonDate(madeAt)),
      asAt: dayInWords(readAt.day),
    })),
    empty: 'Nothing has been released yet that is for you. When something is, it appears here.',
  };
}

export function releasesTable(releases: readonly ShownRelease[]): PageTable {
  return {
    name: 'releases',
    text: () =>
      toCsv(releases, [
        { heading: 'Release', value: ({ title }) => title },
        { heading: 'Released to', value: ({ audience }) => AUDIENCE_WORDS[audience] },
        { heading: 'Released on', value: ({ madeAt }) => londonDate(madeAt) },
        { heading: 'Figures as at', value: ({ readAt }) => readAt.day },
      ]),
  };
}

/** A table that left the circle, laid out. */
export interface ShownTable {
  readonly caption: string;
  readonly about: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly { readonly about: readonly string[]; readonly cells: readonly ShownCell[] }[];
}

interface ShownCell {
  readonly heading: string;
  readonly text: string;
  readonly isHidden: boolean;
  readonly isNumber: boolean;
  /** What it would say, and why it is hidden: only where somebody of the circle looks before they release it. */
  readonly behind?: { readonly value: string; readonly why: string; readonly isSmall: boolean };
}

export function shownTable(table: ReleasedTable, profile: SuppressionProfile, caption: string): ShownTable {
  return {
    caption,
    about: table.about,
    columns: table.columns,
    rows: table.rows.map(({ about, cells }) => ({
      about,
      cells: cells.map((cell, at) => ({
        heading: table.columns[at] ?? '',
        text: cellInWords(cell, profile),
        isHidden: cell.kind === 'hidden',
        isNumber: cell.kind !== 'text',
      })),
    })),
  };
}

export interface ReleaseView extends PageHead {
  readonly lead: string;
  readonly table: ShownTable;
  readonly symbols: readonly string[];
  /** For the circle: what for, by whom, by which rules, and how much is hidden. */
  readonly behind?: readonly { readonly key: string; readonly value: string }[];
}

/** One release: the table as it left, what its symbols mean and, for the circle, why it was made. */
export function releasePage(row: ShownRelease, behind: NameOf | undefined, { go }: Reading): ReleaseView {
  const { title, audience, table, profile, readAt, madeAt } = row;
  return {
    title,
    caption: 'Release',
    section: 'releases',
    back: go(paths.releases.all),
    lead: `Released on ${dayInWords(londonDate(madeAt))}, with the figures as they stood on ${dayInWords(readAt.day)}.`,
    table: shownTable(table, profile, title),
    symbols: conventionOf(
      table.rows.flatMap(({ cells }) => cells),
      profile,
    ),
    behind: behind && [
      { key: 'Released to', value: AUDIENCE_WORDS[audience] },
      { key: 'What for', value: row.purpose },
      { key: 'By', value: `${behind(row.madeBy)}, ${instantInWords(madeAt)}` },
      { key: 'Hidden', value: tallyInWords(row.tally) },
      { key: 'By which rules', value: profile.source },
    ],
  };
}

export function releaseTable({ table, profile }: ShownRelease): PageTable {
  return { name: 'release', text: () => releasedCsv(table, profile) };
}
