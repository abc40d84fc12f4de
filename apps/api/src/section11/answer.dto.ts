import { IsProse } from '@goldenthread/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** Refuses a field on a piece of evidence of another kind, where it would be lost. */
const OnlyOfA = (kind: 'note' | 'link'): PropertyDecorator =>
  ValidateBy({
    name: 'onlyOfKind',
    validator: {
      validate: (_value: unknown, args) => (args?.object as EvidenceDto).kind === kind,
      defaultMessage: () => `$property is only for a ${kind}`,
    },
  });

/** A note, or a link: what shows that an answer is true. */
export class EvidenceDto {
  @ApiProperty({ enum: ['note', 'link'] })
  @IsIn(['note', 'link'], { message: 'kind must be note or link' })
  kind: 'note' | 'link';

  @ApiPropertyOptional({ description: 'Of a note: what it says.', maxLength: 5000 })
  @ValidateIf(({ kind, text }: EvidenceDto) => kind === 'note' || text !== undefined)
  @OnlyOfA('note')
  @IsProse(5_000)
  text?: string;

  @ApiPropertyOptional({ description: 'Of a link: what it leads to.', maxLength: 500 })
  @ValidateIf(({ kind, title }: EvidenceDto) => kind === 'link' || title !== undefined)
  @OnlyOfA('link')
  @IsProse(500)
  title?: string;

  @ApiPropertyOptional({ description: 'Of a link: its http or https address.', maxLength: 2000 })
  @ValidateIf(({ kind, url }: EvidenceDto) => kind === 'link' || url !== undefined)
  @OnlyOfA('link')
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }, { message: 'url must be an http or https address' })
  @MaxLength(2_000)
  url?: string;
}

/** Which answer of the agency's own earlier return an answer was taken from. */
export class BroughtForwardDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'return must be the id of a return' })
  return: string;

  @ApiProperty({ description: 'The revision of that answer.' })
  @IsInt()
  @Min(1)
  @Max(2 ** 31 - 1)
  revision: number;
}

/** The whole answer to one item: what is left out is no longer there. */
export class GivenAnswerDto {
  @ApiProperty({ enum: ['met', 'partly-met', 'not-met', 'not-applicable'] })
  @IsString()
  @MaxLength(40)
  rating: string;

  @ApiPropertyOptional({ description: 'Why the item does not apply; only and always with not-applicable.', maxLength: 2000 })
  @IsOptional()
  @IsProse(2_000)
  reason?: string;

  @ApiPropertyOptional({ description: 'What is in place, in the agency’s own words.', maxLength: 20000 })
  @IsOptional()
  @IsProse(20_000)
  narrative?: string;

  @ApiPropertyOptional({ type: [EvidenceDto], maxItems: 20 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => EvidenceDto)
  evidence?: EvidenceDto[];
}

/** An answer, and where it was taken from. */
export class AnswerDto extends GivenAnswerDto {
  @ApiPropertyOptional({ type: BroughtForwardDto, description: 'Where it was brought forward, kept or changed, from an earlier cycle.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BroughtForwardDto)
  broughtForwardFrom?: BroughtForwardDto;
}

/** What a submitted answer should have said, and why it did not. */
export class CorrectionDto {
  @ApiProperty({ type: GivenAnswerDto })
  @IsObject()
  @ValidateNested()
  @Type(() => GivenAnswerDto)
  answer: GivenAnswerDto;

  @ApiProperty({ description: 'Why; stays on record beside both answers.', maxLength: 2000 })
  @IsProse(2_000)
  reason: string;
}

/** Why a submitted return goes back to its agency. */
export class ReopeningDto {
  @ApiProperty({ maxLength: 2000 })
  @IsProse(2_000)
  reason: string;
}

/** What a senior officer says when signing off. */
export class SignOffDto {
  @ApiPropertyOptional({ maxLength: 5000 })
  @IsOptional()
  @IsProse(5_000)
  statement?: string;
}
