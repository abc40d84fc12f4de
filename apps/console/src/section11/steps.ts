import type { ShownItem } from '@goldenthread/section11';
import type { ReturnFile } from './return-file.js';

/** How far one question has come. `to-check`: it has no answer yet, and the agency's last return has one to it. */
export type Step = 'answered' | 'to-check' | 'not-started';

/** The answer of the last return that a question's can be brought forward from: to the same question, word for word. */
export function earlierAnswer(
  { previous }: Pick<ReturnFile, 'previous'>,
  { item, question }: Pick<ShownItem, 'item' | 'question'>,
): ShownItem | undefined {
  return previous?.items.find((one) => one.item === item && one.question === question && one.rating !== null);
}

export function stepOf(file: Pick<ReturnFile, 'previous'>, item: ShownItem): Step {
  if (item.rating !== null) return 'answered';
  return earlierAnswer(file, item) ? 'to-check' : 'not-started';
}

/** The question to go on with after one: the next that has no answer, from there on and then from the start. */
export function nextUnanswered(items: readonly ShownItem[], after?: string): string | undefined {
  const at = after === undefined ? -1 : items.findIndex(({ item }) => item === after);
  const inTurn = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return inTurn.find(({ item, rating }) => rating === null && item !== after)?.item;
}
