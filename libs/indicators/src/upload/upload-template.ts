import type { AskedFigure } from '../read-model/submission.queries.js';
import { UPLOAD_COLUMNS, type UploadColumn } from './upload-table.js';

/** As many rows of a template are filled: those asked for last. */
const MOST_ASKED = 500;

/** The table that an agency fills in: the names of the columns, and a row for each figure that it is asked for. */
export function uploadTemplate(asked: readonly AskedFigure[]): readonly (readonly string[])[] {
  const latest = [...asked].sort((a, b) => b.period.from.localeCompare(a.period.from)).slice(0, MOST_ASKED);
  const rows = asked.filter((one) => latest.includes(one)).map(rowOf);
  return [UPLOAD_COLUMNS, ...rows];
}

function rowOf({ indicator, place, period }: AskedFigure): string[] {
  const filled: Readonly<Partial<Record<UploadColumn, string>>> = { indicator: indicator.code, place, period: period.key };
  return UPLOAD_COLUMNS.map((column) => filled[column] ?? '');
}

/** What is said beside the table, a line each: how a row is filled in, and what each indicator counts. */
export function templateNotes(asked: readonly AskedFigure[]): readonly string[] {
  const indicators = new Map(asked.map(({ indicator }) => [indicator.code, indicator.definition]));
  const meanings = [...indicators].map(([code, { name, numerator, denominator, measure }]) => {
    const over = measure.kind === 'count' || !denominator ? 'no denominator' : `denominator: ${denominator.counts}`;
    return `${code}: ${name}. numerator: ${numerator.counts}; ${over}.`;
  });
  return [
    'Fill in one row for each figure, on the sheet "Figures". Leave the names of the columns as they are. Delete rows that you have no figure for.',
    'numerator and denominator: numbers such as 1234, without commas, signs, percent signs or formulas. value: only where its parts are not known.',
    'marker: why there is no number: suppressed, not-applicable, not-available, not-submitted or low-reliability.',
    'standing: provisional or final. source: where the figure comes from. release: which edition of it, if it has any.',
    'commentary: why the figure is what it is. reason: why it takes the place of one that stands. Write nothing about a child or family.',
    ...meanings,
  ];
}
