import type { ReadModel } from '@goldenthread/read-models';
import { readModels, viewNamesOf } from '@goldenthread/runtime';
import { EXIT } from './exit-codes.js';
import { Failure } from './failure.js';
import { unknownViewWords } from './find-model.words.js';

/**
 * The read model that keeps a view, by the name of its projection or of one of its SQL views.
 *
 * @throws Failure `wrongUsage` for a view that there is not.
 */
export function findModel(view: string): ReadModel {
  const found = readModels.find((model) => namesOf(model).includes(view.replace(/^rm\./, '')));
  if (found) return found;
  throw new Failure(EXIT.wrongUsage, unknownViewWords(view, readModels.map(namesOf)));
}

function namesOf(model: ReadModel): string[] {
  return [model.projection.name, ...viewNamesOf(model)];
}
