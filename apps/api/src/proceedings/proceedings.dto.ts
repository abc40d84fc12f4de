import { reviewRules, type ReviewKind } from '@goldenthread/actions';
import { IsProse } from '@goldenthread/http';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsUUID } from 'class-validator';
import { IsDay } from '../is-day.js';

const STEPS = ['drafted', 'approved', 'circulated'] as const;
const KINDS = reviewRules.map(({ kind }) => kind);

/** The day on which something happened. */
export class OnDayDto {
  @ApiProperty({ format: 'date', example: '2026-04-22', description: 'The day it happened on: today or earlier.' })
  @IsDay()
  on: string;
}

/** A step of the minutes of a meeting. */
export class MinutesStepDto extends OnDayDto {
  @ApiProperty({ enum: STEPS, description: 'Drafted: they went to the chair. Circulated: the agreed minutes went to the members.' })
  @IsIn(STEPS, { message: `step must be one of ${STEPS.join(', ')}` })
  step: (typeof STEPS)[number];
}

/** A written request for an extraordinary meeting. */
export class ExtraordinaryMeetingDto {
  @ApiProperty({ format: 'uuid', description: 'The group that is to meet.' })
  @IsUUID('all', { message: 'group must be the id of a group' })
  group: string;

  @ApiProperty({ format: 'date', description: 'The day the request was received.' })
  @IsDay()
  receivedOn: string;

  @ApiProperty({ maxLength: 2000 })
  @IsProse(2_000)
  reason: string;

  @ApiProperty({ isArray: true, format: 'uuid', description: 'The agencies of the partner members who support it.' })
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID('all', { each: true, message: 'each of supporters must be the id of an agency' })
  supporters: string[];
}

/** A review of practice that was commissioned. */
export class PracticeReviewDto {
  @ApiProperty({ maxLength: 200, description: 'What people call it.' })
  @IsProse(200)
  title: string;

  @ApiProperty({ enum: KINDS, description: 'By the rules of the day it was commissioned.' })
  @IsIn(KINDS, { message: `kind must be one of ${KINDS.join(', ')}` })
  kind: ReviewKind;

  @ApiProperty({ format: 'date' })
  @IsDay()
  commissionedOn: string;
}
