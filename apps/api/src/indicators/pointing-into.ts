import { Refusal } from '@goldenthread/event-sourcing';
import { RequestProblem, wordsOf } from '@goldenthread/http';

/**
 * Runs a command over a list of values; where it refuses one of them, the problem points into the list.
 *
 * @throws RequestProblem for what is of one value, such as `/values/0/period`; every other error as it is.
 */
export async function pointingInto<T>(list: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const code = String(error.code);
    const { details } = error;
    const pointer = pointerOf(code, details);
    if (pointer === undefined) throw error;
    const index = typeof details.row === 'number' ? details.row - 1 : 0;
    const message = wordsOf(code).detail(details);
    throw new RequestProblem(code, [{ pointer: `/${list}/${index}${pointer}`, code, message }], details);
  }
}

/** Where in a value the fault lies; nothing where it is not of a value: of the place, say, or of the request itself. */
function pointerOf(code: string, { field, period }: Readonly<Record<string, unknown>>): string | undefined {
  const { pointer } = wordsOf(code);
  if (pointer !== undefined) return pointer.startsWith('/') && pointer !== '/place' ? pointer : undefined;
  if (typeof field === 'string') return `/${field}`;
  if (code === 'period-given-twice') return '/period';
  return period === undefined ? undefined : '';
}
