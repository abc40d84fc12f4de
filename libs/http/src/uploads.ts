import type { SentTable, TableFault } from '@goldenthread/files';
import {
  IndicatorQueries,
  questionsOf,
  readUpload,
  UploadChecker,
  type CheckedRow,
  type GridLine,
  type IndicatorScope,
  type ReadUploadRow,
  type UploadQuestion,
  type UploadScope,
} from '@goldenthread/indicators';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { wordsOf } from './refusal-words.js';

/** A row of a table of figures, and what would come of it. */
export interface UploadLine extends ReadUploadRow {
  readonly outcome: CheckedRow;
  /** The series as it stands; nothing where there is none that the sender may see. */
  readonly series?: GridLine;
}

/** What would come of a table of figures. Nothing is recorded by looking. */
export interface UploadReport {
  readonly lines: readonly UploadLine[];
  /** What must be put right before any of it is recorded. */
  readonly faults: readonly TableFault[];
  /** What looks unusual: questions to the sender, never errors. */
  readonly questions: readonly TableFault[];
}

/** Looks into tables of figures: the same for pages and API. */
@Injectable()
export class Uploads {
  constructor(
    private readonly checker: UploadChecker,
    private readonly queries: IndicatorQueries,
  ) {}

  /** @param commandId of the table, once it is confirmed: what it recorded already is answered, and not judged again. */
  async report(
    { commandId, ...sender }: UploadScope & { readonly commandId?: string },
    reader: IndicatorScope,
    table: SentTable,
    point: ReadingPoint,
  ): Promise<UploadReport> {
    const { rows, faults } = readUpload(table);
    const [outcomes, grid] = await Promise.all([
      this.checker.check(
        sender,
        rows.map(({ value }) => value),
        commandId,
      ),
      this.queries.grid(reader, point),
    ]);
    const lines = rows.map((row, at): UploadLine => {
      const { code, place } = row.value;
      const series = grid.find(({ indicator, place: of }) => indicator.code === code && of === place);
      return { ...row, outcome: outcomes[at] ?? { outcome: 'same' }, series };
    });
    const unreadable = new Set(faults.map(({ row }) => row));
    const refused = lines.filter(({ row }) => !unreadable.has(row)).flatMap(refusedLine);
    const all = [...faults, ...refused].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
    return { lines, faults: all, questions: all.length > 0 ? [] : lines.flatMap(askedOf) };
  }
}

/** The column that a refusal is about, where its words point at another or at none. */
const COLUMNS: Readonly<Record<string, string>> = {
  'indicator-not-known': 'indicator',
  'period-given-twice': 'period',
  'value-stands': 'reason',
  'figure-needed': 'numerator',
};

function refusedLine({ row, cells, outcome }: UploadLine): TableFault[] {
  if (outcome.outcome !== 'refused') return [];
  const { code, details } = outcome;
  const { detail, pointer } = wordsOf(code);
  const { field } = details;
  const column = COLUMNS[code] ?? (typeof field === 'string' ? field : pointer?.slice(1)) ?? '';
  const given = (cells as Readonly<Record<string, string | undefined>>)[column];
  return [{ row, column, given, message: detail(details).replace(' Nothing was stored.', '') }];
}

const QUESTIONS: Readonly<Record<UploadQuestion, string>> = {
  tenfold: 'Is this a slip of a digit? It is many times what is usual, or a small part of it.',
  'denominator-tenfold': 'Is this a slip of a digit? What it is divided by is many times what it was, or a small part of it.',
  'outside-limits': 'This is outside all that is usual. Is it right, and have you said why?',
  'same-as-before': 'This is the very figure of the period before. Was it sent again by mistake?',
};

/** Asked of the cell that holds it, as it was given. */
function askedOf({ row, cells, value, outcome, series }: UploadLine): TableFault[] {
  if (!series || (outcome.outcome !== 'new' && outcome.outcome !== 'restates')) return [];
  const stated = cells.numerator === undefined ? 'value' : 'numerator';
  return questionsOf(outcome.figure, value.period, series.view).map((question) => {
    const column = question === 'denominator-tenfold' ? 'denominator' : stated;
    return { row, column, given: cells[column], message: QUESTIONS[question] };
  });
}
