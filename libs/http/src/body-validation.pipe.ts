import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { RequestProblem, type ProblemError } from './problem.js';

/** Bodies and parameters are what their classes say, and nothing else: unknown fields are refused, none is dropped. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory: (faults) =>
      new RequestProblem(
        'invalid',
        faults.flatMap((fault) => errorsOf(fault, '')),
      ),
  });
}

function errorsOf(fault: ValidationError, parent: string): ProblemError[] {
  const pointer = `${parent}/${fault.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(fault.constraints ?? {}).map(([constraint, message]) => ({
    pointer,
    code: constraint === 'whitelistValidation' ? 'field-unknown' : kebab(constraint),
    message: constraint === 'whitelistValidation' ? 'This field is not known here. Check its name, or leave it out.' : `${message}.`,
  }));
  return [...own, ...(fault.children ?? []).flatMap((child) => errorsOf(child, pointer))];
}

function kebab(constraint: string): string {
  return constraint.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
