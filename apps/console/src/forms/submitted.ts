import { isUuid } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { PageError } from '../frame/page.js';
import { fieldsOf, type Fields } from './fields.js';

/** A form as it came in, and what is wrong with it. */
export interface Submitted<Form extends object> {
  /** What was typed, whether right or not: shown again where something is wrong. */
  readonly form: Form;
  readonly errors: readonly PageError[];
}

/** A form class may say how its flat fields become what it holds. */
export type FormClass<Form extends object> = Type<Form> & { readonly read?: (fields: Fields) => object };

/** Fields that every form carries beside its own. */
const HIDDEN = ['csrf', 'actingFor', 'commandId', 'basedOn'];

/**
 * Reads a form and checks it. The id of a field that something is wrong with is its property's path: `rating`,
 * `evidence-0-url`.
 *
 * @throws RequestProblem `invalid` where it has a field that the form does not: no page of ours sent it.
 */
export function submitted<Form extends object>(Class: FormClass<Form>, body: unknown): Submitted<Form> {
  const fields = Object.fromEntries(Object.entries(fieldsOf(body)).filter(([name]) => !HIDDEN.includes(name)));
  const form = plainToInstance(Class, Class.read ? Class.read(fields) : fields);
  const faults = validateSync(form, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: true });
  if (faults.some(isUnknownField)) throw new RequestProblem('invalid');
  return { form, errors: faults.flatMap((fault) => errorsOf(fault, '')) };
}

/** Which change a form stands for: the same however often it is sent. */
export function commandIdOf(body: unknown): string {
  const { commandId } = fieldsOf(body);
  if (commandId === undefined || !isUuid(commandId)) throw new RequestProblem('idempotency-key-unreadable');
  return commandId;
}

/** The revision that a form was made from; nothing where there was none yet. */
export function basedOnOf(body: unknown): number | undefined {
  const { basedOn } = fieldsOf(body);
  if (basedOn === 'new') return undefined;
  if (basedOn === undefined || !/^\d{1,15}$/.test(basedOn)) throw new RequestProblem('invalid');
  return Number(basedOn);
}

function errorsOf(fault: ValidationError, parent: string): PageError[] {
  const id = `${parent}${fault.property}`;
  const own = Object.values(fault.constraints ?? {}).map((text) => ({ text, href: `#${id}` }));
  return [...own, ...(fault.children ?? []).flatMap((child) => errorsOf(child, `${id}-`))];
}

function isUnknownField({ constraints = {}, children = [] }: ValidationError): boolean {
  return 'whitelistValidation' in constraints || children.some(isUnknownField);
}
