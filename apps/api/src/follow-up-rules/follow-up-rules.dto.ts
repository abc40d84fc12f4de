import { IsProse } from '@goldenthread/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsDay } from '../is-day.js';

/** A whole number from one to so many. */
const Days =
  (description: string): PropertyDecorator =>
  (target, property) => {
    ApiProperty({ description, minimum: 1, maximum: 250 })(target, property);
    const message = `${String(property)} must be a whole number from 1 to 250`;
    for (const rule of [IsInt({ message }), Min(1, { message }), Max(250, { message })]) rule(target, property);
  };

/** A changed set of rules: every number anew. */
export class RulesDto {
  @ApiProperty({ format: 'date', description: 'The first day that is judged by them.' })
  @IsDay()
  from: string;

  @ApiProperty({ maxLength: 2000, description: 'Why they are changed.' })
  @IsProse(2_000)
  reason: string;

  @ApiProperty({ maxLength: 200, description: 'What they are called.' })
  @IsProse(200)
  title: string;

  @ApiProperty({ maxLength: 500, description: 'The document and section that say so.' })
  @IsProse(500)
  source: string;

  @Days('A response to an action, in working days from receipt.')
  response: number;

  @Days('How many failures to respond bring a letter.')
  failuresToALetter: number;

  @Days('Minutes to the chair, in working days from the meeting.')
  minutesToChair: number;

  @Days('Minutes to the members, in working days from approval.')
  minutesToMembers: number;

  @Days('An extraordinary meeting, in working days from the request.')
  extraordinaryMeeting: number;

  @Days('How many partner members must support such a request.')
  supporters: number;

  @Days('Copies of a published practice review, in days of the calendar.')
  reviewCopies: number;

  @ApiPropertyOptional({ description: 'Receipt of an action, in working days from its issue; absent: no rule.' })
  @IsOptional()
  @IsInt({ message: 'receipt must be a whole number' })
  @Min(1)
  @Max(250)
  receipt?: number;

  @ApiPropertyOptional({ description: 'How long an action may be overdue before it is escalated, in working days; absent: no rule.' })
  @IsOptional()
  @IsInt({ message: 'escalation must be a whole number' })
  @Min(1)
  @Max(250)
  escalation?: number;
}
