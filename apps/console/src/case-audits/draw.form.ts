import type { PopulationEntry } from '@goldenthread/case-audits';
import { IsProse } from '@goldenthread/http';
import { ArrayNotEmpty, Equals, IsArray, IsOptional, Matches, ValidateBy } from 'class-validator';
import { IsTypedDay, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';

const AGE_BANDS = ['unborn', 'under-1', '1-4', '5-9', '10-15', '16-17'] as const;
const GENDERS = ['female', 'male', 'other', 'not-known'] as const;
const LEVELS = ['early-help', 'child-in-need', 'child-protection', 'looked-after'] as const;
const PLACEMENTS = ['in-area', 'outside-area'] as const;

/** What may be drawn separately: children placed outside the area first, and then by the level of their help. */
export const STRATA = ['outside-area', ...LEVELS] as const;

/** A line of the population: six columns, parted by commas or tabs. Nothing where it cannot be read. */
export function entryOf(line: string): PopulationEntry | undefined {
  const [ref = '', ageBand, quarterOfBirth = '', gender, level, placement, ...more] = line.split(/[,\t]/).map((part) => part.trim());
  const known = {
    ageBand: AGE_BANDS.find((one) => one === ageBand),
    gender: GENDERS.find((one) => one === gender),
    level: LEVELS.find((one) => one === level),
    placement: PLACEMENTS.find((one) => one === placement),
  };
  if (!known.ageBand || !known.gender || !known.level || !known.placement) return undefined;
  if (ref === '' || more.length > 0 || !/^\d{4}-Q[1-4]$/.test(quarterOfBirth)) return undefined;
  return { ref, ageBand: known.ageBand, quarterOfBirth, gender: known.gender, level: known.level, placement: known.placement };
}

/** Says of a population which of its lines cannot be read: by its place, never by what stands in it. */
const IsPopulation: PropertyDecorator = ValidateBy({
  name: 'isPopulation',
  validator: {
    validate: (lines: unknown) => (lines as string[]).every((line) => entryOf(line) !== undefined),
    defaultMessage: (args) => {
      const wrong = (args?.value as string[]).findIndex((line) => entryOf(line) === undefined) + 1;
      return `Line ${wrong} of the population must have six columns: reference, age band, quarter, gender, level, placement`;
    },
  },
});

const EXCLUSION = { each: true, message: 'Write each exclusion as the reference, a colon and the reason in 500 characters or fewer' };

/** Cases to draw, as they are typed or pasted on a page. */
export class DrawForm {
  @IsProse(500, { message: 'Say in 500 characters or fewer whom the population holds' })
  describedAs: string;

  @IsTypedDay('Enter the day the population was taken as a real date, such as 9 1 2026')
  takenOn: TypedDay;

  @ArrayNotEmpty({ message: 'Paste the population, one child on each line' })
  @IsPopulation
  population: string[];

  @Equals('yes', { message: 'Confirm that children placed outside the area are among them' })
  includesPlacedOutside: string;

  @IsProse(200, { message: 'Enter a seed of 200 characters or fewer' })
  seed: string;

  @IsArray()
  @Matches(/^\d{0,2}$/, { each: true, message: 'Enter how many to draw as whole numbers' })
  take: string[];

  @IsArray()
  @IsProse(602, EXCLUSION)
  @Matches(/^[^:]{1,100}:.{1,500}$/, EXCLUSION)
  exclusions: string[];

  @IsOptional()
  @IsArray()
  @IsProse(200, { each: true, message: 'Enter one name on each line' })
  names: string[];

  static read(fields: Fields): object {
    const { typed, rest: others } = takeDay('takenOn', fields);
    const { population = '', exclusions = '', names = '', includesPlacedOutside = '', ...more } = others;
    const rest = Object.fromEntries(Object.entries(more).filter(([name]) => !name.startsWith('take-')));
    const take = STRATA.map((stratum) => (more[`take-${stratum}`] ?? '').trim());
    const lines = { population: linesOf(population), exclusions: linesOf(exclusions), names: linesOf(names) };
    return { ...rest, ...lines, includesPlacedOutside, takenOn: typed, take };
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
