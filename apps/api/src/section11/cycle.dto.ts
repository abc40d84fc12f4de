import { IsProse } from '@goldenthread/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsDay } from '../is-day.js';

export class ToolVersionDto {
  @ApiProperty({ example: 'section-11' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,59}$/, { message: 'code must be the code of a published tool' })
  code: string;

  @ApiProperty({ example: 1 })
  @IsInt()
  @Min(1)
  @Max(10_000)
  version: number;
}

export class AskedAgencyDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'agency must be the id of an agency' })
  agency: string;

  @ApiPropertyOptional({ enum: ['required', 'invited'], description: 'Follows from how the partnership lists the agency; must agree.' })
  @IsOptional()
  @IsIn(['required', 'invited'], { message: 'duty must be required or invited' })
  duty?: 'required' | 'invited';
}

/** A round of self-assessment to open. */
export class OpenCycleDto {
  @ApiProperty({ example: 'Section 11 self-assessment 2026', maxLength: 200 })
  @IsProse(200)
  title: string;

  @ApiProperty({ type: ToolVersionDto })
  @IsObject()
  @ValidateNested()
  @Type(() => ToolVersionDto)
  tool: ToolVersionDto;

  @ApiProperty({ format: 'date' })
  @IsDay()
  opensOn: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  dueOn: string;

  @ApiProperty({ type: [AskedAgencyDto], maxItems: 3000 })
  @IsArray()
  @ArrayMaxSize(3_000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AskedAgencyDto)
  agencies: AskedAgencyDto[];
}

/** An agency to be let in although the cycle is closed. */
export class AdmissionDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'agency must be the id of an agency' })
  agency: string;

  @ApiProperty({ format: 'date', description: 'The last day on which it is let in.' })
  @IsDay()
  until: string;

  @ApiProperty({ description: 'Why; stays on record.', maxLength: 2000 })
  @IsProse(2_000)
  reason: string;
}
