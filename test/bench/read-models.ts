import { rebuildModel, type ReadModel, type RowClass } from '@goldenthread/read-models';
import { readModels, type Platform } from '@goldenthread/runtime';
import { Section11AnswerRow, Section11ReturnProgressRow, Section11StandardRow } from '@goldenthread/section11';

/** The read model that a row belongs to. */
export function modelOf(row: RowClass): ReadModel {
  const model = readModels.find(({ rows }) => rows.includes(row));
  if (!model) throw new Error(`${row.name} belongs to no read model`);
  return model;
}

/** What the matrix and a return's own page read. */
export const READ = [Section11ReturnProgressRow, Section11StandardRow, Section11AnswerRow];

/** Fills views with all there is. */
export async function fillViews({ codec, pools, store }: Platform, rows: readonly RowClass[] = READ): Promise<void> {
  for (const row of rows) await rebuildModel(modelOf(row), codec, { pool: pools.projector, store, acceptDifferences: true });
}
