import { IsProse, ReadingQuery } from '@goldenthread/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsObject, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsPlace, SourceDto } from './figure.dto.js';

function IsModelYear(): PropertyDecorator {
  return Matches(/^(19|20)\d{2}$/, { message: '$property must be the year of the model, such as 2021' });
}

export class NeighbourDto {
  @ApiProperty({ example: 'authority:E10000003' })
  @IsPlace()
  place: string;

  @ApiProperty({ maxLength: 200 })
  @IsProse(200)
  name: string;

  @ApiProperty({ minimum: 1, description: 'From 1, the most alike.' })
  @IsInt()
  @Min(1)
  @Max(400)
  rank: number;

  @ApiPropertyOptional({ maxLength: 100, example: 'Very close' })
  @IsOptional()
  @IsProse(100)
  closeness?: string;
}

/** Which authorities the model of a year finds like a place. */
export class NameNeighboursDto {
  @ApiProperty({ example: '2021' })
  @IsModelYear()
  model: string;

  @ApiProperty({ type: [NeighbourDto], maxItems: 50 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => NeighbourDto)
  neighbours: NeighbourDto[];

  @ApiProperty({ type: SourceDto })
  @IsObject()
  @ValidateNested()
  @Type(() => SourceDto)
  source: SourceDto;
}

export class ComparisonQuery extends ReadingQuery {
  @ApiProperty({ example: 'authority:marlshire' })
  @IsPlace()
  place: string;

  @ApiPropertyOptional({ description: 'The year of the model whose neighbours are wanted; the latest unless said.', example: '2021' })
  @IsOptional()
  @IsModelYear()
  model?: string;
}
