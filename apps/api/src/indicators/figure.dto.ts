import { IsProse } from '@goldenthread/http';
import { MARKERS, QUALIFIERS, type Marker, type Qualifier } from '@goldenthread/indicators';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, IsOptional, Matches, ValidateBy, ValidateNested } from 'class-validator';

const CODE = /^[a-z0-9][a-z0-9-]{0,59}$/;
const PLACE = /^(england|region|authority|quadrant|agency):[A-Za-z0-9-]{1,60}$/;
/** No figure here is greater: a number of children, pounds or days. */
const GREATEST = 1e12;

/** A number as JSON writes it. Text such as "1,234" or "12%" is no number, and is not guessed at. */
function IsFigure(): PropertyDecorator {
  return ValidateBy({
    name: 'isFigure',
    validator: {
      validate: (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= GREATEST,
      defaultMessage: () => '$property must be a number from 0 up, such as 1234 or 80.3: no text, comma, sign or percent sign',
    },
  });
}

export function IsPlace(): PropertyDecorator {
  return Matches(PLACE, { message: '$property must be a kind of place and its code, such as authority:E10000012' });
}

export function IsIndicatorCode(): PropertyDecorator {
  return Matches(CODE, { message: '$property must be the code of an indicator, such as re-referrals' });
}

/** Periods are read by the indicator's own frequency; here only what could be one passes. */
function IsPeriodText(): PropertyDecorator {
  return ValidateBy({
    name: 'isPeriodText',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && value.length <= 20,
      defaultMessage: () => '$property must be a period, such as 2019-04, 2019-20-Q4 or FY2019-20',
    },
  });
}

export class SourceDto {
  @ApiProperty({ example: 'Quarterly return of Marlshire County Council', maxLength: 300 })
  @IsProse(300)
  title: string;

  @ApiPropertyOptional({ description: 'The release it stands in.', maxLength: 100 })
  @IsOptional()
  @IsProse(100)
  release?: string;

  @ApiPropertyOptional({ description: 'Where in it.', maxLength: 300 })
  @IsOptional()
  @IsProse(300)
  where?: string;
}

export class DenominatorDto {
  @ApiProperty({ example: 'population-0-17' })
  @IsIndicatorCode()
  code: string;

  @ApiProperty({ example: 'FY2018-19' })
  @IsPeriodText()
  period: string;
}

/** A figure of one period: its parts, its value, or the marker that stands in its place. */
export class FigureDto {
  @ApiPropertyOptional({ example: 71 })
  @IsOptional()
  @IsFigure()
  numerator?: number;

  @ApiPropertyOptional({ example: 100 })
  @IsOptional()
  @IsFigure()
  denominator?: number;

  @ApiPropertyOptional({ type: DenominatorDto, description: 'In place of a denominator: the figure of another indicator, as it stands.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DenominatorDto)
  denominatorFrom?: DenominatorDto;

  @ApiPropertyOptional({ description: 'As its source states it; worked out from the parts where it is left out.', example: 71 })
  @IsOptional()
  @IsFigure()
  value?: number;

  @ApiPropertyOptional({ enum: QUALIFIERS })
  @IsOptional()
  @IsIn(QUALIFIERS, { message: `qualifier must be one of ${QUALIFIERS.join(', ')}` })
  qualifier?: Qualifier;

  @ApiPropertyOptional({ enum: MARKERS, description: 'Why there is no number.' })
  @IsOptional()
  @IsIn(MARKERS, { message: `marker must be one of ${MARKERS.join(', ')}` })
  marker?: Marker;

  @ApiProperty({ enum: ['provisional', 'final'] })
  @IsIn(['provisional', 'final'], { message: 'standing must be provisional or final' })
  standing: 'provisional' | 'final';

  @ApiProperty({ type: SourceDto })
  @IsObject()
  @ValidateNested()
  @Type(() => SourceDto)
  source: SourceDto;

  @ApiPropertyOptional({ description: 'Why it is what it is.', maxLength: 5000 })
  @IsOptional()
  @IsProse(5_000)
  commentary?: string;
}

export class RecordedValueDto extends FigureDto {
  @ApiProperty({ example: '2019-20-Q4' })
  @IsPeriodText()
  period: string;

  @ApiPropertyOptional({ description: 'Where another figure stands: why this one takes its place.', maxLength: 2000 })
  @IsOptional()
  @IsProse(2_000)
  reason?: string;
}

/** Figures of one series: all of them are recorded, or none. */
export class RecordValuesDto {
  @ApiProperty({ example: 'authority:marlshire' })
  @IsPlace()
  place: string;

  @ApiProperty({ type: [RecordedValueDto], maxItems: 400 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(400)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RecordedValueDto)
  values: RecordedValueDto[];
}

/** What a figure is now known to be, and why it was thought otherwise. */
export class RestatementDto extends FigureDto {
  @ApiProperty({ description: 'Why; stays on record beside both figures.', maxLength: 2000 })
  @IsProse(2_000)
  reason: string;
}

export class WithdrawalDto {
  @ApiProperty({ description: 'Why no figure stands; stays on record.', maxLength: 2000 })
  @IsProse(2_000)
  reason: string;
}

/** From which period on a series is judged by itself. */
export class RebaseDto {
  @ApiProperty({ example: 'authority:marlshire' })
  @IsPlace()
  place: string;

  @ApiProperty({ example: '2024-25-Q1' })
  @IsPeriodText()
  period: string;

  @ApiProperty({ description: 'Which lasting shift happened.', maxLength: 2000 })
  @IsProse(2_000)
  why: string;

  @ApiProperty({ description: 'What shows it.', maxLength: 2000 })
  @IsProse(2_000)
  evidence: string;
}
