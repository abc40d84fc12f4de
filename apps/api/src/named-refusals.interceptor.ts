import { PeopleDirectory } from '@goldenthread/access';
import { Refusal } from '@goldenthread/event-sourcing';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, from, mergeMap, throwError, type Observable } from 'rxjs';

/** A refusal that says who stood in the way says it with their name: ids mean nothing to people. */
@Injectable()
export class NamedRefusalsInterceptor implements NestInterceptor {
  constructor(private readonly people: PeopleDirectory) {}

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        const person = error instanceof Refusal ? personIn(error.details.changedBy) : undefined;
        if (!(error instanceof Refusal) || person === undefined) return throwError(() => error);
        return from(this.people.names([person])).pipe(mergeMap((names) => throwError(() => named(error as Refusal, names.get(person)))));
      }),
    );
  }
}

function personIn(changedBy: unknown): string | undefined {
  if (typeof changedBy !== 'object' || changedBy === null || !('person' in changedBy)) return undefined;
  return typeof changedBy.person === 'string' ? changedBy.person : undefined;
}

function named(refusal: Refusal, name: string | undefined): Refusal {
  return new Refusal(refusal.code, { ...refusal.details, changedBy: { ...(refusal.details.changedBy as object), name } });
}
