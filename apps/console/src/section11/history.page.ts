import type { NameOf } from '@goldenthread/access';
import type { ShownHistory } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { historyInWords, type HistoryEntry } from './history-in-words.js';
import type { ReturnFile } from './return-file.js';

export interface HistoryView extends PageHead {
  readonly history: readonly HistoryEntry[];
}

/** Everything that happened to a return: who, in which role, when, and what it was before. */
export function historyPage(
  file: ReturnFile,
  entries: readonly ShownHistory[],
  nameOf: NameOf,
  reading: Reading,
  isOwn: boolean,
): HistoryView {
  const { progress, tool } = file;
  return {
    caption: progress.agencyName,
    title: `${progress.cycleTitle}: history`,
    section: isOwn ? 'tasks' : 'returns',
    back: reading.go(paths.returns.one(progress.return)),
    history: historyInWords(entries, tool, nameOf, paths.returns.one(progress.return)),
  };
}
