import { Injectable, ValidationPipe, type ArgumentMetadata, type PipeTransform, type ValidationError } from '@nestjs/common';
import { fieldUnknown, parametersUnknown, RequestProblem, type ProblemError } from './problem.js';
import { CONTROL } from './prose.js';
import { isOfEveryObject } from './strict-json.js';

/**
 * Bodies and parameters are what their classes say, and nothing else: unknown fields are refused, none is dropped. What
 * stands in a path and cannot be the name of anything names nothing.
 */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  private readonly bodies = strictly((faults) => new RequestProblem('invalid', errorsOf(faults)));
  private readonly queries = strictly((faults) => queryProblem(errorsOf(faults).map(named)));

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    switch (metadata.type) {
      case 'body':
        requireObject(value);
        return this.bodies.transform(value, metadata) as Promise<unknown>;
      case 'query':
        requireNames(value);
        return this.queries.transform(value, metadata) as Promise<unknown>;
      case 'param':
        if (typeof value === 'string' && CONTROL.test(value)) throw new RequestProblem('not-found');
        return value;
      case 'custom':
        return value;
    }
  }
}

function strictly(exceptionFactory: (faults: ValidationError[]) => RequestProblem): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory,
  });
}

function requireObject(body: unknown): void {
  if (body === undefined || body === null || (typeof body === 'object' && !Array.isArray(body))) return;
  throw new RequestProblem('invalid', [{ pointer: '', code: 'not-an-object', message: 'The body must be a JSON object.' }]);
}

function requireNames(query: unknown): void {
  const unknown = Object.keys(query as object).filter(isOfEveryObject);
  if (unknown.length > 0) throw parametersUnknown(unknown);
}

function queryProblem(errors: readonly ProblemError[]): RequestProblem {
  const unknown = errors.filter(({ code }) => code === 'field-unknown');
  return unknown.length > 0 ? parametersUnknown(unknown.map(({ pointer }) => pointer)) : new RequestProblem('invalid', errors);
}

/** A parameter is pointed at by its name. */
function named(error: ProblemError): ProblemError {
  return { ...error, pointer: error.pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~') };
}

function errorsOf(faults: readonly ValidationError[], parent = ''): ProblemError[] {
  return faults.flatMap(({ property, constraints = {}, children = [] }) => {
    const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(constraints).map(([constraint, message]) =>
      constraint === 'whitelistValidation' ? fieldUnknown(pointer) : { pointer, code: kebab(constraint), message: `${message}.` },
    );
    return [...own, ...errorsOf(children, pointer)];
  });
}

function kebab(constraint: string): string {
  return constraint.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
