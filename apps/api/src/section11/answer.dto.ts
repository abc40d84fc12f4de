import { IsProse } from '@goldenthread/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  MaxLength,
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

/** The whole answer to one item: what is left out is no longer there. */
export class AnswerDto {
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

/** What a senior officer says when signing off. */
export class SignOffDto {
  @ApiPropertyOptional({ maxLength: 5000 })
  @IsOptional()
  @IsProse(5_000)
  statement?: string;
}
