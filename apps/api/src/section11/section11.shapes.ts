import type { NameOf } from '@goldenthread/access';
import { toCsv } from '@goldenthread/http';
import type { RowOf } from '@goldenthread/read-models';
import {
  standardInWords,
  type Section11CycleRow,
  type Section11ReturnProgressRow,
  type Section11StandardRow,
  type ShownHistory,
  type ShownItem,
} from '@goldenthread/section11';

// What rows look like on the wire: pure, and without the columns that only the runner needs. Their types are what they say.
/* eslint-disable @typescript-eslint/explicit-module-boundary-types */

export function cycleOf({ cycle, title, toolCode, toolVersion, opensOn, dueOn, agencies, required, closedOn }: RowOf<Section11CycleRow>) {
  return { cycle, title, tool: { code: toolCode, version: toolVersion }, opensOn, dueOn, agencies, required, closedOn };
}

export function progressOf(row: RowOf<Section11ReturnProgressRow>, nameOf: NameOf) {
  const { cycle, cycleTitle, agency, agencyName, basis, duty, status, answered, of, dueOn, revision, admittedUntil } = row;
  const { signedOffBy, signedOffAt, submittedAt, submittedOn, late, daysLate, reopenedAt, corrections, correctedAt } = row;
  const signedOff = signedOffBy === null ? null : { person: signedOffBy, name: nameOf(signedOffBy), at: signedOffAt };
  const submission = submittedAt === null ? null : { at: submittedAt, on: submittedOn, late, daysLate };
  return {
    return: row.return,
    cycle,
    cycleTitle,
    agency,
    agencyName,
    basis,
    duty,
    status,
    answered,
    of,
    dueOn,
    signedOff,
    submitted: status === 'submitted' ? submission : null,
    /** Where it is back with its agency: since when, and the submission that no longer stands. */
    reopened: reopenedAt === null ? null : { at: reopenedAt, submission },
    corrected: correctedAt === null ? null : { at: correctedAt, corrections },
    admittedUntil,
    revision,
  };
}

export function progressCsv(rows: readonly ReturnType<typeof progressOf>[]): string {
  return toCsv(rows, [
    { heading: 'Cycle', value: ({ cycleTitle }) => cycleTitle },
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Required or invited', value: ({ duty }) => duty },
    { heading: 'On what basis', value: ({ basis }) => basis },
    { heading: 'Status', value: ({ status }) => status },
    { heading: 'Answered', value: ({ answered }) => answered },
    { heading: 'Of', value: ({ of }) => of },
    { heading: 'Due on', value: ({ dueOn }) => dueOn },
    { heading: 'Signed off by', value: ({ signedOff }) => signedOff?.name },
    { heading: 'Signed off at', value: ({ signedOff }) => signedOff?.at },
    { heading: 'Submitted at', value: ({ submitted }) => submitted?.at },
    { heading: 'Late', value: ({ submitted }) => submitted?.late },
    { heading: 'Days late', value: ({ submitted }) => submitted?.daysLate },
    { heading: 'Reopened at', value: ({ reopened }) => reopened?.at },
    { heading: 'Corrected at', value: ({ corrected }) => corrected?.at },
    { heading: 'Return', value: (row) => row.return },
  ]);
}

/** One cell of the matrix: `met` of `of`, where `of` leaves out what does not apply. */
export function standardOf(row: RowOf<Section11StandardRow>) {
  const { heading, title, met, partlyMet, notMet, notApplicable, unanswered, of } = row;
  return { heading, title, met, partlyMet, notMet, notApplicable, unanswered, of, inWords: standardInWords(row) };
}

export interface Matrix {
  readonly agencies: readonly {
    readonly agency: string;
    readonly agencyName: string;
    readonly basis: string;
    readonly duty: string;
    readonly return: string;
    readonly status: string;
    /** Since when it is back with its agency; the standards are then those it had submitted. */
    readonly reopenedAt: string | null;
    readonly corrections: number;
    readonly standards: readonly ReturnType<typeof standardOf>[];
  }[];
}

/** Agency by heading: every agency that is asked has its row, empty where nothing of it may be shown yet. */
export function matrixOf(rows: readonly RowOf<Section11StandardRow>[], progress: readonly RowOf<Section11ReturnProgressRow>[]): Matrix {
  return {
    agencies: progress.map(({ agency, agencyName, basis, duty, status, reopenedAt, corrections, return: ref }) => {
      const standards = rows.filter((row) => row.return === ref).map(standardOf);
      return { agency, agencyName, basis, duty, return: ref, status, reopenedAt, corrections, standards };
    }),
  };
}

export function matrixCsv({ agencies }: Matrix): string {
  const cells = agencies.flatMap(({ agencyName, status, standards }) => standards.map((standard) => ({ agencyName, status, ...standard })));
  return toCsv(cells, [
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Status', value: ({ status }) => status },
    { heading: 'Standard', value: ({ title }) => title },
    { heading: 'Met', value: ({ met }) => met },
    { heading: 'Of', value: ({ of }) => of },
    { heading: 'Partly met', value: ({ partlyMet }) => partlyMet },
    { heading: 'Not met', value: ({ notMet }) => notMet },
    { heading: 'Does not apply', value: ({ notApplicable }) => notApplicable },
    { heading: 'Not answered', value: ({ unanswered }) => unanswered },
    { heading: 'In words', value: (cell) => cell.inWords },
  ]);
}

export function itemOf({ changedBy, ...item }: ShownItem, nameOf: NameOf) {
  return { ...item, changedBy: changedBy && { ...changedBy, name: nameOf(changedBy.person) } };
}

export function itemsCsv(items: readonly ReturnType<typeof itemOf>[]): string {
  return toCsv(items, [
    { heading: 'Item', value: ({ item }) => item },
    { heading: 'Question', value: ({ question }) => question },
    { heading: 'Rating', value: ({ rating }) => rating },
    { heading: 'Reason', value: ({ reason }) => reason },
    { heading: 'Narrative', value: ({ narrative }) => narrative },
    {
      heading: 'Evidence',
      value: ({ evidence }) => evidence.map((piece) => (piece.kind === 'note' ? piece.text : `${piece.title} <${piece.url}>`)).join('\n'),
    },
    { heading: 'Brought forward from', value: ({ broughtForwardFrom }) => broughtForwardFrom?.cycleTitle },
    { heading: 'Kept as it was', value: ({ broughtForwardFrom }) => broughtForwardFrom?.kept },
    { heading: 'Corrected at', value: ({ corrected }) => corrected?.at },
    { heading: 'Why corrected', value: ({ corrected }) => corrected?.reason },
    { heading: 'Changed by', value: ({ changedBy }) => changedBy?.name },
    { heading: 'Role', value: ({ changedBy }) => changedBy?.role },
    { heading: 'Changed at', value: ({ changedAt }) => changedAt },
  ]);
}

export function historyOf({ by, ...entry }: ShownHistory, nameOf: NameOf) {
  return { ...entry, by: { ...by, name: nameOf(by.person) } };
}

export function historyCsv(history: readonly ReturnType<typeof historyOf>[]): string {
  return toCsv(history, [
    { heading: 'When', value: ({ recordedAt }) => recordedAt },
    { heading: 'Who', value: ({ by }) => by.name },
    { heading: 'Role', value: ({ by }) => by.role },
    { heading: 'What', value: ({ kind }) => kind },
    { heading: 'Item', value: ({ item }) => item },
    { heading: 'Rating before', value: ({ before }) => before?.rating },
    { heading: 'Rating after', value: ({ after }) => after?.rating },
    { heading: 'Narrative before', value: ({ before }) => before?.narrative },
    { heading: 'Narrative after', value: ({ after }) => after?.narrative },
    { heading: 'Why', value: ({ why }) => why },
    { heading: 'Late', value: ({ late }) => late },
    { heading: 'Position', value: ({ position }) => position },
    { heading: 'Event', value: ({ eventId }) => eventId },
  ]);
}
