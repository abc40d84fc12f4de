import type { NameOf } from '@goldenthread/access';
import { londonDate } from '@goldenthread/calendar';
import { conventionOf, releasedCsv, toCsv } from '@goldenthread/http';
import type { ReleasedTable, ShownRelease, SuppressionProfile, Withdrawn } from '@goldenthread/releases';
import { fieldsWith } from '../actions/fields.js';
import type { AskView } from '../actions/recommend.page.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords, instantInWords } from '../words.js';
import type { WithdrawalForm } from './release.form.js';
import { AUDIENCE_WORDS, cellInWords, tallyInWords } from './release-words.js';

export interface ReleasesView extends PageHead {
  readonly makeHref?: string;
  readonly rows: readonly {
    readonly title: string;
    readonly href: string;
    readonly to: string;
    readonly made: string;
    readonly asAt: string;
    /** That it was withdrawn, and when. */
    readonly withdrawn?: string;
  }[];
  readonly empty: string;
}

/** What was released, of which the reader is the audience; the latest first. */
export function releasesPage(releases: readonly ShownRelease[], mayMake: boolean, { isNow, go }: Reading): ReleasesView {
  return {
    title: 'Releases',
    section: 'releases',
    makeHref: mayMake && isNow ? paths.releases.choose : undefined,
    rows: releases.map(({ release, title, audience, madeAt, readAt, withdrawn }) => ({
      title,
      href: go(paths.releases.one(release)),
      to: AUDIENCE_WORDS[audience],
      made: dayInWords(londonDate(madeAt)),
      asAt: dayInWords(readAt.day),
      withdrawn: withdrawn ? `Withdrawn on ${dayInWords(londonDate(withdrawn.at))}` : undefined,
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
        { heading: 'Withdrawn on', value: ({ withdrawn }) => withdrawn && londonDate(withdrawn.at) },
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
  /** That it was withdrawn, when and why, and what its reader is to do. */
  readonly withdrawn?: { readonly what: string; readonly why: string; readonly next: string };
  /** Nothing where it was withdrawn, and its reader is outside the circle. */
  readonly table?: ShownTable;
  readonly symbols: readonly string[];
  readonly withdrawHref?: string;
  /** For the circle: what for, by whom, by which rules, and how much is hidden. */
  readonly behind?: readonly { readonly key: string; readonly value: string }[];
}

/** Who reads a release: the circle knows by whom it was made, and some of it may withdraw it. */
export interface ReleaseReader {
  readonly behind?: NameOf;
  readonly mayWithdraw: boolean;
}

/** One release: the table as it left, what its symbols mean and, for the circle, why it was made. */
export function releasePage(row: ShownRelease, { behind, mayWithdraw }: ReleaseReader, { isNow, go }: Reading): ReleaseView {
  const { release, title, audience, table, profile, readAt, madeAt, withdrawn } = row;
  return {
    title,
    caption: 'Release',
    section: 'releases',
    back: go(paths.releases.all),
    lead: `Released on ${dayInWords(londonDate(madeAt))}, with the figures as they stood on ${dayInWords(readAt.day)}.`,
    withdrawn: withdrawn ? withdrawalInWords(withdrawn, table !== null) : undefined,
    table: table ? shownTable(table, profile, title) : undefined,
    symbols: table
      ? conventionOf(
          table.rows.flatMap(({ cells }) => cells),
          profile,
        )
      : [],
    withdrawHref: mayWithdraw && isNow && withdrawn === null ? paths.releases.withdraw(release) : undefined,
    behind: behind && [
      { key: 'Released to', value: AUDIENCE_WORDS[audience] },
      { key: 'What for', value: row.purpose },
      { key: 'By', value: `${behind(row.madeBy)}, ${instantInWords(madeAt)}` },
      { key: 'Hidden', value: tallyInWords(row.tally) },
      { key: 'By which rules', value: profile.source },
      ...(withdrawn ? [{ key: 'Withdrawn by', value: `${behind(withdrawn.by)}, ${instantInWords(withdrawn.at)}` }] : []),
    ],
  };
}

function withdrawalInWords({ at, reason: why }: Withdrawn, isShown: boolean): ReleaseView['withdrawn'] {
  const next = isShown
    ? 'This is the table as it left. Those it was released to are told that it is withdrawn, and no longer given the table.'
    : 'Do not use the table, and pass on to whoever had it from you that it is withdrawn.';
  return { what: `Withdrawn on ${dayInWords(londonDate(at))}`, why, next };
}

/** Asks why a release is taken back. */
export function withdrawPage(
  { release, title, audience }: ShownRelease,
  commandId: string,
  typed: Partial<WithdrawalForm> = {},
  errors: readonly PageError[] = [],
): AskView {
  const fields = fieldsWith(errors);
  return {
    title: 'Withdraw a release',
    caption: title,
    section: 'releases',
    back: paths.releases.one(release),
    errors,
    action: paths.releases.withdraw(release),
    what: `Its page will say when and why, and no longer give out the table. Whoever has the table keeps it: what it told them still counts when a later release is decided. It went to: ${AUDIENCE_WORDS[audience]}.`,
    fields: [
      fields.words('reason', {
        label: 'Why is it withdrawn?',
        hint: 'Its readers see this. It stays on record. Do not name a child or whoever asked.',
        value: typed.reason,
      }),
    ],
    button: 'Withdraw it',
    change: { commandId, basedOn: 'new' },
  };
}

export function releaseTable({ table, profile }: ShownRelease): PageTable | undefined {
  return table ? { name: 'release', text: () => releasedCsv(table, profile) } : undefined;
}
