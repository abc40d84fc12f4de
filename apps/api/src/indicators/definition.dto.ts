import { IsProse } from '@goldenthread/http';
import { FREQUENCIES, PLACE_KINDS, POLARITIES, type Frequency, type PlaceKind, type Polarity } from '@goldenthread/indicators';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../is-day.js';
import { IsIndicatorCode } from './figure.dto.js';

export class MeasureDto {
  @ApiProperty({ enum: ['count', 'proportion', 'rate'] })
  @IsIn(['count', 'proportion', 'rate'], { message: 'kind must be count, proportion or rate' })
  kind: 'count' | 'proportion' | 'rate';

  @ApiPropertyOptional({ description: 'Of a rate: per how many.', example: 10000 })
  @ValidateIf(({ kind, per }: MeasureDto) => kind === 'rate' || per !== undefined)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  per?: number;
}

export class PartDto {
  @ApiProperty({ maxLength: 300 })
  @IsProse(300)
  counts: string;

  @ApiPropertyOptional({ maxLength: 300 })
  @IsOptional()
  @IsProse(300)
  source?: string;
}

export class PlaceDto {
  @ApiProperty({ enum: PLACE_KINDS })
  @IsIn(PLACE_KINDS, { message: `kind must be one of ${PLACE_KINDS.join(', ')}` })
  kind: PlaceKind;

  @ApiProperty({ example: 'E10000012' })
  @Matches(/^[A-Za-z0-9-]{1,60}$/, { message: 'code must be letters, digits and hyphens' })
  code: string;

  @ApiProperty({ maxLength: 200 })
  @IsProse(200)
  name: string;
}

/** What an indicator means from now on. */
export class DefinitionDto {
  @ApiProperty({ maxLength: 200 })
  @IsProse(200)
  name: string;

  @ApiProperty({ description: 'The question it answers.', maxLength: 500 })
  @IsProse(500)
  question: string;

  @ApiProperty({ description: 'The agency that reports it, or each-agency.' })
  @ValidateIf(({ owner }: DefinitionDto) => owner !== 'each-agency')
  @IsUUID('all', { message: 'owner must be the id of an agency, or each-agency' })
  owner: string;

  @ApiProperty({ type: MeasureDto })
  @IsObject()
  @ValidateNested()
  @Type(() => MeasureDto)
  measure: MeasureDto;

  @ApiProperty({ type: PartDto })
  @IsObject()
  @ValidateNested()
  @Type(() => PartDto)
  numerator: PartDto;

  @ApiPropertyOptional({ type: PartDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PartDto)
  denominator?: PartDto;

  @ApiPropertyOptional({ description: 'The indicator whose figures it is divided by.' })
  @IsOptional()
  @IsIndicatorCode()
  denominatorCode?: string;

  @ApiProperty({ maxLength: 100 })
  @IsProse(100)
  unit: string;

  @ApiProperty({ minimum: 0, maximum: 4 })
  @IsInt()
  @Min(0)
  @Max(4)
  decimals: number;

  @ApiProperty({ enum: POLARITIES })
  @IsIn(POLARITIES, { message: `polarity must be one of ${POLARITIES.join(', ')}` })
  polarity: Polarity;

  @ApiProperty({ enum: FREQUENCIES })
  @IsIn(FREQUENCIES, { message: `frequency must be one of ${FREQUENCIES.join(', ')}` })
  frequency: Frequency;

  @ApiProperty({ description: 'Within how many days of its period a figure is in time.' })
  @IsInt()
  @Min(0)
  @Max(730)
  dueDays: number;

  @ApiProperty({ type: [PlaceDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(400)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PlaceDto)
  places: PlaceDto[];

  @ApiPropertyOptional({ maxLength: 1000 })
  @IsOptional()
  @IsProse(1_000)
  dataQuality?: string;
}

export class DefineIndicatorDto {
  @ApiProperty({ type: DefinitionDto })
  @IsObject()
  @ValidateNested()
  @Type(() => DefinitionDto)
  definition: DefinitionDto;

  @ApiProperty({ description: 'Whether its figures compare with those of the version before.' })
  @IsBoolean()
  comparable: boolean;

  @ApiProperty({ maxLength: 1000 })
  @IsProse(1_000)
  why: string;
}

export class TargetDto {
  @ApiProperty({ example: 80 })
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1e12)
  target: number;

  @ApiProperty({ description: 'How far short of it is still near.', example: 5 })
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1e12)
  tolerance: number;

  @ApiProperty({ format: 'date' })
  @IsDay()
  from: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsDay()
  until?: string;

  @ApiProperty({ maxLength: 1000 })
  @IsProse(1_000)
  why: string;
}
