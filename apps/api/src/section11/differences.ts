import { ReadingQuery, Readings, Reply, RequestProblem, toCsv, asAtOf } from '@goldenthread/http';
import type { Position } from '@goldenthread/event-sourcing';
import type { ReadingPoint, RowClass } from '@goldenthread/read-models';
import type { Difference } from '@goldenthread/section11';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** Two dates to compare: `since`, and `asAt` (absent: now). */
export class DifferencesQuery extends ReadingQuery {
  @ApiProperty({ description: 'The earlier of the two: a date, an instant or a position.', example: '2026-03-31' })
  @IsString({ message: 'since must be the date, instant or position to compare with' })
  @MaxLength(40)
  since: string;
}

/** Reads both points and answers what is not the same. */
export async function differencesOf(
  query: DifferencesQuery,
  readings: Readings,
  rows: readonly RowClass[],
  find: (from: Position, to: Position) => Promise<readonly Difference[]>,
): Promise<Reply<object>> {
  const { since, point } = await readTwo(query, readings, rows);
  const differences = await find(since.position, point.position);
  return new Reply(
    { since: asAtOf(since), differences },
    { point, csv: { name: 'section-11-differences', text: () => csvOf(differences) } },
  );
}

/** @throws RequestProblem where the two are the wrong way round. */
export async function readTwo(
  query: DifferencesQuery,
  readings: Readings,
  rows: readonly RowClass[],
): Promise<{ since: ReadingPoint; point: ReadingPoint }> {
  const since = await readings.since(query.since, ...rows);
  const point = await readings.at(query, ...rows);
  if (since.position <= point.position) return { since, point };
  throw new RequestProblem('invalid', [{ pointer: 'since', code: 'since-after-as-at', message: 'since must be earlier than asAt.' }]);
}

function csvOf(differences: readonly Difference[]): string {
  return toCsv(differences, [
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Item', value: ({ item }) => item ?? 'Status of the return' },
    { heading: 'Question', value: ({ question }) => question },
    { heading: 'Before', value: ({ before }) => before },
    { heading: 'After', value: ({ after }) => after },
    { heading: 'Words or evidence changed', value: ({ wordsChanged }) => wordsChanged },
    { heading: 'Return', value: ({ return: ref }) => ref },
  ]);
}
