import { Asking, PeopleDirectory, Requires, type NameOf } from '@goldenthread/access';
import { asAtOf, CHANGE_VIEWS, Changes, Readings, Reply, toCsv, type Change } from '@goldenthread/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DifferencesQuery, readTwo } from '../section11/differences.js';

const MOST = 200;

/** Between which two dates, and no more than how many. */
export class ChangesQuery extends DifferencesQuery {
  @ApiPropertyOptional({
    description:
      'Answer no more than the first so many, in the order they were recorded: `next` is then what to ask `since` for those after them, and null after the last. Absent: all.',
    minimum: 1,
    maximum: MOST,
    example: 50,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: `limit must be a whole number from 1 to ${MOST}` })
  @Min(1, { message: `limit must be a whole number from 1 to ${MOST}` })
  @Max(MOST, { message: `limit must be a whole number from 1 to ${MOST}` })
  limit?: number;
}

/** What was recorded between two dates, in everything there is. */
@ApiTags('changes')
@Controller('api/v1/changes')
export class ChangesController {
  constructor(
    private readonly readings: Readings,
    private readonly changes: Changes,
    private readonly people: PeopleDirectory,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Everything that was recorded between two dates, of what you may know' })
  @Requires('change:own')
  async list(@Asking() asking: Asking, @Query() query: ChangesQuery): Promise<Reply<object>> {
    const { since, point } = await readTwo(query, this.readings, CHANGE_VIEWS);
    const span = { after: since.position, upTo: point.position };
    const { changes: lines, next } =
      query.limit === undefined
        ? { changes: await this.changes.between(asking, span.after, span.upTo), next: null }
        : await this.changes.first(asking, span, query.limit);
    const nameOf = await this.people.namesOf(lines.map(({ by }) => by.person));
    const changes = lines.map((line) => ({ ...line, by: { ...line.by, name: nameOf(line.by.person) } }));
    return new Reply(
      { since: asAtOf(since), changes, next: next === null ? null : String(next) },
      { point, csv: { name: 'changes', text: () => changesCsv(lines, nameOf) } },
    );
  }
}

function changesCsv(changes: readonly Change[], nameOf: NameOf): string {
  return toCsv(changes, [
    { heading: 'When', value: ({ recordedAt }) => recordedAt },
    { heading: 'Who', value: ({ by }) => nameOf(by.person) },
    { heading: 'Role', value: ({ by }) => by.role },
    { heading: 'In', value: (change) => change.of },
    { heading: 'What', value: ({ kind }) => kind },
    { heading: 'Of', value: nameIn },
    { heading: 'About', value: titleIn },
    { heading: 'Why', value: (change) => ('why' in change ? change.why : null) },
    { heading: 'Position', value: ({ position }) => position },
  ]);
}

/** The agency, the group or the place that it is of. */
function nameIn(change: Change): string | null {
  switch (change.of) {
    case 'section-11':
    case 'case-audits':
      return change.agencyName;
    case 'indicators':
    case 'performance':
      return change.placeName;
    case 'releases':
      return null;
    case 'follow-up':
      return change.name;
  }
}

function titleIn(change: Change): string | null {
  if (change.of === 'section-11') return change.question;
  return change.of === 'indicators' ? change.name : change.title;
}
