import type { RiskReplyOutcome } from '@goldenthread/case-audits';
import { IsProse, ReadingQuery } from '@goldenthread/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
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
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../is-day.js';

const KINDS = ['one-case', 'themed', 'joint', 're-audit'] as const;
const SOURCES = ['joint-inspection', 'practice-review', 'signal', 'business-plan', 'earlier-audit'] as const;
const AGE_BANDS = ['unborn', 'under-1', '1-4', '5-9', '10-15', '16-17'] as const;
const GENDERS = ['female', 'male', 'other', 'not-known'] as const;
const LEVELS = ['early-help', 'child-in-need', 'child-protection', 'looked-after'] as const;
const PLACEMENTS = ['in-area', 'outside-area'] as const;
const FINDINGS = ['strength', 'good-practice', 'learning', 'concern'] as const;
const KEY = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** A nested object that is checked field by field. */
function Nested(type: () => new () => object): PropertyDecorator {
  return (target, property) => {
    for (const decorate of [IsObject(), ValidateNested(), Type(type)]) decorate(target, property);
  };
}

/** A list of such objects. */
function NestedList(type: () => new () => object, max: number): PropertyDecorator {
  const each = [IsArray(), ArrayMaxSize(max), IsObject({ each: true }), ValidateNested({ each: true }), Type(type)];
  return (target, property) => {
    for (const decorate of each) decorate(target, property);
  };
}

/** A list of ids. */
function Ids(what: string, max = 200): PropertyDecorator {
  const each = [IsArray(), ArrayMaxSize(max), IsUUID('all', { each: true, message: `${what} must be ids` })];
  return (target, property) => {
    for (const decorate of each) decorate(target, property);
  };
}

class ThemeSourceDto {
  @ApiProperty({ enum: SOURCES })
  @IsIn(SOURCES)
  kind: (typeof SOURCES)[number];

  @ApiProperty({ maxLength: 300 })
  @IsProse(300)
  reference: string;
}

class PeriodDto {
  @ApiProperty({ format: 'date' })
  @IsDay()
  from: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  to: string;
}

class AuditToolVersionDto {
  @ApiProperty({ example: 'multi-agency' })
  @Matches(KEY, { message: 'code must be the code of a published tool' })
  code: string;

  @ApiProperty({ example: 1 })
  @IsInt()
  @Min(1)
  @Max(10_000)
  version: number;
}

class PanelMemberDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'person must be the id of a person' })
  person: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'agency must be the id of an agency' })
  agency: string;
}

/** An audit to plan. */
export class PlanAuditDto {
  @ApiProperty({ maxLength: 200 })
  @IsProse(200)
  title: string;

  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS)
  kind: (typeof KINDS)[number];

  @ApiProperty({ example: 'domestic-abuse', description: 'A theme of the list at /api/v1/case-audits/themes.' })
  @Matches(KEY, { message: 'theme must be the key of a theme' })
  theme: string;

  @ApiProperty({ type: ThemeSourceDto })
  @Nested(() => ThemeSourceDto)
  source: ThemeSourceDto;

  @ApiProperty({ type: [String], maxItems: 20 })
  @IsArray()
  @ArrayMaxSize(20)
  @IsProse(500, { each: true })
  questions: string[];

  @ApiProperty({ type: PeriodDto, description: 'The time in the life of the cases that is looked at.' })
  @Nested(() => PeriodDto)
  period: PeriodDto;

  @ApiProperty({ type: AuditToolVersionDto })
  @Nested(() => AuditToolVersionDto)
  tool: AuditToolVersionDto;

  @ApiPropertyOptional({ type: [String], description: 'Domains of the tool; all where left out. A re-audit has the earlier audit’s.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(KEY, { each: true, message: 'domains must be keys of domains' })
  domains?: string[];

  @ApiProperty({ minimum: 1, maximum: 100 })
  @IsInt()
  @Min(1)
  @Max(100)
  cases: number;

  @ApiProperty({ type: [String], format: 'uuid' })
  @Ids('agencies')
  agencies: string[];

  @ApiProperty({ type: [PanelMemberDto] })
  @NestedList(() => PanelMemberDto, 50)
  panel: PanelMemberDto[];

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Of a joint audit: the other partnerships.' })
  @IsOptional()
  @Ids('with', 20)
  with?: string[];

  @ApiPropertyOptional({ format: 'uuid', description: 'Of a re-audit: the audit it repeats.' })
  @IsOptional()
  @IsUUID('all', { message: 'reAuditOf must be the id of an audit' })
  reAuditOf?: string;
}

/** What makes an audit lawful; may come bit by bit. */
export class GovernanceDto {
  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsProse(500)
  lawfulBasis?: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsProse(500)
  informationSharingAgreement?: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsProse(500)
  dpiaReference?: string;
}

class PopulationEntryDto {
  @ApiProperty({ description: 'Your own reference: used to draw, never recorded.', maxLength: 100 })
  @IsProse(100)
  ref: string;

  @ApiProperty({ enum: AGE_BANDS })
  @IsIn(AGE_BANDS)
  ageBand: (typeof AGE_BANDS)[number];

  @ApiProperty({ example: '2014-Q3' })
  @Matches(/^\d{4}-Q[1-4]$/, { message: 'quarterOfBirth must be a quarter such as 2014-Q3' })
  quarterOfBirth: string;

  @ApiProperty({ enum: GENDERS })
  @IsIn(GENDERS)
  gender: (typeof GENDERS)[number];

  @ApiProperty({ enum: LEVELS })
  @IsIn(LEVELS)
  level: (typeof LEVELS)[number];

  @ApiProperty({ enum: PLACEMENTS })
  @IsIn(PLACEMENTS)
  placement: (typeof PLACEMENTS)[number];
}

class StratumWhereDto {
  @ApiPropertyOptional({ enum: AGE_BANDS })
  @IsOptional()
  @IsIn(AGE_BANDS)
  ageBand?: (typeof AGE_BANDS)[number];

  @ApiPropertyOptional({ enum: GENDERS })
  @IsOptional()
  @IsIn(GENDERS)
  gender?: (typeof GENDERS)[number];

  @ApiPropertyOptional({ enum: LEVELS })
  @IsOptional()
  @IsIn(LEVELS)
  level?: (typeof LEVELS)[number];

  @ApiPropertyOptional({ enum: PLACEMENTS })
  @IsOptional()
  @IsIn(PLACEMENTS)
  placement?: (typeof PLACEMENTS)[number];
}

class StratumDto {
  @ApiProperty({ type: StratumWhereDto })
  @Nested(() => StratumWhereDto)
  where: StratumWhereDto;

  @ApiProperty({ minimum: 1 })
  @IsInt()
  @Min(1)
  @Max(100)
  take: number;
}

class ExclusionDto {
  @ApiProperty({ maxLength: 100 })
  @IsProse(100)
  ref: string;

  @ApiProperty({ maxLength: 500 })
  @IsProse(500)
  reason: string;
}

/** Cases to draw. The population and the names pass through; neither is ever recorded. */
export class SelectionDto {
  @ApiProperty({ maxLength: 500 })
  @IsProse(500)
  describedAs: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  takenOn: string;

  @ApiProperty({ description: 'Whether children whom the area placed elsewhere are in it: they must be.' })
  @IsBoolean()
  includesPlacedOutside: boolean;

  @ApiProperty({ type: [PopulationEntryDto] })
  @NestedList(() => PopulationEntryDto, 2_000)
  population: PopulationEntryDto[];

  @ApiProperty({ maxLength: 200 })
  @IsProse(200)
  seed: string;

  @ApiProperty({ type: [StratumDto] })
  @NestedList(() => StratumDto, 20)
  strata: StratumDto[];

  @ApiPropertyOptional({ type: [ExclusionDto] })
  @IsOptional()
  @NestedList(() => ExclusionDto, 200)
  exclusions?: ExclusionDto[];

  @ApiPropertyOptional({ type: [String], description: 'Names that no text of this audit may hold. Kept sealed, outside the record.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsProse(200, { each: true })
  names?: string[];
}

/** By when agencies answer. */
export class IssueDto {
  @ApiProperty({ format: 'date' })
  @IsDay()
  dueOn: string;
}

/** Whether an agency knows the child. */
export class RecordCheckDto {
  @ApiProperty({ enum: ['not-known', 'known', 'closed'] })
  @IsIn(['not-known', 'known', 'closed'])
  answer: 'not-known' | 'known' | 'closed';

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @IsProse(2_000)
  note?: string;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'People of the agency who worked on the case: none of them audits it.',
  })
  @IsOptional()
  @Ids('workers')
  workers?: string[];
}

class CriterionDto {
  @ApiProperty({ example: 'INF-1' })
  @Matches(/^[A-Z]{2,6}-\d{1,3}$/, { message: 'criterion must be the key of a criterion' })
  criterion: string;

  @ApiProperty({ description: 'A grade of the scale, or not-applicable.' })
  @IsString()
  @MaxLength(40)
  rating: string;

  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  why: string;
}

/** The whole of what an agency says of one domain: what is left out is no longer there. */
export class DomainDto {
  @ApiProperty({ description: 'A grade of the scale.' })
  @IsString()
  @MaxLength(40)
  grade: string;

  @ApiProperty({ maxLength: 10000 })
  @IsProse(10_000)
  why: string;

  @ApiProperty({ type: [CriterionDto] })
  @NestedList(() => CriterionDto, 50)
  criteria: CriterionDto[];
}

/** What practitioners and the family said. */
export class FeedbackDto {
  @ApiPropertyOptional({ maxLength: 10000 })
  @IsOptional()
  @IsProse(10_000)
  practitioners?: string;

  @ApiPropertyOptional({ maxLength: 10000 })
  @IsOptional()
  @IsProse(10_000)
  family?: string;
}

export class SubmissionDto {
  @ApiProperty({ description: 'That nobody who audited worked on the case.' })
  @IsBoolean()
  independent: boolean;
}

export class OpenModerationDto {
  @ApiPropertyOptional({ description: 'Why it is begun without agencies that have not answered yet.', maxLength: 2000 })
  @IsOptional()
  @IsProse(2_000)
  withoutReason?: string;
}

class AbsenceDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'agency must be the id of an agency' })
  agency: string;

  @ApiProperty({ maxLength: 1000 })
  @IsProse(1_000)
  reason: string;
}

/** Who was at the meeting. */
export class ModerationMeetingDto {
  @ApiProperty({ format: 'date' })
  @IsDay()
  heldOn: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  @Ids('present')
  present: string[];

  @ApiPropertyOptional({ type: [AbsenceDto] })
  @IsOptional()
  @NestedList(() => AbsenceDto, 200)
  absent?: AbsenceDto[];
}

class GradeDto {
  @ApiProperty()
  @Matches(KEY, { message: 'domain must be the key of a domain' })
  domain: string;

  @ApiProperty({ description: 'A grade of the scale.' })
  @IsString()
  @MaxLength(40)
  grade: string;

  @ApiPropertyOptional({ description: 'Why it moves; needed just where it does.', maxLength: 5000 })
  @IsOptional()
  @IsProse(5_000)
  reason?: string;
}

/** One grade for each of an agency's domains. */
export class GradesDto {
  @ApiProperty({ type: [GradeDto] })
  @NestedList(() => GradeDto, 50)
  grades: GradeDto[];
}

export class DissentDto {
  @ApiProperty({ format: 'uuid', description: 'The agency that thinks otherwise.' })
  @IsUUID('all', { message: 'by must be the id of an agency' })
  by: string;

  @ApiProperty()
  @IsString()
  @MaxLength(40)
  grade: string;

  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  reason: string;
}

export class DisputeDto {
  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  reason: string;
}

export class DisputeDecisionDto extends DisputeDto {
  @ApiProperty()
  @IsString()
  @MaxLength(40)
  grade: string;
}

export class ConclusionDto {
  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  informationSharing: string;

  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  voice: string;

  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  outcome: string;
}

export class FindingDto {
  @ApiProperty({ enum: FINDINGS })
  @IsIn(FINDINGS)
  kind: (typeof FINDINGS)[number];

  @ApiProperty({ maxLength: 10000 })
  @IsProse(10_000)
  text: string;

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(KEY, { each: true, message: 'themes must be keys of themes' })
  themes: string[];

  @ApiProperty()
  @Matches(KEY, { message: 'domain must be the key of a domain' })
  domain: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  @Ids('agencies')
  agencies: string[];

  @ApiProperty({ type: [String], description: 'Pseudonyms of the cases it was seen in.' })
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(/^[0-9A-F]{8}$/, { each: true, message: 'cases must be pseudonyms of this audit' })
  cases: string[];
}

export class RecommendationDto {
  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  text: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  @Ids('findings')
  findings: string[];

  @ApiProperty({ type: [String], format: 'uuid' })
  @Ids('agencies')
  agencies: string[];
}

export class ReportDto {
  @ApiProperty({ maxLength: 20000 })
  @IsProse(20_000)
  summary: string;
}

export class AgreementDto {
  @ApiProperty({ format: 'date', description: 'The day of the meeting that agreed it.' })
  @IsDay()
  heldOn: string;
}

export class BriefingDto {
  @ApiProperty({ maxLength: 10000 })
  @IsProse(10_000)
  text: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  @Ids('groups', 50)
  groups: string[];
}

export class AcknowledgementDto {
  @ApiPropertyOptional({ maxLength: 5000 })
  @IsOptional()
  @IsProse(5_000)
  feedback?: string;

  @ApiPropertyOptional({ maxLength: 5000 })
  @IsOptional()
  @IsProse(5_000)
  emergingRisks?: string;
}

/** What becomes of what a group said. */
export class ReplyDto {
  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  answer: string;
}

/** Which of the risks that groups see coming. */
export class RisksQuery extends ReadingQuery {
  @ApiPropertyOptional({ example: '2026-Q2', description: 'Only of this quarter of a calendar year.' })
  @IsOptional()
  @Matches(/^\d{4}-Q[1-4]$/, { message: 'quarter must be a quarter such as 2026-Q2' })
  quarter?: string;
}

/** A risk that a group sees coming. */
export class RiskDto {
  @ApiProperty({ format: 'uuid', description: 'A group of your partnership.' })
  @IsUUID('all', { message: 'group must be the id of a group' })
  group: string;

  @ApiProperty({ type: [String], description: 'Keys of themes.' })
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(KEY, { each: true, message: 'themes must be keys of themes' })
  themes: string[];

  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  text: string;
}

const OUTCOMES = ['accepted', 'more-wanted', 'escalated-to-board'] as const satisfies readonly RiskReplyOutcome[];

/** What the executive replied to a quarter's report. */
export class RiskReplyDto {
  @ApiProperty({ enum: OUTCOMES })
  @IsIn(OUTCOMES, { message: `outcome must be one of ${OUTCOMES.join(', ')}` })
  outcome: RiskReplyOutcome;

  @ApiProperty({ maxLength: 5000 })
  @IsProse(5_000)
  words: string;

  @ApiProperty({ format: 'uuid', description: 'The executive group of your partnership that replied.' })
  @IsUUID('all', { message: 'group must be the id of a group' })
  group: string;

  @ApiProperty({ format: 'date', description: 'The day it did.' })
  @IsDay()
  answeredOn: string;
}

/** What a quarter came to, in words. */
export class QuarterReportDto {
  @ApiProperty({ maxLength: 10000 })
  @IsProse(10_000)
  summary: string;
}
