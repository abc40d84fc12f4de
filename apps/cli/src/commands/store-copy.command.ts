import { copyStore, NotACopyError, openStoreAt, type CopyProgress, type CopyReport } from '@goldenthread/runtime';
import type { CommonOptions, Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { Failure, Stopped } from '../failure.js';
import { withStore, type OpenedStore } from '../opened-database.js';
import { ProgressReport } from '../progress.js';
import { copyData, copyStoppedWords, copyWords } from './store-copy.words.js';

export interface CopyOptions extends CommonOptions {
  readonly to?: string;
}

/** The environment's way to say `--to`: an address with a password is then in no list of processes and no shell's history. */
const TO = 'COPY_TO';

const NOT_ALLOWED = '42501';
const MAY_NOT_FILL = 'The user that the other address names may not fill a store: name the one who migrated that database.';

const STAGE: Readonly<Record<CopyProgress['stage'], string>> = {
  comparing: 'Comparing what is there',
  copying: 'Copying',
  verifying: 'Comparing both stores whole',
};

/** @throws Failure `notACopy` where the other store holds anything else; `stopped`, which says how to go on. */
export async function copyTheStore(context: Context, { to: typed, json }: CopyOptions): Promise<void> {
  const to = (typed ?? context.environment[TO])?.trim();
  if (!to) throw new Failure(EXIT.wrongUsage, `Say where to: by --to, or by ${TO} in the environment, where nobody sees its password.`);
  const report = await withStore(context, (store) => copied(context, store, to));
  context.terminal.print(json ? JSON.stringify(copyData(report)) : copyWords(report));
}

async function copied(context: Context, { inspection, configuration, signal }: OpenedStore, to: string): Promise<CopyReport> {
  const head = await inspection.store.head();
  const target = await openStoreAt(to, { production: configuration.production });
  const progress = new ProgressReport(context.terminal);
  let events = 0;
  const onProgress = (reached: CopyProgress): void => {
    events = reached.events;
    // Positions are dense on one engine only; of the other the newest one still says how much there may be.
    progress.update(STAGE[reached.stage], 'position', { done: Number(reached.position) + 1, total: Number(head?.position ?? -1n) + 1 });
  };
  try {
    return await copyStore(inspection.store, target.store, { signal, onProgress });
  } catch (error) {
    if (error instanceof Stopped) throw new Failure(EXIT.stopped, copyStoppedWords(events));
    if (error instanceof NotACopyError) throw new Failure(EXIT.notACopy, `${error.message}.`);
    if ((Object(error) as { code?: unknown }).code === NOT_ALLOWED) throw new Failure(EXIT.couldNotRun, MAY_NOT_FILL);
    throw error;
  } finally {
    progress.end();
    await target.close();
  }
}
