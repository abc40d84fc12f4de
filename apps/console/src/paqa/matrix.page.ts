import { changeMark, ratingBar } from '@goldenthread/charts';
import { toCsv } from '@goldenthread/http';
import type { RowOf } from '@goldenthread/read-models';
import type { CellChange, Section11ReturnProgressRow, Section11StandardRow } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';

export interface MatrixCell {
  /** "3 of 4". */
  readonly text: string;
  readonly bar: string;
  readonly href: string;
  /** Under an earlier date: whether it is otherwise now. */
  readonly otherwiseNow?: string;
  readonly mark?: { readonly svg: string; readonly words: string };
}

export interface MatrixView extends PageHead {
  readonly lead: string;
  readonly headings: readonly { readonly key: string; readonly title: string }[];
  readonly agencies: readonly {
    readonly name: string;
    readonly href?: string;
    readonly note?: string;
    /** Under an earlier date: whether it has come in since. */
    readonly isOtherwiseNow: boolean;
    readonly cells: readonly (MatrixCell | null)[];
  }[];
  readonly empty: string;
}

type Standard = RowOf<Section11StandardRow>;
type Progress = RowOf<Section11ReturnProgressRow>;

const CHANGE_WORDS = { better: 'better than last cycle', same: 'as in the last cycle', worse: 'worse than last cycle' } as const;

/** Agency by standard, to look at: how many of the items that apply are met, and which way that went since the last cycle. */
export function matrixPage(
  cycleTitle: string,
  standards: readonly Standard[],
  progress: readonly Progress[],
  changes: readonly CellChange[],
  reading: Reading,
  now: readonly Standard[] = standards,
): MatrixView {
  const headings = [...new Map(standards.map(({ heading, title, ordinal }) => [heading, { key: heading, title, ordinal }])).values()].sort(
    (a, b) => a.ordinal - b.ordinal,
  );
  const cellOf = new Map(standards.map((row) => [`${row.return}/${row.heading}`, row]));
  const changeOf = new Map(changes.map((change) => [`${change.return}/${change.heading}`, change]));
  const nowOf = new Map(now.map((row) => [`${row.return}/${row.heading}`, row]));
  const byName = [...progress].sort((a, b) => a.agencyName.localeCompare(b.agencyName, 'en-GB'));
  const shown = new Set(standards.map((row) => row.return));
  const shownNow = new Set(now.map((row) => row.return));
  return {
    title: 'Section 11 by standard',
    caption: cycleTitle,
    section: 'overview',
    back: reading.go(paths.overview),
    lead: `${counted(shown.size, 'return')} of ${progress.length} can be shown. The dark part of each bar is what is met, the half-height part what is partly met. An arrow says which way the share of items met went since the last cycle.`,
    headings: headings.map(({ key, title }) => ({ key, title })),
    agencies: byName.map(({ agencyName, return: ref }) => ({
      name: agencyName,
      href: shown.has(ref) ? reading.go(paths.returns.history(ref)) : undefined,
      note: noteOf(shown.has(ref), shownNow.has(ref)),
      isOtherwiseNow: !shown.has(ref) && shownNow.has(ref),
      cells: headings.map(({ key }) => {
        const row = cellOf.get(`${ref}/${key}`);
        return row ? cell(row, changeOf.get(`${ref}/${key}`), reading, nowOf.get(`${ref}/${key}`)) : null;
      }),
    })),
    empty: 'Returns appear here once they have been submitted.',
  };
}

function noteOf(isShown: boolean, isShownNow: boolean): string | undefined {
  if (isShown) return undefined;
  return isShownNow ? 'Not submitted. It has been since.' : 'Not submitted';
}

function cell(row: Standard, change: CellChange | undefined, { go }: Reading, now: Standard | undefined): MatrixCell {
  const mark =
    change && change.change !== 'new' && change.before
      ? { svg: changeMark(change.change), words: `${CHANGE_WORDS[change.change]}, ${change.before.met} of ${change.before.of}` }
      : undefined;
  const text = row.of === 0 ? 'Does not apply' : `${row.met} of ${row.of}`;
  const same = now?.met === row.met && now.of === row.of && now.partlyMet === row.partlyMet;
  const otherwiseNow = same ? undefined : now ? `${now.met} of ${now.of} now` : 'not shown now';
  return { text, bar: ratingBar(row), href: go(paths.returns.standard(row.return, row.heading)), otherwiseNow, mark };
}

export function matrixCsv(standards: readonly Standard[], changes: readonly CellChange[]): PageTable {
  const changeOf = new Map(changes.map((change) => [`${change.return}/${change.heading}`, change]));
  const text = () =>
    toCsv(standards, [
      { heading: 'Agency', value: ({ agencyName }) => agencyName },
      { heading: 'Standard', value: ({ title }) => title },
      { heading: 'Met', value: ({ met }) => met },
      { heading: 'Partly met', value: ({ partlyMet }) => partlyMet },
      { heading: 'Not met', value: ({ notMet }) => notMet },
      { heading: 'Does not apply', value: ({ notApplicable }) => notApplicable },
      { heading: 'Of', value: ({ of }) => of },
      { heading: 'Met last cycle', value: (row) => changeOf.get(`${row.return}/${row.heading}`)?.before?.met },
      { heading: 'Of last cycle', value: (row) => changeOf.get(`${row.return}/${row.heading}`)?.before?.of },
    ]);
  return { name: 'section-11-by-standard', text };
}
