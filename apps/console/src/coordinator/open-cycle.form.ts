import { IsProse } from '@goldenthread/http';
import { ArrayNotEmpty, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { listOf, textOfList, type Fields } from '../forms/fields.js';
import { fieldsOfDay, IsTypedDay, takeDay, type TypedDay } from './typed-day.js';

/** The steps of opening a cycle, in order. Nothing is recorded before the last is sent. */
export const STEPS = ['title', 'tool', 'dates', 'agencies', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** Which fields each step asks for. */
export const FIELDS_OF: Readonly<Record<Step, readonly string[]>> = {
  title: ['title'],
  tool: ['tool'],
  dates: ['opensOn', 'dueOn'],
  agencies: ['agencies'],
  check: [],
};

/** The field of every agency's box, and of the one that hides them all. */
export const ASKED = 'agencies[]';

/** All that has been answered so far: each step carries the others' answers hidden. */
export class OpenCycleForm {
  /** The step that was sent. */
  @IsIn(STEPS)
  step: Step;

  /** Where whoever sent it wants to go back to; else the next step. */
  @IsOptional()
  @IsIn(STEPS)
  go?: Step;

  /** Whom to tick before the step is shown again: `all`, `none`, or `all:` or `none:` and a kind of agency. */
  @IsOptional()
  @Matches(/^(all|none)(:[a-z-]{1,40})?$/)
  choose?: string;

  @IsProse(200, { message: 'Enter a title of 200 characters or fewer' })
  title: string;

  /** `code/version`. */
  @Matches(/^[a-z0-9][a-z0-9-]{0,59}\/[1-9]\d{0,3}$/, { message: 'Choose the questions that agencies answer' })
  tool: string;

  @IsTypedDay('Enter the day it opens as a real date, such as 27 3 2026')
  opensOn: TypedDay;

  @IsTypedDay('Enter the day it is due as a real date, such as 27 3 2026')
  dueOn: TypedDay;

  @ArrayNotEmpty({ message: 'Choose at least one agency' })
  @IsUUID('all', { each: true, message: 'Choose agencies from the list' })
  agencies: string[];

  static read(fields: Fields): object {
    const opens = takeDay('opensOn', fields);
    const due = takeDay('dueOn', opens.rest);
    const { title = '', tool = '', [ASKED]: agencies, ...rest } = due.rest;
    return { ...rest, title, tool, opensOn: opens.typed, dueOn: due.typed, agencies: listOf(agencies) };
  }
}

/** What has been answered so far. */
export type CycleAnswers = Omit<OpenCycleForm, 'step' | 'go' | 'choose'>;

/** The answers of all steps but one as fields to hide, so that nothing is kept anywhere before the cycle is opened. */
export function hiddenFields({ title, tool, opensOn, dueOn, agencies }: CycleAnswers, but: Step): Fields {
  const ofStep: Readonly<Record<Exclude<Step, 'check'>, Fields>> = {
    title: { title },
    tool: { tool },
    dates: { ...fieldsOfDay('opensOn', opensOn), ...fieldsOfDay('dueOn', dueOn) },
    agencies: { [ASKED]: textOfList(agencies) },
  };
  return Object.assign({}, ...Object.entries(ofStep).map(([step, fields]) => (step === but ? {} : fields))) as Fields;
}
