import { IsProse } from '@goldenthread/http';
import { AUDIENCES, SUPPRESSION_PROFILES, type Audience, type ProfileName, type ReleaseSource } from '@goldenthread/releases';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

const KINDS = ['indicators', 'case-audit-grades', 'case-audit-themes'] as const;
const PROFILES = Object.keys(SUPPRESSION_PROFILES) as ProfileName[];
const MOST_INDICATORS = 20;
const MOST_PERIODS = 12;
const CODE = /^[a-z0-9-]{1,60}$/;

/** Needed of tables of one kind. Of others it is passed over, once it is sound. */
const OnlyOf = (kind: (typeof KINDS)[number]): PropertyDecorator =>
  ValidateIf((source: SourceDto, value) => source.kind === kind || value !== undefined);

/** What a table is made from. Which fields are needed follows from its kind. */
export class SourceDto {
  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS, { message: `kind must be one of ${KINDS.join(', ')}` })
  kind: (typeof KINDS)[number];

  @ApiPropertyOptional({ type: [String], description: 'Of indicators: their codes, in an address parted by commas.' })
  @OnlyOf('indicators')
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_INDICATORS)
  @ArrayUnique({ message: 'codes must name each indicator once' })
  @Matches(CODE, { each: true, message: 'codes must be codes of indicators, such as conferences-in-time' })
  codes?: string[];

  @ApiPropertyOptional({ minimum: 1, maximum: MOST_PERIODS, description: 'Of indicators: how many of the latest periods.' })
  @OnlyOf('indicators')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_PERIODS)
  periods?: number;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of grades: the audit, once its report is agreed.' })
  @OnlyOf('case-audit-grades')
  @IsUUID('all', { message: 'audit must be the id of an audit' })
  audit?: string;

  @ApiPropertyOptional({ enum: ['domain', 'agency'], description: 'Of grades: by what they are counted.' })
  @OnlyOf('case-audit-grades')
  @IsIn(['domain', 'agency'])
  by?: 'domain' | 'agency';
}

/** What somebody looks at before they release it. */
export class PreviewQuery extends SourceDto {
  @ApiPropertyOptional({ enum: PROFILES, default: 'dfe', description: 'By which rules small numbers are hidden.' })
  @IsOptional()
  @IsIn(PROFILES)
  profile?: ProfileName;

  @ApiPropertyOptional({ description: 'The record as it stood: a date, an instant, or a position. Absent: now.', example: '2026-03-31' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  asAt?: string;
}

/** A table leaves the circle: which, to whom, and what for. */
export class ReleaseDto {
  @ApiProperty({ maxLength: 200 })
  @IsProse(200)
  title: string;

  @ApiProperty({ enum: AUDIENCES })
  @IsIn(AUDIENCES, { message: `audience must be one of ${AUDIENCES.join(', ')}` })
  audience: Audience;

  @ApiProperty({ maxLength: 1_000, description: 'What for. It stays on record; name no child, and nobody who asked.' })
  @IsProse(1_000)
  purpose: string;

  @ApiProperty({ type: SourceDto })
  @IsObject()
  @ValidateNested()
  @Type(() => SourceDto)
  source: SourceDto;

  @ApiPropertyOptional({ enum: PROFILES, default: 'dfe' })
  @IsOptional()
  @IsIn(PROFILES)
  profile?: ProfileName;

  @ApiProperty({ description: 'The position that the preview was read at: the table is read there again.', example: '48211' })
  @Matches(/^(0|[1-9]\d{0,17})$/, { message: 'position must be a position such as 48211' })
  position: string;

  @ApiProperty({ description: 'The digest of the preview: nothing leaves that nobody looked at.' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'previewed must be the digest of a preview' })
  previewed: string;
}

/** A release is taken back. */
export class ReleaseWithdrawalDto {
  @ApiProperty({ maxLength: 1_000, description: 'Why. Those it was released to read it; name no child, and nobody who asked.' })
  @IsProse(1_000)
  reason: string;
}

/** The source, of the fields that its kind has. */
export function sourceOf({ kind, codes, periods, audit, by }: SourceDto): ReleaseSource {
  switch (kind) {
    case 'indicators':
      return { kind, codes: codes ?? [], periods: periods ?? 1 };
    case 'case-audit-grades':
      return { kind, audit: audit ?? '', by: by ?? 'domain' };
    case 'case-audit-themes':
      return { kind };
  }
}
