import { IsProse, ReadingQuery } from '@goldenthread/http';
import { themes } from '@goldenthread/actions';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
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
import { EvidenceDto } from '../section11/answer.dto.js';

const SOURCES = [
  'section-11-standard',
  'case-audit-finding',
  'indicator-signal',
  'practice-review',
  'scrutiny',
  'meeting',
  'dispute',
] as const;
const REVIEWS = [
  'serious-case-review',
  'child-safeguarding-practice-review',
  'rapid-review',
  'learning-review',
  'domestic-homicide-review',
] as const;
const THEMES = themes.map(({ key }) => key);
const STATUSES = ['open', 'overdue', 'issued', 'accepted', 'refused', 'claimed', 'completed', 'superseded'] as const;

/** Needed of sources of these kinds, and refused of all others, where it would be lost. */
const OnlyOf = (...kinds: readonly (typeof SOURCES)[number][]): PropertyDecorator =>
  ValidateIf((source: SourceDto, value) => kinds.includes(source.kind) || value !== undefined);

/** Needed of a source that is not named by its record here. */
const UnlessOnRecord = (): PropertyDecorator => {
  return ValidateIf((source: SourceDto, value) => source.practiceReview === undefined || value !== undefined);
};

/** Needed of a practice review that is not named by its record here. */
const OfReviewElsewhere = (): PropertyDecorator => {
  return ValidateIf((source: SourceDto, value) => {
    return (source.kind === 'practice-review' && source.practiceReview === undefined) || value !== undefined;
  });
};

/** What a recommendation comes out of. Which fields are needed follows from its kind. */
export class SourceDto {
  @ApiProperty({ enum: SOURCES })
  @IsIn(SOURCES, { message: `kind must be one of ${SOURCES.join(', ')}` })
  kind: (typeof SOURCES)[number];

  @ApiPropertyOptional({ description: 'What people call it; of a review that is on record here, its record says it.', maxLength: 200 })
  @UnlessOnRecord()
  @IsProse(200)
  title?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of a Section 11 standard: the cycle.' })
  @OnlyOf('section-11-standard')
  @IsUUID('all', { message: 'cycle must be the id of a cycle' })
  cycle?: string;

  @ApiPropertyOptional({ description: 'Of a Section 11 standard: the key of its heading.', example: 'TRN' })
  @OnlyOf('section-11-standard')
  @Matches(/^[A-Z0-9-]{1,20}$/, { message: 'heading must be the key of a heading, such as TRN' })
  heading?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of a finding of a case audit: the audit.' })
  @OnlyOf('case-audit-finding')
  @IsUUID('all', { message: 'audit must be the id of an audit' })
  audit?: string;

  @ApiPropertyOptional({ description: 'Of a finding of a case audit: the finding.' })
  @OnlyOf('case-audit-finding')
  @IsProse(100)
  finding?: string;

  @ApiPropertyOptional({ description: 'Of a signal of an indicator: its code.' })
  @OnlyOf('indicator-signal')
  @IsProse(100)
  indicator?: string;

  @ApiPropertyOptional({ description: 'Of a signal of an indicator: the period it showed in.' })
  @OnlyOf('indicator-signal')
  @IsProse(40)
  period?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Of a practice review that is on record here: it, and nothing else. What it is, its record says.',
  })
  @IsOptional()
  @IsUUID('all', { message: 'practiceReview must be the id of a practice review' })
  practiceReview?: string;

  @ApiPropertyOptional({
    enum: REVIEWS,
    description: 'Of a practice review of elsewhere: which kind, by the rules of the day it was commissioned.',
  })
  @OfReviewElsewhere()
  @IsIn(REVIEWS, { message: `review must be one of ${REVIEWS.join(', ')}` })
  review?: (typeof REVIEWS)[number];

  @ApiPropertyOptional({ format: 'date', description: 'Of a practice review of elsewhere.' })
  @OfReviewElsewhere()
  @IsDay()
  commissionedOn?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Of a practice review of elsewhere, where it is published.' })
  @IsOptional()
  @IsDay()
  publishedOn?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Of scrutiny or a meeting: its day.' })
  @OnlyOf('scrutiny', 'meeting')
  @IsDay()
  on?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of a meeting: the group that met.' })
  @OnlyOf('meeting')
  @IsUUID('all', { message: 'group must be the id of a group' })
  group?: string;

  @ApiPropertyOptional({ description: 'Of a dispute: what it is known by.' })
  @OnlyOf('dispute')
  @IsProse(100)
  dispute?: string;
}

/** Something that ought to change. */
export class RecommendationDto {
  @ApiProperty({ type: SourceDto })
  @IsObject()
  @ValidateNested()
  @Type(() => SourceDto)
  source: SourceDto;

  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  text: string;

  @ApiProperty({ isArray: true, enum: THEMES })
  @IsArray()
  @ArrayMaxSize(20)
  @IsProse(60, { each: true })
  themes: string[];
}

export class ActionMeetingDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'group must be the id of a group' })
  group: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  heldOn: string;
}

/** One thing that one agency is asked to do. */
export class ActionDto {
  @ApiProperty({ description: 'What is to be done, in a sentence.', maxLength: 500 })
  @IsProse(500)
  what: string;

  @ApiProperty({ format: 'uuid', description: 'Whose it is. The business unit is an agency too.' })
  @IsUUID('all', { message: 'agency must be the id of an agency' })
  agency: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The person who answers for it there.' })
  @IsOptional()
  @IsUUID('all', { message: 'owner must be the id of a person' })
  owner?: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  dueOn: string;

  @ApiProperty({ description: 'By what it will be known that it worked.', maxLength: 2000 })
  @IsProse(2_000)
  successMeasure: string;

  @ApiProperty({ description: 'What would show that it was done.', maxLength: 2000 })
  @IsProse(2_000)
  evidenceSought: string;

  @ApiPropertyOptional({ format: 'date', description: 'The day its matrix was sent; absent: today.' })
  @IsOptional()
  @IsDay()
  issuedOn?: string;

  @ApiPropertyOptional({ type: ActionMeetingDto, description: 'The meeting whose action matrix it is in.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ActionMeetingDto)
  meeting?: ActionMeetingDto;
}

/** The day on which an agency had the action matrix. */
export class ReceiptDto {
  @ApiProperty({ format: 'date' })
  @IsDay()
  receivedOn: string;
}

/** Why: of a refusal, of a claim that goes back, of a letter that is held. */
export class WhyDto {
  @ApiProperty({ description: 'Why; stays on record.', maxLength: 2000 })
  @IsProse(2_000)
  reason: string;
}

export class ProgressDto {
  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  progress: string;
}

/** That an action is done, and what shows it. */
export class CompletionDto {
  @ApiProperty({ description: 'What was done.', maxLength: 5000 })
  @IsProse(5_000)
  statement: string;

  @ApiProperty({ type: [EvidenceDto], maxItems: 20 })
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => EvidenceDto)
  evidence: EvidenceDto[];
}

export class CompletionAcceptanceDto {
  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @IsProse(2_000)
  comment?: string;
}

/** What came of an action. */
export class ImpactDto {
  @ApiProperty({ enum: ['better', 'no-difference', 'worse', 'too-early-to-say'] })
  @IsIn(['better', 'no-difference', 'worse', 'too-early-to-say'], {
    message: 'impact must be better, no-difference, worse or too-early-to-say',
  })
  impact: 'better' | 'no-difference' | 'worse' | 'too-early-to-say';

  @ApiProperty({ description: 'What was found, and how.', maxLength: 5000 })
  @IsProse(5_000)
  found: string;
}

/** Why an action begins again, and until when. */
export class ActionReopeningDto extends WhyDto {
  @ApiProperty({ format: 'date' })
  @IsDay()
  dueOn: string;
}

/** Which action takes its place. */
export class SupersessionDto extends WhyDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'by must be the id of an action' })
  by: string;
}

/** The part of the register that is wanted. */
export class RegisterQuery extends ReadingQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', { message: 'agency must be the id of an agency' })
  agency?: string;

  @ApiPropertyOptional({ enum: THEMES })
  @IsOptional()
  @IsIn(THEMES, { message: `theme must be one of ${THEMES.join(', ')}` })
  theme?: string;

  @ApiPropertyOptional({ enum: SOURCES })
  @IsOptional()
  @IsIn(SOURCES, { message: `source must be one of ${SOURCES.join(', ')}` })
  source?: (typeof SOURCES)[number];

  @ApiPropertyOptional({ enum: STATUSES, description: 'open: anything still to be done; overdue: by the day of asAt.' })
  @IsOptional()
  @IsIn(STATUSES, { message: `status must be one of ${STATUSES.join(', ')}` })
  status?: (typeof STATUSES)[number];

  @ApiPropertyOptional({ description: 'Issued at least so many days before the day of asAt.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(100_000)
  olderThan?: number;
}

/** How far back the count of what was overdue goes. */
export class OverdueQuery extends ReadingQuery {
  @ApiPropertyOptional({
    description: 'How many months, the ends of which are counted, before the day of asAt: 6 where absent.',
    minimum: 1,
    maximum: 36,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(36)
  months?: number;
}
