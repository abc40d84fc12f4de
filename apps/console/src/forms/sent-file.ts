import type { SentForm } from '@goldenthread/http';
import type { FastifyRequest } from 'fastify';

const files = new WeakMap<object, NonNullable<SentForm['file']>>();

/** Notes the file that came in a form; for the guard of forms. */
export function setSentFile(request: FastifyRequest, file: SentForm['file']): void {
  if (file !== undefined) files.set(request, file);
}

/** The file that came in a request's form; nothing where none was chosen. */
export function sentFileOf(request: FastifyRequest): SentForm['file'] {
  return files.get(request);
}
