import { IsProse } from '@goldenthread/http';
import { RISK_DECISIONS, TAKEN_UP_AS, type RiskDecision, type TakenUpAs } from '@goldenthread/indicators';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { IsDay } from '../is-day.js';
import { IsIndicatorCode, IsPlace } from './figure.dto.js';

export class RiskSubjectDto {
  @ApiProperty({ example: 'was-not-brought' })
  @IsIndicatorCode()
  code: string;

  @ApiProperty({ example: 'authority:marlshire' })
  @IsPlace()
  place: string;
}

/** A risk to performance, as the sub-committee tells the Board of it. */
export class RaiseRiskDto {
  @ApiProperty({ maxLength: 200 })
  @IsProse(200)
  title: string;

  @ApiProperty({ description: 'Why it is a risk; stays on record.', maxLength: 5000 })
  @IsProse(5_000)
  why: string;

  @ApiProperty({ type: [RiskSubjectDto], maxItems: 20 })
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RiskSubjectDto)
  about: RiskSubjectDto[];
}

/** What the Board decided on a risk. */
export class RiskDecisionDto {
  @ApiProperty({ enum: RISK_DECISIONS })
  @IsIn(RISK_DECISIONS, { message: `decision must be one of ${RISK_DECISIONS.join(', ')}` })
  decision: RiskDecision;

  @ApiProperty({ description: 'What was decided, in words.', maxLength: 5000 })
  @IsProse(5_000)
  words: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  decidedOn: string;

  @ApiPropertyOptional({ format: 'date', description: 'When the Board looks at it again.' })
  @IsOptional()
  @IsDay()
  callBackOn?: string;
}

export class AcceptProposalDto {
  @ApiProperty({ enum: TAKEN_UP_AS })
  @IsIn(TAKEN_UP_AS, { message: `takenUpAs must be one of ${TAKEN_UP_AS.join(', ')}` })
  takenUpAs: TakenUpAs;

  @ApiProperty({ description: 'What is to be looked at or done.', maxLength: 2000 })
  @IsProse(2_000)
  words: string;
}

export class SetAsideProposalDto {
  @ApiProperty({ description: 'Why nothing follows; stays on record.', maxLength: 2000 })
  @IsProse(2_000)
  words: string;
}
