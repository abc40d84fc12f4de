import { archivePartitions, type Partition } from '@goldenthread/runtime';
import type { CommonOptions, Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure, Stopped } from '../failure.js';
import { withDatabase } from '../opened-database.js';
import { ProgressReport } from '../progress.js';
import { archiveData, archiveStoppedWords, archiveWords } from './store-archive.words.js';

export interface ArchiveOptions extends CommonOptions {
  readonly before?: bigint;
}

const ELSEWHERE = 'The events lie in KurrentDB, which moves its own files to an archive: see its manual.';
const NOT_ALLOWED = '42501';
const MAY_NOT_ARCHIVE = 'This user may not move partitions: let DATABASE_ADMIN_URL name the one who migrated the database.';

/** @throws Failure `stopped`, which says what was moved before. */
export async function archiveTheStore(context: Context, { before, json }: ArchiveOptions): Promise<void> {
  const archived = await withDatabase(context, async ({ url, configuration, signal }) => {
    if (configuration.eventStoreUrl) throw new Failure(EXIT.couldNotRun, ELSEWHERE);
    const progress = new ProgressReport(context.terminal);
    const moved: Partition[] = [];
    const onArchived = (partition: Partition, left: number): void => {
      moved.push(partition);
      progress.update('Archiving', 'partition', { done: moved.length, total: moved.length + left });
    };
    try {
      return await archivePartitions(configuration.databaseAdminUrl ?? url, { before, signal, onArchived });
    } catch (error) {
      if (signal.reason instanceof Stopped) throw new Failure(EXIT.stopped, archiveStoppedWords(moved));
      if ((Object(error) as { code?: unknown }).code === NOT_ALLOWED) throw new Failure(EXIT.couldNotRun, MAY_NOT_ARCHIVE);
      throw error;
    } finally {
      progress.end();
    }
  });
  context.terminal.print(json ? JSON.stringify(archiveData(archived)) : archiveWords(archived));
}
