import { Column, type FindOptionsWhere, LessThanOrEqual, MoreThan, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Position } from '@goldenthread/event-sourcing';

/** The end of a version that has not ended: the greatest bigint, so that "as at" is one predicate. */
export const STILL_VALID = '9223372036854775807';

/**
 * What every row of a view has beside its own columns: the positions it is valid from, and to just before. A row class
 * extends this, is an `@Entity({ schema: 'rm', name: … })` with its key as `@PrimaryColumn`s, and says by `@Index` which
 * columns it is looked up by; the table is made from that.
 */
export abstract class TimelineRow {
  @Column('bigint', { name: 'valid_from' })
  validFrom: string;

  @Column('bigint', { name: 'valid_to' })
  validTo: string;
}

/** A row without the two columns that the runner fills: what projections and pages speak of. */
export type RowOf<R extends TimelineRow> = Omit<R, keyof TimelineRow>;

/** The rows as they stood at a position, for `find`. */
export function validAt(position: Position): FindOptionsWhere<TimelineRow> {
  return { validFrom: LessThanOrEqual(String(position)), validTo: MoreThan(String(position)) };
}

/** The rows as they stood at a position, for a query builder. */
export function asAt<R extends ObjectLiteral>(query: SelectQueryBuilder<R>, alias: string, position: Position): SelectQueryBuilder<R> {
  return query.andWhere(`${alias}.validFrom <= :asAt AND ${alias}.validTo > :asAt`, { asAt: String(position) });
}
