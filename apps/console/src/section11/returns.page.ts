import { toCsv } from '@goldenthread/http';
import type { RowOf } from '@goldenthread/read-models';
import type { Section11ReturnProgressRow } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords, share } from '../words.js';

type Row = RowOf<Section11ReturnProgressRow>;

export interface ReturnsView extends PageHead {
  readonly cycles: readonly {
    readonly title: string;
    readonly due: string;
    readonly rows: readonly {
      readonly agency: string;
      /** Nothing where the reader may not read it yet. */
      readonly href?: string;
      readonly duty: string;
      readonly status: string;
      readonly answered: string;
    }[];
  }[];
}

/** What somebody who reads the list may open of a return that was never submitted: its words, how far it is, or nothing. */
export type DraftsShown = 'words' | 'progress' | 'nothing';

/** How far each return has come, cycle by cycle. */
export function returnsPage(returns: readonly Row[], reading: Reading, drafts: DraftsShown): ReturnsView {
  const cycles = [...new Set(returns.map(({ cycle }) => cycle))];
  return {
    title: 'Returns',
    section: 'returns',
    cycles: cycles.map((cycle) => {
      const rows = returns.filter((row) => row.cycle === cycle);
      const [{ cycleTitle, dueOn } = { cycleTitle: '', dueOn: '' }] = rows;
      return {
        title: cycleTitle,
        due: dueOn === '' ? '' : `Due on ${dayInWords(dueOn)}`,
        rows: rows.map((row) => ({
          agency: row.agencyName,
          href: hrefOf(row, reading, drafts),
          duty: row.duty === 'required' ? 'Required' : 'Invited',
          status: statusWords(row, reading),
          answered: share(row.answered, row.of, 'question'),
        })),
      };
    }),
  };
}

/** "Submitted on 3 March 2026, 2 days late". */
export function statusWords({ status, submittedOn, late, daysLate, dueOn, reopenedAt }: Row, { point }: Reading): string {
  if (status === 'submitted') {
    return `Submitted on ${dayInWords(submittedOn ?? '')}${late ? `, ${counted(daysLate ?? 0, 'day')} late` : ''}`;
  }
  const overdue = point.day > dueOn ? ', overdue' : '';
  if (reopenedAt !== null) return `Given back to the agency${overdue}`;
  return `${{ 'not-started': 'Not started', open: 'In progress', 'signed-off': 'Signed off, not submitted' }[status]}${overdue}`;
}

export function returnsTable(returns: readonly Row[], reading: Reading): string {
  return toCsv(returns, [
    { heading: 'Cycle', value: ({ cycleTitle }) => cycleTitle },
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Required or invited', value: ({ duty }) => duty },
    { heading: 'Status', value: (row) => statusWords(row, reading) },
    { heading: 'Answered', value: ({ answered }) => answered },
    { heading: 'Of', value: ({ of }) => of },
    { heading: 'Due on', value: ({ dueOn }) => dueOn },
    { heading: 'Submitted on', value: ({ submittedOn }) => submittedOn },
  ]);
}

function hrefOf({ revision, submissions, return: ref, cycle, agency }: Row, { go }: Reading, drafts: DraftsShown): string | undefined {
  if (submissions > 0 || (drafts === 'words' && revision !== null)) return go(paths.returns.one(ref));
  return drafts === 'progress' ? go(paths.cycles.agency(cycle, agency)) : undefined;
}
