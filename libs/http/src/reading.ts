import { ReadingPoints, type ReadingPoint, type RowClass } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { parseAsAt, parsePosition } from './as-at.js';
import { problemOf } from './problem.filter.js';
import { RequestProblem } from './problem.js';

/** What every page and endpoint that reads may be asked. */
export class ReadingQuery {
  @ApiPropertyOptional({
    description: 'The record as it stood: a date (the end of that day in London), an instant, or a position. Absent: now.',
    example: '2026-03-31',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  asAt?: string;

  @ApiPropertyOptional({
    description: 'Wait, at most two seconds, until this position is shown: what a change just answered.',
    example: '48211',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  minPosition?: string;

  @ApiPropertyOptional({ enum: ['json', 'csv'], description: 'As `Accept`, for those who can only type an address.' })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}

/** Finds the one position that an answer is read at. */
@Injectable()
export class Readings {
  constructor(private readonly points: ReadingPoints) {}

  /** @param rows the views that the answer is made of. */
  at(query: Pick<ReadingQuery, 'asAt' | 'minPosition'>, ...rows: readonly RowClass[]): Promise<ReadingPoint> {
    return this.points.find(parseAsAt(query.asAt), rows, parsePosition(query.minPosition, 'minPosition'));
  }

  /** The earlier of two places that are compared. What is wrong with it is said of `since`. */
  async since(text: string, ...rows: readonly RowClass[]): Promise<ReadingPoint> {
    try {
      return await this.at({ asAt: text }, ...rows);
    } catch (error) {
      const { code, detail: message, errors, ...details } = problemOf(error);
      if (errors?.[0]?.pointer !== 'asAt') throw error;
      throw new RequestProblem(code, [{ pointer: 'since', code, message }], details);
    }
  }
}
