import { ApiProperty } from '@nestjs/swagger';
import { IsDay } from '../is-day.js';

/** A meeting that was held. */
export class RecordMeetingDto {
  @ApiProperty({ format: 'date', example: '2026-01-22', description: 'The day it was held on: today or earlier.' })
  @IsDay()
  heldOn: string;
}
