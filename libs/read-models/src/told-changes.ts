import type { Day, Position } from '@goldenthread/event-sourcing';
import { And, LessThanOrEqual, MoreThan, type FindOptionsWhere, type SelectQueryBuilder } from 'typeorm';
import { STILL_VALID, type TimelineRow } from './timeline-row.js';

/** Which changes are told of: those after one position and up to another. */
export interface ChangeSpan {
  readonly after: Position;
  readonly upTo: Position;
  /** Where in the record it is read what each is about, and what of it had come to its reader: at `upTo` or later. */
  readonly asAt: Position;
}

/** How much was recorded on one day, in London. */
export interface DayOfChanges {
  readonly day: Day;
  readonly changes: number;
}

/** What can be asked of changes without loading one of them. */
export interface ChangeCounts {
  /** @param from of those from this position on; absent: of all. */
  count(from?: Position): Promise<number>;
  /** The days on which there was any, in no order. */
  byDay(): Promise<DayOfChanges[]>;
  /** The greatest positions below one, the greatest first; absent: the greatest of all. */
  newest(many: number, below?: Position): Promise<Position[]>;
  /** The least positions from one on, the least first. */
  oldest(many: number, from: Position): Promise<Position[]>;
}

/** The rows of a span, for the rows of events: those that are valid from their own position for ever. */
export function recordedIn({ after, upTo }: ChangeSpan): FindOptionsWhere<TimelineRow> {
  // The index by which such rows are looked up has both columns: one end that is known leads it straight to the span.
  return { validFrom: And(MoreThan(String(after)), LessThanOrEqual(String(upTo))), validTo: STILL_VALID };
}

/** The changes that somebody may know of: counted in the database, and loaded only where they are shown. */
export class ToldChanges<Row extends TimelineRow> implements ChangeCounts {
  private readonly position: string;

  /**
   * @param query selects the rows that its reader may know of, one for each event.
   * @param recordedAt the property that says when: an instant as text.
   */
  constructor(
    private readonly query: SelectQueryBuilder<Row>,
    private readonly recordedAt = 'recordedAt',
  ) {
    this.position = `${query.alias}.validFrom`;
  }

  /** In the order in which they were recorded. */
  rows(): Promise<Row[]> {
    return this.query.clone().orderBy(this.position, 'ASC').getMany();
  }

  async count(from?: Position): Promise<number> {
    const counted = await this.from(from).select('count(*)::integer', 'changes').getRawOne<{ changes: number }>();
    return counted?.changes ?? 0;
  }

  byDay(): Promise<DayOfChanges[]> {
    const moment = `CAST(${this.query.alias}.${this.recordedAt} AS timestamptz)`;
    const day = `to_char(${moment} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')`;
    return this.query.clone().select(day, 'day').addSelect('count(*)::integer', 'changes').groupBy(day).getRawMany<DayOfChanges>();
  }

  newest(many: number, below?: Position): Promise<Position[]> {
    const query = this.query.clone();
    if (below !== undefined) query.andWhere(`${this.position} < :below`, { below: String(below) });
    return this.positions(query, 'DESC', many);
  }

  oldest(many: number, from: Position): Promise<Position[]> {
    return this.positions(this.from(from), 'ASC', many);
  }

  private from(position: Position | undefined): SelectQueryBuilder<Row> {
    const query = this.query.clone();
    return position === undefined ? query : query.andWhere(`${this.position} >= :from`, { from: String(position) });
  }

  private async positions(query: SelectQueryBuilder<Row>, order: 'ASC' | 'DESC', many: number): Promise<Position[]> {
    const found = await query
      .select(this.position, 'position')
      .orderBy(this.position, order)
      .limit(many)
      .getRawMany<{ position: string }>();
    return found.map(({ position }) => BigInt(position));
  }
}
